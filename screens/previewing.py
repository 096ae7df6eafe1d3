"""A list with what is known of the highlighted line beneath it: how screens show what a file of others would change."""

from collections.abc import Iterator

from textual import on

from models.previews import Changed
from models.text import Phrase
from screens.listing import ListScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Lines
from screens.widgets.pane import Pane, Paragraph


class PreviewScreen(ListScreen):
    """A list of what would change, and the values of one line before and after."""

    DEFAULT_CSS = "PreviewScreen.-low Pane { height: 5; }"

    @on(Lines.Highlighted)
    def draw_pane(self) -> None:
        """Show what the highlighted line says."""
        self.query_one(Pane).show(tuple(self.told(self.query_one(Lines).key or "")))

    def told(self, key: str) -> Iterator[Paragraph]:
        """What is known of a line."""
        raise NotImplementedError

    def changes(self, changes: tuple[Changed, ...]) -> Iterator[Paragraph]:
        """Each field before and after."""
        for change in changes:
            yield Paragraph(self.words.of(change.label), tone=Tone.HEADING)
            yield Paragraph(self.said(change.here), label=self.words("take.here"), tone=Tone.MUTED)
            yield Paragraph(self.said(change.there), label=self.words("take.there"))

    def said(self, value: Phrase | str) -> str:
        """A value as it is read, or that there is none."""
        return (self.words.of(value) if isinstance(value, Phrase) else self.words.day(value)) or self.words("take.nothing")
