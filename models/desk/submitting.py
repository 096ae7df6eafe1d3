"""Handing a verification over to the review: what still blocks it, its submission drawn up and entered, its recall, and what came back."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from models.desk import agreed, believing, freeze, handed, intake, keeping, moving, reading, settling, threads, ways, working
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import decisions, kinds
from models.documents.submission import Submission
from models.documents.verified import Person
from models.errors import Refusal
from models.ledger import tables
from models.ledger.handled import HIDDEN, LEFT, SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.reviews import Blocker, Returned, Unsent
from models.rules import workflow
from models.rules.remarks import ASKING
from models.views import Sheet

_AGENCY = table(tables.Agency)
_DOCUMENT = table(tables.Document)
_VERIFICATION = table(tables.Verification)


def blockers(tx: Transaction, verification: str) -> tuple[Blocker, ...]:
    """Everything that keeps a verification from being submitted, in the order of the sheet."""
    return tuple(_blockers(tx, reading.sheet(tx, verification)))


def lacking(found: Iterable[Blocker]) -> Refusal | None:
    """Why nothing is submitted while these block it; the first that has to be done."""
    found = tuple(found)
    if any(each.kind == "team" for each in found):
        return Refusal("submit.no_team")
    case = workflow.Case(
        gaps=tuple(each.key for each in found if each.kind in ("item", "fact")),
        has_verdict=all(each.code != "verdict" for each in found),
        is_outdated=any(each.code == "outdated" for each in found),
        unanswered=tuple(each.key for each in found if each.kind == "remark"),
    )
    return workflow.lacking("submit", case)


def next_number(tx: Transaction, verification: str) -> int:
    """Which submission the next one is, from 1; one that was recalled before anybody had it does not count."""
    seen = SHOWN | LEFT
    asked = select(_DOCUMENT.c.digest).where(_DOCUMENT.c.about == verification, _DOCUMENT.c.kind == "submission", seen)
    return len(believing.among(tx, tx.connection.execute(asked).scalars())) + 1


def unsent(tx: Transaction) -> tuple[Unsent, ...]:
    """The actor's submissions that have not left this laptop, by agency."""
    asked = (
        select(_VERIFICATION.c.id, _DOCUMENT.c.digest, _AGENCY.c.name, _VERIFICATION.c.round_id)
        .join(_DOCUMENT, _DOCUMENT.c.digest == _VERIFICATION.c.submission)
        .join(_AGENCY, _AGENCY.c.code == _VERIFICATION.c.agency_code)
        .where(_VERIFICATION.c.person_id == tx.actor.person, _VERIFICATION.c.state == "submitted", ~LEFT)
        .order_by(_AGENCY.c.name, _VERIFICATION.c.id)
    )
    return tuple(Unsent(*row) for row in tx.connection.execute(asked))


def returned(tx: Transaction) -> tuple[Returned, ...]:
    """The returns that stand on the actor's verifications."""
    asked = select(_VERIFICATION.c.id).where(
        _VERIFICATION.c.person_id == tx.actor.person, _VERIFICATION.c.state == "returned", ~moving.is_moved()
    )
    found = [return_of(tx, verification) for verification in tx.connection.execute(asked).scalars().all()]
    return tuple(each for each in found if each is not None)


def return_of(tx: Transaction, verification: str) -> Returned | None:
    """The return that stands on a verification, None where none does."""
    place = settling.position(tx, verification)
    if place.state != "returned":
        return None
    review = keeping.read(tx, place.review, decisions.Review)
    return Returned(verification, review.code, review.reason, review.person.name, review.decided_at)


def drawn_up(tx: Transaction, verification: str) -> Frozen:
    """The submission of a verification as it stands now, yet to be signed.

    Raises:
        Refusal: what permits no submission, `submit.*` with what is missing, and as `freeze.frozen` gives.
    """
    return _frozen(tx, _ready(tx, verification), tx.stamp)


def submit(tx: Transaction, verification: str, signed: Signed) -> Sheet:
    """Hand over the verification with the submission that was drawn up and signed; from now on its content is locked.

    Raises:
        Refusal: as `drawn_up` gives, `document.changed` where something changed since, and why others would refuse it.
    """
    working.start(tx, verification, "submit")
    sheet = _ready(tx, verification)
    document = kinds.demanded(signed, Submission)
    if _frozen(tx, sheet, document.submitted_at).body != signed.body:
        raise Refusal("document.changed", agency=sheet.agency.name)
    intake.enter(tx, signed)
    return reading.sheet(tx, verification)


