"""Installed without a network: from a wheelhouse with the laptop's own Python, and as a frozen folder that needs none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux can take the network away from one program"),
    # Made once, not by every worker.
    pytest.mark.xdist_group("install"),
]

PACKAGING: Final = ROOT / "packaging"
_SECONDS: Final = 900


def build(script: str, *arguments: object) -> None:
    """Run a script of `packaging` with the network that building needs."""
    subprocess.run([sys.executable, PACKAGING / script, *map(str, arguments)], check=True, timeout=_SECONDS)


def alone(home: Path, *command: object) -> subprocess.CompletedProcess[str]:
    """Run a command where there is no network, and of this machine nothing but its commands and an empty home."""
    bare = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    whole = ["unshare", "--map-root-user", "--net", *map(str, command)]
    return subprocess.run(whole, capture_output=True, text=True, timeout=_SECONDS, env=bare, cwd=home)


@pytest.fixture(scope="module")
def wheelhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheelhouse for this system and Python."""
    folder = tmp_path_factory.mktemp("made") / "wheelhouse"
    asked = subprocess.run(
        [sys.executable, "-c", "import pasang; print(pasang.target())"], cwd=PACKAGING, capture_output=True, text=True, check=True
    )
    build("wheelhouse.py", folder, asked.stdout.strip())
    return folder


def works(home: Path, command: Path) -> None:
    """Try the program as a stranger would, without a network."""
    # The Python that tries it is no part of it.
    done = alone(home, sys.executable, PACKAGING / "smoke.py", command)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def test_a_laptop_with_python_installs_it_from_a_stick(wheelhouse: Path, tmp_path: Path) -> None:
    done = alone(tmp_path, sys.executable, wheelhouse / "pasang.py")
    assert (done.returncode, done.stderr) == (0, ""), f"{done.stdout}\n{done.stderr}"
    installed, linked = tmp_path / ".local/lib/verifier/bin/verifier", tmp_path / ".local/bin/verifier"
    assert str(installed) in done.stdout
    works(tmp_path, linked)
    assert (installed.parents[1] / "share/man/man1/verifier.1").is_file()


def test_a_laptop_without_python_runs_the_frozen_folder(wheelhouse: Path, tmp_path: Path) -> None:
    build("frozen.py", wheelhouse, tmp_path / "frozen")
    (archive,) = (tmp_path / "frozen").glob("*.tar.gz")
    summed = subprocess.run(["sha256sum", "-c", f"{archive.name}.sha256"], cwd=archive.parent, capture_output=True, check=False)
    assert summed.returncode == 0
    shutil.unpack_archive(archive, tmp_path / "laptop", filter="data")
    shutil.rmtree(archive.parent)
    works(tmp_path, tmp_path / "laptop/verifier/verifier")


def test_a_damaged_stick_is_refused_in_both_languages(wheelhouse: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    shutil.copytree(wheelhouse, stick, copy_function=os.link)
    wheel = max((stick / "wheels").iterdir())
    content = wheel.read_bytes()
    wheel.unlink()
    for damaged, said in ((content[:-1], ("rusak", "damaged")), (None, ("tidak ada", "missing"))):
        if damaged is not None:
            wheel.write_bytes(damaged)
        else:
            wheel.unlink()
        done = alone(tmp_path, sys.executable, stick / "pasang.py")
        assert (done.returncode, done.stdout) == (1, "")
        assert all(word in done.stderr for word in (*said, wheel.name))
        assert not (tmp_path / ".local").exists()


def test_what_was_installed_stays_where_a_new_version_cannot_be_and_nothing_of_others_goes(wheelhouse: Path, tmp_path: Path) -> None:
    stick, installed = tmp_path / "stick", tmp_path / ".local/lib/verifier"
    assert alone(tmp_path, sys.executable, wheelhouse / "pasang.py").returncode == 0
    shutil.copytree(wheelhouse, stick, copy_function=os.link)
    (named,) = (stick / "lists").iterdir()
    named.unlink()
    named.write_text("verifier-tui==9.9 --hash=sha256:" + "0" * 64 + "\n")
    (stick / "SHA256SUMS").unlink()
    (stick / "SHA256SUMS").write_text("")
    done = alone(tmp_path, sys.executable, stick / "pasang.py")
    assert (done.returncode, "stays installed" in done.stderr, "Traceback" in done.stderr) == (1, True, False), done.stderr
    assert alone(tmp_path, installed / "bin/verifier", "--version").returncode == 0
    assert not (installed / ".before").exists()
    other = tmp_path / "mine"
    assert alone(tmp_path, sys.executable, "-m", "venv", "--without-pip", other).returncode == 0
    (other / "work.txt").write_text("mine")
    for to, why in ((other, "something else"), (other / "work.txt", "cannot be written"), (other / "work.txt/in", "cannot be written")):
        done = alone(tmp_path, sys.executable, wheelhouse / "pasang.py", "--to", to)
        assert (done.returncode, why in done.stderr, "Traceback" in done.stderr) == (1, True, False), done.stderr
    assert (other / "work.txt").read_text() == "mine"
