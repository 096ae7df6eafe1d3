"""Loose notes: written at once from anywhere, given to an item later."""

from typing import ClassVar

from textual.binding import BindingType

from models.desk import loose, reading
from models.desk.loose import Loose
from models.errors import Refusal
from models.views import Sheet
from screens.commands import LOOSE, Command, bindings
from screens.finder import Finder, items
from screens.listing import SheetListScreen
from screens.noting_down import write_loose
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph


class LooseScreen(SheetListScreen):
    """The loose notes of a verification, those given to no item first."""

    KEYS = LOOSE
    HELP_ID = "loose"
    BINDINGS: ClassVar[list[BindingType]] = bindings(LOOSE)
    DEFAULT_CSS = "LooseScreen Pane { height: 9; }"

    def __init__(self, verification: str, at: str = "") -> None:
        super().__init__()
        self._verification, self._first = verification, at
        self._sheet: Sheet
        self._notes: tuple[Loose, ...] = ()

    def load(self) -> None:
        """Read the notes, and whose they are."""
        self._sheet = self.desk.ask(reading.sheet, self._verification)
        self._notes = self.desk.ask(loose.of, self._verification)

    def begin(self) -> None:
        """Open at the note that was asked for."""
        super().begin()
        self.query_one(Lines).move_to(self._first)

    def heading(self) -> tuple[str, str]:
        """What is here, the agency and the round."""
        return self.words("loose.title"), f"{self._sheet.agency.short_name} · {self._sheet.round}"

    def fill(self) -> None:
        """Write the list anew."""
        lines = self.query_one(Lines)
        lines.empty = self.words("loose.none")
        lines.show([self._line(each) for each in self._notes])
        self._draw_pane()

    def _line(self, note: Loose) -> Line:
        told = self.words("loose.given_to", item=note.item) if note.item else self.words("loose.open")
        tone = Tone.MUTED if note.item else Tone.PLAIN
        return Line(note.id, text=" ".join(note.text.split()), right=((f"  {told}", Tone.MUTED if note.item else Tone.WARN),), tone=tone)

    def follow(self) -> None:
        """Show what is known of the highlighted line, and which keys act on it."""
        self._draw_pane()
        self.draw_keys()

    def _draw_pane(self) -> None:
        note = self._note()
        self.query_one(Pane).show((Paragraph(note.text),) if note else (Paragraph(self.words("loose.how"), tone=Tone.MUTED),))

    def _note(self) -> Loose | None:
        return next((each for each in self._notes if each.id == self.query_one(Lines).key), None)

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: what was given to an item is changed there."""
        refused = super().why_not(command)
        if refused is not None or command.action not in ("give", "change"):
            return refused
        note = self._note()
        if note is None:
            return Refusal("loose.none")
        return Refusal("loose.given", item=note.item) if note.item else None

    def action_give(self) -> None:
        """Give the note under the cursor to an item."""
        note = self._note() if self.may("give") else None
        if note is None:
            return

        def found(item: str | None) -> None:
            sheet = None if item is None else self.do(loose.give, self._verification, note.id, item)
            if sheet is not None:
                self.renewed(self.words("loose.is_given", item=item, agency=sheet.agency.short_name), Tone.GOOD)

        options = items(self.words, self._sheet.checklist)
        self.app.push_screen(Finder(self.words, self.words("loose.which"), options), found)

    def action_change(self) -> None:
        """Change the text of the note under the cursor."""
        note = self._note() if self.may("change") else None
        if note is not None:
            write_loose(self, self._verification, self.words("loose.change_title"), note)

    def action_add(self) -> None:
        """Write another note."""
        if self.may("add"):
            write_loose(self, self._verification, self.words("loose.new_title", agency=self._sheet.agency.short_name))
