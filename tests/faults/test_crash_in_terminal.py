"""The program crashes in a real terminal, full of secrets: a sentence and a log without them, nothing lost, and back on the same item."""

import os
import pty
import signal
import sys
import time
from pathlib import Path

import pytest

from models.desk import drafts, people, verifications
from models.desk.desk import opened
from tests.terminal import Terminal
from tui.crash import LOG

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")]

SECRET = "rahasia-Wardani-1987"
HEAD = f"""
import sys, time
from tui.cli import main
SECRET = {SECRET!r}

def crash(*arguments, **more):
    passphrase = SECRET + repr(arguments)
    try:
        {{}}[passphrase]
    except KeyError as error:
        raise RuntimeError(passphrase) from error
"""
IN_A_VERB = """
from models.desk import answers
answers.record = crash
"""
IN_A_DIALOG = """
from screens.widgets.drafting import DraftKeeper
before = DraftKeeper.changed

def changed(keeper):
    if "!" in str(keeper._values()):
        crash(keeper._values())
    before(keeper)

DraftKeeper.changed = changed
"""
IN_A_THREAD = """
from models.desk import rounds
rounds.prepare = crash
"""
ENDLESS = """
from models.desk import rounds

def prepare(tx):
    tx.connection.exec_driver_sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n").all()

rounds.prepare = prepare
"""
TAIL = """
sys.exit(main(sys.argv[1:]))
"""


class Broken(Terminal):
    """A terminal in which the program crashes at some place."""

    def __init__(self, folder: Path, where: str) -> None:
        self._where = where
        super().__init__(folder, "--lang", "id")

    def _begin(self, arguments: list[str], size: tuple[int, int]) -> tuple[int, int]:
        pid, descriptor = pty.fork()
        if pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLUMNS": str(size[0]), "LINES": str(size[1])}
            os.execv(sys.executable, [sys.executable, "-c", HEAD + self._where + TAIL, *arguments])
        return pid, descriptor


@pytest.fixture
def begun(folder: Path) -> str:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        return desk.do(verifications.begin, "94.07")


def crashed(terminal: Terminal, folder: Path) -> str:
    """Wait for the crash; what the log says of it. Neither log nor screen tell a secret, and the screen tells where the log is."""
    terminal.sees("kesalahan tak terduga")
    assert terminal.ended() == 1
    text = (folder / LOG).read_text("utf-8")
    assert "RuntimeError" in text and "KeyError" in text
    assert SECRET not in text
    assert SECRET not in terminal.raw.decode("utf-8", "replace")
    assert "Traceback" not in terminal.text
    assert LOG in terminal.text.replace(" ", "")
    for leaving in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1003l"):
        assert leaving in terminal.raw
    log = folder / "verifier.db-wal"
    assert not log.exists() or log.stat().st_size == 0
    return text


def test_a_crash_in_an_act_lands_on_the_same_item_at_the_restart(folder: Path, begun: str) -> None:
    terminal = Broken(folder, IN_A_VERB)
    terminal.sees("Kabupaten Intan Jaya")
    terminal.type("\r")
    terminal.sees("butir terjawab")
    terminal.type("jjjjj")
    terminal.sees("› · REG-06")
    terminal.type("2")
    crashed(terminal, folder)
    again = Broken(folder, IN_A_VERB)
    again.sees("Kabupaten Intan Jaya")
    again.type("\r")
    again.sees("› · REG-06")
    # It ends there once more, and this time leads elsewhere.
    again.type("2")
    crashed(again, folder)
    third = Terminal(folder)
    third.sees("Kabupaten Intan Jaya")
    third.type("\r")
    third.sees("› · REG-01")
    third.kill()


def test_a_crash_in_a_dialog_keeps_what_is_being_typed(folder: Path, begun: str) -> None:
    terminal = Broken(folder, IN_A_DIALOG)
    terminal.sees("Kabupaten Intan Jaya")
    terminal.type("\r")
    terminal.sees("butir terjawab")
    terminal.type(f"n{SECRET[:7]} tiga kata")
    terminal.sees("tiga kata")
    terminal.type("!")
    crashed(terminal, folder)
    with opened(folder) as desk:
        assert desk.ask(drafts.recall, f"{begun}/note/REG-01") == {"text": f"{SECRET[:7]} tiga kata!"}


def test_a_crash_in_a_thread_is_one_of_the_program(folder: Path, begun: str) -> None:
    crashed(Broken(folder, IN_A_THREAD), folder)


def test_long_work_in_a_thread_holds_nobody_up(folder: Path, begun: str) -> None:
    terminal = Broken(folder, ENDLESS)
    terminal.sees("Kabupaten Intan Jaya")
    # The desk is not open before that work is done, and it never is.
    terminal.type("a")
    terminal.read(1)
    terminal.signal(signal.SIGTERM)
    begin = time.monotonic()
    assert terminal.waited() == 128 + signal.SIGTERM
    assert time.monotonic() - begin < 1
    assert not (folder / LOG).exists()
