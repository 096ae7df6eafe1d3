"""Choosing a theme by its looks: the whole screen wears the one under the cursor."""

from collections.abc import Mapping
from typing import Final

from textual import on
from textual.app import ComposeResult

from models.fields import Option
from models.words import Words
from screens.dialogs import Pick
from screens.widgets.drawing import Tone
from screens.widgets.lines import Lines
from screens.widgets.pane import Pane, Paragraph
from screens.widgets.status import TitleLine

_TONES: Final = (Tone.PLAIN, Tone.GOOD, Tone.WARN, Tone.BAD, Tone.ACCENT, Tone.MUTED)
"""What a text may mean."""


class ThemePreview(Pick):
    """The themes, each worn while the cursor is on it; whoever asked takes off what is worn."""

    DEFAULT_CSS = """
    ThemePreview Pane { height: 6; }
    """

    def __init__(self, words: Words, themes: Mapping[str, str], current: str) -> None:
        super().__init__(words, words("preview.title"), [Option(key, name) for key, name in themes.items()], current)

    def body(self) -> ComposeResult:
        """Give the themes, and what a text of each meaning looks like."""
        yield from super().body()
        yield TitleLine(self.words("preview.sample"))
        yield Pane()

    def on_mount(self) -> None:
        """Fill the sample in."""
        self.query_one(Pane).show(tuple(Paragraph(self.words(f"preview.{tone}"), tone=tone) for tone in _TONES))

    @on(Lines.Highlighted)
    def _wear(self, event: Lines.Highlighted) -> None:
        if event.key is not None:
            self.app.theme = event.key
