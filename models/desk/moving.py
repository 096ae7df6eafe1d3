"""Which verifications were moved to another within their round, that one counting for both; and what a verification permits by that."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, select

from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.permissions import Standing

_CHECKLIST: Final = table(tables.Checklist)
_VERIFICATION: Final = table(tables.Verification)
_LATER: Final = _VERIFICATION.alias("later")
_IS_LATER: Final = (_LATER.c.follows == _VERIFICATION.c.id) & (_LATER.c.round_id == _VERIFICATION.c.round_id)


def followers(tx: Transaction, verification: str = "") -> Mapping[str, tuple[str, str]]:
    """The id of the verification that each was moved to, and the checklist which that one goes by; only of one where given."""
    asked = (
        select(_LATER.c.follows, _LATER.c.id, _CHECKLIST.c.id.label("checklist"), _CHECKLIST.c.version)
        .join(_VERIFICATION, _IS_LATER)
        .join(_CHECKLIST, _CHECKLIST.c.digest == _LATER.c.checklist_digest)
        .where(_LATER.c.follows == verification if verification else _LATER.c.follows != "")
    )
    return {row.follows: (row.id, f"{row.checklist} {row.version}") for row in tx.connection.execute(asked)}


def is_moved() -> ColumnElement[bool]:
    """Whether a verification, in a question about those, was moved."""
    return select(_LATER.c.id).where(_IS_LATER).correlate(_VERIFICATION).exists()


def standing(tx: Transaction, verification: str, row: Any, verifier: str) -> Standing:
    """What a permission on a verification depends on, by its row and the name of whose it is."""
    follower, name = followers(tx, verification).get(verification, ("", ""))
    return Standing(row.person_id, verifier, row.state, is_second=row.is_second, follower=follower, followed_as=name)
