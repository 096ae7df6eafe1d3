"""Asking for a submission back that has left: the request drawn up, and entered; the lead answers it by a return."""

from models.codes import digest
from models.desk import freeze, intake, reading, requested, settling, ways
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import kinds, parts
from models.documents.request import Request
from models.errors import Refusal
from models.ledger.transaction import Transaction
from models.reviews import Requested
from models.rules import workflow
from models.text import note


def drawn_up(tx: Transaction, verification: str, reason: str) -> Frozen:
    """The request that a submission which has left be returned, yet to be signed; earlier ones about it are replaced.

    Raises:
        Refusal: what permits no request, `request.here` where it can still be recalled, `workflow.reason_missing`, `text.too_long`.
    """
    return _frozen(tx, verification, note(reason, "requesting.reason").strip(), tx.stamp)


def ask(tx: Transaction, verification: str, signed: Signed) -> Requested:
    """Ask for a submission back with the request that was drawn up and signed; it changes nothing until the lead answers.

    Raises:
        Refusal: as `drawn_up` gives, `document.changed` where something changed since, and why others would refuse it.
    """
    document = kinds.demanded(signed, Request)
    if _frozen(tx, verification, document.reason, document.asked_at).body != signed.body:
        raise Refusal("document.changed", agency=document.agency.name)
    intake.enter(tx, signed)
    return Requested(digest(signed.body), document.person.name, document.asked_at, document.reason)


def _frozen(tx: Transaction, verification: str, reason: str, at: str) -> Frozen:
    settling.start(tx, verification, "request_return")
    submission = settling.position(tx, verification).submission
    refused = workflow.lacking("request_return", workflow.Case(has_left=ways.is_out(tx, submission), reason=reason))
    if refused is not None:
        raise refused
    sheet = reading.sheet(tx, verification)
    return freeze.frozen(
        sheet.agency.name,
        lambda: Request(
            format="verifier",
            kind="request",
            major=parts.MAJOR,
            minor=0,
            verification=verification,
            round=sheet.round,
            agency=freeze.told(sheet)["agency"],
            submission=submission,
            supersedes=tuple(sorted(each.document for each in requested.waiting(tx, verification).get(verification, ()))),
            person=freeze.acting(tx),
            asked_at=at,
            reason=reason,
        ),
    )
