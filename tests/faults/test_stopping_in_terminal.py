"""Ended from outside in a real terminal: all is kept, the log is folded in, the terminal is as it was, within a second."""

import os
import pty
import random
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from models.desk import drafts, people, verifications
from models.desk.desk import opened
from models.ledger import trail
from tests.faults.killing import Writers
from tests.faults.terminals import Forked
from tests.terminal import Terminal, as_made
from tui import terminal as given_back

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")]

TYPED = "baru dua kata"
LEAVING = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1003l", b"\x1b[?2004l")
"""The other screen left, the cursor shown, the mouse and pastes as they were."""


@dataclass
class Begun:
    """A founded profile with one begun verification."""

    folder: Path
    verification: str

    def log_is_folded(self) -> bool:
        """Whether nothing is left in the write-ahead log."""
        log = self.folder / "verifier.db-wal"
        return not log.exists() or log.stat().st_size == 0

    def draft(self, place: str) -> str:
        """What was being typed at a place of the verification; the trail holds."""
        with opened(self.folder) as desk:
            with desk.ledger.transaction(writing=False) as connection:
                trail.verify(connection)
            return " ".join((desk.ask(drafts.recall, f"{self.verification}/{place}") or {}).values())


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    folder = tmp_path_factory.mktemp("stopping") / "begun"
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        return Begun(folder, desk.do(verifications.begin, "94.07"))


@pytest.fixture
def begun(founded: Begun, tmp_path: Path) -> Begun:
    return Begun(shutil.copytree(founded.folder, tmp_path / "profile"), founded.verification)


@pytest.fixture(scope="module")
def writers() -> Iterator[Writers]:
    with Writers() as writers:
        yield writers


@pytest.fixture
def terminal(writers: Writers, begun: Begun) -> Iterator[Terminal]:
    terminal = Forked(writers, begun.folder)
    yield terminal
    terminal.release()


def on_the_sheet(terminal: Terminal) -> None:
    terminal.sees("Kabupaten Intan Jaya")
    terminal.type("\r")
    terminal.sees("butir terjawab")


def ended_by(terminal: Terminal, end: Callable[[], None]) -> tuple[int, bytes]:
    """End the program so; its exit code and what it still wrote. It takes less than a second, and the terminal is as it was."""
    seen, begin = len(terminal.raw), time.monotonic()
    end()
    code = terminal.ended()
    took = time.monotonic() - begin
    assert took < 1, f"{took:.2f} s"
    assert "Traceback" not in terminal.text
    return code, terminal.raw[seen:]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_keeps_what_is_being_typed_and_gives_the_terminal_back(begun: Begun, terminal: Terminal, number: int) -> None:
    before = as_made()
    on_the_sheet(terminal)
    terminal.type(f"n{TYPED}")
    terminal.sees(TYPED)
    keyboard = os.dup(terminal.descriptor)
    code, written = ended_by(terminal, lambda: terminal.signal(number))
    assert code == 128 + number
    assert [each for each in LEAVING if each not in written] == []
    assert termios.tcgetattr(keyboard)[:4] == before[:4]
    os.close(keyboard)
    assert begun.log_is_folded()
    assert begun.draft("note/REG-01") == TYPED
    assert not (begun.folder / "verifier.log").exists()


class Apart(Terminal):
    """A terminal that is not its program's own, which is therefore not told when it goes."""

    def _begin(self, arguments: list[str], size: tuple[int, int]) -> tuple[int, int]:
        pid, descriptor = pty.fork()
        if pid == 0:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
            code = subprocess.call([sys.executable, "-m", "tui.cli", *arguments], start_new_session=True)
            os._exit(code)
        return pid, descriptor


WAYS = {
    "start": "",
    "menu": "?",
    "agencies": "a",
    "settings": "p",
    "rounds": "o",
    "import": "m",
    "search": "/",
    "exchange": "x",
    "sheet": "\r",
    "counts": "\rc",
    "evidence": "\re",
    "facts": "\rf",
    "verdict": "\rv",
    "find": "\r/",
}
"""Keys from the start screen to screens and dialogs."""


@pytest.mark.parametrize("way", WAYS)
def test_any_screen_and_dialog_is_left_so(begun: Begun, terminal: Terminal, way: str) -> None:
    terminal.sees("Kabupaten Intan Jaya")
    shown = terminal.text
    terminal.type(WAYS[way])
    if WAYS[way]:
        terminal.until(lambda: terminal.text != shown)
    keyboard = os.dup(terminal.descriptor)
    code, written = ended_by(terminal, lambda: terminal.signal(signal.SIGTERM))
    assert code == 128 + signal.SIGTERM
    assert [each for each in LEAVING if each not in written] == []
    assert termios.tcgetattr(keyboard)[3] & termios.ECHO
    os.close(keyboard)
    assert begun.log_is_folded()


def test_at_any_moment_of_the_start_the_terminal_is_left_as_it_was(founded: Begun, tmp_path: Path) -> None:
    chance = random.Random(1142)
    for round_ in range(12):
        folder = shutil.copytree(founded.folder, tmp_path / str(round_))
        terminal = Terminal(folder)
        before = as_made()
        # From the first module of the program on; before that Python itself ends without having touched anything.
        wait = chance.uniform(0, 1.2)
        end = time.monotonic() + wait
        while time.monotonic() < end:
            terminal.read(0.01)
        keyboard = os.dup(terminal.descriptor)
        code, written = ended_by(terminal, lambda terminal=terminal: terminal.signal(signal.SIGTERM))  # type: ignore[misc]
        assert code in (128 + signal.SIGTERM, -signal.SIGTERM), f"after {wait:.2f} s: {code}\n{terminal.text}"
        assert termios.tcgetattr(keyboard)[:4] == before[:4], f"after {wait:.2f} s"
        os.close(keyboard)
        if b"\x1b[?1049h" in terminal.raw:
            assert [each for each in LEAVING if each not in written] == []
        assert Begun(folder, founded.verification).log_is_folded()
        assert not (folder / "verifier.log").exists()


def test_a_terminal_that_is_gone_keeps_what_is_being_typed(begun: Begun, terminal: Terminal) -> None:
    on_the_sheet(terminal)
    terminal.type(f"n{TYPED}")
    terminal.sees(TYPED)
    begin = time.monotonic()
    os.close(terminal.descriptor)
    assert terminal.waited() == 128 + signal.SIGHUP
    assert time.monotonic() - begin < 1
    assert begun.log_is_folded()
    assert begun.draft("note/REG-01") == TYPED
    assert not (begun.folder / "verifier.log").exists()


def test_no_signal_needs_to_say_that_the_terminal_is_gone(begun: Begun) -> None:
    # In a session of its own the kernel tells the program nothing; it notices itself.
    terminal = Apart(begun.folder)
    on_the_sheet(terminal)
    terminal.type(f"n{TYPED}")
    terminal.sees(TYPED)
    begin = time.monotonic()
    os.close(terminal.descriptor)
    assert terminal.waited() == 128 + signal.SIGHUP
    assert time.monotonic() - begin < 1
    assert begun.draft("note/REG-01") == TYPED


def test_a_terminal_that_takes_nothing_more_holds_nobody_up(begun: Begun, terminal: Terminal) -> None:
    on_the_sheet(terminal)
    before = termios.tcgetattr(terminal.descriptor)[3]
    terminal.type(f"n{TYPED}")
    terminal.sees(TYPED)
    terminal.until_stalled()
    begin = time.monotonic()
    terminal.signal(signal.SIGTERM)
    assert terminal.waited() == 128 + signal.SIGTERM
    assert time.monotonic() - begin < 1
    assert termios.tcgetattr(terminal.descriptor)[3] & termios.ECHO
    assert not before & termios.ECHO
    assert begun.log_is_folded()
    assert begun.draft("note/REG-01").startswith(TYPED)


def test_the_restart_lands_on_the_same_item(writers: Writers, begun: Begun, terminal: Terminal) -> None:
    on_the_sheet(terminal)
    terminal.type("jjjjn")
    terminal.sees("REG-05")
    terminal.type(TYPED)
    terminal.sees(TYPED)
    ended_by(terminal, lambda: terminal.signal(signal.SIGHUP))
    again = Forked(writers, begun.folder)
    again.sees("Kabupaten Intan Jaya")
    again.type("\r")
    again.sees("› · REG-05")
    again.type("n")
    again.sees(TYPED)
    again.kill()


def test_every_way_to_leave_undoes_what_textual_sets() -> None:
    from textual.drivers import linux_driver

    source = Path(linux_driver.__file__).read_text("utf-8")
    for mode in (b"?1000", b"?1003", b"?1015", b"?1006", b"?2004", b"?2048", b"?1004", b"?1049"):
        assert f"{mode.decode()}h" in source
        assert mode + b"l" in given_back._LEAVE
