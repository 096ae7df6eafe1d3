"""Builds the wheelhouse: everything that installs the program on laptops without internet, in one folder for a stick.

    python packaging/wheelhouse.py dist/wheelhouse                  for every system and Python it knows
    python packaging/wheelhouse.py dist/wheelhouse linux-x86_64-3.13

Needs the internet, uv and pip (`pip install -e '.[build]'`). A wheel is made of this tree; for each target uv says which versions its
packages have there, pip fetches their wheels against the hashes uv was given, and a list names each wheel with the hash of the file that
came. `pasang.py` installs from such a list and takes no other bytes.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

HERE: Final = Path(__file__).parent
PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
_MANYLINUX: Final = ("manylinux_2_28", "manylinux_2_27", "manylinux_2_26", "manylinux_2_24", "manylinux_2_17", "manylinux2014")
SYSTEMS: Final = {
    "windows-x86_64": ("x86_64-pc-windows-msvc", ("win_amd64",)),
    "macos-arm64": ("aarch64-apple-darwin", ("macosx_13_0_arm64",)),
    "macos-x86_64": ("x86_64-apple-darwin", ("macosx_13_0_x86_64",)),
    "linux-x86_64": ("x86_64-manylinux_2_28", tuple(f"{tag}_x86_64" for tag in _MANYLINUX)),
    "linux-arm64": ("aarch64-manylinux_2_28", tuple(f"{tag}_aarch64" for tag in _MANYLINUX)),
}
"""What each system is called by uv and in the names of wheels; the name before it is what `pasang.py` makes of the laptop it runs on."""
TARGETS: Final = tuple(f"{system}-{python}" for system in SYSTEMS for python in PYTHONS)
SUMS: Final = "SHA256SUMS"


def built(folder: Path, targets: Iterable[str]) -> str:
    """Fill `folder`, which is not there yet; the SHA-256 of its list of sums, to be compared on the way to a laptop."""
    wheels, lists = folder / "wheels", folder / "lists"
    wheels.mkdir(parents=True)
    lists.mkdir()
    with TemporaryDirectory() as made:
        _run("uv", "build", "--quiet", "--wheel", "--out-dir", made, str(HERE.parent))
        (own,) = Path(made).glob("*.whl")
        for target in targets:
            print(target, file=sys.stderr)
            _collect(target, own, wheels, lists / f"{target}.txt")
    for name in ("pasang.py", "CARA-PASANG.txt"):
        shutil.copy(HERE / name, folder / name)
    sums = "".join(f"{_digest(file)}  {file.relative_to(folder).as_posix()}\n" for file in _files(folder))
    (folder / SUMS).write_text(sums, "utf-8", newline="\n")
    return _digest(folder / SUMS)


def _collect(target: str, own: Path, wheels: Path, listed: Path) -> None:
    """The wheels of one target into `wheels`, and their list."""
    system, _, python = target.rpartition("-")
    name, tags = SYSTEMS[system]
    with TemporaryDirectory() as made:
        wanted, came = Path(made) / "wanted.txt", Path(made) / "came"
        there = ("--python-platform", name, "--python-version", python)
        from_ = (str(HERE.parent / "pyproject.toml"), "--extra", "all")
        _run("uv", "pip", "compile", "--quiet", "--only-binary", ":all:", "--generate-hashes", *there, *from_, "-o", str(wanted))
        platforms = [argument for tag in tags for argument in ("--platform", tag)]
        fetch = ("pip", "download", "--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--python-version", python)
        _run(*fetch, *platforms, "-d", str(came), "-r", str(wanted))
        shutil.copy(own, came)
        files = _files(came)
        listed.write_text("".join(f"{_named(file)} --hash=sha256:{_digest(file)}\n" for file in files), "utf-8", newline="\n")
        for file in files:
            shutil.move(file, wheels / file.name)


def _named(wheel: Path) -> str:
    """The package and version a wheel is of."""
    name, version, *_ = wheel.name.split("-")
    return f"{name.replace('_', '-')}=={version}"


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _digest(file: Path) -> str:
    with file.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()


def _run(module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], check=True)


def _targets(named: list[str]) -> Iterator[str]:
    """The targets of what was named: a system, or a system and its Python."""
    for name in named:
        found = [target for target in TARGETS if name in (target, target.rpartition("-")[0])]
        if not found:
            sys.exit(f"{name}: known are {', '.join(TARGETS)}")
        yield from found


def main() -> None:
    """Build what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where it goes; must not be there yet")
    parser.add_argument("target", nargs="*", help=f"a system, or a system and a Python: {', '.join(SYSTEMS)}; all when none is named")
    parsed = parser.parse_args()
    if parsed.folder.exists():
        sys.exit(f"{parsed.folder} is there already; name a new folder")
    targets = list(dict.fromkeys(_targets(parsed.target or list(SYSTEMS))))
    print(f"{SUMS}: {built(parsed.folder, targets)}")


if __name__ == "__main__":
    main()
