"""Scans of minutes that were signed by hand: attached by digest to the minutes that stand; the files stay where they are."""

from typing import Final

from sqlalchemy import select

from models.desk import agreed, working
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.minutes import Scan

_SCAN: Final = table(tables.Scan)
_VERB: Final = "minutes.attach"


def of(tx: Transaction, verification: str) -> tuple[Scan, ...]:
    """The scans attached to minutes of a verification, the earliest first."""
    columns = (_SCAN.c.digest, _SCAN.c.name, _SCAN.c.size, _SCAN.c.location, _SCAN.c.minutes, _SCAN.c.at)
    asked = select(*columns).where(_SCAN.c.verification_id == verification).order_by(_SCAN.c.at, _SCAN.c.digest)
    return tuple(Scan(*row) for row in tx.connection.execute(asked))


def attach(tx: Transaction, verification: str, scan: Scan) -> Scan:
    """Attach a scan to the minutes that stand; one attached already is told as it lies now.

    Raises:
        Refusal: what permits it to nobody but whose verification it is, `scan.no_minutes` where none are closed.
    """
    working.start(tx, verification, _VERB)
    mark = agreed.mark(tx, verification)
    if not mark:
        raise Refusal("scan.no_minutes")
    key = {"verification_id": verification, "digest": scan.digest}
    if tx.is_new(tables.Scan, key):
        tx.put(tables.Scan, key, minutes=mark, name=scan.name, size=scan.size, location=scan.location, at=tx.stamp)
    else:
        tx.put(tables.Scan, key, name=scan.name, location=scan.location)
    return next(each for each in of(tx, verification) if each.digest == scan.digest)


def remove(tx: Transaction, verification: str, digest: str) -> tuple[Scan, ...]:
    """Take a scan off that was attached by mistake; undo brings it back. Refusal `scan.unknown`."""
    working.start(tx, verification, _VERB)
    key = {"verification_id": verification, "digest": digest}
    if tx.is_new(tables.Scan, key):
        raise Refusal("scan.unknown")
    tx.drop(tables.Scan, key)
    return of(tx, verification)
