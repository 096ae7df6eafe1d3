"""A list with what is known of the highlighted line beneath it: how screens show what a file of others would change."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from models.desk import reading
from models.formats.worksheet import Filled
from models.previews import Changed, Entry, Standing, WorksheetPreview
from models.rules.permissions import Standing as Permitted
from models.text import Phrase
from screens.listing import ListScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph


class PreviewScreen(ListScreen):
    """A list of what would change, and the values of one line before and after."""

    DEFAULT_CSS = "PreviewScreen.-low Pane { height: 5; }"

    def follow(self) -> None:
        """Show what the highlighted line says."""
        self.draw_pane()

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

    def unread(self, found: Iterable[str]) -> list[Line]:
        """A line for each heading and sheet that was not read."""
        told = (self.words("take.unread", what=what) for what in found)
        return [Line(f"unread.{number}", text=text, tone=Tone.WARN) for number, text in enumerate(told)]


class FilledScreen(PreviewScreen):
    """A sheet that somebody filled in, entry by entry, and how each stands to what is here."""

    ORDER: ClassVar[tuple[Standing, ...]]
    """How entries may stand, in the order in which they are shown; those that say the same are only counted."""

    def __init__(self, filled: Filled) -> None:
        super().__init__()
        self._filled = filled
        self._preview: WorksheetPreview
        self._standing: Permitted
        self._entries: dict[str, Entry] = {}

    def load(self) -> None:
        """Compare the sheet with what stands here."""
        self._preview = self.preview()
        self._standing = self.desk.ask(reading.pinned, self._preview.verification)[1]
        self._entries = {_key(entry): entry for entry in self._preview.of(*self.ORDER)}

    def preview(self) -> WorksheetPreview:
        """What the sheet would change."""
        raise NotImplementedError

    def standing(self) -> Permitted:
        """Whose verification it is and its state."""
        return self._standing

    def fill(self) -> None:
        """Write the list anew."""
        lines: list[Line] = []
        for standing in (*self.ORDER, Standing.SAME):
            if found := self._preview.of(standing):
                title = self.words("importing.group", standing=self.words(f"take.{standing.value}"), count=len(found))
                tone = Tone.MUTED if standing is Standing.SAME else Tone.HEADING
                lines.append(Line(f"heading.{standing.value}", text=title, tone=tone, selectable=False))
                lines += [self.line(entry) for entry in found if standing is not Standing.SAME]
        self.query_one(Lines).show([*lines, *self.unread(self._preview.unread)])
        self.draw_pane()

    def line(self, entry: Entry) -> Line:
        """An entry with what it changes, or why it is refused."""
        told = " · ".join(f"{self.said(change.here)} → {self.said(change.there)}" for change in entry.changes)
        text = self.words.refusal(entry.why) if entry.why else told or self.words("take.kept_why")
        tone = Tone.BAD if entry.why else Tone.PLAIN
        return Line(_key(entry), left=((f"{entry.id}  ", Tone.MUTED),), text=" ".join(text.split()), tone=tone)

    def told(self, key: str) -> Iterator[Paragraph]:
        """Where the entry stands in the sheet, and its values here and there."""
        entry = self._entries.get(key)
        if entry is not None:
            yield Paragraph(f"{entry.id} · {self.words.of(entry.place)}", tone=Tone.MUTED)
            if entry.why:
                yield Paragraph(self.words.refusal(entry.why), tone=Tone.BAD)
            yield from self.changes(entry.changes)


def _key(entry: Entry) -> str:
    """What tells an entry from all others: of one item one may be new and another refused."""
    return f"{entry.standing}/{entry.id}"
