"""A widget that draws its own lines in the tones of its theme, which are looked up once and not for every line.

They are taken from the theme itself: a rule for each tone of each widget is long to parse, and to apply.
"""

from collections.abc import Mapping
from typing import ClassVar, Final

from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from screens.widgets.drawing import Tone

_COLOURS: Final = {
    Tone.PLAIN: "foreground",
    Tone.MUTED: "text-muted",
    Tone.GOOD: "success",
    Tone.WARN: "warning",
    Tone.BAD: "error",
    Tone.ACCENT: "accent",
    Tone.HEADING: "foreground",
}
"""What each tone is called among the colours of a theme."""


class Painted(Widget):
    """Draws lines."""

    BOLD: ClassVar[frozenset[Tone]] = frozenset({Tone.HEADING})
    """The tones that are set in bold."""
    _tones: tuple[Style, Mapping[Tone, Style]] | None = None

    def notify_style_update(self) -> None:
        """Look the tones up again: the theme is another."""
        self._tones = None
        super().notify_style_update()

    @property
    def tones(self) -> tuple[Style, Mapping[Tone, Style]]:
        """The style of the ground, and of each tone on it."""
        if self._tones is None:
            self._tones = self.rich_style, {tone: self._style(tone) for tone in Tone}
        return self._tones

    def _style(self, tone: Tone) -> Style:
        colour = Color.parse(self.app.theme_variables[_COLOURS[tone]]).rich_color
        return Style(color=colour, bold=True if tone in self.BOLD else None)
