"""Which files of evidence are to be sent from this laptop, and which others told of."""

from typing import Final

from sqlalchemy import Select, select

from models.filed import Filed
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.workflow import EDITABLE

_EVIDENCE: Final = table(tables.Evidence)
_VERIFICATION: Final = table(tables.Verification)
_AGENCY: Final = table(tables.Agency)
_ASKED: Final = (
    select(_EVIDENCE, _AGENCY.c.name.label("agency"))
    .join(_VERIFICATION, _VERIFICATION.c.id == _EVIDENCE.c.verification_id)
    .join(_AGENCY, _AGENCY.c.code == _VERIFICATION.c.agency_code)
    .where(_EVIDENCE.c.digest != "")
    .order_by(_EVIDENCE.c.size, _EVIDENCE.c.digest)
)
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


def _filed(tx: Transaction, asked: Select[tuple[object, ...]]) -> tuple[Filed, ...]:
    rows = tx.connection.execute(asked)
    found = (Filed(row.digest, row.size, row.location, row.agency, row.code, row.title) for row in rows)
    return tuple({each.digest: each for each in found}.values())
