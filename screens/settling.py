"""An opinion beside the first verification: what differs, item by item, whose answer counts and why, and how far both agree."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from models import places, settling_told
from models.desk import reading, seconding
from models.documents.travelling import Signed
from models.errors import Refusal
from models.fields import Field, Option
from models.rules.agreement import Agreement
from models.rules.permissions import Standing
from models.seconds import Difference, Second, Side
from models.views import Sheet
from screens.commands import SETTLING, Command, bindings
from screens.dialogs import Confirm, Tell
from screens.handing import hand_over
from screens.previewing import PreviewScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph


class SettlingScreen(PreviewScreen):
    """The differences of one opinion."""

    KEYS = SETTLING
    HELP_ID = "settling"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SETTLING)
    DEFAULT_CSS = """
    SettlingScreen {
        Pane { height: 1fr; }
    }
    """

    def __init__(self, opinion: str, verification: str) -> None:
        super().__init__()
        self._opinion, self._verification = opinion, verification
        self._second: Second
        self._sheet: Sheet

    def load(self) -> None:
        """Read what differs."""
        self._second = self.desk.ask(seconding.one, self._opinion, self._verification)
        self._sheet = self.desk.ask(reading.sheet, self._second.verification)

    def heading(self) -> tuple[str, str]:
        """Both people, and the agency with the round."""
        both = self.words("settling.title", first=self._sheet.verifier, second=self._second.person)
        return both, f"{self._second.agency_name} · {self._second.round}"

    def standing(self) -> Standing:
        """Whose work it is."""
        return self._sheet.standing

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: what is not decided yet is not signed, and what is signed once is."""
        refused = super().why_not(command)
        if refused is not None or command.action != "sign":
            return refused
        if self._second.unsettled:
            return Refusal("second.unsettled", count=len(self._second.unsettled), first=self._second.unsettled[0])
        return Refusal("second.is_signed") if self._second.is_signed else None

    def fill(self) -> None:
        """Write the list anew."""
        found = self.query_one(Lines)
        found.empty = self.words("settling.none")
        overall = self._second.overall
        lines = [] if overall is None else [Line("agreement", text=self._agreed(overall), tone=Tone.MUTED, selectable=False)]
        found.show([*lines, *map(self._line, self._second.differences)])
        self.draw_pane()

    def _agreed(self, found: Agreement) -> str:
        share = "-" if found.share is None else f"{found.share * 100 // 1}"
        return self.words("settling.agreed", agreed=found.agreed, items=found.items, share=share, kappa=self._kappa(found))

    def _kappa(self, found: Agreement) -> str:
        if found.kappa is None:
            return self.words("settling.no_kappa")
        # Written as kappas are: rounded, which no score may be.
        size = Fraction(int(abs(found.kappa) * 100 + Fraction(1, 2)), 100)
        return self.words.number(-size if found.kappa < 0 else size)

    def _line(self, each: Difference) -> Line:
        tone = Tone.GOOD if each.counts else Tone.WARN
        settled = self.words(f"settling.counts.{each.counts}") if each.counts else self.words("settling.open")
        mark = "" if each.is_signed or not each.counts else f" ({self.words('settling.unsigned')})"
        title = self.words.of(self._sheet.checklist.items[each.item].title)
        right = ((f"{self._level(each.first)} | {self._level(each.second)}  ", Tone.ACCENT), (f"{settled}{mark}", tone))
        return Line(each.item, left=((f"{each.item}  ", Tone.MUTED),), text=title, right=right)

    def _level(self, side: Side) -> str:
        return "-" if side.not_applicable else str(side.level)

    def told(self, key: str) -> Iterator[Paragraph]:
        """Both answers in full, and what was decided."""
        each = self._difference(key)
        if each is None:
            return
        item = self._sheet.checklist.items[key]
        yield Paragraph(f"{key} · {self.words.of(item.question)}", tone=Tone.HEADING)
        for name, side in ((self._sheet.verifier, each.first), (self._second.person, each.second)):
            meaning = "" if side.level is None else self.words.of(item.ladder[side.level])
            yield Paragraph(f"{self._level(side)}  {meaning}".rstrip(), label=name)
            yield from (Paragraph(text, tone=Tone.MUTED) for text in (side.reason, side.note, "; ".join(side.evidence)) if text)
        if each.counts:
            holds = self.words("settling.holds", whose=self.words(f"settling.counts.{each.counts}"))
            yield Paragraph(each.reason, label=holds, tone=Tone.GOOD)

    def _difference(self, key: str) -> Difference | None:
        return next((each for each in self._second.differences if each.item == key), None)

    def action_settle(self) -> None:
        """Say whose answer to the highlighted item counts, and why."""
        each = self._difference(self.query_one(Lines).key or "")
        if each is None:
            self.say("settling.none")
            return
        names = (("first", self._sheet.verifier, each.first), ("second", self._second.person, each.second))
        item = self._sheet.checklist.items[each.item]
        options = tuple(
            Option(key, f"{self.words(f'settling.counts.{key}')}: {name}, {settling_told.side_said(self.words, item, side)}")
            for key, name, side in names
        )
        fields = (
            Field("counts", self.words("settling.whose"), kind="choice", value=each.counts or "first", options=options),
            Field("reason", self.words("reason.label"), kind="note", value=each.reason, required=True),
        )
        title = self.words("settling.settle", item=each.item, agency=self._second.agency_name, round=self._second.round)

        def save(values: Mapping[str, str]) -> Second:
            return self.desk.do(seconding.settle, self._opinion, each.item, values["counts"], values["reason"], self._verification)

        self.ask(title, fields, f"settling/{self._opinion}/{each.item}", save, self._settled)

    def _settled(self, found: Second) -> None:
        self._second = found
        self.draw()
        items = [each.item for each in found.differences]
        lines = self.query_one(Lines)
        place = items.index(lines.key) if lines.key in items else 0
        # As after an answer, the cursor goes on to what waits: of fifty differences each would take one key more.
        lines.move_to(next((item for item in (*items[place:], *items[:place]) if item in found.unsettled), lines.key or ""))
        rest = len(found.unsettled)
        self.status.say(self.words.count("settling.rest", rest) if rest else self.words("settling.all"), Tone.GOOD)

    def action_sign(self) -> None:
        """Sign what was settled; corrections go to the verifier where the second answer counts."""
        if not self.may("sign"):
            return
        about = {"agency": self._second.agency_name, "round": self._second.round}
        key = "settling.ask_repair" if self._second.to_repair else "settling.ask"
        question = self.words(key, count=len(self._second.differences), repairs=", ".join(self._second.to_repair), **about)
        self.app.push_screen(Confirm(self.words, question), lambda reply: self._sign(about) if reply else None)

    def _sign(self, about: Mapping[str, str]) -> None:
        repairs = settling_told.repairs(self.words, self._sheet.checklist, self._second)

        def enter(signed: Signed) -> Second:
            return self.desk.do(seconding.conclude, self._opinion, signed, repairs)

        def done(_found: Second, path: Path) -> str:
            return self.words("settling.signed", file=path.name, folder=places.told(path.parent), **about)

        hand_over(self, "settlement", lambda: self.desk.ask(seconding.settlement, self._opinion, self._verification), enter, done)

    def action_agreement(self) -> None:
        """Tell how far both agree, area by area, and what that means."""
        areas = self._second.areas or {}
        parts = []
        for code, found in areas.items():
            counted = (self._agreed(found),) if found.items else ()
            means = self.words(f"agreement.means.{found.meaning}")
            parts.append("\n".join((self.words.of(self._sheet.checklist.areas[code].name), *counted, means)))
        self.app.push_screen(Tell(self.words, self.words("settling.agreement"), "\n\n".join([*parts, self.words("settling.caution")])))
