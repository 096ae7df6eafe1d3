"""Everything a supervisor looks at before a verdict is issued, on one screen; what was decided before stays readable beneath it."""

from collections.abc import Iterator
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from models.desk import issued, reading
from models.errors import Refusal
from models.explanation import plenary_said, status_word, verdict_name
from models.issuance import IssueLine, Revision, Standing
from models.issued_told import crossed_told, later_told
from models.moments import moment, written
from models.rules.permissions import Standing as Permitted
from models.rules.workflow import Case, lacking
from models.text import shown
from models.views import Sheet
from screens import issuing_acts
from screens.base import HouseScreen
from screens.commands import ISSUE, Command, bindings
from screens.handing_out import export, how_to_export
from screens.printing import CONCLUDED, choose_paper
from screens.telling import STATE_TONES, prose, score_lines
from screens.widgets.drawing import Tone, columns
from screens.widgets.lines import Line, Lines

_ITEMS: Final = 8
"""Most items that are named of a kind."""


class IssueScreen(HouseScreen):
    """One verification as its supervisor sees it."""

    KEYS = ISSUE
    HELP_ID = "issue"
    BINDINGS: ClassVar[list[BindingType]] = bindings(ISSUE)
    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = "IssueScreen Lines { height: 1fr; }"

    def __init__(self, verification: str) -> None:
        super().__init__()
        self._verification = verification
        self._sheet: Sheet
        self._found: Standing
        self._line: IssueLine | None = None

    def body(self) -> ComposeResult:
        """Give the list."""
        with Container(classes="body"):
            yield Lines()

    def load(self) -> None:
        """Read how it stands."""
        self._sheet = self.desk.ask(reading.sheet, self._verification)
        self._found = self.desk.ask(issued.standing, self._verification)
        self._line = next(iter(self.desk.ask(issued.lines, [self._verification])), None)

    def on_resize(self) -> None:
        """Break the sentences anew."""
        if self._is_loaded:
            self.fill()

    def heading(self) -> tuple[str, str]:
        """The agency, its round and the state."""
        state = self.words(f"state.{self._found.state}")
        return self.words("issue.record", agency=self._sheet.agency.name, round=self._sheet.round), state

    def standing(self) -> Permitted:
        """Whose verification it is and its state."""
        return self._sheet.standing

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: an approver issues only where the team lets them, and only what is forked is compared."""
        refused = super().why_not(command)
        if refused is None and command.action in ("issue", "amend") and self._found.is_approver and not self._found.may_be_approver:
            return lacking("issue", Case(is_approver=True, may_be_approver=False))
        if refused is None and command.action == "issue" and self._found.state == "approved" and self._found.decided is not None:
            return self._found.decided.unissuable(self._sheet.agency.name)
        if refused is None and command.action == "export" and self._found.state == "approved":
            return Refusal("export.none_issued")
        if refused is None and command.action == "forks" and not self._found.forks:
            return Refusal("forks.none")
        return refused

    def fill(self) -> None:
        """Write everything anew."""
        parts = (self._conclusion(), self._people(), self._scores(), self._review(), self._forks(), self._revisions())
        self.query_one(Lines).show([line for part in parts for line in part])

    def _heading(self, key: str) -> Line:
        return Line(f"heading.{key}", text=self.words(f"issuing.part.{key}"), tone=Tone.HEADING, selectable=False)

    def _prose(self, key: str, text: str, tone: Tone = Tone.PLAIN, left: str = "") -> Iterator[Line]:
        return prose(key, text, self.size.width, tone, left=(left, Tone.MUTED))

    def _called(self, code: str) -> str:
        found = self._sheet.recommendation
        variant = found.variant if found is not None and found.code == code else "name"
        return f"{code}  {self.words.of(verdict_name(self._sheet.checklist, code, variant))}" if code else "–"

    def _conclusion(self) -> Iterator[Line]:
        found = self._found
        yield self._heading("verdict")
        yield Line("verdict", text=self._called(found.verdict), tone=STATE_TONES.get(found.state, Tone.PLAIN))
        if found.verdict != found.recommended:
            yield from self._prose("recommended", self._called(found.recommended), Tone.WARN, self.words("issuing.recommended") + " ")
            yield from self._prose("reason", found.verdict_reason, left=self.words("issuing.because", person=found.verdict_by) + " ")
        if self._sheet.recommendation is not None:
            for flag in self._sheet.recommendation.flags:
                text = self.words("show.flag", flag=self.words.of(self._sheet.checklist.verdict.flags[flag]))
                yield from self._prose(f"flag.{flag}", text, Tone.WARN)
        if found.decided is not None:
            said = plenary_said(self.words, found.decided, self._called(found.decided.verdict))
            yield from self._prose("plenary", said, Tone.PLAIN if found.decided.verdict else Tone.WARN)
        if found.issued_at:
            until = self.words("issuing.until", date=written(found.valid_until)) if found.valid_until else ""
            when = self.words.moment(moment(found.issued_at))
            yield from self._prose("issued", self.words("issuing.issued_by", person=found.issued_by, moment=when) + until)
        if found.later is not None:
            yield from self._prose("later", later_told(self.words, found.later), Tone.WARN)
        if found.crossed is not None:
            yield from self._prose("crossed", crossed_told(self.words, found.crossed), Tone.WARN)
        if found.issue_reason:
            yield from self._prose("issue_reason", found.issue_reason, left=self.words("reason.label") + ": ")

    def _people(self) -> Iterator[Line]:
        yield self._heading("people")
        yield from self._prose("verifier", self._sheet.verifier, left=f"{self.words('role.verifier'):<14} ")
        when = f", {self.words.moment(moment(self._found.approved_at))}" if self._found.approved_at else ""
        yield from self._prose("lead", f"{self._found.lead}{when}", left=f"{self.words('role.lead'):<14} ")
        if self._found.is_review_missing:
            yield from self._prose("missing", self.words("issuing.review_missing"), Tone.WARN)
        for name in self._found.stolen:
            yield from self._prose(f"stolen.{name}", self.words("issuing.stolen", name=name), Tone.WARN)
        if self._found.is_approver and self._found.state == "approved":
            yield from self._prose("own", self.words("issuing.own_approval"), Tone.WARN)

    def _scores(self) -> Iterator[Line]:
        yield self._heading("scores")
        yield from score_lines(self.words, self._sheet)
        failed = [gate.item for gate in self._sheet.gates if not gate.passed]
        if failed:
            yield from self._prose("failed", self._codes(failed), Tone.BAD, self.words("verdict.gates_failed") + ": ")

    def _codes(self, codes: list[str]) -> str:
        more = len(codes) - _ITEMS
        return ", ".join(codes[:_ITEMS]) + (self.words("issuing.and_more", count=more) if more > 0 else "")

    def _review(self) -> Iterator[Line]:
        found = self._found
        yield self._heading("review")
        is_settled = found.settled == found.remarks
        said = self.words("issuing.remarks", settled=found.settled, count=found.remarks)
        yield from self._prose("remarks", said, Tone.PLAIN if is_settled else Tone.BAD)
        are_confirmed = len(found.confirmed) == len(found.applied)
        said = self.words("issuing.confirmed", confirmed=len(found.confirmed), count=len(found.applied))
        yield from self._prose("applied", said, Tone.PLAIN if are_confirmed else Tone.BAD)
        if found.flags:
            yield from self._prose("flags", self._codes([*found.flags]), Tone.WARN, self.words("issuing.flags") + ": ")

    def _forks(self) -> Iterator[Line]:
        if self._found.forks:
            yield self._heading("forks")
            yield from self._prose("forks", self.words("issuing.forks_here", count=len(self._found.forks)), Tone.WARN)

    def _revisions(self) -> Iterator[Line]:
        yield self._heading("revisions")
        rows = columns([self._columns(revision) for revision in self._found.revisions], numbers=(0,))
        yield from map(self._revision, self._found.revisions, rows)

    def _columns(self, revision: Revision) -> tuple[str, str]:
        """When it was, and what it made of the verification."""
        verdict = f" {revision.verdict}" if revision.verdict else ""
        return self.words.moment(moment(revision.at)) if revision.at else "", f"{status_word(self.words, revision.status)}{verdict}"

    def _revision(self, revision: Revision, row: tuple[str, ...]) -> Line:
        when, what = row
        mark = "  " if revision.is_current else "‹ "
        tone = Tone.PLAIN if revision.is_current else Tone.MUTED
        said = f"{shown(revision.person)}: {' '.join(revision.reason.split())}" if revision.reason else shown(revision.person)
        left = ((mark, Tone.MUTED), (f"{when}  ", Tone.MUTED), (f"{what}  ", tone))
        ended = "status.sent_back" if revision.kind == "review" else "status.withdrawn"
        gone = ended if revision.is_withdrawn else "arriving.replaced"
        right = () if revision.is_current else ((self.words(gone), Tone.MUTED),)
        return Line(revision.digest, left=left, text=said, right=right, tone=tone)

    def action_open(self) -> None:
        """Read the document under the cursor, as it was signed."""
        key = self.query_one(Lines).key
        if key == "verdict":
            current = (each for each in self._found.revisions if each.is_current and each.verdict)
            key = next((each.digest for each in sorted(current, key=lambda each: each.kind, reverse=True)), None)
        if key is None:
            self.say("issuing.nothing_here")
        else:
            self.go("revision", document=key)

    def action_issue(self) -> None:
        """Issue the verdict that is shown."""
        if not self.may("issue"):
            return
        if self._line is None:
            self.refuse(Refusal("issue.none_approved"))
        else:
            issuing_acts.issue(self, [self._line])

    def action_amend(self) -> None:
        """Put a new revision in the place of the issued one; of several side by side one is chosen first."""
        if sum(each.kind == "verdict" for each in self._found.forks) > 1:
            self.action_forks()
        elif self.may("amend"):
            issuing_acts.amend(self, self._sheet, self._found)

    def action_withdraw(self) -> None:
        """Withdraw the issued verdict."""
        if self.may("withdraw"):
            issuing_acts.take_back(self, self._sheet, self._found, "withdraw")

    def action_send_back(self) -> None:
        """Send the approval back to the review."""
        if self.may("send_back"):
            issuing_acts.take_back(self, self._sheet, self._found, "send_back")

    def action_forks(self) -> None:
        """See documents that are current side by side."""
        if self.may("forks"):
            self.go("forking", verification=self._verification)

    def action_sheet(self) -> None:
        """Read the whole sheet."""
        self.go("sheet", verification=self._verification)

    def action_agenda(self) -> None:
        """See and change the acceleration agenda of the agency."""
        self.go("agenda", verification=self._verification)

    def action_trend(self) -> None:
        """See the agency over its rounds."""
        self.go("agency_trend", agency=self._sheet.agency.code)

    def action_print(self) -> None:
        """Write a paper of the result."""
        if self.may("print"):
            choose_paper(self, self._verification, CONCLUDED)

    def action_export(self) -> None:
        """Write its files."""
        if self.may("export"):
            how_to_export(self, 1, lambda complete: export(self, self._verification, complete=complete))
