"""Which files of evidence are to be sent from this laptop, which others told of, and what all evidence says of its files."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import filterfalse
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Row, literal_column, select

from models.desk import spans
from models.filed import Filed
from models.fingerprints import is_path
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.workflow import EDITABLE
from models.swept import Reference

if TYPE_CHECKING:
    from models.documents.handover import Handover

_DOCUMENT: Final = table(tables.Document)
_EVIDENCE: Final = table(tables.Evidence)
_VERIFICATION: Final = table(tables.Verification)
_AGENCY: Final = table(tables.Agency)
_EVERY: Final = (
    select(_EVIDENCE, _AGENCY.c.name.label("agency"), _VERIFICATION.c.round_id, _VERIFICATION.c.person_id)
    .join(_VERIFICATION, _VERIFICATION.c.id == _EVIDENCE.c.verification_id)
    .join(_AGENCY, _AGENCY.c.code == _VERIFICATION.c.agency_code)
)
_ASKED: Final = _EVERY.where(_EVIDENCE.c.digest != "").order_by(
    _EVIDENCE.c.size, _EVIDENCE.c.digest, _AGENCY.c.name, _EVIDENCE.c.code, _VERIFICATION.c.id
)
"""Small ones first: the line may break."""
_MINE: Final = _VERIFICATION.alias("mine")
_GONE_ON_WITH: Final = (
    select(_EVIDENCE.c.location)
    .join(_VERIFICATION, _VERIFICATION.c.id == _EVIDENCE.c.verification_id)
    .join(_MINE, (_MINE.c.follows == _VERIFICATION.c.id) & (_MINE.c.person_id != _VERIFICATION.c.person_id))
    .where(_MINE.c.follows > literal_column("''"))
)
"""The locations in what somebody else verified, whose answers somebody carried over."""


def to_send(tx: Transaction) -> tuple[Filed, ...]:
    """The files told of on this laptop of what was submitted: of one's own verifications, and of those they were handed over to."""
    submitted = _ASKED.where(_VERIFICATION.c.state.not_in(sorted(EDITABLE)), ~_VERIFICATION.c.is_second)
    return _filed(filter(_is_own(tx), tx.connection.execute(submitted)))


def to_fetch(tx: Transaction) -> tuple[Filed, ...]:
    """The files that others told of."""
    return _filed(filterfalse(_is_own(tx), tx.connection.execute(_ASKED)))


def told_by_others(tx: Transaction) -> frozenset[str]:
    """The locations that handovers of others tell of, and verifications of theirs that were gone on with here.

    A path of theirs may lead to anything here, and nobody here chose it.
    """
    handed = frozenset(each.location for one in _handovers(tx, is_own=False) for each in one.evidence.values())
    return handed.union(tx.connection.execute(_GONE_ON_WITH.where(_MINE.c.person_id == tx.actor.person)).scalars())


def references(tx: Transaction, verification: str = "") -> tuple[Reference, ...]:
    """What evidence says of its files: of one verification, of all where none is named."""
    asked = _EVERY.where(_VERIFICATION.c.id == verification) if verification else _EVERY
    rows = tx.connection.execute(asked.order_by(_AGENCY.c.name, _VERIFICATION.c.round_id, _VERIFICATION.c.id, _EVIDENCE.c.code))
    is_own_ = _is_own(tx)
    told = ((row, is_own_(row)) for row in rows)
    return tuple(
        Reference(row.verification_id, row.agency, row.round_id, row.code, row.title, row.location, row.digest, row.size, is_own=is_own)
        for row, is_own in told
        if (is_path(row.location) if is_own else row.digest)
    )


def _handovers(tx: Transaction, *, is_own: bool) -> "Iterator[Handover]":
    """Those that the actor signed, or all others."""
    from models.documents import kinds  # every kind takes long to import, and most commands read none
    from models.documents.handover import Handover

    signer = _DOCUMENT.c.signer_id
    whose = signer == tx.actor.person if is_own else signer != tx.actor.person
    asked = select(_DOCUMENT.c.name, _DOCUMENT.c.body).where(spans.of_few(_DOCUMENT.c.kind, "handover"), whose)
    found = (kinds.parsed(row.body, row.name) for row in tx.connection.execute(asked))
    return (document for document in found if isinstance(document, Handover))


def _is_own(tx: Transaction) -> Callable[[Row[Any]], bool]:
    """Which rows were told of on this laptop, so that their location is a path here; what went to another and came back is such, too."""
    others = told_by_others(tx)
    given = {(each.location, each.digest) for one in _handovers(tx, is_own=True) for each in one.evidence.values() if each.digest}

    def is_own(row: Row[Any]) -> bool:
        return (row.location, row.digest) in given or (row.person_id == tx.actor.person and row.location not in others)

    return is_own


def _filed(rows: Iterable[Row[Any]]) -> tuple[Filed, ...]:
    """One for each digest: told of by the evidence that comes first, with the locations of the others."""
    found: dict[str, Filed] = {}
    for row in rows:
        known = found.get(row.digest)
        if known is None:
            found[row.digest] = Filed(row.digest, row.size, row.location, row.agency, row.code, row.title)
        elif row.location not in (known.location, *known.others):
            found[row.digest] = replace(known, others=(*known.others, row.location))
    return tuple(found.values())
