"""A widget that draws its own lines in the tones of its theme, which are looked up once and not for every line."""

from collections.abc import Mapping
from typing import ClassVar

from rich.style import Style
from textual.widget import Widget

from screens.widgets.drawing import Tone


class Painted(Widget):
    """Draws lines."""

    TONES: ClassVar[str] = ""
    """What the component styles of its tones begin with."""
    _tones: tuple[Style, Mapping[Tone, Style]] | None = None

    def notify_style_update(self) -> None:
        """Look the tones up again: the theme is another."""
        self._tones = None
        super().notify_style_update()

    @property
    def tones(self) -> tuple[Style, Mapping[Tone, Style]]:
        """The style of the ground, and of each tone on it."""
        if self._tones is None:
            styles = {tone: self.get_component_rich_style(f"{self.TONES}--{tone}", partial=True) for tone in Tone}
            self._tones = self.rich_style, styles
        return self._tones
