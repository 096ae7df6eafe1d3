"""Taking a checklist in from a file: all its faults, each with its place, or else what is in it and what it would replace."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType

from models.desk import checklists
from models.errors import Fault, Refusal
from models.fields import Field, Option
from models.formats import checklist_file
from models.formats.cells import Point
from models.formats.checklist_file import Asked, Defined
from models.rules.checklist import Checklist
from models.versions import Adopting
from screens.checklist_telling import lines, paragraphs
from screens.commands import CHECKLIST_FILE, Command, bindings
from screens.forms import Form
from screens.previewing import PreviewScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.everywhere import Everywhere
    from screens.working import Outcome, Steps

_READ: Final = (".toml", ".xlsx", ".csv")

Said = Mapping[str, str]
"""What the user says of a sheet beside it, by the fields of the form."""
Found = Defined | tuple[Fault, ...]
"""What is in a file, or all its faults."""


def choose(screen: "Everywhere") -> None:
    """Let a file be chosen, and show what is in it or wrong with it."""
    from screens.file_dialog import FileDialog

    dialog = FileDialog(screen.words, screen.words("checklist_file.choose"), lambda path: path.suffix.lower() in _READ)
    screen.app.push_screen(dialog, lambda path: show(screen, path) if path else None)


def show(screen: "Everywhere", path: Path) -> None:
    """Show the checklist in a file, or what is wrong with it."""
    _read(screen, path, {}, lambda found, said: screen.go("checklist_file", path=path, found=found, said=said))


def _read(screen: "Everywhere", path: Path, said: Said, done: "Callable[[Found, Said], None]") -> None:
    """Read a file with its progress in front, asking for what a sheet cannot say; what is no checklist at all is said."""
    found: list[Found] = []
    asked = screen.guarded(lambda: _asked(screen, said))
    if asked is None:
        return

    def steps() -> "Steps":
        yield 0, 1
        try:
            found.append(checklist_file.opened(path, asked))
        except Refusal as refused:
            faults = refused.fields.get("faults")
            if isinstance(faults, tuple):
                found.append(faults)
            elif refused.code != "checklist.no_base":
                raise
        yield 1, 1

    def read(outcome: "Outcome") -> None:
        if found:
            done(found[0], said)
        elif not outcome.is_stopped:
            ask_how(screen, said, lambda said: _read(screen, path, said, done), needs_base=True)

    screen.work(screen.words("importing.reading", file=path.name), steps, read)


def _asked(screen: "Everywhere", said: Said) -> Asked:
    """What is said, as the reader takes it."""
    design, areas = (tuple(part.strip() for part in said.get(key, "").split(",") if part.strip()) for key in ("design", "areas"))
    base = tomllib.loads(screen.desk.ask(checklists.body, said["base"]).decode()) if said.get("base") else {}
    return Asked(Point[said["point"]] if said.get("point") else None, base, design, said.get("name", ""), areas)


def ask_how(screen: "Everywhere", said: Said, then: "Callable[[Said], None]", *, needs_base: bool = False) -> None:
    """Ask for what the sheet itself cannot say: how its numbers are meant, and for an LKE or XLSForm what it lacks."""
    known = screen.look_up(checklists.lines)
    if known is None:
        return
    words = screen.words
    nothing = Option("", words("checklist_file.not_said"))
    points = (nothing, *(Option(point.name, words(f"checklist_file.point.{point.name.lower()}")) for point in Point))
    bases = (*(() if needs_base else (nothing,)), *(Option(line.digest, f"{line.name}  {words.of(line.title)}") for line in known))
    fields = [
        Field("base", words("checklist_file.base"), "choice", said.get("base") or bases[0].key, bases, words("checklist_file.base_hint")),
        Field("name", words("checklist_file.name"), value=said.get("name", ""), hint=words("checklist_file.name_hint")),
        Field("design", words("checklist_file.design"), value=said.get("design", ""), hint=words("checklist_file.design_hint")),
        Field("areas", words("checklist_file.areas"), value=said.get("areas", ""), hint=words("checklist_file.areas_hint")),
        Field("point", words("checklist_file.point"), "choice", said.get("point", ""), points, words("checklist_file.point_hint")),
    ]
    draft = screen.draft("checklist/how")
    form = screen.begun(
        words("checklist_file.how"), lambda: Form(words, words("checklist_file.how"), tuple(fields), draft, lambda _values: None)
    )
    if form is not None:
        screen.app.push_screen(form, lambda values: then(values) if values is not None else None)


class ChecklistFileScreen(PreviewScreen):
    """What is wrong in a file, or the checklist it holds."""

    KEYS = CHECKLIST_FILE
    HELP_ID = "checklist_file"
    BINDINGS: ClassVar[list[BindingType]] = bindings(CHECKLIST_FILE)

    def __init__(self, path: Path, found: Found, said: Said) -> None:
        super().__init__()
        self._path, self._found, self._said = path, found, said
        self._preview: Adopting | None = None

    def load(self) -> None:
        """See what keeping it would do."""
        self._preview = None
        if isinstance(self._found, Defined):
            self._preview = self.desk.ask(checklists.preview, self._found.body, self._found.file)

    @property
    def _faults(self) -> tuple[Fault, ...]:
        return () if isinstance(self._found, Defined) else self._found

    def heading(self) -> tuple[str, str]:
        """The file, and what it holds or how much is wrong."""
        right = self._preview.checklist.name if self._preview else self.words.count("checklist_file.faults", len(self._faults))
        return self.words("checklist_file.title", file=self._path.name), right

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: what has faults is not taken."""
        if command.action == "take" and self._faults:
            return Refusal("checklist.faults", file=self._path.name, count=len(self._faults), faults=self._faults)
        return super().why_not(command)

    def fill(self) -> None:
        """Write the list anew."""
        if self._preview is not None:
            self.query_one(Lines).show([*self._notes(self._preview), *lines(self.words, self._preview.checklist)])
        else:
            faults = (self.words.fault(fault) for fault in self._faults)
            self.query_one(Lines).show([Line(f"fault.{number}", text=text, tone=Tone.BAD) for number, text in enumerate(faults)])
        self.draw_pane()

    def _notes(self, preview: Adopting) -> Iterator[Line]:
        yield Line("standing", text=self.words(f"checklist_file.{_standing(preview)}", checklist=preview.checklist.name), tone=Tone.WARN)
        if isinstance(self._found, Defined):
            for number, note in enumerate(self._found.notes):
                yield Line(f"note.{number}", text=self.words.of(note), tone=Tone.WARN)

    def told(self, key: str) -> Iterator[Paragraph]:
        """The whole fault or note, or what is known of a line of the checklist."""
        kind, _, number = key.partition(".")
        if kind == "fault":
            yield Paragraph(self.words.fault(self._faults[int(number)]), tone=Tone.BAD)
            yield Paragraph(self.words("checklist_file.repair"), tone=Tone.MUTED)
        elif kind == "note" and isinstance(self._found, Defined):
            yield Paragraph(self.words.of(self._found.notes[int(number)]), tone=Tone.WARN)
        elif kind == "standing" and self._preview is not None:
            yield Paragraph(self.words(f"checklist_file.{_standing(self._preview)}", checklist=self._preview.checklist.name))
        elif self._preview is not None:
            yield from paragraphs(self.words, self._preview.checklist, key)

    def action_take(self) -> None:
        """Keep the checklist here."""
        if not isinstance(self._found, Defined):
            self.say("checklist_file.repair", Tone.BAD)
            return
        if not self.may("take"):
            return
        taken: Checklist | None = self.do(checklists.adopt, self._found.body, self._found.file)
        if taken is not None:
            self.renewed(self.words("checklist_file.taken", checklist=taken.name), Tone.GOOD)

    def action_again(self) -> None:
        """Read the file again, for somebody repaired it."""
        _read(self, self._path, self._said, self._read_again)

    def _read_again(self, found: Found, said: Said) -> None:
        self._found, self._said = found, said
        self.renewed(self.words("checklist_file.read_again"))

    def action_ask(self) -> None:
        """Say what the sheet cannot, and read the file again."""
        ask_how(self, self._said, lambda said: _read(self, self._path, said, self._read_again))


def _standing(preview: Adopting) -> str:
    """here, replaces or new."""
    return "here" if preview.is_here else "replaces" if preview.replaces else "new"
