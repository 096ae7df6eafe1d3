"""Which verifications were moved to another within their round, that one counting for both; and what a verification permits by that."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, func, literal_column, select

from models.ledger import prepared, tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.permissions import Standing
from models.rules.workflow import EDITABLE

_CHECKLIST: Final = table(tables.Checklist)
_PERSON: Final = table(tables.Person)
_VERIFICATION: Final = table(tables.Verification)
_LATER: Final = _VERIFICATION.alias("later")
_FOLLOWS: Final = _LATER.c.follows > literal_column("''")
"""Few do, and those have an index of their own."""
_IS_LATER: Final = (
    _FOLLOWS
    & (_LATER.c.follows == _VERIFICATION.c.id)
    & (_LATER.c.round_id == _VERIFICATION.c.round_id)
    & (_LATER.c.agency_code == _VERIFICATION.c.agency_code)
    # What was submitted meanwhile, or issued, counts by itself: another that says it follows takes nothing out of the figures.
    & _VERIFICATION.c.state.in_(sorted(EDITABLE))
)
_FOLLOWED: Final = select(_LATER.c.follows).where(_FOLLOWS)
_ANY: Final = _FOLLOWED.limit(1)
_NOWHERE: Final = ("", "")
_IS_ANOTHERS: Final = _LATER.c.person_id != _VERIFICATION.c.person_id
_NAMED: Final = _CHECKLIST.c.id + literal_column("' '") + _CHECKLIST.c.version
_AS: Final = case((_IS_ANOTHERS, func.coalesce(_PERSON.c.name, _NAMED)), else_=_NAMED).label("as_")
"""What one was moved to: another checklist, or whoever goes on with it."""
_FOLLOWERS: Final = (
    select(_LATER.c.follows, _LATER.c.id, _AS)
    .select_from(_LATER)
    .join(_VERIFICATION, _IS_LATER)
    .outerjoin(_PERSON, _PERSON.c.id == _LATER.c.person_id)
    .join(_CHECKLIST, _CHECKLIST.c.digest == _LATER.c.checklist_digest)
    # Two people may have moved the same one on two laptops: the first of them is named, whoever asks.
    .order_by(_LATER.c.id.desc())
)


def followers(tx: Transaction, of: Collection[str] | Select[Any]) -> Mapping[str, tuple[str, str]]:
    """The id of the verification that each of these was moved to, and its checklist, or its verifier where that is another; no others."""
    if not is_any(tx):
        return {}
    asked = _FOLLOWERS.where(_LATER.c.follows.in_(of))
    return {row.follows: (row.id, row.as_) for row in tx.connection.execute(asked)}


def read_ahead(tx: Transaction, verifications: Collection[str]) -> None:
    """Read what several verifications were moved to, until something is written."""
    tx.prefetched[followers] = {**dict.fromkeys(verifications, _NOWHERE), **followers(tx, verifications)}


def is_moved() -> ColumnElement[bool]:
    """Whether a verification, in a question about those, was moved."""
    return select(_LATER.c.id).where(_IS_LATER).correlate(_VERIFICATION).exists()


def is_any(tx: Transaction) -> bool:
    """Whether any verification follows another at all: where none does, none need be looked at for it."""
    return prepared.first(tx.connection, _ANY) is not None


def are_moved() -> ColumnElement[bool]:
    """The same of a question about those alone: they are few among many, and are found by those that follow them."""
    return _VERIFICATION.c.id.in_(_FOLLOWED) & is_moved()


def standing(tx: Transaction, verification: str, row: Any, verifier: str) -> Standing:
    """What a permission on a verification depends on, by its row and the name of whose it is."""
    known = tx.prefetched.get(followers, {}).get(verification)
    follower, name = followers(tx, [verification]).get(verification, _NOWHERE) if known is None else known
    return Standing(row.person_id, verifier, row.state, is_second=row.is_second, follower=follower, followed_as=name)
