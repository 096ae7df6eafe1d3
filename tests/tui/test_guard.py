"""The last look at what goes to the terminal: whatever a widget draws, nothing raw comes through, and clean lines cost nothing."""

import sys
import time
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from models.settings import load
from models.text import SIGN, is_refused
from models.words import Words
from tests.press import screen_text, settle
from tui.app import VerifierApp
from tui.command_line import Session
from tui.guard import TerminalGuard
from tui.typeahead import KeysInOrder

GROUND = Color.parse("#000000")
_DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0"
ATTACKS = (
    "a\x1b[2Jb",
    "a\x1b]52;c;aGFsbw==\x07b",
    "a\x1b]0;judul\x1b\\b",
    "a\x9b31mb",
    "a\x90qb\x9c",
    "a\u202etxt.exe",
    "a\u2066b\u2069",
    "a\u200b\u200db",
    "a\r\nb\tc\x08d",
    "a\U000e0041\U000e007fb",
    "a\ud800b",
    "a\x00\x7fb",
    "a\u2028b\u2029c",
)


def guarded(*texts: str) -> str:
    found = TerminalGuard().apply([Segment(text) for text in texts], GROUND)
    return "".join(segment.text for segment in found)


def is_raw(character: str) -> bool:
    """Whether a terminal could be steered or a reader misled by `character`."""
    return (
        unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(character) in _DIRECTIONS
        or character in _UNSEEN
        or is_refused(character)
    )


def test_no_raw_character_of_all_there_are_comes_through() -> None:
    raw = [character for character in map(chr, range(sys.maxunicode + 1)) if is_raw(character)]
    assert len(raw) > 2_000
    assert set(guarded("".join(raw))) <= {SIGN, " "}
    for character in (*raw[:200], *_UNSEEN):
        assert guarded(f"a{character}b").startswith("a") and character not in guarded(f"a{character}b")


def test_marks_of_format_that_have_a_shape_are_all_that_is_let_through() -> None:
    formats = [character for character in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(character) == "Cf"]
    through = {character for character in formats if character in guarded(character + "x")}
    # Signs before Arabic, Syriac and Kaithi numbers: they are drawn.
    assert through <= set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")


@given(st.lists(st.text(max_size=20), max_size=5))
def test_nothing_raw_and_the_same_width(texts: list[str]) -> None:
    found = guarded(*texts)
    assert not any(map(is_raw, found))
    assert cell_len(found) == sum(map(cell_len, texts))
    assert guarded(found) == found


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40))
def test_clean_text_stays_the_very_same(text: str) -> None:
    segments = [Segment(text, Style(bold=True)), Segment(""), Segment(text)]
    assert TerminalGuard().apply(segments, GROUND) is segments


@pytest.mark.parametrize("text", ["Penilaian – 3 × “baik”", "名前と役割", "éàü ñ", "│─┌›‹…·↑", "👍 ✓ ⚠", "ف ع ل", "e\u0301", "☺"])
def test_clean_text_of_other_scripts_stays(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("text", ["☺\ufe0f|", "1\ufe0f\u20e3|", "👍\U0001f3fd|"], ids=ascii)
def test_a_sign_that_terminals_draw_in_different_widths_is_drawn_in_one(text: str) -> None:
    assert not set(guarded(text)) & set("\ufe0f\U0001f3fd")
    assert cell_len(guarded(text, "x")) == cell_len(text) + 1
    assert guarded(text, "x").endswith("x")


def test_styles_stay_and_control_segments_go() -> None:
    bold = Style(bold=True)
    found = TerminalGuard().apply([Segment("a\x1bb", bold), Control.home().segment, Segment("c")], GROUND)
    assert all(segment.control is None for segment in found)
    assert found[0].style == bold
    text = "".join(segment.text for segment in found)
    assert "\x1b" not in text and text.startswith("a")


def test_links_keep_only_clean_addresses() -> None:
    clean, foul = Style(link="https://example.org/a"), Style(link="https://example.org/\x1b\\\x1b[2J", bold=True)
    found = TerminalGuard().apply([Segment("satu", clean), Segment("dua", foul)], GROUND)
    assert found[0].style is not None and found[0].style.link == "https://example.org/a"
    assert found[1].style is not None and found[1].style.link is None and found[1].style.bold
    assert [segment.text for segment in found] == ["satu", "dua"]


def test_clean_lines_are_cheap() -> None:
    """A screen of 24 lines of 80 cells may cost a fraction of a millisecond, not more."""
    guard = TerminalGuard()
    line = [Segment("Jawaban 3  Kualifikasi jabatan ", Style(bold=True)), Segment("x" * 40), Segment(" tersimpan")]
    start = time.process_time()
    for _ in range(24 * 100):
        guard.apply(line, GROUND)
    assert (time.process_time() - start) / 100 < 0.004


class Careless(Widget):
    """Draws whatever it is given, as a widget of a library might."""

    DEFAULT_CSS = "Careless { height: 1; width: 20; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(self._text, self.rich_style)])


class Raw(KeysInOrder[None]):
    """The real application's filters around widgets that pass everything on."""

    CSS = "Static, Input, TextArea { height: 1; border: none; padding: 0; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._guard = TerminalGuard()

    def compose(self) -> ComposeResult:
        yield Careless(self._text)
        yield Static(Content(self._text), markup=False)
        yield Static(self._text, markup=False)
        yield Input(self._text)
        yield TextArea(self._text)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._guard]


async def drawn(pilot: Pilot[Any]) -> str:
    await settle(pilot)
    await pilot.pause()
    return screen_text(pilot.app)


@pytest.mark.parametrize("text", ATTACKS, ids=ascii)
async def test_no_widget_gets_anything_raw_on_a_strip(text: str) -> None:
    app = Raw(text)
    async with app.run_test(size=(60, 18)) as pilot:
        seen = await drawn(pilot)
        assert not any(is_raw(character) for line in seen.split("\n") for character in line)
        assert seen.splitlines()[0].startswith("a")
        assert SIGN in seen
        # Beside the careless widget nothing was pushed aside.
        assert len(seen.splitlines()) == 18


def test_the_application_has_the_guard_last(tmp_path: Path) -> None:
    app = VerifierApp(Session(Words("id"), load(None), tmp_path), None)
    assert isinstance(app.get_line_filters()[-1], TerminalGuard)
