"""The review of one submission: its sheet read, from one weak item to the next, with remarks; and the decision about it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar, cast

from textual.binding import BindingType

from models import item_told
from models.desk import agreed, keeping, reviewing, weighing
from models.errors import Refusal
from models.fields import Field, Option
from models.queued import Earlier
from models.reviews import Remark, Requested, Review, SentBack
from models.rules.permissions import Standing
from models.rules.remarks import ASKING, KINDS, Kind
from models.rules.risk import BASE, Weak
from models.views import SheetLine
from screens import deciding
from screens.commands import REVIEW, Command, bindings
from screens.dialogs import Pick, Tell
from screens.printing import CONCLUDED, choose_paper
from screens.requesting import requested_line, requested_text, requested_title
from screens.returned import by_item, remark_mark
from screens.review_telling import Beside, review_line, review_pane, thread_text, weak_reasons, weak_title
from screens.sheet import SheetScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph

_REQUEST, _MINUTES = "request", "minutes/"


class ReviewScreen(SheetScreen, inherit_bindings=False):
    """A submission as the lead reads it."""

    KEYS = REVIEW
    HELP_ID = "review"
    BINDINGS: ClassVar[list[BindingType]] = bindings(REVIEW)

    def __init__(self, verification: str, item: str = "") -> None:
        super().__init__(verification, item)
        self.review: Review
        """How it stands in the review."""
        self._weak: tuple[Weak, ...] = ()
        self._authors: frozenset[str] = frozenset()
        self._earlier: Earlier | None = None

    def load(self) -> None:
        """Read the sheet, what is weak in it and what was said of it."""
        super().load()
        self.review = self.desk.ask(reviewing.standing, self._verification)
        self._before = self.desk.ask(weighing.changed, self.review.submission)
        self._weak = weighing.weak(self.sheet, self._before)
        self._forked = self.desk.ask(weighing.beside, self.review.submission, self.review.forks)
        self._authors = self.desk.ask(keeping.authors, self.review.submission)
        self._first = self._first or next((each.key for each in self._items), self.sheet.checklist.codes[0])

    @property
    def _items(self) -> tuple[Weak, ...]:
        """The items worth a look, the weightiest first."""
        return tuple(each for each in self._weak if each.kind == "item")

    def say_return(self, recovered: str) -> None:
        """Say what was recovered, else what is worth a look besides the weakest item, at which the cursor begins."""
        if recovered:
            self.status.say(recovered, Tone.WARN)
        elif self._forked is not None:
            self.status.say(item_told.beside(self.words, self._forked), Tone.WARN)
        elif self._asked is not None:
            self.status.say(requested_line(self.words, self._asked), Tone.WARN)
        elif self._weak:
            first = self._weak[0]
            told = f"{weak_title(self.words, self.sheet.checklist, first)}: {weak_reasons(self.words, first)}"
            count = sum(not each.is_slight for each in self._weak)
            begun = self.words("review.begun" if count else "review.begun_slight", weak=count, first=told)
            said = self._said_of_minutes()
            self.status.say(f"{said} {begun}".strip(), Tone.WARN if count or said else Tone.PLAIN)
        elif self._said_of_minutes():
            self.status.say(self._said_of_minutes(), Tone.WARN)

    @property
    def _asked(self) -> Requested | SentBack | None:
        """Who asks for it back, else who sent its approval back."""
        return self.review.requested or self.review.sent_back

    @property
    def _changed_items(self) -> tuple[str, ...]:
        """The items whose answers differ from the minutes."""
        return () if self.minutes is None else agreed.changed(self.minutes, self.sheet)

    def _said_of_minutes(self) -> str:
        """How many answers differ from the minutes, or that these are not here; nothing where there is nothing to say."""
        if self.minutes is None:
            return self.words("review.no_minutes") if self.review.minutes else ""
        count = len(self._changed_items)
        return f"{self.words.count('minutes.changed', count)}." if count else ""

    def heading(self) -> tuple[str, str]:
        """The agency, and which submission it is."""
        state = self.words("reviewing.asked_back" if self.review.requested else f"state.{self.review.state}")
        return self.sheet.agency.name, self.words("review.head", number=self.review.number, round=self.sheet.round, state=state)

    def standing(self) -> Standing:
        """Whose work is in it, and its state."""
        return replace(self.sheet.standing, authors=tuple(self._authors))

    def _beside(self, item: str) -> Beside:
        return Beside(
            weak=next((each for each in self._items if each.key == item), None),
            remarks=self.remarks.get(item, ()),
            is_confirmed=item in self.review.confirmed,
            earlier=self._earlier,
            merged=tuple(each for each in self.review.merged if each.item == item),
            minutes=self.minutes_paragraphs(self.sheet.line(item)),
            before=self._before.get(item),
        )

    def line_of(self, line: SheetLine, *, has_draft: bool) -> Line:
        """The line of an item, with what the lead should see of it."""
        beside = self._beside(line.item.code)
        marks = (*self.minutes_mark(line), *remark_mark(self.words, beside.remarks))
        return review_line(self.words, line, beside, has_draft=has_draft, marks=marks)

    def pane_of(self, line: SheetLine) -> tuple[Paragraph, ...]:
        """All that is known of an item, why it is weak first."""
        return review_pane(self.words, self.sheet.checklist, line, self._beside(line.item.code))

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: what is confirmed was answered as not applicable."""
        line = self.sheet.line(self.item)
        if command.action == "confirm" and (line.is_hidden or not line.answer.not_applicable):
            return super().why_not(command) or Refusal("confirm.applicable", item=self.item)
        return super().why_not(command)

    def action_print(self) -> None:
        """Write a paper of the result as it stands."""
        if self.may("print"):
            choose_paper(self, self._verification, CONCLUDED)

    def action_weak(self) -> None:
        """Go to the next item worth a look, the weightiest first, and say why it is."""
        found = self._items
        if not found:
            self.say("review.none_weak", Tone.GOOD)
            return
        places = [each.key for each in found]
        place = (places.index(self.item) + 1) % len(found) if self.item in places else 0
        self.query_one(Lines).move_to(places[place])
        why, count = weak_reasons(self.words, found[place]), sum(not each.is_slight for each in found)
        self.say("review.weak", place=place + 1, count=count if place < count else len(found), item=places[place], why=why)

    def action_all_weak(self) -> None:
        """List everything worth a look, first that it is asked back; the one chosen is opened."""
        asked = self._asked
        options = [Option(_REQUEST, requested_title(self.words, asked), asked.reason)] if asked else []
        options += [
            Option(str(number), weak_title(self.words, self.sheet.checklist, each), weak_reasons(self.words, each))
            for number, each in enumerate(self._weak)
        ]
        for each in map(self.sheet.line, self._changed_items):
            title = f"{each.item.code} {self.words.of(each.item.title)}"
            options.append(Option(f"{_MINUTES}{each.item.code}", title, self.minutes_paragraphs(each)[0].text))
        if not options:
            self.say("review.none_weak", Tone.GOOD)
            return
        count = sum(not each.is_slight for each in self._weak)
        self.app.push_screen(Pick(self.words, self.words.count("review.title.weak", count), options), self._picked)

    def _picked(self, number: str | None) -> None:
        if number is None:
            return
        if number == _REQUEST and self._asked is not None:
            title = self.words("requested.title" if self.review.requested else "sent_back.title")
            self.app.push_screen(Tell(self.words, title, requested_text(self.words, self._asked)))
        elif number.startswith(_MINUTES):
            self.go_to(number.removeprefix(_MINUTES))
        elif (found := self._weak[int(number)]).kind == "item":
            self.go_to(found.key)
        elif found.kind in ("fact", BASE):
            self.action_facts(found.key)
        else:
            self.action_verdict()

    def action_facts(self, at: str = "") -> None:
        """See the status facts, with what the submission before told otherwise."""
        self.go("facts", verification=self._verification, at=at, submission=self.review.submission)

    def action_earlier(self) -> None:
        """Show the answers of the round before beside these, or no longer."""
        if self._earlier is not None:
            self._earlier = None
            self.fill()
            self.say("review.earlier.off")
            return
        self._earlier = self.look_up(weighing.earlier, self._verification)
        found = self._earlier
        if found is None:
            self.say("review.earlier.none", agency=self.sheet.agency.name)
            return
        self.fill()
        state, same, count = self.words(f"state.{found.state}"), len(found.lines), len(self.sheet.lines)
        self.say("review.earlier.on", round=found.round, state=state, verifier=found.verifier, same=same, count=count)

    def action_remark(self) -> None:
        """Remark on the item under the cursor."""
        item = self.item
        if not self.may("remark"):
            return
        kinds = tuple(Option(kind, self.words(f"remark.kind.{kind}")) for kind in KINDS)
        name, hint = self.words("review.remark.kind"), self.words("review.remark.kind_hint")
        fields = (
            Field("text", self.words("remark.text"), kind="note", required=True),
            Field("kind", name, kind="choice", value=KINDS[0], options=kinds, hint=hint),
        )

        def remarked(review: Review) -> None:
            made = next(remark for remark in review.remarks if remark not in self.review.remarks)
            self._showing(review, item)
            self.say("review.remarked", Tone.GOOD, item=item, kind=self.words(f"remark.kind.{made.kind}"))

        self.ask(
            self.words("review.remark.title", item=item, agency=self.sheet.agency.short_name, round=self.sheet.round),
            fields,
            f"{self._verification}/remark/{item}",
            lambda values: self.desk.do(reviewing.remark, self._verification, item, cast("Kind", values["kind"]), values["text"]),
            remarked,
        )

    def _showing(self, review: Review, item: str) -> None:
        """Show the review after an act on `item`."""
        place = f"{self._verification}/remark/{item}"
        self._drafts = tuple(other for other in self._drafts if other != place)
        self.review, self.remarks = review, by_item(review.remarks)
        self.query_one(Lines).replace(self.line_of(self.sheet.line(item), has_draft=self._has_draft(item)))
        self.follow()

    def _on_remark(self, wanted: Sequence[str], none: str, act: Callable[[Remark], None]) -> None:
        """Do `act` on the remark of the item that is at one of these stages; which one is asked where there are several."""
        item = self.item
        found = {each.id: each for each in self.remarks.get(item, ()) if each.kind in ASKING and each.stage in wanted}
        if not found:
            self.say(none, item=item)
        elif len(found) == 1:
            act(next(iter(found.values())))
        else:
            options = [Option(each.id, each.messages[0].text, thread_text(self.words, (each,))) for each in found.values()]
            pick = Pick(self.words, self.words("review.pick", item=item), options)
            self.app.push_screen(pick, lambda id_: act(found[id_]) if id_ is not None else None)

    def action_settle(self) -> None:
        """Settle a remark on the item."""
        if self.may("settle"):
            self._on_remark(("open", "answered"), "review.none_open", self._settle)

    def _settle(self, remark: Remark) -> None:
        review = self.do(reviewing.settle, self._verification, remark.id)
        if review is not None:
            self._showing(review, remark.item)
            self.say("review.settled", Tone.GOOD, item=remark.item)

    def action_reopen(self) -> None:
        """Open a remark again, saying what is still missing."""
        if self.may("reopen"):
            self._on_remark(("answered", "settled"), "review.none_settled", self._reopen)

    def _reopen(self, remark: Remark) -> None:
        def reopened(review: Review) -> None:
            self._showing(review, remark.item)
            self.say("review.reopened", item=remark.item)

        self.ask(
            self.words("review.reopen.title", item=remark.item),
            (Field("text", self.words("remark.text"), kind="note", required=True),),
            f"{self._verification}/reopen/{remark.item}.{remark.id}",
            lambda values: self.desk.do(reviewing.reopen, self._verification, remark.id, values["text"]),
            reopened,
        )

    def action_thread(self) -> None:
        """Read what was said of the item."""
        self.open_remarks(self.item)

    def action_confirm(self) -> None:
        """Confirm that the item is not applicable, or take that back."""
        item = self.item
        review = self.do(reviewing.confirm, self._verification, item) if self.may("confirm") else None
        if review is not None:
            self._showing(review, item)
            self.say("review.confirmed" if item in review.confirmed else "review.unconfirmed", Tone.GOOD, item=item)

    def action_give_back(self) -> None:
        """Return the submission with a reason."""
        if self.may("give_back"):
            deciding.give_back(self, self.sheet, self.review)

    def action_approve(self) -> None:
        """Approve the submission, or see what is missing for that."""
        if self.may("approve"):
            deciding.approve(self, self.sheet, self.review, self.go_to)
