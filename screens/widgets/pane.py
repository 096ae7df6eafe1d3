"""`Pane`: paragraphs of an item, drawn line by line, cut at the lower edge with a sign that there is more."""

from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len
from textual.geometry import Region
from textual.strip import Strip

from screens.widgets.drawing import ELLIPSIS, Span, Tone, row, strip, wrapped
from screens.widgets.painted import Painted


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text with a label before it; its further lines stand under its first."""

    text: str
    label: str = ""
    tone: Tone = Tone.PLAIN
    label_tone: Tone = Tone.MUTED
    limit: int = 0
    """At most so many lines; 0 for as many as it takes."""

    def __str__(self) -> str:
        """As a text to read."""
        return f"{self.label} {self.text}" if self.label else self.text


class Pane(Painted):
    """What is known of the highlighted line."""

    DEFAULT_CSS = """
    Pane {
        background: $surface;
        color: $foreground;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - named so in every widget
        super().__init__(id=id)
        self._paragraphs: tuple[Paragraph, ...] = ()
        self._rows: list[list[Span]] = []
        """What stands in its lines; those below it are empty."""
        self._laid: tuple[int, int] | None = None

    def show(self, paragraphs: tuple[Paragraph, ...]) -> None:
        """Show other paragraphs."""
        if paragraphs == self._paragraphs:
            return
        self._paragraphs = paragraphs
        width, height = self.size
        if self._laid != (width, height):
            self._laid = None
            self.refresh()
            return
        before, self._rows = self._rows, self._in_sight(width, height)
        # Most lines of most items stay empty.
        pairs = zip_longest(before, self._rows)
        changed = [Region(0, y, width, 1) for y, (was, now) in enumerate(pairs) if was != now]
        if changed:
            self.refresh(*changed)

    def _in_sight(self, width: int, height: int) -> list[list[Span]]:
        """The rows in sight; of what is too long, the last says that there is more."""
        rows = self._laid_out(width, height)
        if len(rows) > height > 0:
            rows[height - 1] = row(((" ", Tone.PLAIN),), (ELLIPSIS, Tone.MUTED), (), width)
        return rows[:height]

    def _laid_out(self, width: int, height: int) -> list[list[Span]]:
        """The rows in sight, and one more where there are more."""
        rows: list[list[Span]] = []
        for paragraph in self._paragraphs:
            if len(rows) > height:
                break
            indent = cell_len(paragraph.label) + (1 if paragraph.label else 0)
            room = height + 1 - len(rows)
            lines = wrapped(paragraph.text, max(8, width - 2 - indent), min(paragraph.limit or room, room))
            if paragraph.limit and len(lines) > paragraph.limit:
                lines = [*lines[: paragraph.limit - 1], lines[paragraph.limit - 1] + ELLIPSIS]
            for number, line in enumerate(lines):
                label = f"{paragraph.label} " if number == 0 and paragraph.label else " " * indent
                rows.append(row(((" ", Tone.PLAIN), (label, paragraph.label_tone)), (line, paragraph.tone), (), width))
        return rows

    def render_line(self, y: int) -> Strip:
        """The line at `y`, drawn."""
        (width, height), look = self.size, self.look()
        if self._laid != (width, height):
            self._rows, self._laid = self._in_sight(width, height), (width, height)
        seen = self._rows[y] if y < len(self._rows) else []
        return strip(seen, look, width) if seen else Strip.blank(width, look[Tone.PLAIN])
