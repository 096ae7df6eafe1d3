"""Terminals that have sixteen colours, and people who want none: what a theme means is drawn with what is left."""

from functools import lru_cache
from typing import Any, Final

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

from tui.themes import FADED, SIXTEEN, roles

COLOURLESS: Final = """
TitleLine:nocolor, KeyStrip:nocolor { text-style: reverse; }
LineInput:nocolor, NoteArea:nocolor, ChoiceLine:nocolor, FileDialog Input:nocolor { text-style: underline; }
"""
"""How rows and fields stand out without the ground of a colour."""
_GROUNDS: Final = frozenset({"background", "surface", "panel", "cursor-blurred"})
"""Grounds that are none without colours: a pointer or a line says the same."""
_FEW: Final = 8
_BOLD_BRIGHTENS: Final = 7
"""Below this number a colour that is bold turns into a lighter one in many terminals."""


class Themed(LineFilter):
    """Draws the colours of one theme in another way."""

    def __init__(self, theme: str) -> None:
        super().__init__()
        self._roles = roles(theme)
        self._drawn = lru_cache(4096)(self._in_few)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the signature of every filter
        """The segments with other colours; what they say stays."""
        return [Segment(text, style and self._drawn(style), control) for text, style, control in segments]

    def _in_few(self, style: Style) -> Style:
        if style.color is not None and style.color.triplet is None:
            # Drawn in few colours already.
            return style
        text, ground = (self._role(color) for color in (style.color, style.bgcolor))
        if style.reverse:
            text, ground = ground, text
        return style + self.style(text or "", ground or "background", is_bold=bool(style.bold))

    def _role(self, color: RichColor | None) -> str | None:
        """What a colour is for; None for a mixture, as of what lies behind a dialog."""
        return None if color is None or color.triplet is None else self._roles.get(color.triplet)

    def style(self, text: str, ground: str, *, is_bold: bool) -> Style:
        """How text that is for one thing is drawn on a ground that is for another; nothing for what is faded."""
        raise NotImplementedError


class Sixteenth(Themed):
    """Draws a theme in the sixteen colours that every terminal has."""

    def __init__(self, theme: str) -> None:
        super().__init__(theme)
        self._sixteen = SIXTEEN[theme]

    def style(self, text: str, ground: str, *, is_bold: bool) -> Style:
        """The colours by their numbers."""
        below = self._number(ground) % _FEW
        above = self._sixteen.all_alike.get(ground, self._number(text) if text else FADED)
        if above == below:
            # A sign in the colour of a ground, as the line around a pane.
            above = FADED
        return Style(
            color=RichColor.from_ansi(above), bgcolor=RichColor.from_ansi(below), reverse=False, bold=is_bold and above >= _BOLD_BRIGHTENS
        )

    def _number(self, role: str) -> int:
        return {**self._sixteen.grounds, **self._sixteen.texts}[role]


class Colourless(Themed):
    """Draws a theme without any colour: what the cursor stands on is reversed, what lies behind a dialog is faint."""

    def style(self, text: str, ground: str, *, is_bold: bool) -> Style:
        """The text as the terminal has it."""
        unset = RichColor.default()
        return Style(color=unset, bgcolor=unset, bold=is_bold, reverse=ground not in _GROUNDS, dim=not text)


@lru_cache(8)
def _made(kind: type[Themed], theme: str) -> Themed:
    return kind(theme)


def for_few(app: App[Any], theme: str) -> list[Themed]:
    """What draws a theme where the terminal of `app` has few colours or its user wants none; nothing where it may have all."""
    if theme not in SIXTEEN:
        return []
    if app.no_color:
        return [_made(Colourless, theme)]
    return [_made(Sixteenth, theme)] if app.console.color_system == "standard" else []
