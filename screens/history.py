"""The history of an item or of a whole verification: who did what, when, and what stood there before."""

from typing import ClassVar

from textual.binding import BindingType

from models.carryover_told import apart
from models.desk import history, reading
from models.explanation import field_name, field_value
from models.moments import moment
from models.views import Sheet, TrailLine
from screens.commands import HISTORY, bindings
from screens.listing import ListScreen
from screens.widgets.drawing import Tone, columns
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph


class HistoryScreen(ListScreen):
    """The acts on an item, the newest first; `a` shows those on the whole verification."""

    KEYS = HISTORY
    HELP_ID = "history"
    BINDINGS: ClassVar[list[BindingType]] = bindings(HISTORY)
    DEFAULT_CSS = """
    HistoryScreen {
        Pane { height: 9; }
        &.-high Pane { height: 40%; }
    }
    """

    def __init__(self, verification: str, item: str) -> None:
        super().__init__()
        self._verification, self._item = verification, item
        self._is_whole = False
        self._entries: dict[str, TrailLine] = {}
        self._sheet: Sheet

    def load(self) -> None:
        """Read the acts."""
        self._sheet = self.desk.ask(reading.sheet, self._verification)
        found = self.desk.ask(history.entries, self._verification, "" if self._is_whole else self._item)
        self._entries = {str(entry.seq): entry for entry in found}

    def heading(self) -> tuple[str, str]:
        """The item, or the whole verification, and the agency."""
        title = self.words("history.whole") if self._is_whole else self.words("history.of_item", item=self._item)
        return title, self._sheet.agency.short_name

    def fill(self) -> None:
        """Write the list anew."""
        lines = self.query_one(Lines)
        lines.empty = self.words("history.none")
        whens = columns([(self.words.moment(moment(entry.moment)),) for entry in self._entries.values()], numbers=(0,))
        lines.show([self._line(key, entry, when) for (key, entry), (when,) in zip(self._entries.items(), whens, strict=True)])
        self.follow()

    def _line(self, key: str, entry: TrailLine, when: str) -> Line:
        item = f" {entry.item}" if self._is_whole and entry.item else ""
        told = "; ".join(self._told(entry, *change) for change in entry.changes)
        text = f"{self.words(f'act.{entry.verb}')}{item}" + (f": {told}" if told else "")
        who = self.words("history.elsewhere", person=entry.person) if entry.elsewhere else entry.person
        return Line(key, left=((f"{when}  ", Tone.MUTED),), text=" ".join(text.split()), right=((f"  {who}", Tone.MUTED),))

    def _told(self, entry: TrailLine, field: str, before: str, after: str) -> str:
        old, new = apart(self._value(entry, field, before), self._value(entry, field, after))
        return f"{self._field(entry, field)} {old} → {new}"

    def _field(self, entry: TrailLine, field: str) -> str:
        return field_name(self.words, self._sheet.checklist, entry.item, field)

    def _value(self, entry: TrailLine, field: str, value: str) -> str:
        return field_value(self.words, self._sheet.checklist, entry.item, field, value) or "–"

    def follow(self) -> None:
        """Show what is known of the highlighted line."""
        entry = self._entries.get(self.query_one(Lines).key or "")
        told: list[Paragraph] = []
        if entry is None:
            self.query_one(Pane).show(())
            return
        for field, before, after in entry.changes:
            told.append(Paragraph(self._field(entry, field), tone=Tone.HEADING))
            told.append(Paragraph(self._value(entry, field, before), label=self.words("history.before"), tone=Tone.MUTED))
            told.append(Paragraph(self._value(entry, field, after), label=self.words("history.after")))
        if entry.elsewhere:
            told.append(Paragraph(entry.elsewhere, label=self.words("history.device"), tone=Tone.MUTED))
        self.query_one(Pane).show(tuple(told))

    def action_whole(self) -> None:
        """Show the whole verification, or the item again."""
        self._is_whole = not self._is_whole
        self.renewed()
