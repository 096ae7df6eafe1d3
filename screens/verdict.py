"""The verdict: scores, gates, recommendation with its explanation; the verifier records a verdict and exports its file."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from models.desk import history, issued, reading, verdicts
from models.errors import Refusal
from models.explanation import sentence, verdict_name
from models.fields import Field
from models.issued_told import issued_told
from models.moments import moment
from models.rules.permissions import Standing
from models.rules.verdict import CODES, Reason, Recommendation
from models.rules.workflow import WITH_VERDICT
from models.views import Sheet
from screens.base import HouseScreen
from screens.commands import VERDICT, Command, bindings
from screens.handing_out import export
from screens.telling import STATE_TONES, prose, score_lines
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines


class VerdictScreen(HouseScreen):
    """What the rules recommend, why, and what the verifier concludes."""

    KEYS = VERDICT
    HELP_ID = "verdict"
    BINDINGS: ClassVar[list[BindingType]] = bindings(VERDICT)
    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = "VerdictScreen Lines { height: 1fr; }"

    def __init__(self, verification: str) -> None:
        super().__init__()
        self._verification = verification
        self._sheet: Sheet

    def body(self) -> ComposeResult:
        """Give the list."""
        with Container(classes="body"):
            yield Lines()

    def load(self) -> None:
        """Read how it stands."""
        self._sheet = self.desk.ask(reading.sheet, self._verification)
        self._issued = self.desk.ask(issued.standing, self._verification) if self._sheet.state in WITH_VERDICT else None

    def on_resize(self) -> None:
        """Break the sentences anew."""
        if hasattr(self, "_sheet"):
            self.fill()

    def heading(self) -> tuple[str, str]:
        """What is here and the agency."""
        return self.words("verdict.title"), self._sheet.agency.name

    def standing(self) -> Standing:
        """Whose verification it is and its state."""
        return self._sheet.standing

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: nothing is concluded before every item is answered."""
        if command.action in ("accept", "record") and self._sheet.recommendation is None:
            return reading.incomplete(self._sheet)
        return super().why_not(command)

    def fill(self) -> None:
        """Write everything anew."""
        self.query_one(Lines).show([*self._outcome(), *self._conclusion(), *self._scores(), *self._explained(), *self._open()])

    def _heading(self, key: str) -> Line:
        return Line(f"heading.{key}", text=self.words(f"verdict.{key}"), tone=Tone.HEADING, selectable=False)

    def _prose(self, key: str, text: str, tone: Tone = Tone.PLAIN, *, selectable: bool = False, left: str = "") -> Iterator[Line]:
        return prose(key, text, self.size.width, tone, left=(left, tone), selectable=selectable)

    def _outcome(self) -> Iterator[Line]:
        """What was issued, which may be another verdict than the recorded one."""
        if self._issued is not None:
            yield self._heading("issued")
            for number, text in enumerate(issued_told(self.words, self._sheet.checklist, self._issued)):
                yield from self._prose(f"issued.{number}", text, STATE_TONES[self._issued.state])

    def _conclusion(self) -> Iterator[Line]:
        sheet, found = self._sheet, self._sheet.recommendation
        yield self._heading("recommended")
        if found is None:
            count = len(sheet.lines) - sheet.answered
            yield from self._prose("incomplete", self.words.count("verdict.incomplete", count), Tone.WARN)
        else:
            yield from self._prose("recommended", self._named(found.code, found.variant), Tone.ACCENT, left=f"{found.code}  ")
            for flag in found.flags:
                text = self.words("show.flag", flag=self.words.of(sheet.checklist.verdict.flags[flag]))
                yield from self._prose(f"flag.{flag}", text, Tone.WARN)
        yield self._heading("recorded")
        held = self.house.unsaved.fields(self._held)
        if held is not None:
            yield from self._prose("held", self.words("mark.unsaved", answer=held["verdict"]), Tone.BAD)
        recorded = sheet.verdict
        if recorded is None:
            yield from self._prose("unrecorded", self.words("verdict.unrecorded" if found else "verdict.not_yet"), Tone.MUTED)
            return
        variant = found.variant if found and found.code == recorded.verdict else "name"
        when = self.words.moment(moment(recorded.recorded_at))
        text = self.words("verdict.recorded_by", name=self._named(recorded.verdict, variant), person=recorded.person, moment=when)
        yield from self._prose("recorded", text, Tone.GOOD, left=f"{recorded.verdict}  ")
        if recorded.reason:
            yield from self._prose("reason", self.words("verdict.reason_given", reason=recorded.reason))
        if found and found.code != recorded.recommended:
            yield from self._prose("outdated", self.words("verdict.outdated", then=recorded.recommended, now=found.code), Tone.BAD)

    def _named(self, code: str, variant: str = "name") -> str:
        return self.words.of(verdict_name(self._sheet.checklist, code, variant))

    def _scores(self) -> Iterator[Line]:
        yield self._heading("scores")
        yield from score_lines(self.words, self._sheet)

    def _explained(self) -> Iterator[Line]:
        found = self._sheet.recommendation
        if found is None:
            yield from self._gate_lines()
            return
        if found.because:
            yield self._heading("because")
            yield from self._reasons("because", found.because)
        if found.missing:
            yield self._heading("missing")
            yield from self._reasons("missing", found.missing)

    def _gate_lines(self) -> Iterator[Line]:
        failed = [gate for gate in self._sheet.gates if not gate.passed and self._sheet.line(gate.item).answer.is_given]
        if failed:
            yield self._heading("gates_failed")
        for gate in failed:
            reason = Reason("gate", {"item": gate.item, "level": gate.level, "needed": gate.needed})
            yield from self._reasons("gate", (reason,))

    def _reasons(self, place: str, reasons: tuple[Reason, ...]) -> Iterator[Line]:
        for number, reason in enumerate(reasons):
            item = str(reason.fields.get("item", ""))
            text = sentence(self.words, self._sheet.checklist, reason)
            key = f"item/{item}/{place}" if item else f"{place}.{number}"
            yield from self._prose(key, text, selectable=bool(item), left="· ")

    def _open(self) -> Iterator[Line]:
        sheet = self._sheet
        gaps = [line for line in sheet.lines if line.gaps]
        if not gaps and not sheet.unfilled_facts:
            return
        yield self._heading("open")
        for fact in sheet.unfilled_facts:
            text = self.words("verdict.fact_open", fact=fact.code, text=self.words.of(fact.text))
            yield from self._prose(f"fact/{fact.code}", text, Tone.WARN, selectable=True, left="· ")
        for line in gaps:
            text = self.words("verdict.gap", item=line.item.code, gap=self.words(f"gap.{line.gaps[0]}"))
            yield from self._prose(f"item/{line.item.code}/gap", text, Tone.WARN, selectable=True, left="· ")

    def action_go(self) -> None:
        """Go to the item or fact under the cursor."""
        kind, _, rest = (self.query_one(Lines).key or "").partition("/")
        if kind == "item":
            self.go("sheet_at", verification=self._verification, item=rest.partition("/")[0])
        elif kind == "fact":
            self.action_facts()
        else:
            self.say("verdict.nothing_here")

    def action_facts(self) -> None:
        """See and enter the status facts."""
        self.go("facts", verification=self._verification)

    def action_accept(self) -> None:
        """Record the recommended verdict."""
        found = self._recommended()
        if found is not None:
            self._conclude(found.code)

    def action_record(self, number: int) -> None:
        """Record the verdict of this number; another than the recommended one is asked for its reason."""
        found, code = self._recommended(), CODES[number - 1]
        if found is None or not self.may("record"):
            return
        if code == found.code:
            self._conclude(code)
            return
        before = self._sheet.verdict
        reason = before.reason if before is not None and before.verdict == code else ""
        hint = self.words("verdict.reason_hint", recommended=self._named(found.code, found.variant), chosen=self._named(code))
        self.ask(
            self.words("verdict.reason_title", code=code),
            (Field("reason", self.words("reason.label"), kind="note", value=reason, required=True, hint=hint),),
            f"{self._verification}/verdict/{code}",
            lambda values: self.desk.do(verdicts.record, self._verification, code, values["reason"]),
            self._recorded,
        )

    def _conclude(self, code: str) -> None:
        sheet = self.do_or_hold(self._held, {"verdict": code}, verdicts.record, self._verification, code)
        if sheet is None:
            self.fill()
        self._recorded(sheet)

    @property
    def _held(self) -> str:
        """Where a verdict belongs that the disk did not take."""
        return f"{self._verification}/recorded/verdict"

    def _recommended(self) -> Recommendation | None:
        found = self._sheet.recommendation
        if found is None:
            self.refuse(reading.incomplete(self._sheet))
        return found

    def _recorded(self, sheet: Sheet | None) -> None:
        if sheet is not None and sheet.verdict is not None:
            self._sheet = sheet
            self.house.unsaved.drop(self._held)
            self.fill()
            self.say("verdict.is_recorded", Tone.GOOD, code=sheet.verdict.verdict)

    def action_submitting(self) -> None:
        """See what blocks the submission, and submit."""
        self.go("submitting", verification=self._verification)

    def action_export(self) -> None:
        """Write the verdict file."""
        export(self, self._verification)

    def action_undo(self) -> None:
        """Take back the last act."""
        if self.house.unsaved.drop(self._held):
            self.fill()
            self.say("verdict.let_go")
            return
        undone = self.do(history.undo, self._verification)
        if undone is not None:
            self._sheet = undone.sheet
            self.draw()
            self.say("sheet.undone", act=self.words(f"act.{undone.verb}"), item=undone.on)
