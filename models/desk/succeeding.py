"""Going on with what somebody else left behind: an agency that is assigned anew while its verification waits for whoever began it."""

from typing import Any, Final

from sqlalchemy import Row, select

from models.desk import allotting, contributed, keeping, moving, reading, verifications
from models.documents.submission import Submission
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.permissions import Standing
from models.rules.workflow import EDITABLE

_VERIFICATION: Final = table(tables.Verification)


def left_behind(tx: Transaction, agency: str, round_id: str) -> Row[Any] | None:
    """The row of the verification that the actor goes on with where they begin an agency in a round; None where there is none.

    Only where the agency is assigned to them: whose it is would else depend on who opens it first. What came furthest is gone on with.
    """
    here = _VERIFICATION.c
    asked = select(_VERIFICATION).where(here.agency_code == agency, here.round_id == round_id, ~here.is_second)
    rows = tx.connection.execute(asked.order_by(here.submission == "", here.touched_at.desc(), here.id)).all()
    moved = moving.followers(tx, [row.id for row in rows])
    # Those of a verifier that were moved come back with it, where it is discarded.
    standing = [row for row in rows if row.id not in moved]
    if not standing or any(row.person_id == tx.actor.person or row.state not in EDITABLE for row in standing):
        return None
    mine = allotting.assigned(tx, round_id=round_id, person=tx.actor.person, purpose="first")
    return standing[0] if any(each.agency == agency for each in mine) else None


def begin(tx: Transaction, agency: str, round_id: str = "", *, is_second: bool = False) -> str:
    """The id of an agency's verification in a round as `verifications.begin` gives it, or of one in the place of what was left behind.

    Raises:
        Refusal: as `verifications.begin` gives.
    """
    tx.require("verification.open", Standing())
    of = reading.round_named(tx, round_id) if round_id else reading.current_round(tx)
    left = None if is_second else left_behind(tx, agency, of.id)
    return verifications.begin(tx, agency, round_id, is_second=is_second, instead_of="" if left is None else left.id)


def credit(tx: Transaction, submission: str) -> None:
    """Let whose work a verification goes on with be among its authors: nobody judges what they answered."""
    for person, name in contributed.authors(keeping.read(tx, submission, Submission)).items():
        key = {"verification_id": tx.verification, "document": submission, "person_id": person}
        tx.put(tables.Contribution, key, person=name, merged_at=tx.stamp)
