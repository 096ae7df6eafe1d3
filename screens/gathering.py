"""Evidence in bulk: the files of a folder, ticked and registered as one act."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from models import fingerprints, scanning
from models.desk import evidence, reading
from models.errors import Refusal
from models.fingerprints import Fingerprint, Unread
from models.scanning import Found
from models.views import Sheet
from screens.base import HouseScreen
from screens.commands import GATHERING, Command, bindings
from screens.listing import SheetListScreen
from screens.ticking import box
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph

if TYPE_CHECKING:
    from screens.working import Outcome, Steps


def choose_folder(screen: HouseScreen, then: Callable[[Path, tuple[Found, ...]], None]) -> None:
    """Ask for a folder and read what lies in it, its progress in front, then go on with both."""
    from screens.file_dialog import FolderDialog

    def chosen(folder: Path | None) -> None:
        if folder is None:
            return
        found: list[Found] = []

        def steps() -> "Steps":
            for each in scanning.files(folder):
                found.append(each)
                yield len(found), scanning.MOST
            yield len(found), len(found)

        def done(_outcome: "Outcome") -> None:
            then(folder, tuple(found))

        screen.work(screen.words("gathering.reading"), steps, done)

    screen.app.push_screen(FolderDialog(screen.words, screen.words("gathering.choose")), chosen)


class GatheringScreen(SheetListScreen):
    """The files of a folder; those registered already are marked and cannot be ticked."""

    KEYS = GATHERING
    HELP_ID = "gathering"
    BINDINGS: ClassVar[list[BindingType]] = bindings(GATHERING)
    DEFAULT_CSS = "GatheringScreen Pane { height: 5; }"

    def __init__(self, verification: str, item: str, folder: Path, found: tuple[Found, ...]) -> None:
        super().__init__()
        self._verification, self._item, self._folder, self._found = verification, item, folder, found
        self._ticked: set[str] = set()
        self._sheet: Sheet

    def load(self) -> None:
        """Read what is registered already."""
        self._sheet = self.desk.ask(reading.sheet, self._verification)

    def heading(self) -> tuple[str, str]:
        """The item and the agency."""
        return self.words("gathering.title", item=self._item), f"{self._sheet.agency.short_name} · {self._sheet.round}"

    def fill(self) -> None:
        """Write the list anew."""
        lines = self.query_one(Lines)
        lines.empty = self.words("gathering.none", folder=self._folder)
        known = self._known()
        lines.show([self._line(each, known) for each in self._found])
        self.follow()

    def _known(self) -> dict[str, str]:
        return {each.location: each.code for each in self._sheet.evidence if each.location}

    def _line(self, found: Found, known: dict[str, str]) -> Line:
        if found.location in known:
            right = ((f"  {self.words('gathering.known', evidence=known[found.location])}", Tone.MUTED),)
            return Line(found.location, left=(("    ", Tone.MUTED),), text=found.name, right=right, tone=Tone.MUTED)
        if found.fault:
            right = ((f"  {self.words(found.fault)}", Tone.WARN),)
            return Line(found.location, left=(("    ", Tone.MUTED),), text=found.name, right=right, tone=Tone.MUTED)
        return Line(found.location, left=(box(found.location, self._ticked),), text=found.name)

    def _free(self) -> list[str]:
        """What can be ticked."""
        known = self._known()
        return [each.location for each in self._found if each.location not in known and not each.fault]

    def follow(self) -> None:
        """Show what is known of the highlighted line."""
        here = next((each for each in self._found if each.location == self.query_one(Lines).key), None)
        told = [Paragraph(self.words("gathering.ticked", count=len(self._ticked), of=len(self._found)), tone=Tone.HEADING)]
        if here is not None:
            told += [Paragraph(here.title, label=self.words("evidence.title"), limit=1)]
            told += [Paragraph(here.location, label=self.words("evidence.location"), limit=2)]
        if len(self._found) == scanning.MOST:
            told.append(Paragraph(self.words("gathering.most", most=scanning.MOST), tone=Tone.WARN))
        self.query_one(Pane).show(tuple(told))

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: nothing is registered before something is ticked."""
        refused = super().why_not(command)
        if refused is None and command.action == "register" and not self._ticked:
            return Refusal("evidence.none_ticked")
        return refused

    def action_tick(self) -> None:
        """Tick the file under the cursor, or take its tick back, and move on."""
        lines = self.query_one(Lines)
        key = lines.key
        if key is None or key not in self._free():
            self.say("gathering.cannot")
            return
        self._ticked ^= {key}
        self._drawn()
        lines.action_step(1)

    def action_all(self) -> None:
        """Tick all that can be, or none where all are."""
        free = set(self._free())
        self._ticked = set() if self._ticked == free else free
        self._drawn()

    def _drawn(self) -> None:
        self.fill()
        self.draw_keys()

    def action_register(self) -> None:
        """Register all that is ticked, as one act, cited for the item."""
        if not self.may("register"):
            return
        ticked = [each for each in self._found if each.location in self._ticked]
        entered = [{"title": each.title, "kind": "other", "location": each.location, "seen": "no"} for each in ticked]
        registered: list[Sheet] = []

        def steps() -> "Steps":
            read: list[Fingerprint | Unread] = []
            for done, each in enumerate(ticked):
                for _ in fingerprints.looked("", each.location, read):
                    yield done, len(ticked)
            known = [each for each in read if isinstance(each, Fingerprint)]
            registered.append(self.desk.do(evidence.register_all, self._verification, entered, self._item, known))
            yield len(ticked), len(ticked)

        def done(_outcome: "Outcome") -> None:
            if registered:
                self._sheet, self._ticked = registered[0], set()
                self.mark_saved()
                self._drawn()
                told = self.words.count("gathering.registered", len(entered), item=self._item, agency=self._sheet.agency.short_name)
                self.status.say(told, Tone.GOOD)

        self.work(self.words("gathering.registering"), steps, done)
