"""What an own submission that comes back takes the place of: a profile that was put back to a copy may have been worked in since."""

import json
from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

from models.desk import entering, reading
from models.documents.kinds import Document
from models.documents.submission import Submission
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction

_FACT: Final = table(tables.FactRow)
_VERIFICATION: Final = table(tables.Verification)
_TYPED: Final = (tables.Answer, tables.Count, tables.Base, tables.Evidence, tables.Citation)


def displaced(tx: Transaction, document: Document, signer: str) -> tuple[str, ...]:
    """The codes of what an own draft here says otherwise than the own submission that comes; none for any other document."""
    owner = reading.owner(tx)
    if not isinstance(document, Submission) or owner is None or signer != owner.person:
        return ()
    asked = select(_VERIFICATION.c.person_id, _VERIFICATION.c.submission).where(_VERIFICATION.c.id == document.verification)
    here = tx.connection.execute(asked).first()
    if here is None or here.submission or here.person_id != signer:
        return ()
    return tuple(sorted({*_of_rows(tx, document), *_of_facts(tx, document)}))


def _of_rows(tx: Transaction, document: Submission) -> Iterator[str]:
    coming = entering.written_out(document)
    for model in _TYPED:
        of, names = table(model), entering.ROWS[model]
        for row in tx.connection.execute(select(of).where(of.c.verification_id == document.verification)).mappings():
            told = coming[model].get(tuple(str(row[name]) for name in names))
            # Whether an answer was carried is not said otherwise by a submission: it says nothing of that.
            if told is None or any(row[name] != value for name, value in told.items() if name != "is_carried"):
                yield str(row[names[0]])


def _of_facts(tx: Transaction, document: Submission) -> Iterator[str]:
    here: dict[str, list[object]] = {}
    asked = select(_FACT.c.fact, _FACT.c.fields).where(_FACT.c.verification_id == document.verification).order_by(_FACT.c.row)
    for row in tx.connection.execute(asked):
        here.setdefault(row.fact, []).append(json.loads(row.fields))
    for fact, rows in here.items():
        coming = document.facts.get(fact)
        if coming is None or rows != list(coming.rows.values()):
            yield fact
