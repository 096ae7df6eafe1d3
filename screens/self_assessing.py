"""What an agency says of itself beside what was verified: all of it at a glance, and a sheet it filled in taken after a look."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType

from models import places, printing, self_told
from models.desk import reading, self_assessments
from models.errors import Refusal
from models.formats import own_sheet
from models.formats.worksheet import Filled
from models.moments import moment
from models.previews import Standing, WorksheetPreview
from models.rules.permissions import Standing as Permitted
from models.rules.self_assessment import is_big
from models.sheet_told import answer_sign
from models.views import Sheet, SheetLine
from screens.commands import SELF, SELF_TAKING, Command, bindings
from screens.previewing import FilledScreen, PreviewScreen
from screens.telling import item_pane, self_mark, self_sign
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph

if TYPE_CHECKING:
    from screens.base import HouseScreen
    from screens.working import Outcome, Steps

_READ: Final = (".xlsx", ".csv", ".txt", ".tsv")


class SelfScreen(PreviewScreen):
    """What the agency of a verification says of itself, by area and item."""

    KEYS = SELF
    HELP_ID = "self"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SELF)

    def __init__(self, verification: str) -> None:
        super().__init__()
        self._verification = verification
        self.sheet: Sheet
        """The sheet as it stands."""

    def load(self) -> None:
        """Read the sheet."""
        self.sheet = self.desk.ask(reading.sheet, self._verification)

    def standing(self) -> Permitted:
        """Whose sheet it is and its state."""
        return self.sheet.standing

    def heading(self) -> tuple[str, str]:
        """The agency, and the file that it came by."""
        found = self.sheet.self_assessment
        told = "" if found is None else self.words("self.source", file=found.file, moment=self.words.moment(moment(found.taken_at)))
        return f"{self.words('self.title')}: {self.sheet.agency.name}", told

    def fill(self) -> None:
        """Write every area with its scores, and the items that the agency says anything of."""
        own, lines = self_told.own_scores(self.sheet), []
        for code, area in self.sheet.asked.areas.items():
            found = [line for line in self.sheet.lines if line.item.area == code and line.self_answer is not None]
            scored = {
                "own": self_told.own_score(self.words, own[code]),
                "verified": self_told.verified_score(self.words, self.sheet, code),
            }
            title, right = f"{code} {self.words.of(area.name)}", ((self.words("self.scores", **scored), Tone.MUTED),)
            lines.append(Line(f"heading.{code}", text=title, right=right, tone=Tone.HEADING, selectable=False))
            lines += [self._line(line) for line in found]
        if whole := self_told.overall_scores(self.words, self.sheet):
            right = ((self.words("self.scores", own=whole[0], verified=whole[1]), Tone.MUTED),)
            lines.append(Line("heading.overall", text=self.words("verdict.overall"), right=right, tone=Tone.HEADING, selectable=False))
        shown = self.query_one(Lines)
        shown.empty = self.words("self.empty")
        shown.show(lines if self.sheet.self_assessment else [])
        self.draw_pane()

    def _line(self, line: SheetLine) -> Line:
        left = (
            (f"{self_sign(self.words, line):>4} : {answer_sign(self.words, line):<4} ", Tone.ACCENT),
            (f"{line.item.code}  ", Tone.MUTED),
        )
        return Line(line.item.code, left=left, text=self.words.of(line.item.title), right=self_mark(self.words, line))

    def told(self, key: str) -> Iterator[Paragraph]:
        """All that is known of the item."""
        if key in self.sheet.checklist.items:
            yield from item_pane(self.words, self.sheet.checklist, self.sheet.line(key))

    def action_open(self) -> None:
        """Go to the item where one came from."""
        key = self.query_one(Lines).key or ""
        if key in self.sheet.checklist.items:
            self.go("sheet_at", verification=self._verification, item=key)
        else:
            self.say("self.empty")

    def action_next(self) -> None:
        """Go to the next item on which the two differ far."""
        far = [line.item.code for line in self.sheet.lines if is_big(line.self_answer, line.answer)]
        if not far:
            self.say("self.none_far", Tone.GOOD)
            return
        lines = self.query_one(Lines)
        codes = self.sheet.checklist.places
        after = [code for code in far if codes[code] > codes.get(lines.key or "", -1)]
        lines.move_to((after or far)[0])
        line = self.sheet.line((after or far)[0])
        self.say("self.far", item=line.item.code, count=len(far), said=self_told.said(self.words, line))

    def action_take(self) -> None:
        """Let the sheet that the agency filled in be chosen, and show what it would change."""
        if not self.may("take"):
            return
        from screens.file_dialog import FileDialog

        dialog = FileDialog(self.words, self.words("self.choose"), lambda path: path.suffix.lower() in _READ)
        self.app.push_screen(dialog, lambda path: read(self, path, self._verification) if path else None)

    def action_blank(self) -> None:
        """Write the sheet in which the agency assesses itself."""
        write(self, self._verification)


def read(screen: "HouseScreen", path: Path, verification: str) -> None:
    """Read the sheet in a file as the self-assessment of a verification, and show what it would change."""
    filled: list[Filled] = []

    def steps() -> "Steps":
        yield 0, 1
        filled.append(own_sheet.opened(path, is_own=True))
        yield 1, 1

    def done(_outcome: "Outcome") -> None:
        for each in filled:
            screen.go("self_taking", filled=each, verification=verification)

    screen.work(screen.words("importing.reading", file=path.name), steps, done)


def write(screen: "HouseScreen", verification: str) -> None:
    """Write the sheet in which the agency of a verification assesses itself, and say where it is."""
    words, landed = screen.words, list[Path]()

    def steps() -> "Steps":
        yield 0, 1
        file = screen.desk.ask(self_assessments.file, verification, words.language)
        landed.append(printing.put(places.export_folder(screen.house.settings), file))
        yield 1, 1

    def done(_outcome: "Outcome") -> None:
        if landed:
            screen.say("self.written", Tone.GOOD, file=landed[0].name, folder=places.told(landed[0].parent))

    screen.work(words("self.writing"), steps, done)


class SelfTakingScreen(FilledScreen):
    """A sheet that an agency filled in: what it says anew, and what in it cannot be read."""

    KEYS = SELF_TAKING
    HELP_ID = "self_taking"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SELF_TAKING)
    ORDER = (Standing.REFUSED, Standing.DIFFERS, Standing.NEW)

    def __init__(self, filled: Filled, verification: str = "") -> None:
        super().__init__(filled)
        self._named = verification

    def preview(self) -> WorksheetPreview:
        """What the agency says otherwise than before."""
        return self.desk.ask(self_assessments.preview, self._filled, self._named)

    def heading(self) -> tuple[str, str]:
        """The sheet and its agency."""
        return self.words("self.taking", file=self._filled.file), self._preview.agency

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: a sheet that changes nothing is not taken."""
        if command.action == "take" and not self._preview.of(Standing.NEW, Standing.DIFFERS):
            return super().why_not(command) or Refusal("self.nothing", file=self._filled.file)
        return super().why_not(command)

    def fill(self) -> None:
        """Write the list anew."""
        self.query_one(Lines).empty = self.words("self.nothing_said")
        super().fill()

    def action_take(self) -> None:
        """Let the sheet take the place of what the agency said before, as one act."""
        if not self.may("take"):
            return
        chosen = frozenset(entry.id for entry in self._preview.of(Standing.NEW, Standing.DIFFERS))
        taken = self.do(self_assessments.take, self._filled, chosen, self._named)
        if taken is not None:
            self.renewed(self.words.count("self.taken", len(taken.entries)), Tone.GOOD)
