"""Practices worth showing: type to find those of an item, by words or by agency; the newest first."""

from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from models.desk import notes, reading
from models.errors import Refusal
from models.finding import Named, ranked
from models.moments import written
from models.noted import NoteLine
from models.text import shown
from models.views import Sheet
from screens.commands import PRACTICES, Command, bindings
from screens.dialogs import Tell
from screens.narrowing import NarrowingScreen
from screens.noting import ask_practice, in_full, paragraphs, show_written
from screens.widgets.drawing import Tone, columns, cropped
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph

_AGENCY_WIDTH = 30


class PracticesScreen(NarrowingScreen):
    """Every practice; opened from an item, those of that very item, and then of its code in other versions of a checklist."""

    KEYS = PRACTICES
    HELP_ID = "practices"
    BINDINGS: ClassVar[list[BindingType]] = bindings(PRACTICES)
    DEFAULT_CSS = """
    PracticesScreen {
        Pane { height: 10; }
        &.-low Pane { height: 5; }
        &.-high Pane { height: 45%; }
    }
    """

    def __init__(self, verification: str = "", item: str = "", at: str = "") -> None:
        super().__init__()
        self._verification, self._item, self._first = verification, item, at
        self.query_text = item
        self._sheet: Sheet | None = None
        self._practices: dict[str, NoteLine] = {}
        self._named: dict[str, Named] = {}

    def load(self) -> None:
        """Read the practices, those of the very item first."""
        self._sheet = self.desk.ask(reading.sheet, self._verification) if self._verification else None
        found = sorted(self.desk.ask(notes.practices), key=self._is_other)
        self._practices = {note.digest: note for note in found}
        self._named = {note.digest: _named(note) for note in found}

    def begin(self) -> None:
        """Open at the practice that was asked for."""
        super().begin()
        self.query_one(Lines).move_to(self._first)

    def _is_other(self, note: NoteLine) -> bool:
        """Whether it is about an item of the code one came from that reads otherwise there."""
        if self._sheet is None or note.item != self._item:
            return False
        return note.item_digest != self._sheet.checklist.items[self._item].digest

    def heading(self) -> tuple[str, str]:
        """What is here, the item one came from, and how many there are."""
        title = self.words("practices.title")
        if self._sheet is not None:
            title = self.words("practices.for_item", item=self._item, title=self.words.of(self._sheet.checklist.items[self._item].title))
        return title, self.words.count("practices.count", len(self._practices))

    def hint(self) -> str:
        """What can be typed here."""
        return self.words("practices.type")

    def found(self) -> tuple[list[Line], str]:
        """The practices that what is typed leaves."""
        none = self.words("practices.none_of", item=self._item) if self._item and self.query_text == self._item else None
        self.query_one(Lines).empty = none or self.words("practices.nothing" if self._practices else "practices.none")
        notes = [self._practices[key] for key in ranked(self.query_text, self._named)]
        lines = [self._line(*each) for each in zip(notes, columns([self._columns(note) for note in notes]), strict=True)]
        return lines, str(len(lines))

    def _columns(self, note: NoteLine) -> tuple[str, str]:
        """The checklist it was noted by where that is another one, and the agency."""
        is_from_elsewhere = self._sheet is not None and note.checklist != self._sheet.checklist.name
        return note.checklist if is_from_elsewhere else "", cropped(shown(note.agency), _AGENCY_WIDTH)

    def _line(self, note: NoteLine, row: tuple[str, ...]) -> Line:
        tones = (Tone.WARN if self._is_other(note) else Tone.MUTED, Tone.MUTED)
        right = tuple((f"  {text}" if text else "", tone) for text, tone in zip(row, tones, strict=True))
        left = ((f"{written(note.date):>10}  ", Tone.MUTED), (f"{note.item}  ", Tone.ACCENT))
        return Line(note.digest, left=left, text=note.title, right=right)

    def draw_pane(self) -> None:
        """Show the highlighted practice."""
        note = self._here()
        told: list[Paragraph] = []
        if note is not None:
            told = list(paragraphs(self.words, note))
            if self._is_other(note):
                told.insert(1, Paragraph(self.words("practices.other", item=note.item, checklist=note.checklist), tone=Tone.WARN))
        self.query_one(Pane).show(tuple(told))
        self.draw_keys()

    def _here(self) -> NoteLine | None:
        return self._practices.get(self.query_one(Lines).key or "")

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: what is done with a practice needs one, and one is marked from an item."""
        if command.action in ("read", "notes") and self._is_loaded and self._here() is None:
            return Refusal("note.none")
        refused = super().why_not(command)
        return Refusal("note.from_item") if refused is None and command.action == "mark" and self._sheet is None else refused

    def action_read(self) -> None:
        """Read the practice in full."""
        note = self._here()
        if self.may("read") and note is not None:
            self.app.push_screen(Tell(self.words, f"{note.agency} · {note.item}", in_full(self.words, note)))

    def action_notes(self) -> None:
        """See all notes on the agency of the highlighted practice."""
        note = self._here()
        if self.may("notes") and note is not None:
            self.go("noted", agency=note.agency_code, at=note.digest)

    def action_mark(self) -> None:
        """Mark the item one came from as a practice of the agency whose sheet it is."""
        if not self.may("mark") or self._sheet is None:
            return
        agency, used = self._sheet.agency, self._sheet.checklist
        ask_practice(self, agency.code, agency.name, used.items[self._item], partial(show_written, self), checklist=used.digest)

    def action_back(self) -> None:
        """Clear what is typed, then leave; what one came with is left at once."""
        if self.query_text == self._item:
            self.app.pop_screen()
        else:
            super().action_back()


def _named(note: NoteLine) -> Named:
    title = note.item_title
    return Named(note.item, note.title, note.agency, *(() if title is None else (title.id, title.en)))
