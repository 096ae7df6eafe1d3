"""What terminals of few colours, people who want none, lines from afar and windows that know few signs are given."""

import re
import sys
from itertools import product
from pathlib import Path

import pytest
from rich._palettes import STANDARD_PALETTE
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import Theme
from textual.widgets import Input

from models import places
from models.desk.desk import Desk
from models.settings_file import change
from tests.contrast import GROUNDS, PAIRS, TEXTS, colours, contrast, least
from tests.driver import Verifier, at_work
from tests.press import strips
from tests.terminal import Terminal
from tui.colours import Colourless, Sixteenth
from tui.glyphs import PlainGlyphs
from tui.themes import THEMES

pytestmark = pytest.mark.slow

each_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
SGR = re.compile(rb"\x1b\[([0-9;]*)m")


def of_256(color: Color) -> Color:
    """The colour that a terminal with 256 draws instead."""
    return Color(*RichColor.from_rgb(*color.rgb).downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


def of_16(theme: Theme, text: Color, ground: Color) -> tuple[Color, Color]:
    """The pair that a terminal with sixteen draws instead, as the oldest of them mix it."""
    [drawn] = Sixteenth(theme.name).apply([Segment("x", Style(color=text.rich_color, bgcolor=ground.rich_color))], ground)
    assert drawn.style is not None and drawn.style.color is not None and drawn.style.bgcolor is not None
    numbers = drawn.style.color.number, drawn.style.bgcolor.number
    assert numbers[1] is not None and numbers[1] < 8, "no ground is bright: some terminals blink instead"
    first, second = (Color(*STANDARD_PALETTE[number or 0]) for number in numbers)
    return first, second


@each_theme
def test_every_text_can_be_read_among_256_colours_and_grounds_differ(theme: Theme) -> None:
    named = {name: of_256(color) for name, color in colours(theme).items()}
    low = {pair: round(contrast(named[pair[0]], named[pair[1]]), 2) for pair in PAIRS}
    assert {pair: found for pair, found in low.items() if found < least(theme.name)} == {}
    assert len({named[ground] for ground in GROUNDS if ground != "surface"}) == 4


@each_theme
def test_every_text_can_be_read_among_sixteen_colours(theme: Theme) -> None:
    named = colours(theme)
    drawn = {(text, ground): contrast(*of_16(theme, named[text], named[ground])) for text, ground in product(TEXTS, GROUNDS)}
    assert {pair: round(found, 2) for pair, found in drawn.items() if found < least(theme.name)} == {}
    cursor, around = (of_16(theme, named["foreground"], named[ground])[1] for ground in ("block-cursor-background", "background"))
    assert cursor != around


@each_theme
def test_without_colours_none_is_left_and_the_cursor_stays(theme: Theme) -> None:
    named = colours(theme)
    filter_ = Colourless(theme.name)

    def drawn(text: str, ground: str, *, reverse: bool = False, bold: bool = False) -> Style:
        style = Style(color=named[text].rich_color, bgcolor=named[ground].rich_color, reverse=reverse, bold=bold)
        [segment] = filter_.apply([Segment("x", style)], named[ground])
        assert segment.style is not None and segment.style.color is not None and segment.style.bgcolor is not None
        assert segment.style.color.is_default and segment.style.bgcolor.is_default
        return segment.style

    assert not drawn("foreground", "background").reverse and not drawn("error", "surface").dim
    assert drawn("foreground", "block-cursor-background").reverse
    assert drawn("input-cursor-foreground", "input-cursor-background").reverse
    assert drawn("foreground", "panel", reverse=True, bold=True).reverse and drawn("foreground", "panel", bold=True).bold


async def looked(ani: Verifier) -> set[tuple[str, str]]:
    """The kinds of colours drawn on some screens."""
    kinds = set()
    for keys in ("", "s", "end", "enter", "escape q a"):
        await ani.press(*keys.split())
        for strip in strips(ani.app):
            kinds |= {(each.type.name, name) for _, style, _ in strip if style for name, each in _colours(style)}
    return kinds


def _colours(style: Style) -> list[tuple[str, RichColor]]:
    return [(name, each) for name, each in (("text", style.color), ("ground", style.bgcolor)) if each is not None]


async def test_whoever_wants_no_colour_gets_none(folder: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.close()
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_work(folder) as ani:
        assert await looked(ani) == {("DEFAULT", "text"), ("DEFAULT", "ground")}


async def test_terminals_of_sixteen_colours_get_theirs(folder: Path, desk: Desk) -> None:
    desk.close()
    async with at_work(folder) as ani:
        ani.app.console._color_system = ColorSystem.STANDARD
        ani.app.take_settings()
        assert await looked(ani) == {("STANDARD", "text"), ("STANDARD", "ground")}


@pytest.mark.parametrize(
    ("motion", "remote", "moves"), [("auto", "", True), ("auto", "10.0.0.2", False), ("yes", "10.0.0.2", True), ("no", "", False)]
)
async def test_nothing_moves_over_a_line_from_afar(
    folder: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch, motion: str, remote: str, moves: bool
) -> None:
    desk.close()
    monkeypatch.setenv("SSH_CONNECTION", remote)
    change(places.own_settings_file(), "look.motion", motion)
    async with at_work(folder) as ani:
        assert (ani.app.animation_level == "full") is moves
        await ani.press("p", "n")
        assert [field.cursor_blink for field in ani.app.screen.query(Input) if field.has_focus] == [moves]


@pytest.mark.parametrize(("signs", "terminal", "plain"), [("auto", "linux", True), ("unicode", "linux", False), ("auto", "xterm", False)])
async def test_signs_are_those_of_the_terminal(
    folder: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch, signs: str, terminal: str, plain: bool
) -> None:
    desk.close()
    monkeypatch.setenv("TERM", terminal)
    change(places.own_settings_file(), "look.glyphs", signs)
    async with at_work(folder) as ani:
        assert ani.screen.isascii() is plain


def test_letters_that_the_terminal_cannot_be_sent_are_as_wide_as_before() -> None:
    segments = [Segment("é 名前 › x"), Segment("plain")]
    assert [segment.text for segment in PlainGlyphs("latin-1").apply(segments, Color(0, 0, 0))] == ["é ???? > x", "plain"]
    assert [segment.text for segment in PlainGlyphs("utf-8").apply(segments, Color(0, 0, 0))] == ["é 名前 > x", "plain"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
@pytest.mark.parametrize(("environment", "allowed"), [({"NO_COLOR": "1"}, r"39|49|[0-8]"), ({"TERM": "xterm"}, r"[34][0-79]|9[0-7]|[0-8]")])
def test_no_other_colour_reaches_a_real_terminal(folder: Path, desk: Desk, environment: dict[str, str], allowed: str) -> None:
    desk.close()
    terminal = Terminal(folder, "--lang", "id", environment=environment)
    try:
        terminal.sees("? tombol")
        terminal.type("s")
        terminal.sees("Pengaturan")
        terminal.type("?")
        terminal.sees("Enter Jalankan")
        numbers = {number for match in SGR.finditer(terminal.raw) for number in match[1].decode().split(";") if number}
        assert numbers
        assert {number for number in numbers if not re.fullmatch(allowed, number)} == set()
    finally:
        terminal.release()
