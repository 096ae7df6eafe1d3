"""Taking a file of others in: what it would change, line by line; nothing is taken before it was looked at."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType

from models.desk import registering, worksheets
from models.errors import Refusal
from models.formats import agency_list, checklist_file, own_sheet, reading
from models.formats.agency_list import AgencyList
from models.formats.worksheet import Filled
from models.previews import AgencyPreview, Entry, Standing, WorksheetPreview
from screens.commands import IMPORTING, REGISTERING, Command, bindings
from screens.previewing import FilledScreen, PreviewScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph

if TYPE_CHECKING:
    from screens.everywhere import Everywhere
    from screens.working import Outcome, Steps

_READ: Final = (".xlsx", ".csv", ".txt", ".tsv", ".toml")


def choose(screen: "Everywhere") -> None:
    """Let a worksheet, a list of agencies or a document be chosen, and show what it would change."""
    from screens.file_dialog import FileDialog

    dialog = FileDialog(screen.words, screen.words("importing.choose"), lambda path: path.suffix.lower() in _READ)
    screen.app.push_screen(dialog, lambda path: _read(screen, path) if path else None)


def _read(screen: "Everywhere", path: Path) -> None:
    from screens.checklist_file import show

    if path.suffix.lower() == ".toml":
        if checklist_file.is_toml(path):
            show(screen, path)
        else:
            screen.go("arrivals", paths=(path,))
        return
    read: list[tuple[str, str, object]] = []

    def steps() -> "Steps":
        yield 0, 2
        try:
            filled = own_sheet.opened(path)
            read.append(("self_taking" if filled.is_own else "worksheet", "filled", filled))
        except Refusal as refused:
            if refused.code != "worksheet.none":
                raise
            yield 1, 2
            tables = reading.opened(path)
            # A checklist is read again, with what the user says of it beside it.
            if not checklist_file.is_sheet(tables):
                read.append(("agency_list", "listed", agency_list.read(tables, path.name)))
        yield 2, 2

    def done(outcome: "Outcome") -> None:
        for route, name, what in read:
            screen.go(route, **{name: what})
        if not read and not outcome.is_stopped:
            show(screen, path)

    screen.work(screen.words("importing.reading", file=path.name), steps, done)


class WorksheetScreen(FilledScreen):
    """A filled-in worksheet: what is new is marked, what differs waits to be marked."""

    KEYS = IMPORTING
    HELP_ID = "importing"
    BINDINGS: ClassVar[list[BindingType]] = bindings(IMPORTING)
    ORDER = (Standing.DIFFERS, Standing.NEW, Standing.REFUSED, Standing.KEPT)

    def __init__(self, filled: Filled) -> None:
        super().__init__(filled)
        self._picked: set[str] | None = None

    def load(self) -> None:
        """Compare the worksheet with what stands here."""
        super().load()
        if self._picked is None:
            self._picked = {entry.id for entry in self._preview.of(Standing.NEW)}

    def preview(self) -> WorksheetPreview:
        """What the worksheet would change."""
        return self.desk.ask(worksheets.preview, self._filled)

    @property
    def _marked(self) -> set[str]:
        takeable = {entry.id for entry in self._preview.of(Standing.NEW, Standing.DIFFERS)}
        return (self._picked or set()) & takeable

    def heading(self) -> tuple[str, str]:
        """The worksheet and its agency."""
        title = "importing.request" if self._filled.is_request else "importing.title"
        return self.words(title, file=self._filled.file), self._preview.agency

    def line(self, entry: Entry) -> Line:
        """An entry, whether it is marked, and what it changes."""
        mark = {Standing.REFUSED: " !  ", Standing.KEPT: " -  "}.get(entry.standing, f"[{'x' if entry.id in self._marked else ' '}] ")
        told = super().line(entry)
        return replace(told, left=((mark, Tone.ACCENT), *told.left))

    def action_mark(self) -> None:
        """Mark the entry to be taken, or not."""
        entry = self._entries.get(self.query_one(Lines).key or "")
        if entry is None or entry.standing not in (Standing.NEW, Standing.DIFFERS):
            self.say("importing.not_takeable")
            return
        self._picked = (self._picked or set()) ^ {entry.id}
        self.query_one(Lines).replace(self.line(entry))

    def action_mark_all(self) -> None:
        """Mark every entry that can be taken, or none."""
        takeable = {entry.id for entry in self._preview.of(Standing.NEW, Standing.DIFFERS)}
        self._picked = set() if self._marked == takeable else takeable
        self.fill()

    def action_take(self) -> None:
        """Take what is marked, as one act."""
        if not self._marked:
            self.say("importing.nothing_marked")
            return
        taken = self.do(worksheets.take, self._filled, frozenset(self._marked))
        if taken is not None:
            self._picked = set()
            self.renewed(self.words.count("take.done", len(taken.entries)), Tone.GOOD)

    def action_open(self) -> None:
        """Open the sheet of the verification."""
        self.go("sheet", verification=self._preview.verification)


class AgencyListScreen(PreviewScreen):
    """A list of agencies: what is wrong with it, or else what it would add and change."""

    KEYS = REGISTERING
    HELP_ID = "registering"
    BINDINGS: ClassVar[list[BindingType]] = bindings(REGISTERING)

    def __init__(self, listed: AgencyList) -> None:
        super().__init__()
        self._listed = listed
        self._preview: AgencyPreview

    def load(self) -> None:
        """Compare the list with the register."""
        self._preview = self.desk.ask(registering.preview, self._listed)

    def heading(self) -> tuple[str, str]:
        """The list, and how it stands to the register."""
        found = self._preview
        new = sum(change.is_new for change in found.changes)
        counted = self.words("registering.counted", new=new, changed=len(found.changes) - new, same=found.same)
        return self.words("registering.title", file=found.file), counted

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: a list with faults is not taken."""
        found = self._preview
        if command.action == "take" and found.faults:
            return Refusal("agency.faults", file=found.file, count=len(found.faults), faults=found.faults)
        return super().why_not(command)

    def fill(self) -> None:
        """Write the list anew."""
        found = self._preview
        lines = [Line(f"fault.{number}", text=self.words.fault(fault), tone=Tone.BAD) for number, fault in enumerate(found.faults)]
        if not found.faults:
            lines = self.unread(found.unread)
            told = enumerate(agency_list.doubt(self.words, each) for each in found.doubtful)
            lines += [Line(f"doubtful.{number}", text=text, tone=Tone.WARN) for number, text in told]
            lines += [
                Line(
                    change.code,
                    left=(
                        (f"{self.words('take.new' if change.is_new else 'take.changed'):<9}", Tone.GOOD if change.is_new else Tone.WARN),
                    ),
                    text=f"{change.code}  {change.name}",
                )
                for change in found.changes
            ]
        self.query_one(Lines).empty = self.words("registering.nothing")
        self.query_one(Lines).show(lines)
        self.draw_pane()

    def told(self, key: str) -> Iterator[Paragraph]:
        """The whole fault, or each field of the agency before and after."""
        if key.startswith("fault."):
            yield Paragraph(self.words.fault(self._preview.faults[int(key.partition(".")[2])]), tone=Tone.BAD)
            yield Paragraph(self.words("registering.repair"), tone=Tone.MUTED)
        if key.startswith("doubtful."):
            each = self._preview.doubtful[int(key.partition(".")[2])]
            yield Paragraph(agency_list.doubt(self.words, each), tone=Tone.WARN)
            yield Paragraph(self.words("registering.doubtful_how" if each.other else "registering.foreign_how"), tone=Tone.MUTED)
        for change in self._preview.changes:
            if change.code == key:
                yield from self.changes(change.changes)

    def action_take(self) -> None:
        """Take the whole list over, as one act."""
        if self._preview.faults:
            self.say("registering.repair", Tone.BAD)
            return
        if not self._preview.changes:
            self.say("registering.nothing")
            return
        taken = self.do(registering.take_over, self._listed)
        if taken is not None:
            self.renewed(self.words.count("agency.done", len(taken.changes)), Tone.GOOD)
