"""Handing a verification over to the review: what still blocks it, its submission drawn up, signed and entered, and its recall."""

from collections.abc import Iterator

from sqlalchemy import func, select

from models.desk import freeze, intake, keeping, reading, settling, threads, working
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import kinds
from models.documents.submission import Submission
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.reviews import Blocker
from models.rules import workflow
from models.rules.remarks import ASKING
from models.views import Sheet

_DOCUMENT = table(tables.Document)


def blockers(tx: Transaction, verification: str) -> tuple[Blocker, ...]:
    """Everything that keeps a verification from being submitted, in the order of the sheet."""
    return tuple(_blockers(tx, reading.sheet(tx, verification)))


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
    document = kinds.parsed(signed.body, signed.name)
    if not isinstance(document, Submission) or _frozen(tx, sheet, document.submitted_at).body != signed.body:
        raise Refusal("document.changed", agency=sheet.agency.name)
    intake.enter(tx, signed)
    return reading.sheet(tx, verification)


def recall(tx: Transaction, verification: str) -> Sheet:
    """Take a submission back that has not left this laptop; it stays kept, out of sight. Refusal `recall.left`."""
    working.start(tx, verification, "recall")
    submission = settling.position(tx, verification).submission
    refused = workflow.lacking("recall", workflow.Case(has_left=keeping.has_left(tx, submission)))
    if refused is not None:
        raise refused
    tx.put(tables.Document, {"digest": submission}, hidden_at=tx.stamp)
    settling.settle(tx, verification)
    return reading.sheet(tx, verification)


def _ready(tx: Transaction, verification: str) -> Sheet:
    _, standing = reading.pinned(tx, verification)
    tx.require("submit", standing)
    sheet = reading.sheet(tx, verification)
    refused = workflow.lacking("submit", _case(tx, sheet))
    if refused is not None:
        raise refused
    return sheet


def _case(tx: Transaction, sheet: Sheet) -> workflow.Case:
    found = tuple(_blockers(tx, sheet))
    return workflow.Case(
        gaps=tuple(each.key for each in found if each.kind in ("item", "fact")),
        has_verdict=sheet.verdict is not None,
        is_outdated=any(each.code == "outdated" for each in found),
        unanswered=tuple(each.key for each in found if each.kind == "remark"),
    )


def _blockers(tx: Transaction, sheet: Sheet) -> Iterator[Blocker]:
    for line in sheet.lines:
        yield from (Blocker("item", line.item.code, gap) for gap in line.gaps)
    yield from (Blocker("fact", fact.code, "fact") for fact in sheet.unfilled_facts)
    for remark in threads.read(tx, sheet.id):
        if remark.kind in ASKING and remark.stage == "open":
            yield Blocker("remark", remark.item, "reply")
    found, verdict = sheet.recommendation, sheet.verdict
    if verdict is None:
        yield Blocker("verdict", "", "verdict")
    elif found is not None and verdict.verdict != found.code and verdict.recommended != found.code:
        yield Blocker("verdict", "", "outdated")


def _frozen(tx: Transaction, sheet: Sheet, at: str) -> Frozen:
    counted = select(func.count()).where(_DOCUMENT.c.about == sheet.id, _DOCUMENT.c.kind == "submission")
    number = int(tx.connection.execute(counted).scalar() or 0) + 1
    place = settling.position(tx, sheet.id)
    return freeze.frozen(
        sheet.agency.name,
        lambda: Submission(
            kind="submission",
            status="submitted",
            number=number,
            submitted_at=at,
            supersedes=(place.submission,) if place.submission else (),
            answers=place.review,
            people={"verifier": freeze.verifier(sheet)},
            remarks=threads.results(tx, sheet.id),
            **freeze.told(sheet),
        ),
    )
