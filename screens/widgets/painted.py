"""A widget that draws its own lines in the tones of its theme, which are looked up once and not for every line.

They are taken from the theme itself: a rule for each tone of each widget is long to parse, and to apply.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Final

from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from screens.widgets.drawing import Look, Tone

_COLOURS: Final = {
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
    _looks: Mapping[str, Look] = MappingProxyType({})
    """How tones are drawn, by the component on whose ground they stand; under an empty name on that of the widget itself."""

    def notify_style_update(self) -> None:
        """Look the tones up again: the theme is another."""
        self._looks = MappingProxyType({})
        super().notify_style_update()

    def redraw(self) -> None:
        """Draw every line anew, in the look it has: whether that is another is not asked."""
        self.refresh(self.size.region)

    def look(self, component: str = "") -> Look:
        """How each tone is drawn on the ground of the widget, or of a component of it, whose own colour a plain text takes."""
        look = self._looks.get(component)
        if look is None:
            ground = self.rich_style + self.get_component_rich_style(component) if component else self.rich_style
            look = {tone: ground + self._style(tone) for tone in _COLOURS} | {Tone.PLAIN: ground}
            self._looks = {**self._looks, component: look}
        return look

    def _style(self, tone: Tone) -> Style:
        colour = Color.parse(self.app.theme_variables[_COLOURS[tone]]).rich_color
        return Style(color=colour, bold=True if tone in self.BOLD else None)
