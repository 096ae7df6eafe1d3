"""Every text can be read in every theme: the contrast of WCAG 2.2, computed for what may stand on what and for what is drawn."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.theme import Theme
from textual.widgets import TextArea

from models.errors import Refusal
from models.fields import Field, Option
from screens.dialogs import Confirm, HouseDialog, Pick, Tell
from screens.forms import Form
from screens.notes import AskNote
from screens.widgets.lines import Tone
from screens.widgets.status import KeyHint, KeyStrip, StatusLine
from tests.contrast import PAIRS, colours, contrast, least
from tests.press import press, strips
from tests.screens.kit import YES_NO, Drawer, Stage, StubWords, painted
from tui.themes import THEMES

pytestmark = pytest.mark.slow

_SELECTED_END = "▌"
"""Textual's sign of a line end that is selected, in the colour of the selection: no text."""
SIGNS = ("scrollbar", "scrollbar-hover", "scrollbar-active")


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)
    assert contrast(Color.parse("#595959"), Color.parse("#ffffff")) == pytest.approx(7.0, abs=0.01)


def test_there_is_a_dark_a_light_and_a_contrast_theme() -> None:
    assert {theme.name: theme.dark for theme in THEMES} == {"verifier-dark": True, "verifier-light": False, "verifier-contrast": True}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_on_every_ground(theme: Theme) -> None:
    named = colours(theme)
    low = {f"{text} on {ground}": round(contrast(named[text], named[ground]), 2) for text, ground in PAIRS}
    assert not {pair: found for pair, found in low.items() if found < least(theme.name)}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_signs_that_are_no_text(theme: Theme) -> None:
    named = colours(theme)
    assert all(contrast(named[sign], named["scrollbar-background"]) >= 3 for sign in SIGNS)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_textual_mixes_no_text_colour_of_its_own(theme: Theme) -> None:
    app = Stage(theme.name)
    async with app.run_test(size=(80, 24)):
        used = app.get_css_variables()
    mixed = {
        name
        for name, value in used.items()
        if (name == "text" or name.startswith(("text-", "foreground-", "block-cursor-", "input-", "border"))) and "style" not in name
        if not value.startswith("#") or value != theme.variables.get(name)
    }
    # Not used by the kit: they stand on grounds of their own.
    assert mixed <= {"foreground-darken-1", "foreground-darken-2", "foreground-darken-3", *(f"foreground-lighten-{n}" for n in (1, 2, 3))}


# What is drawn


def drawn(app: Stage) -> Iterator[tuple[str, Color, Color]]:
    """Every piece of text inside the box in front, with its colour and its ground."""
    box = app.screen.query_one("#box").region
    for strip in strips(app)[box.y : box.bottom]:
        for text, style, _ in strip.crop(box.x, box.right):
            if text.strip(f" {_SELECTED_END}"):
                assert style is not None
                yield text, *seen(style)


def seen(style: Style) -> tuple[Color, Color]:
    """Colour and ground after reversing."""
    assert style.color is not None and style.bgcolor is not None
    assert not style.dim and not style.blink
    pair = solid(style.color), solid(style.bgcolor)
    return (pair[1], pair[0]) if style.reverse else pair


def solid(color: RichColor) -> Color:
    assert color.triplet is not None, color
    return Color(*color.triplet)


def form(words: StubWords) -> Form:
    fields = (
        Field("name", "Nama", value="Ani", hint="Nama lengkap."),
        Field("note", "Catatan", kind="note", value="abc"),
        Field("level", "Jawaban", kind="choice", value="yes", options=YES_NO),
        Field("off", "Tetap", value="tidak dapat diubah", enabled=False),
        Field("offchoice", "Tetap", kind="choice", value="no", options=YES_NO, enabled=False),
        Field("offnote", "Tetap", kind="note", value="catatan tetap", enabled=False),
    )
    return Form(words, "Judul", fields, Drawer({"name": "Budi"}), lambda values: Refusal("fact.unknown", fact="x"))


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
@pytest.mark.parametrize("kind", ["confirm", "tell", "pick", "form", "note"])
async def test_everything_drawn_can_be_read(theme: str, kind: str) -> None:
    app = Stage(theme)
    words = app.words
    kinds: dict[str, Callable[[], HouseDialog[Any]]] = {
        "confirm": lambda: Confirm(words, "Hapus?"),
        "tell": lambda: Tell(words, "Judul", "isi\n" * 40),
        "pick": lambda: Pick(words, "Judul", [Option("a", "satu", "Rincian."), Option("b", "dua")], "b"),
        "form": lambda: form(words),
        "note": lambda: AskNote(words, "Catatan", "isi\n" * 40, Drawer(), lambda _text: None),
    }
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = kinds[kind]()
        await app.ask(pilot, dialog)
        states = [list(drawn(app))]
        for key in ("left", "down", "shift+left", "down", "down", "down", "ctrl+a", "up"):
            if kind in ("tell", "pick", "confirm") or app.screen is dialog:
                await press(pilot, key)
                await painted(pilot)
                states.append(list(drawn(app)))
        for area in app.screen.query(TextArea):
            area.focus()
            area.move_cursor((0, 1))
            await painted(pilot)
            states.append(list(drawn(app)))
        if isinstance(dialog, Form):
            await press(pilot, "ctrl+s")
            await painted(pilot)
            states.append(list(drawn(app)))
        for tone in Tone:
            for status in app.screen.query(StatusLine):
                status.say("kalimat", tone)
                status.mark("tanda", tone)
            app.screen.query_one(KeyStrip).show((KeyHint("n", "nonaktif", enabled=False), KeyHint("a", "aktif")))
            await painted(pilot)
            states.append(list(drawn(app)))
    low = {
        (text, str(color.hex), str(ground.hex), round(contrast(color, ground), 2))
        for state in states
        for text, color, ground in state
        if contrast(color, ground) < least(theme)
    }
    assert not low
    assert all(len(state) > 5 for state in states)
