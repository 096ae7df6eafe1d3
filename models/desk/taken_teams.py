"""The team documents that were taken, one after the other: all of them, and whether each follows from the one before it."""

from typing import Final

from sqlalchemy import select

from models.documents import team_chain
from models.documents.team import Team
from models.documents.travelling import Signed
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction

_DOCUMENT: Final = table(tables.Document)
_SIGNATURE: Final = table(tables.Signature)
_TEAM: Final = table(tables.TeamNumber)
_CHAIN: Final = select(_DOCUMENT).join(_TEAM, _TEAM.c.document == _DOCUMENT.c.digest).order_by(_TEAM.c.number)
_DIGESTS: Final = select(_TEAM.c.document).order_by(_TEAM.c.number)
_HELD: Final[dict[tuple[str, ...], tuple[Team, ...]]] = {}
"""Chains that hold, by the digests of their documents."""


def chain(tx: Transaction) -> tuple[Signed, ...]:
    """Every team document of this profile, in order: a laptop that is behind needs those between too."""
    rows = tx.connection.execute(_CHAIN).all()
    return tuple(Signed(row.name, row.body, _given(tx, row.digest)) for row in rows)


def held(tx: Transaction) -> tuple[Team, ...]:
    """Every team of the chain, in order; none where one does not follow from the one before it.

    Of a chain that does not hold nobody knows which part somebody put there: before the first, or behind the last.
    """
    known = digests(tx)
    if known in _HELD:
        return _HELD[known]
    found_: list[Team] = []
    before: tuple[Team, bytes] | None = None
    for each in chain(tx):
        try:
            trusted = "" if before else team_chain.fingerprint(each.body)
            before = team_chain.accepted(before, each.body, each.signatures, each.name, trusted), each.body
        except Refusal:
            return ()
        found_.append(before[0])
    _HELD[known] = tuple(found_)
    return _HELD[known]


def digests(tx: Transaction) -> tuple[str, ...]:
    """The digests of every team document of this profile, in order."""
    return tuple(tx.connection.execute(_DIGESTS).scalars())


def _given(tx: Transaction, document: str) -> tuple[bytes, ...]:
    asked = select(_SIGNATURE.c.body).where(_SIGNATURE.c.document == document).order_by(_SIGNATURE.c.key)
    return tuple(tx.connection.execute(asked).scalars())
