"""Which files of evidence are to be sent from this laptop, which others told of, and what all evidence says of its files."""

from typing import Final

from sqlalchemy import Select, select

from models.filed import Filed
from models.fingerprints import is_path
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.workflow import EDITABLE
from models.swept import Reference

_DOCUMENT: Final = table(tables.Document)
_EVIDENCE: Final = table(tables.Evidence)
_VERIFICATION: Final = table(tables.Verification)
_AGENCY: Final = table(tables.Agency)
_EVERY: Final = (
    select(_EVIDENCE, _AGENCY.c.name.label("agency"), _VERIFICATION.c.round_id, _VERIFICATION.c.person_id)
    .join(_VERIFICATION, _VERIFICATION.c.id == _EVIDENCE.c.verification_id)
    .join(_AGENCY, _AGENCY.c.code == _VERIFICATION.c.agency_code)
)
_ASKED: Final = _EVERY.where(_EVIDENCE.c.digest != "").order_by(_EVIDENCE.c.size, _EVIDENCE.c.digest)
"""Small ones first: the line may break."""


def to_send(tx: Transaction) -> tuple[Filed, ...]:
    """The files of one's own verifications that were submitted."""
    return _filed(
        tx,
        _ASKED.where(
            _VERIFICATION.c.person_id == tx.actor.person, _VERIFICATION.c.state.not_in(sorted(EDITABLE)), ~_VERIFICATION.c.is_second
        ),
    )


def to_fetch(tx: Transaction) -> tuple[Filed, ...]:
    """The files that verifications of others tell of."""
    return _filed(tx, _ASKED.where(_VERIFICATION.c.person_id != tx.actor.person))


def told_by_others(tx: Transaction) -> frozenset[str]:
    """The locations that handovers of others tell of: a path of theirs may lead to anything here, and nobody here chose it."""
    from models.documents import kinds  # every kind takes long to import, and most commands read none
    from models.documents.handover import Handover

    asked = select(_DOCUMENT.c.name, _DOCUMENT.c.body).where(_DOCUMENT.c.kind == "handover", _DOCUMENT.c.signer_id != tx.actor.person)
    found = (kinds.parsed(row.body, row.name) for row in tx.connection.execute(asked))
    return frozenset(each.location for document in found if isinstance(document, Handover) for each in document.evidence.values())


def references(tx: Transaction, verification: str = "") -> tuple[Reference, ...]:
    """What evidence says of its files: of one verification, of all where none is named."""
    asked = _EVERY.where(_VERIFICATION.c.id == verification) if verification else _EVERY
    rows = tx.connection.execute(asked.order_by(_AGENCY.c.name, _VERIFICATION.c.round_id, _VERIFICATION.c.id, _EVIDENCE.c.code))
    told = ((row, row.person_id == tx.actor.person) for row in rows)
    return tuple(
        Reference(row.verification_id, row.agency, row.round_id, row.code, row.title, row.location, row.digest, row.size, is_own=is_own)
        for row, is_own in told
        if (is_path(row.location) if is_own else row.digest)
    )


def _filed(tx: Transaction, asked: Select[tuple[object, ...]]) -> tuple[Filed, ...]:
    rows = tx.connection.execute(asked)
    found = (Filed(row.digest, row.size, row.location, row.agency, row.code, row.title) for row in rows)
    return tuple({each.digest: each for each in found}.values())
