"""The notes on one agency: practices worth showing, visits and consultations, the newest first; outside any verdict."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from models import leaving, places
from models.desk import intake, keeping, notes
from models.errors import Refusal
from models.noted import NoteLine
from screens.commands import NOTED, Command, bindings
from screens.dialogs import Tell
from screens.finder import Finder, items
from screens.noting import ask_meeting, ask_practice, in_full, note_line, paragraphs, show_written
from screens.previewing import PreviewScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Lines
from screens.widgets.pane import Paragraph

_OF_A_NOTE = frozenset({"read", "correct", "hand_out", "hide"})


class NotedScreen(PreviewScreen):
    """What was noted on an agency."""

    KEYS = NOTED
    HELP_ID = "noted"
    BINDINGS: ClassVar[list[BindingType]] = bindings(NOTED)
    DEFAULT_CSS = """
    NotedScreen {
        Pane { height: 10; }
        &.-low Pane { height: 6; }
        &.-high Pane { height: 45%; }
    }
    """

    def __init__(self, agency: str, at: str = "") -> None:
        super().__init__()
        self._agency, self._first = agency, at
        self._called = ""
        self._notes: dict[str, NoteLine] = {}
        self._shows_hidden = False

    def load(self) -> None:
        """Read the notes."""
        self._called = self.desk.ask(notes.name_of, self._agency)
        self._notes = {line.digest: line for line in self.desk.ask(notes.of_agency, self._agency, hidden=self._shows_hidden)}

    def begin(self) -> None:
        """Open at the note that was asked for."""
        super().begin()
        self.query_one(Lines).move_to(self._first)

    def heading(self) -> tuple[str, str]:
        """The agency, and how many notes there are."""
        return self.words("noted.of", agency=self._called), self.words.count("noted.count", len(self._notes))

    def fill(self) -> None:
        """Write the list anew."""
        lines = self.query_one(Lines)
        lines.empty = self.words("noted.none")
        lines.show([note_line(self.words, note) for note in self._notes.values()])
        self.draw_pane()

    def told(self, key: str) -> Iterator[Paragraph]:
        """The note in full."""
        if key in self._notes:
            yield from paragraphs(self.words, self._notes[key])

    @property
    def _note(self) -> NoteLine | None:
        return self._notes.get(self.query_one(Lines).key or "")

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: what is done with a note needs one."""
        if command.action in _OF_A_NOTE and self._is_loaded and self._note is None:
            return Refusal("note.none")
        return super().why_not(command)

    def action_read(self) -> None:
        """Read the note in full."""
        note = self._note
        if note is not None:
            self.app.push_screen(Tell(self.words, f"{note.agency} · {self.words.day(note.date)}", in_full(self.words, note)))
        elif not self._notes:
            self.action_new()

    def action_new(self) -> None:
        """Note a visit or consultation."""
        if self.may("new"):
            ask_meeting(self, self._agency, self._called, partial(show_written, self))

    def action_mark(self) -> None:
        """Mark an item as a practice worth showing: the item first, then what is to be told of it."""
        used = self.look_up(notes.checklist, self._agency) if self.may("mark") else None
        if used is None:
            return

        def found(code: str | None) -> None:
            if code is not None:
                ask_practice(self, self._agency, self._called, used.items[code], partial(show_written, self), checklist=used.digest)

        self.app.push_screen(Finder(self.words, self.words("noted.which_item", checklist=used.name), items(self.words, used)), found)

    def action_correct(self) -> None:
        """Correct the highlighted note."""
        note = self._note
        known = self.look_up(notes.correctable, note.digest) if note is not None and self.may("correct") else None
        if note is None:
            self.may("correct")
        elif known is not None and known.is_practice:
            ask_practice(self, self._agency, self._called, None, partial(show_written, self), known=known)
        elif known is not None:
            ask_meeting(self, self._agency, self._called, partial(show_written, self), known)

    def action_hand_out(self) -> None:
        """Copy the note with its signature into the folder of files for people."""
        note, folder = self._note, places.export_folder(self.house.settings)
        if note is None or not self.may("hand_out"):
            self.may("hand_out")
            return
        path = self.guarded(lambda: leaving.hand_out(self.desk, folder, self.desk.ask(keeping.stored, note.digest)))
        if path is not None:
            self.say("documents.is_handed_on", Tone.GOOD, file=path.name, folder=places.told(folder))

    def action_hide(self) -> None:
        """Put the note out of sight on this laptop, or let a hidden one be seen again."""
        note = self._note
        if note is None or not self.may("hide"):
            self.may("hide")
            return
        verb = intake.unhide if note.is_hidden else intake.hide
        if self.guarded(lambda: self.desk.do(verb, [note.digest]) is None):
            self.mark_saved()
            self.renewed(self.words("noted.is_shown" if note.is_hidden else "noted.is_hidden"))

    def action_hidden(self) -> None:
        """Show what is hidden too, or not."""
        self._shows_hidden = not self._shows_hidden
        self.renewed(self.words("documents.hidden_too" if self._shows_hidden else "documents.hidden_not"))
