"""Ended from outside: the console window of Windows, told without Windows; commands in the middle of their work; and crashes."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from models.desk import people
from models.desk.desk import opened
from models.errors import Refusal
from models.ledger import driver
from tests.conftest import ROOT
from tui import command_line, crash, stopping

SECRET = "frasa-sandi-rahasia"


class Console:
    """Windows' side of a console window: it keeps the handler it is given."""

    def __init__(self) -> None:
        self.handler: Callable[[int], int] | None = None

    def SetConsoleCtrlHandler(self, handler: Any, is_set: bool) -> int:  # noqa: N802 - Windows' own name
        """Take or drop a handler."""
        self.handler = handler if is_set else None
        return 1


@pytest.mark.parametrize("kind", [2, 5, 6], ids=["closed", "logged off", "shut down"])
def test_windows_waits_until_the_program_has_ended(kind: int) -> None:
    console, told, returned = Console(), threading.Event(), threading.Event()

    def windows() -> None:
        assert console.handler is not None
        assert console.handler(kind) == 1
        returned.set()

    with stopping.console_closing(told.set, console):
        # Windows calls it in a thread of its own.
        threading.Thread(target=windows).start()
        assert told.wait(10)
        assert not returned.is_set()
    assert returned.wait(10)
    assert console.handler is None


@pytest.mark.parametrize("kind", [0, 1], ids=["ctrl c", "ctrl break"])
def test_windows_hands_on_keys_that_interrupt(kind: int) -> None:
    console = Console()
    with stopping.console_closing(lambda: pytest.fail("nobody closes the window"), console):
        assert console.handler is not None
        assert console.handler(kind) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_closes_what_a_command_has_open(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopping, "_end_after", lambda *_: None)
    before, closed = signal.getsignal(number), []
    with pytest.raises(stopping.Stopped) as stopped, stopping.stoppable():
        try:
            os.kill(os.getpid(), number)
        finally:
            closed.append(number)
    assert (closed, stopped.value.code) == ([number], 128 + number)
    assert signal.getsignal(number) is before


def test_what_an_end_left_half_made_was_printed_as_a_traceback(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    class HalfMade:
        def __del__(self) -> None:
            raise AttributeError("_ssock")

    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)
    stopping.say_no_more()
    HalfMade()
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_command_that_was_stopped_while_sqlite_asked_whether_to_go_on_was_told_as_a_failure_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def run(*_: object) -> int:
        with closing(driver.MODULE.connect(":memory:")) as connection:
            connection.set_progress_handler(lambda: os.kill(os.getpid(), signal.SIGTERM), 100)
            connection.execute("WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT count(*) FROM x")
        return 0

    monkeypatch.setattr(stopping, "_end_after", lambda *_: None)
    monkeypatch.setattr(command_line, "say_no_more", lambda: None)
    monkeypatch.setattr(command_line, "_work", run)
    assert command_line.run(["--data-dir", str(tmp_path), "list"]) == 128 + signal.SIGTERM
    assert capfd.readouterr().err == ""
    assert not (tmp_path / crash.LOG).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_what_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopping.stoppable():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def _failed(passphrase: str) -> None:
    answer = f"{passphrase} {SECRET}"
    try:
        int(answer)
    except ValueError as error:
        raise RuntimeError(answer) from error


def test_the_log_holds_places_and_no_text_of_any_exception(tmp_path: Path) -> None:
    try:
        _failed(SECRET)
    except RuntimeError as error:
        error.add_note(SECRET)
        file = crash.logged(tmp_path, error)
    text = file.read_text("utf-8")
    assert "RuntimeError" in text and "ValueError" in text
    assert f"{Path(__file__).name}:" in text and "_failed" in text
    assert SECRET not in text


def test_what_threads_and_libraries_say_of_errors_is_only_logged(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    import logging

    with crash.quiet(tmp_path):
        # Other tests' capture of logging would speak otherwise.
        thread = threading.Thread(target=_failed, args=(SECRET,))
        thread.start()
        thread.join()
        logging.getLogger("of a library").warning(SECRET)
    assert capfd.readouterr() == ("", "")
    text = (tmp_path / crash.LOG).read_text("utf-8")
    assert "RuntimeError" in text and SECRET not in text


_CRASH = """
import sys
from tui import headless
from tui.cli import main

class Broken:
    @staticmethod
    def run(session, parsed):
        passphrase = answer = sys.argv[-1]
        raise RuntimeError(f"{passphrase} {answer}")

    @staticmethod
    def add(commands, words):
        commands.add_parser("list")

headless.COMMANDS = ("list",)
headless.module = lambda name: Broken
sys.exit(main(["--data-dir", sys.argv[1], "--lang", "id", "list"]))
"""


@pytest.mark.slow
def test_a_crash_in_a_command_is_a_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _CRASH, str(tmp_path), SECRET]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("verifier: Terjadi kesalahan tak terduga")
    text = (tmp_path / crash.LOG).read_text("utf-8")
    assert "RuntimeError" in text
    assert SECRET not in text + done.stderr
    assert "Traceback" not in done.stderr


def test_a_log_that_cannot_be_written_is_no_second_crash(tmp_path: Path) -> None:
    assert crash.logged(tmp_path / "nowhere", Refusal("profile.missing", folder="x")) == Path("-")


_AT_WORK = """
import os, sys, time
from models.desk import people
from tui.cli import main

found = people.found

def slow(tx, **who):
    found(tx, **who)
    os.write(1, b"begun")
    time.sleep(60)

people.found = slow
sys.exit(main(["--data-dir", sys.argv[1], "init", "--name", "Ani"]))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_command_ended_in_the_middle_of_its_work_leaves_nothing_half_done(folder: Path, number: int) -> None:
    with subprocess.Popen([sys.executable, "-c", _AT_WORK, str(folder)], stdout=-1, stderr=-1, cwd=ROOT) as command:
        assert command.stdout is not None
        assert command.stdout.read(5) == b"begun"
        command.send_signal(number)
        out, said = command.communicate(timeout=10)
    assert (command.returncode, out, said) == (128 + number, b"", b"")
    log = folder / "verifier.db-wal"
    assert not log.exists() or log.stat().st_size == 0
    assert not (folder / "verifier.holder").exists()
    with opened(folder) as desk:
        assert desk.ask(people.owner) is None
