"""The review: remarks on items, what the lead confirms, and the decision that returns or approves a submission."""

from typing import Literal

from models.desk import comparing, freeze, intake, keeping, reading, requested, settling, threads
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import decisions, kinds, parts
from models.documents.handover import MergedResult
from models.documents.submission import Submission
from models.errors import Refusal
from models.ledger import tables
from models.ledger.transaction import Transaction
from models.reviews import Merged, Review
from models.rules import workflow
from models.rules.answers import Answer
from models.rules.answers import item as known_item
from models.rules.remarks import ASKING, Kind
from models.views import Sheet

Decision = Literal["returned", "approved"]


def standing(tx: Transaction, verification: str) -> Review:
    """How a verification stands in the review, with all remarks."""
    place = settling.position(tx, verification)
    number, code, reason, by, at, minutes = 0, "", "", "", "", ""
    merged: tuple[Merged, ...] = ()
    if place.submission:
        document = keeping.read(tx, place.submission, Submission)
        number, minutes, merged = document.number, document.minutes, tuple(map(_merged, document.merged.values()))
    if place.review:
        review = keeping.read(tx, place.review, decisions.Review)
        code, reason, by, at = review.code, review.reason, review.person.name, review.decided_at
    return Review(
        state=place.state,
        submission=place.submission,
        number=number,
        code=code,
        reason=reason,
        decided_by=by,
        decided_at=at,
        remarks=threads.read(tx, verification),
        confirmed=threads.confirmed(tx, verification, place.submission),
        forks=place.forks,
        requested=requested.of(tx, verification),
        sent_back=requested.sent_back(tx, verification).get(verification),
        merged=merged,
        minutes=minutes,
    )


def remark(tx: Transaction, verification: str, item: str, kind: Kind, text: str) -> Review:
    """Remark on an item of a submission; Refusal `answer.unknown_item`, `remark.empty`, `text.too_long`."""
    checklist = settling.start(tx, verification, "remark")
    threads.begin(tx, known_item(checklist, item).code, kind, text)
    return standing(tx, verification)


def settle(tx: Transaction, verification: str, remark_: str, text: str = "") -> Review:
    """Settle a remark, with a word or without; Refusal `remark.unknown`."""
    settling.start(tx, verification, "remark")
    threads.say(tx, remark_, "settled", text, needs_text=False)
    return standing(tx, verification)


def reopen(tx: Transaction, verification: str, remark_: str, text: str) -> Review:
    """Open a remark again, for the reply does not suffice; Refusal `remark.unknown`, `remark.empty`."""
    settling.start(tx, verification, "remark")
    threads.say(tx, remark_, "reopened", text)
    return standing(tx, verification)


def reply(tx: Transaction, verification: str, remark_: str, text: str) -> Review:
    """Answer a remark of a returned verification; Refusal `remark.unknown`, `remark.empty`."""
    settling.start(tx, verification, "reply")
    threads.say(tx, remark_, "answered", text)
    return standing(tx, verification)


def confirm(tx: Transaction, verification: str, item: str) -> Review:
    """Confirm that an item is not applicable, or take that back; Refusal `confirm.applicable` where it is answered."""
    settling.start(tx, verification, "confirm")
    line = reading.sheet(tx, verification).line(item)
    if line.is_hidden or not line.answer.not_applicable:
        raise Refusal("confirm.applicable", item=item)
    submission = settling.position(tx, verification).submission
    key = {"verification_id": verification, "item": item, "submission": submission}
    if tx.is_new(tables.Confirmed, key):
        tx.put(tables.Confirmed, key)
    else:
        tx.drop(tables.Confirmed, key)
    return standing(tx, verification)


def case(tx: Transaction, verification: str) -> workflow.Case:
    """What an approval would look at now: everything that is unsettled, unconfirmed or disagreed on."""
    return _case(tx, reading.sheet(tx, verification), "", "")


def drawn_up(tx: Transaction, verification: str, decision: Decision, code: str = "", reason: str = "") -> Frozen:
    """The review that returns (with a coded reason and words) or approves a submission, yet to be signed.

    Raises:
        Refusal: what permits no review, `return.*`, `approve.*` or `workflow.reason_missing` with what is missing.
    """
    settling.start(tx, verification, _verb(decision))
    return _frozen(tx, verification, decision, code, reason.strip(), tx.stamp)


def conclude(tx: Transaction, verification: str, signed: Signed) -> Sheet:
    """Return or approve a submission with the review that was drawn up and signed.

    Raises:
        Refusal: as `drawn_up` gives, `document.changed` where something changed since, and why others would refuse it.
    """
    document = kinds.demanded(signed, decisions.Review)
    settling.start(tx, verification, _verb(document.decision))
    again = _frozen(tx, verification, document.decision, document.code, document.reason, document.decided_at)
    if again.body != signed.body:
        raise Refusal("document.changed", agency=document.agency.name)
    intake.enter(tx, signed)
    return reading.sheet(tx, verification)


def _merged(told: MergedResult) -> Merged:
    ours, theirs = (Answer(each.level, each.not_applicable, each.reason, each.note) for each in (told.ours, told.theirs))
    return Merged(told.item, told.our_name, ours, told.their_name, theirs, told.counts, told.reason)


def _verb(decision: Decision) -> str:
    return "return" if decision == "returned" else "approve"


def _case(tx: Transaction, sheet: Sheet, code: str, reason: str) -> workflow.Case:
    found = standing(tx, sheet.id)
    asking = [remark for remark in found.remarks if remark.kind in ASKING]
    applied = (line.item.code for line in sheet.lines if line.answer.not_applicable)
    return workflow.Case(
        remarks=sum(remark.stage == "open" for remark in asking),
        unsettled=tuple(remark.item for remark in asking if remark.stage != "settled"),
        unconfirmed=tuple(item for item in applied if item not in found.confirmed),
        is_requested=found.requested is not None,
        code=code,
        reason=reason,
        **comparing.lacking(tx, sheet),
    )


def _frozen(tx: Transaction, verification: str, decision: Decision, code: str, reason: str, at: str) -> Frozen:
    sheet = reading.sheet(tx, verification)
    refused = workflow.lacking(_verb(decision), _case(tx, sheet, code, reason))
    if refused is not None:
        raise refused
    place = settling.position(tx, verification)
    told = freeze.told(sheet)
    return freeze.frozen(
        sheet.agency.name,
        lambda: decisions.Review(
            format="verifier",
            kind="review",
            major=parts.MAJOR,
            minor=0,
            verification=verification,
            round=sheet.round,
            agency=told["agency"],
            person=freeze.acting(tx),
            decided_at=at,
            submission=place.submission,
            decision=decision,
            code=code,
            reason=reason,
            confirmed=tuple(sorted(threads.confirmed(tx, verification, place.submission))),
            remarks=threads.results(tx, verification),
        ),
    )
