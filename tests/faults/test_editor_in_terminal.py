"""A note is written in an editor of the user's own: it has the terminal, what it saves is kept at once, and the way back is whole."""

import shlex
import signal
import sys
from pathlib import Path

import pytest

from models.desk import drafts, people, reading, verifications
from models.desk.desk import Desk, opened
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")]

EDITOR = """
import pathlib, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
file = pathlib.Path(sys.argv[1])
while (line := input("EDITOR> ")) != "keluar":
    file.write_text(file.read_text("utf-8") + line + "\\n", "utf-8")
    print("DISIMPAN")
"""
"""Adds each line that is typed to its file, as an editor does that saves."""


@pytest.fixture
def verification(folder: Path, tmp_path: Path) -> str:
    (tmp_path / "editor.py").write_text(EDITOR)
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        return desk.do(verifications.begin, "94.07")


def at_the_editor(folder: Path, tmp_path: Path) -> Terminal:
    """A terminal in which a note was begun and lent to the editor."""
    command = shlex.join([sys.executable, str(tmp_path / "editor.py")])
    terminal = Terminal(folder, environment={"VISUAL": command})
    terminal.sees("Enter lanjutkan")
    terminal.type("\rn")
    terminal.sees("Esc Selesai")
    terminal.type("awal ")
    terminal.sees("awal")
    terminal.type("\x05")
    terminal.sees("EDITOR>")
    return terminal


def the_note(desk: Desk, verification: str) -> str:
    return desk.ask(reading.sheet, verification).every[0].answer.note


def test_what_the_editor_saved_is_the_note_and_is_undone_as_one(verification: str, folder: Path, tmp_path: Path) -> None:
    terminal = at_the_editor(folder, tmp_path)
    assert [path.stat().st_mode & 0o777 for path in folder.glob("note-*.txt")] == [0o600]
    terminal.type("dari \x1b[31mluar\r")
    terminal.sees("DISIMPAN")
    terminal.type("keluar\r")
    terminal.sees("Esc Selesai")
    terminal.sees("awal dari")
    assert list(folder.glob("note-*.txt")) == []
    terminal.type(" lagi\x1a\x1a")
    terminal.until(lambda: "luar" not in terminal.text)
    terminal.type("\x19\x19")
    terminal.sees("luar lagi")
    terminal.type("\x1b")
    terminal.sees("tersimpan")
    terminal.type("q")
    terminal.sees("Enter lanjutkan")
    terminal.type("q")
    assert terminal.ended() == 0
    with opened(folder) as desk:
        assert the_note(desk, verification) == "awal dari [31mluar lagi"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_what_was_saved_outlives_the_program_at_any_moment(
    verification: str, folder: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    terminal = at_the_editor(folder, tmp_path)
    terminal.type("\x03")
    terminal.type("tetap ada\r")
    terminal.sees("DISIMPAN")

    def kept() -> bool:
        with opened(folder, writing=False) as desk:
            found = desk.ask(drafts.recall, f"{verification}/note/{desk.ask(reading.sheet, verification).every[0].item.code}")
        return found is not None and "tetap ada" in found["text"]

    terminal.until(kept)
    terminal.signal(number)
    assert terminal.ended() == code
