"""Handing over: what keeps a verification from being submitted, what is flagged, its submission, the file, the recall, the request."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from models import exporting, kept_told, leaving, places
from models.codes import digest
from models.desk import agreed, drafts, keeping, merging, reading, reviewing, submitting, ways
from models.documents.keys import PrivateKey
from models.documents.minutes import Minutes
from models.errors import Refusal
from models.exchanged import WayLine
from models.item_told import differing
from models.reviews import Blocker, Returned, Review, Unsent
from models.rules.permissions import Standing
from models.rules.workflow import EDITABLE
from models.sheet_told import blocker_text
from models.views import Sheet
from screens.base import HouseScreen
from screens.commands import SUBMITTING, Command, bindings
from screens.dialogs import Confirm, Tell
from screens.evidence_reading import with_files_read
from screens.requesting import ask_back, requested_line, requested_text
from screens.returned import return_line, return_text
from screens.telling import prose
from screens.unlocking import with_key
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.working import Outcome, Steps

_RETURN, _REQUEST = "return", "request"


class SubmittingScreen(HouseScreen):
    """One verification on its way to the lead."""

    KEYS = SUBMITTING
    HELP_ID = "submitting"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SUBMITTING)
    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = "SubmittingScreen Lines { height: 1fr; }"

    def __init__(self, verification: str) -> None:
        super().__init__()
        self._verification = verification
        self._sheet: Sheet
        self._review: Review
        self._blockers: tuple[Blocker, ...] = ()
        self._returned: Returned | None = None
        self._minutes: Minutes | None = None
        self._unsent: tuple[Unsent, ...] = ()
        self._number = 0
        self._has_left = False
        self._refused: WayLine | None = None

    def body(self) -> ComposeResult:
        """Give the list."""
        with Container(classes="body"):
            yield Lines()

    def load(self) -> None:
        """Read how it stands and what blocks it."""
        ask, of = self.desk.ask, self._verification
        self._sheet, self._review = ask(reading.sheet, of), ask(reviewing.standing, of)
        self._blockers = ask(submitting.blockers, of) if self._sheet.state in EDITABLE else ()
        self._returned = ask(submitting.return_of, of)
        self._minutes = ask(agreed.of, of)
        self._typed = ask(drafts.under, f"{of}/") if self._sheet.state in EDITABLE else ()
        self._handed = ask(merging.waiting_for, of) if self._sheet.state in EDITABLE else ()
        self._unsent = ask(submitting.unsent)
        self._number = ask(submitting.next_number, of)
        self._has_left = bool(self._review.submission) and ask(ways.is_out, self._review.submission)
        self._refused = ask(ways.refused, self._review.submission) if self._review.submission else None

    def on_resize(self) -> None:
        """Break the sentences anew."""
        if self._is_loaded:
            self.fill()

    def heading(self) -> tuple[str, str]:
        """What is here, and the agency with the round."""
        return self.words("submitting.title"), f"{self._sheet.agency.name} · {self._sheet.round}"

    def standing(self) -> Standing:
        """Whose verification it is and its state."""
        return self._sheet.standing

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: what blocks, and whether there is a file or it has left."""
        refused = super().why_not(command)
        if refused is not None or not self._is_loaded:
            is_early = refused is not None and refused.code == "workflow.locked" and self._review.state == "draft"
            return Refusal("submission.none") if is_early else refused
        match command.action:
            case "submit":
                return submitting.lacking(self._blockers)
            case "recall" if self._has_left:
                return Refusal("recall.left")
            case "request_return" if not self._has_left:
                return Refusal("request.here")
            case "hand_out" if not self._review.submission:
                return Refusal("submission.none")
            case "hand_out_all" if not self._unsent:
                return Refusal("submission.none_waiting")
        return None

    def fill(self) -> None:
        """Write everything anew."""
        self.query_one(Lines).show([*self._stands(), *self._blocking(), *self._unsaved(), *self._changed(), *self._flagged()])

    def _heading(self, key: str, text: str) -> Line:
        return Line(f"heading.{key}", text=text, tone=Tone.HEADING, selectable=False)

    def _prose(self, key: str, text: str, tone: Tone, *, selectable: bool = False) -> Iterator[Line]:
        return prose(key, text, self.size.width, tone, left=("· " if selectable else "", tone), selectable=selectable)

    def _stands(self) -> Iterator[Line]:
        state, number = self._sheet.state, self._review.number
        yield self._heading("stands", self.words("submitting.stands", state=self.words(f"state.{state}")))
        if self._returned is not None:
            yield from self._prose(_RETURN, return_line(self.words, self._returned), Tone.WARN, selectable=True)
        if self._sheet.standing.is_second:
            yield from self._prose("second", self.words("refusal.second.not_the_result"), Tone.WARN)
        elif state in EDITABLE:
            yield from self._prose("next", self.words("submitting.next", number=self._number), Tone.PLAIN)
        elif self._refused is not None and self._refused.why is not None:
            by, why = self._refused.by, self.words.of(self._refused.why)
            yield from self._prose("sent", self.words("submitting.is_refused", number=number, name=by, why=why), Tone.BAD)
        elif state == "submitted" or self._has_left:
            # What was decided about it here is not taken back, whether it left or not.
            here = "submitting.is_exchanged" if self._is_exchanged else "submitting.is_here"
            key = "submitting.has_left" if self._has_left else here
            tone = Tone.GOOD if self._has_left else Tone.WARN
            yield from self._prose("sent", self.words(key, number=number), tone)
        if self._review.requested is not None:
            yield from self._prose(_REQUEST, requested_line(self.words, self._review.requested), Tone.WARN, selectable=True)

    def _blocking(self) -> Iterator[Line]:
        if self._sheet.state not in EDITABLE:
            return
        if not self._blockers:
            yield self._heading("blocking", self.words("submitting.free"))
            return
        yield self._heading("blocking", self.words.count("submitting.blocking", len(self._blockers)))
        for each in self._blockers:
            yield from self._prose(
                f"{each.kind}/{each.key}/{each.code}", blocker_text(self.words, self._sheet.checklist, each), Tone.WARN, selectable=True
            )

    def _unsaved(self) -> Iterator[Line]:
        """The texts that were typed and are not saved where they belong, and the areas of others that are not merged."""
        if self._typed:
            yield self._heading("typed", self.words.count("unsaved.left_out", len(self._typed)))
        for place in self._typed:
            yield from self._prose(f"typed/{place}", kept_told.told(self.words, place), Tone.WARN, selectable=True)
        if self._handed:
            yield self._heading("handed", self.words("submitting.unmerged"))
        for each in self._handed:
            text = f"{', '.join(each.areas)} {self.words('handing.from', name=each.giver)}"
            yield from self._prose(f"handing/{each.document}", text, Tone.WARN, selectable=True)

    def _changed(self) -> Iterator[Line]:
        """The answers that differ from the minutes."""
        if self._minutes is None:
            return
        found = agreed.changed(self._minutes, self._sheet)
        if found:
            yield self._heading("changed", self.words.count("submitting.changed", len(found)))
        for item in found:
            told = differing(self.words, self._sheet.line(item), agreed.then(self._minutes, item))
            text = self.words("verdict.gap", item=item, gap=told)
            yield from self._prose(f"item/{item}/minutes", text, Tone.WARN, selectable=True)

    def _flagged(self) -> Iterator[Line]:
        flagged = [(line.item.code, flag) for line in self._sheet.lines for flag in line.flags]
        if flagged:
            yield self._heading("flagged", self.words.count("submitting.flagged", len(flagged)))
        for item, flag in flagged:
            text = self.words("verdict.gap", item=item, gap=self.words(f"flag.{flag}"))
            yield from self._prose(f"item/{item}/{flag}", text, Tone.MUTED, selectable=True)

    def action_go(self) -> None:
        """Go where the line under the cursor points: an item, its remarks, a fact, the verdict, the team, the reason of the return."""
        kind, _, rest = (self.query_one(Lines).key or "").partition("/")
        key = rest.partition("/")[0]
        match kind:
            case "item":
                self.go("sheet", verification=self._verification, item=key)
            case "remark":
                self.go("thread", verification=self._verification, item=key)
            case "fact":
                self.go("facts", verification=self._verification, at=key)
            case "verdict":
                self.go("verdict", verification=self._verification)
            case "team" | "handing":
                self.go(kind)
            case "typed":
                self.go("recovered")
            case "return" if self._returned is not None:
                self.app.push_screen(Tell(self.words, self.words("return.title"), return_text(self.words, self._returned)))
            case "request" if self._review.requested is not None:
                self.app.push_screen(Tell(self.words, self.words("requested.title"), requested_text(self.words, self._review.requested)))
            case _:
                self.say("submitting.nothing_here")

    @property
    def _is_exchanged(self) -> bool:
        """Whether what is submitted goes to the lead with the next exchange, as a file of its own need not."""
        return bool(self.house.settings.carriers)

    def _about(self) -> dict[str, object]:
        return {"agency": self._sheet.agency.name, "round": self._sheet.round}

    def action_submit(self) -> None:
        """Submit, after a question that names agency and round, with the person's key."""
        # What nobody may submit is said before anybody is asked for a passphrase.
        if not self.may("submit") or self.look_up(submitting.drawn_up, self._verification) is None:
            return

        def act(key: PrivateKey) -> None:
            file = self.desk.ask(submitting.drawn_up, self._verification)
            signed = exporting.signed_as(file, "submission", key)
            number = self._number
            if self.do(submitting.submit, self._verification, signed) is not None:
                if self._is_exchanged:
                    self.renewed(self.words("submitting.done_exchanged", **self._about()), Tone.GOOD)
                else:
                    self.renewed(self.words("submitting.done", **self._about()), Tone.GOOD)
                    self._offer(digest(file.body), number)

        def replied(reply: bool | None) -> None:
            if reply:
                with_files_read(self, self._sheet, lambda: with_key(self, act))

        question = self.words("submitting.ask", number=self._number, **self._about())
        self.app.push_screen(Confirm(self.words, question), replied)

    def _offer(self, document: str, number: int) -> None:
        """Ask whether the file is to leave now."""
        folder = places.told(places.export_folder(self.house.settings))
        question = self.words("submitting.offer", folder=folder, number=number, **self._about())
        self.app.push_screen(Confirm(self.words, question), lambda reply: self._give(document) if reply else None)

    def _give(self, document: str) -> None:
        folder = places.export_folder(self.house.settings)
        path = self.guarded(lambda: leaving.hand_out(self.desk, folder, self.desk.ask(keeping.stored, document)))
        if path is not None:
            self.mark_saved()
            told = self.words("submitting.given", file=path.name, folder=places.told(folder), **self._about())
            self.renewed(told, Tone.GOOD)

    def action_hand_out(self) -> None:
        """Write the file of the submission into the folder of files for people."""
        if self.may("hand_out"):
            self._give(self._review.submission)

    def action_hand_out_all(self) -> None:
        """Write the files of all submissions that still wait here."""
        if not self.may("hand_out_all"):
            return
        waiting, folder = self._unsent, places.export_folder(self.house.settings)

        def steps() -> Steps:
            for number, each in enumerate(waiting):
                yield number, len(waiting)
                leaving.hand_out(self.desk, folder, self.desk.ask(keeping.stored, each.document))
            yield len(waiting), len(waiting)

        def done(outcome: Outcome) -> None:
            self.mark_saved()
            told = self.words.count("submitting.given_all", outcome.done, folder=places.told(folder))
            self.renewed(told, Tone.WARN if outcome.is_stopped else Tone.GOOD)

        names = "\n".join(f"{each.agency}, {each.round}" for each in waiting)
        question = self.words.count("submitting.ask_all", len(waiting), folder=places.told(folder), names=names)
        self.app.push_screen(
            Confirm(self.words, question), lambda reply: self.work(self.words("submitting.giving"), steps, done) if reply else None
        )

    def action_request_return(self) -> None:
        """Ask the lead for a submission back whose file has left."""
        if self.may("request_return"):
            ask_back(self, self._sheet, self._review)

    def action_recall(self) -> None:
        """Take the submission back while its file has not left."""
        if not self.may("recall"):
            return
        number = self._review.number

        def replied(reply: bool | None) -> None:
            if reply and self.do(submitting.recall, self._verification) is not None:
                self.renewed(self.words("submitting.recalled", number=number, **self._about()), Tone.GOOD)

        self.app.push_screen(Confirm(self.words, self.words("submitting.ask_recall", number=number, **self._about())), replied)
