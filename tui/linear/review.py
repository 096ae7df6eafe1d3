"""The review: the queue of submissions, what is worth a look in one, remarks, and the decision that returns or approves it."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Final, cast

from models import item_told, places
from models.desk import reading, reviewing, weighing
from models.errors import Refusal
from models.fields import Field, Option
from models.queued import QUEUES, QueueLine, in_order
from models.reviews import Remark, Review
from models.rules.remarks import ASKING, KINDS, Kind
from models.rules.workflow import REQUESTED, RETURN_REASONS
from models.views import Sheet, SheetLine
from tui.linear.talk import Back
from tui.linear.verdict import verdict_told
from tui.linear.work import Work, switch

_WEAK: Final = "weak."
"""The beginning of the keys of what is worth a look."""


def review_room(work: Work) -> None:
    """Read out the queue and open submissions of it until one steps back; Refusal where one may look at none."""
    while True:
        words = work.words
        waiting = (line for line in work.desk.ask(weighing.queue) if line.state == QUEUES["waiting"])
        lines = in_order(waiting, "risk")
        work.talk.head(words("reviewing.title"))
        if not lines:
            work.talk.tell("cli.review.none")
            return
        try:
            chosen = work.talk.choose(words("linear.review.which"), [_option(work, line) for line in lines])
            _Reviewing(work, chosen).run()
        except Back:
            return


def _option(work: Work, line: QueueLine) -> Option:
    words = work.words
    told = [
        f"{line.agency_name}, {line.round}",
        line.verifier,
        words("linear.review.number", number=line.number, days=line.days),
        line.verdict,
        words.count("review.title.weak", line.count),
    ]
    told += [words("reviewing.asked_back")] if line.requested else [words("reviewing.sent_back")] if line.sent_back else []
    told += [words("issuing.forked")] if line.beside is not None else []
    told += [words("reviewing.own")] if line.is_own else []
    return Option(line.id, "; ".join(told))


@dataclass(slots=True)
class _Reviewing:
    """One submission that is reviewed."""

    work: Work
    id: str

    def run(self) -> None:
        """Look at it and decide, until it is decided or one steps back."""
        work, words = self.work, self.work.words
        sheet = self._sheet
        work.talk.head(f"{sheet.agency.name}, {sheet.round}.")
        for told in verdict_told(words, sheet):
            work.talk.say(told, indent="  ")
        beside = work.desk.ask(weighing.beside, self._review.submission, self._review.forks)
        if beside is not None:
            work.talk.say(item_told.beside(words, beside))
        if (asked := self._review.requested or self._review.sent_back) is not None:
            work.talk.say("\n".join(item_told.requested(words, asked)))
        while self._sheet.state == QUEUES["waiting"]:
            try:
                chosen = work.talk.choose(words("linear.review.what"), self._options(), help_=words("linear.review.help"))
            except Back:
                return
            with work.said(), suppress(Back):
                self._do(chosen)

    @property
    def _sheet(self) -> Sheet:
        return self.work.desk.ask(reading.sheet, self.id)

    @property
    def _review(self) -> Review:
        return self.work.desk.ask(reviewing.standing, self.id)

    def _options(self) -> list[Option]:
        words = self.work.words
        options = [Option(name, words(f"linear.review.{name}")) for name in ("item", "overview", "return", "approve")]
        changed = self.work.desk.ask(weighing.changed, self._review.submission)
        for number, each in enumerate(weighing.weak(self._sheet, changed)):
            if each.kind == "item":
                why = "; ".join(words(f"weak.{code}") for code in each.reasons)
                if before := changed.get(each.key):
                    why += f". {words('review.label.before')} {item_told.told_before(words, self._sheet.line(each.key), before)}"
                options.append(Option(f"{_WEAK}{each.key}.{number}", f"{each.key}: {why}"))
        return options

    def _do(self, chosen: str) -> None:
        work, words = self.work, self.work.words
        if chosen.startswith(_WEAK):
            self._item(chosen.split(".")[1])
        elif chosen == "item":
            typed = work.talk.ask(words("linear.review.code")).upper()
            if typed in self._sheet.checklist.items:
                self._item(typed)
            else:
                work.talk.tell("linear.none_found", typed=typed)
        elif chosen == "overview":
            for line in self._sheet.lines:
                work.talk.say(f"{line.item.code} {words.of(line.item.title)}: {item_told.answer_text(words, line)}", indent="  ")
        elif chosen == "return":
            self._return()
        else:
            self._approve()

    def _item(self, code: str) -> None:
        """Read out an item with what was remarked on it, and do what is wanted there until one steps back."""
        work, words = self.work, self.work.words
        while True:
            sheet, review = self._sheet, self._review
            line, remarks = sheet.line(code), [each for each in review.remarks if each.item == code]
            work.talk.head(item_told.head(words, sheet, line))
            for told in item_told.asked(words, sheet, line):
                work.talk.say(told, indent="  ")
            for remark in remarks:
                work.talk.say("\n".join(item_told.thread(words, remark)))
            self._on_item(line, remarks, is_confirmed=code in review.confirmed)

    def _on_item(self, line: SheetLine, remarks: list[Remark], *, is_confirmed: bool) -> None:
        work, words, code = self.work, self.work.words, line.item.code
        asking = [each for each in remarks if each.kind in ASKING]
        names = ["remark"]
        names += ["settle"] if any(each.stage != "settled" for each in asking) else []
        names += ["reopen"] if any(each.stage != "open" for each in asking) else []
        names += [] if not line.answer.not_applicable else ["unconfirm" if is_confirmed else "confirm"]
        match work.talk.choose(words("linear.what"), [Option(name, words(f"linear.review.{name}")) for name in names]):
            case "remark":
                self._remark(code)
            case "settle":
                found = self._which([each for each in asking if each.stage != "settled"])
                self._said(work.do(reviewing.settle, self.id, found.id))
            case "reopen":
                self._reopen(self._which([each for each in asking if each.stage != "open"]))
            case _:
                self._said(work.do(reviewing.confirm, self.id, code))

    def _said(self, review: Review | None) -> None:
        if review is not None:
            self.work.talk.tell("linear.saved")

    def _which(self, remarks: list[Remark]) -> Remark:
        """The remark that is meant."""
        if len(remarks) == 1:
            return remarks[0]
        options = [Option(each.id, each.messages[0].text) for each in remarks]
        chosen = self.work.talk.choose(self.work.words("review.pick", item=remarks[0].item), options)
        return next(each for each in remarks if each.id == chosen)

    def _remark(self, code: str) -> None:
        words, sheet = self.work.words, self._sheet
        kinds = tuple(Option(kind, words(f"remark.kind.{kind}")) for kind in KINDS)
        fields = (
            Field("kind", words("review.remark.kind"), kind="choice", value=KINDS[0], options=kinds, hint=words("review.remark.kind_hint")),
            Field("text", words("remark.text"), kind="note", required=True),
        )
        self._said(
            self.work.fill(
                words("review.remark.title", item=code, agency=sheet.agency.short_name, round=sheet.round),
                fields,
                f"{self.id}/remark/{code}",
                lambda values: self.work.desk.do(reviewing.remark, self.id, code, cast("Kind", values["kind"]), values["text"]),
            )
        )

    def _reopen(self, remark: Remark) -> None:
        words = self.work.words
        self._said(
            self.work.fill(
                words("review.reopen.title", item=remark.item),
                (Field("text", words("remark.text"), kind="note", required=True),),
                f"{self.id}/reopen/{remark.item}.{remark.id}",
                lambda values: self.work.desk.do(reviewing.reopen, self.id, remark.id, values["text"]),
            )
        )

    @property
    def _folder(self) -> str:
        return str(places.export_folder(self.work.session.settings))

    def _return(self) -> None:
        words, sheet, review = self.work.words, self._sheet, self._review
        asked = sum(remark.kind in ASKING and remark.stage == "open" for remark in review.remarks)
        request = review.requested
        if not asked and request is None:
            raise Refusal("return.no_remark")
        codes = [code for code in RETURN_REASONS if request or code != REQUESTED]
        options = tuple(Option(code, words(f"return.reason.{code}")) for code in codes)
        hint = words("review.return.requested_hint" if request else "review.return.text_hint", verifier=sheet.verifier, count=asked)
        fields = (
            Field("code", words("review.return.code"), kind="choice", value=REQUESTED if request else codes[0], options=options),
            Field("reason", words("review.return.text"), kind="note", value=request.reason if request else "", required=True, hint=hint),
        )
        self.work.fill(
            words("review.return.title", agency=sheet.agency.short_name, round=sheet.round),
            fields,
            f"{self.id}/return/{review.submission[:16]}",
            lambda values: self.work.command_kept(
                "review", self.id, "--return", values["code"], switch("reason", values["reason"]), "--to", self._folder
            ),
        )

    def _approve(self) -> None:
        """Say what an approval lacks, else approve after a question that names what."""
        words, sheet, review = self.work.words, self._sheet, self._review
        missing = self.work.desk.ask(reviewing.case, self.id).missing_of_approval
        for name, code in missing:
            self.work.talk.say(words(f"review.missing.{name}", item=code), indent="  ")
        if missing:
            return
        verdict = sheet.verdict.verdict if sheet.verdict else ""
        named = {"agency": sheet.agency.name, "round": sheet.round, "number": review.number, "verifier": sheet.verifier}
        if self.work.talk.confirm(words("review.approve.ask", **named, verdict=verdict)):
            self.work.command("review", self.id, "--approve", "--to", self._folder)
