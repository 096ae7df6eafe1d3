"""Issued verdicts in the table that figures are counted from: what their documents tell, and how each stands; made anew at any time."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import delete, insert, select, update

from models.desk import keeping, reading, settling, summing
from models.documents import once, resulted
from models.documents.kinds import Document
from models.documents.verdict_file import VerdictFile
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction

_DOCUMENT: Final = table(tables.Document)
_RESULT: Final = table(tables.Result)
_AT_ONCE: Final = 25
"""Verifications whose documents are read together: each may be long."""


def settle(tx: Transaction, verification: str) -> None:
    """Let the verdicts about a verification stand in the table as the documents say; where there is none, nothing happens."""
    if not _issued(tx, verification):
        return
    asked = select(_RESULT.c.digest, _RESULT.c.standing, _RESULT.c.agency_code).where(_RESULT.c.verification == verification)
    known = {digest: (standing, agency) for digest, standing, agency in tx.connection.execute(asked).all()}
    standings = settling.verdicts(tx, verification)
    # What somebody put there past the desk, or beside a document that is not believed.
    for digest, standing in {**standings, **dict.fromkeys(known.keys() - standings.keys(), "unsupported")}.items():
        if digest not in known:
            told = _told(tx, digest)
            tx.connection.execute(insert(_RESULT), {**told, "standing": standing})
            tx.counted.add(told["agency_code"])
        elif known[digest][0] != standing:
            tx.connection.execute(update(_RESULT).where(_RESULT.c.digest == digest).values(standing=standing))
            tx.counted.add(known[digest][1])


def enter(tx: Transaction, told: Mapping[str, Mapping[str, str]], documents: Mapping[str, Document]) -> None:
    """Let verdicts stand in the table as they are `told` to, by verification and digest; those of `documents` are not read again."""
    known: dict[str, tuple[str, str]] = {}
    for some in keeping.few(told):
        asked = select(_RESULT.c.digest, _RESULT.c.standing, _RESULT.c.agency_code).where(_RESULT.c.verification.in_(some))
        known |= {row.digest: (row.standing, row.agency_code) for row in tx.connection.execute(asked)}
    rows = []
    for digest, standing in (pair for standings in told.values() for pair in standings.items()):
        if digest not in known:
            document = documents.get(digest)
            rows.append({**_told(tx, digest, document if isinstance(document, VerdictFile) else None), "standing": standing})
            tx.counted.add(rows[-1]["agency_code"])
        elif known[digest][0] != standing:
            tx.connection.execute(update(_RESULT).where(_RESULT.c.digest == digest).values(standing=standing))
            tx.counted.add(known[digest][1])
    if rows:
        tx.connection.execute(insert(_RESULT), rows)


def rebuild(tx: Transaction) -> int:
    """Make the table anew from the documents, and what figures keep of it; how many verdicts stand in it."""
    tx.connection.execute(delete(_RESULT))
    rows = list(recounted(tx))
    if rows:
        tx.connection.execute(insert(_RESULT), rows)
    summing.rebuild(tx)
    return len(rows)


def recounted(tx: Transaction) -> Iterator[Mapping[str, Any]]:
    """The rows that the table should hold, counted anew from the documents."""
    about = select(_DOCUMENT.c.about).where(_DOCUMENT.c.kind == "verdict").distinct().order_by(_DOCUMENT.c.about)
    every = tx.connection.execute(about).scalars().all()
    for start in range(0, len(every), _AT_ONCE):
        yield from _recounted(tx, every[start : start + _AT_ONCE])


def _recounted(tx: Transaction, verifications: Sequence[str]) -> list[Mapping[str, Any]]:
    """The rows of some of the verifications."""
    settling.read_ahead(tx, verifications)
    # What is looked at for how a verdict stands is told of it too.
    with once.kept():
        return [
            {**_told(tx, digest), "standing": standing}
            for verification in verifications
            for digest, standing in sorted(settling.verdicts(tx, verification).items())
        ]


def kept(tx: Transaction) -> Iterator[Mapping[str, Any]]:
    """The rows that the table holds."""
    return map(dict, tx.connection.execute(select(_RESULT)).mappings())


def _issued(tx: Transaction, verification: str) -> bool:
    asked = select(_DOCUMENT.c.digest).where(_DOCUMENT.c.about == verification, _DOCUMENT.c.kind == "verdict")
    return tx.connection.execute(asked.limit(1)).first() is not None


def _told(tx: Transaction, digest: str, known: VerdictFile | None = None) -> dict[str, Any]:
    document = keeping.read(tx, digest, VerdictFile) if known is None else known
    checklist = reading.known_checklist(tx, document.checklist.digest)
    return {"digest": digest, **once.found((resulted.told, digest, checklist is not None), lambda: resulted.told(document, checklist))}
