"""The program in processes of its own: how it ends, what it loads, and what a pipe gets of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.desk.acts import AGENCY
from tests.tui.commands import loaded, process

pytestmark = pytest.mark.slow


def test_a_whole_season_in_processes_of_their_own(tmp_path: Path) -> None:
    here = ("--data-dir", tmp_path / "p", "--lang", "en")
    assert process(*here, "list").returncode == 1
    founded = process(*here, "init", "--name", "Ani")
    assert (founded.returncode, founded.stdout) == (0, "")
    listed = process(*here, "list", "--json")
    assert (listed.returncode, json.loads(listed.stdout)["verifications"]) == (0, [])
    again = process(*here, "init", "--name", "Ani")
    assert (again.returncode, again.stdout, "Traceback" in again.stderr) == (1, "", False)
    assert process(*here, "fly").returncode == 2


def test_output_is_plain_when_it_is_piped(verification: str, folder: Path) -> None:
    for arguments in (("list",), ("show", AGENCY)):
        done = process("--data-dir", folder, *arguments, FORCE_COLOR="", TERM="xterm-256color")
        assert (done.returncode, "\x1b" in done.stdout) == (0, False)


def test_a_pipe_gets_every_letter_whatever_the_system_takes_for_its_code_page(verification: str, folder: Path) -> None:
    for code_page in ("cp1252", "ascii"):
        done = process("--data-dir", folder, "doctor", PYTHONIOENCODING=code_page)
        assert (done.returncode, "→" in done.stdout, "Traceback" in done.stderr) == (0, True, False)


@pytest.mark.parametrize(
    "arguments", [("show", AGENCY, "--json"), ("show", AGENCY), ("list",), ("agency", "list"), ("config", "show"), ("--help",)]
)
def test_a_reader_that_leaves_early_such_as_head_gets_no_traceback(verification: str, folder: Path, arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "tui.cli", "--data-dir", str(folder), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert (program.stderr.read(), program.wait(60)) == ("", 0)


@pytest.mark.skipif(sys.platform != "linux", reason="a device that is always full")
@pytest.mark.parametrize("arguments", [("list",), ("list", "--json"), ("--help",), ("list", "--help"), ("--linear",)])
def test_what_a_full_disk_did_not_take_was_called_an_unexpected_error(verification: str, folder: Path, arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "tui.cli", "--data-dir", str(folder), "--lang", "en", *arguments]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("verifier: What is printed cannot be written in full: the disk is full.")
    assert not (folder / "verifier.log").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="a device that is always full")
def test_a_version_that_a_full_disk_did_not_take_ended_in_a_traceback() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui.cli", "--version"], stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False
        )
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes streams")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_program_started_without_a_stream_ended_with_a_traceback(verification: str, folder: Path, closed: str) -> None:
    for asked in ("list", "--linear"):
        command = f'"{sys.executable}" -m tui.cli --data-dir "{folder}" {asked} {closed}'
        done = subprocess.run(["/bin/sh", "-c", command], input="", capture_output=True, text=True, cwd=ROOT, check=False)
        assert (done.returncode, done.stderr) == (0, ""), asked


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("list", "--help"), ("--lang", "en", "--help")])
def test_small_answers_load_nothing_large(arguments: tuple[str, ...]) -> None:
    assert not loaded(*arguments) & {"textual", "rich", "sqlmodel", "sqlalchemy", "pydantic", "alembic"}


EVERY = """
import sys
from tui.cli import main
from tui.headless import COMMANDS
loaded = set()
for command in COMMANDS.keys() - {"serve", "terminal"}:  # which are for looking at
    for arguments in ([command], [command, "--json"], [command, "--help"], [command, "show"]):
        try:
            main(["--data-dir", sys.argv[1], *arguments])
        except SystemExit:
            pass
        loaded |= {(command, name) for name in ("textual",) if name in sys.modules}
print("\\n", loaded)
"""


def test_no_command_loads_textual(verification: str, folder: Path, tmp_path: Path) -> None:
    # Some of them write to the folder they are in.
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", EVERY, str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True, cwd=tmp_path, env=env)
    assert done.stdout.splitlines()[-1].strip() == "set()"


@pytest.mark.parametrize("command", [("list", "--json"), ("show", AGENCY), ("export", "--dry-run")])
def test_commands_load_no_screen(verification: str, folder: Path, command: tuple[str, ...]) -> None:
    assert not loaded("--data-dir", folder, *command) & {"textual", "screens"}
