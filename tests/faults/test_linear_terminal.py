"""The linear front in a real terminal: it moves no cursor, and what was half typed outlives its end, however that comes."""

import os
import re
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models.desk import drafts
from models.desk.desk import opened
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX's")]


@pytest.fixture
def worked(concluded: tuple[Path, str], folder: Path) -> tuple[Path, str]:
    """A profile on which a note can be typed."""
    shutil.copytree(concluded[0], folder)
    return folder, concluded[1]


def half_typed(folder: Path) -> Terminal:
    terminal = Terminal(folder, "--lang", "en", "--linear", environment={"COLUMNS": "80"})
    terminal.sees("Choice or command:")
    for typed, seen in (("1", "Answer to"), ("REG-02", "REG-02:"), ("n", ">"), ("Half a thought", "Half a thought")):
        terminal.type(f"{typed}\n")
        terminal.sees(seen)
    return terminal


@pytest.mark.parametrize(
    ("end", "code"),
    [
        (lambda terminal: terminal.type("\x03"), 130),
        (lambda terminal: terminal.type("\x04"), 0),
        (lambda terminal: terminal.signal(signal.SIGHUP), 129),
        (lambda terminal: terminal.signal(signal.SIGKILL), -9),
    ],
    ids=["ctrl+c", "ctrl+d", "SIGHUP", "SIGKILL"],
)
def test_what_was_half_typed_outlives_its_end(worked: tuple[Path, str], end: Callable[[Terminal], None], code: int) -> None:
    folder, verification = worked
    terminal = half_typed(folder)
    try:
        place = f"{verification}/note/REG-02"
        terminal.until(lambda: kept(folder, place) is not None)
        end(terminal)
        assert terminal.ended() == code
    finally:
        terminal.release()
    assert kept(folder, place) == "Half a thought"
    assert ("what you typed is kept" in " ".join(terminal.raw.decode().split())) is (code >= 0)
    assert re.findall(rb"\x1b", terminal.raw) == []


def kept(folder: Path, place: str) -> str | None:
    """What is kept of what is typed at a place."""
    with opened(folder, writing=False) as desk:
        found = desk.ask(drafts.recall, place)
    return None if found is None else found["text"]


def test_a_narrow_terminal_broke_words_anywhere(worked: tuple[Path, str]) -> None:
    terminal = Terminal(worked[0], "--lang", "en", "--linear", size=(40, 24))
    try:
        terminal.sees("Choice or command:")
        assert max(map(len, terminal.raw.decode().splitlines())) <= 40
    finally:
        terminal.release()


def test_a_window_that_was_closed_was_noted_as_a_failure_of_the_program(worked: tuple[Path, str]) -> None:
    folder, verification = worked
    terminal = half_typed(folder)
    place = f"{verification}/note/REG-02"
    terminal.until(lambda: kept(folder, place) is not None)
    os.close(terminal.descriptor)
    terminal.waited()
    assert kept(folder, place) == "Half a thought"
    assert not (folder / "verifier.log").exists()