def recall(tx: Transaction, verification: str) -> Sheet:
    """Take a submission back that has not left this laptop, or was refused where it came; it stays kept, out of sight.

    Raises:
        Refusal: `recall.left`.
    """
    working.start(tx, verification, "recall")
    keeping.handle(tx, _recallable(tx, verification), hidden_at=tx.stamp)
    settling.settle(tx, verification)
    return reading.sheet(tx, verification)


def require_recall(tx: Transaction, verification: str) -> None:
    """Nothing, if the submission can be taken back; Refusal as `recall` gives."""
    _, standing = reading.pinned(tx, verification)
    tx.require("recall", standing)
    _recallable(tx, verification)


def _recallable(tx: Transaction, verification: str) -> str:
    submission = settling.position(tx, verification).submission
    refused = workflow.lacking("recall", workflow.Case(has_left=ways.is_out(tx, submission)))
    if refused is not None:
        raise refused
    return submission


def _ready(tx: Transaction, verification: str) -> Sheet:
    _, standing = reading.pinned(tx, verification)
    tx.require("submit", standing)
    sheet = reading.sheet(tx, verification)
    refused = lacking(_blockers(tx, sheet))
    if refused is not None:
        raise refused
    return sheet


def _blockers(tx: Transaction, sheet: Sheet) -> Iterator[Blocker]:
    if not reading.has_team(tx):
        yield Blocker("team", "", "team")
    for line in sheet.lines:
        yield from (Blocker("item", line.item.code, gap) for gap in line.gaps)
    yield from (Blocker("fact", fact.code, "fact") for fact in sheet.unfilled_facts)
    for item in handed.open_items(tx, sheet.id):
        if not sheet.line(item).is_hidden:
            yield Blocker("item", item, "disagreement")
    for remark in threads.read(tx, sheet.id):
        if remark.kind in ASKING and remark.stage == "open":
            yield Blocker("remark", remark.item, "reply")
    found, verdict = sheet.recommendation, sheet.verdict
    if verdict is None:
        yield Blocker("verdict", "", "verdict")
    elif found is not None and verdict.verdict != found.code and verdict.recommended != found.code:
        yield Blocker("verdict", "", "outdated")


def _frozen(tx: Transaction, sheet: Sheet, at: str) -> Frozen:
    place = settling.position(tx, sheet.id)
    return freeze.frozen(
        sheet.agency.name,
        lambda: Submission(
            kind="submission",
            status="submitted",
            number=next_number(tx, sheet.id),
            submitted_at=at,
            supersedes=_own(tx, sheet.id, place),
            answers=place.review,
            minutes=agreed.mark(tx, sheet.id),
            minutes_scan=agreed.scan(tx, sheet.id),
            follows=sheet.follows,
            people=_people(tx, sheet),
            merged=handed.settled(tx, sheet.id, with_findings=False),
            remarks=threads.results(tx, sheet.id),
            **freeze.told(sheet),
        ),
    )


def _own(tx: Transaction, verification: str, place: workflow.Position) -> tuple[str, ...]:
    """Those of the actor's submissions that stand: of two laptops there may be two, and the next takes the place of both.

    As it does of one that was recalled because it was refused: where it is let in after all, both would stand.
    """
    beside = (digest for digest in place.forks if keeping.signer_of(tx, digest) == tx.actor.person)
    asked = select(_DOCUMENT.c.digest).where(_DOCUMENT.c.about == verification, _DOCUMENT.c.kind == "submission", HIDDEN, LEFT)
    recalled = tx.connection.execute(asked.where(_DOCUMENT.c.signer_id == tx.actor.person)).scalars()
    return tuple(sorted({place.submission, *beside, *recalled} - {""}))


def _people(tx: Transaction, sheet: Sheet) -> dict[str, Person]:
    """Its verifier, and everybody whose work came in by a handover: none of them reviews it."""
    others = [person for person in handed.contributors(tx, sheet.id).items() if person[0] != sheet.standing.owner]
    told = {f"verifier-{number}": Person(id=id_, name=name, role="verifier") for number, (id_, name) in enumerate(others, 2)}
    return {"verifier": freeze.verifier(sheet), **told}
