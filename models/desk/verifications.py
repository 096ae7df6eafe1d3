"""Verifications: beginning one, listing them, finding one."""

from sqlalchemy import delete, select

from models.codes import minted
from models.desk import drafts, reading
from models.errors import Refusal
from models.ledger import trail
from models.ledger.tables import Agency, Progress, Verification, table
from models.ledger.transaction import Transaction
from models.rules.permissions import Standing
from models.views import VerificationLine

_AGENCY = table(Agency)
_PROGRESS = table(Progress)
_VERIFICATION = table(Verification)


def begin(tx: Transaction, agency: str) -> str:
    """The id of the agency's verification in the current round, begun now in the actor's name where there is none.

    Raises:
        Refusal: `agency.unknown`, `round.missing`.
    """
    tx.require("verification.open", Standing())
    if tx.connection.execute(select(_AGENCY.c.code).where(_AGENCY.c.code == agency)).first() is None:
        raise Refusal("agency.unknown", agency=agency)
    current = reading.current_round(tx)
    existing = tx.connection.execute(
        select(_VERIFICATION.c.id).where(
            _VERIFICATION.c.agency_code == agency,
            _VERIFICATION.c.round_id == current.id,
            _VERIFICATION.c.checklist_digest == current.checklist_digest,
        )
    ).first()
    if existing is not None:
        return str(existing.id)
    tx.verification = minted()
    tx.put(
        Verification,
        {"id": tx.verification},
        agency_code=agency,
        round_id=current.id,
        checklist_digest=current.checklist_digest,
        person_id=tx.actor.person,
        state="draft",
        opened_at=tx.stamp,
        touched_at=tx.stamp,
    )
    used = reading.checklist(tx, current.checklist_digest)
    rows = [{"verification_id": tx.verification, "area": code, "answered": 0, "total": len(items)} for code, items in used.by_area.items()]
    tx.connection.execute(_PROGRESS.insert(), rows)
    return tx.verification


def require_empty(tx: Transaction, verification: str) -> None:
    """Go on only if a verification can be discarded.

    Raises:
        Refusal: `verification.not_empty` where anything stands on it besides its beginning, or half-typed text waits for it;
            otherwise what permits no work on it.
    """
    _, standing = reading.pinned(tx, verification)
    tx.require("verification.discard", standing)
    if trail.has_standing(tx.connection, verification, but="verifications.begin") or drafts.under(tx, f"{verification}/"):
        raise Refusal("verification.not_empty")


def discard(tx: Transaction, verification: str) -> tuple[VerificationLine, ...]:
    """Take away a verification begun by mistake, where `require_empty` allows it, and return those of the actor that stay.

    The trail keeps that it was.
    """
    require_empty(tx, verification)
    tx.verification = verification
    tx.connection.execute(delete(_PROGRESS).where(_PROGRESS.c.verification_id == verification))
    tx.drop(Verification, {"id": verification})
    return mine(tx)


def mine(tx: Transaction) -> tuple[VerificationLine, ...]:
    """The actor's own verifications, the one touched last first."""
    return reading.verification_lines(tx, person=tx.actor.person)


def every(tx: Transaction) -> tuple[VerificationLine, ...]:
    """All verifications of this profile, the one touched last first."""
    return reading.verification_lines(tx)


def named(tx: Transaction, text: str) -> str:
    """The id of the verification that `text` means: its id, or its agency's code where that has only one.

    Raises:
        Refusal: `verification.unknown`, or `verification.ambiguous` with the ids to choose from.
    """
    found = [line.id for line in every(tx) if text in (line.id, line.agency)]
    if not found:
        raise Refusal("verification.unknown", verification=text)
    if len(found) > 1:
        raise Refusal("verification.ambiguous", agency=text, matches=", ".join(found))
    return found[0]
