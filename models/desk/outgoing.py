"""What goes out with the next segment of the exchange."""

from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy import func, select

from models.desk import believing, judging, keeping, logs
from models.desk.receipts import ALONE, TWICE
from models.documents import kinds, segment
from models.ledger import outbox as outbox_
from models.ledger import tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.moments import moment

_CARRIED: Final = table(tables.Carried)
_DOCUMENT: Final = table(tables.Document)
_EXCHANGE: Final = table(tables.Exchange)
_SEGMENT: Final = table(tables.Segment)
_MUCH: Final = 4_000_000
"""Bytes of documents that are enough for a segment: on the slowest line they take two minutes, and where it breaks, all of them again."""


def outbox(tx: Transaction) -> tuple[str, ...]:
    """The digests of documents that are in no segment yet, in the order in which others look at them; drafts and what is hidden stay.

    What is only in one of two segments of one number goes out anew: no carrier can hold both. What came in a segment of which the rest
    is still to be taken does not.
    """
    waiting = set(outbox_.kept(tx.connection))
    if tx.connection.execute(TWICE).first() is not None:
        known = _CARRIED.outerjoin(_SEGMENT, _SEGMENT.c.digest == _CARRIED.c.segment)
        sent = select(_CARRIED.c.document).select_from(known).where(_SEGMENT.c.digest.is_(None) | ALONE)
        waiting |= set(tx.connection.execute(select(_DOCUMENT.c.digest).where(_DOCUMENT.c.digest.not_in(sent))).scalars())
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.kind, _DOCUMENT.c.received_at).where(_DOCUMENT.c.kind != kinds.DRAFT, SHOWN)
    found = [row for some in keeping.few(waiting) for row in tx.connection.execute(asked.where(_DOCUMENT.c.digest.in_(some)))]
    # What nobody of the team signed would wait in the quarantine of every laptop.
    rows = believing.only(tx, found)
    return tuple(row.digest for row in sorted(rows, key=lambda row: (judging.place(row.kind), row.received_at, row.digest)))


def count(tx: Transaction, carrier: str, coming: Collection[str] = ()) -> int:
    """How many documents an exchange with a carrier would send: those in no segment yet, nor `coming`, and those in own ones it lacks."""
    mine = logs.mine(tx)
    reached = logs.all_of(tx, carrier).reached_of(mine)
    written = _CARRIED.join(_SEGMENT, _SEGMENT.c.digest == _CARRIED.c.segment)
    asked = select(func.count()).select_from(written).where(_SEGMENT.c.writer == mine, _SEGMENT.c.number > reached)
    return len(frozenset(outbox(tx)).difference(coming)) + int(tx.connection.execute(asked).scalar() or 0)


def is_short(tx: Transaction, carrier: str) -> bool:
    """Whether the outbox is not as it should be: looked at before the first exchange of a day, since all documents are gone through."""
    return is_first_today(tx, carrier) and outbox_.kept(tx.connection) != outbox_.expected(tx.connection)


def is_first_today(tx: Transaction, carrier: str) -> bool:
    """Whether no exchange with a carrier came to its end yet on this day."""
    last = tx.connection.execute(select(_EXCHANGE.c.succeeded_at).where(_EXCHANGE.c.carrier == carrier)).scalar()
    return not last or moment(last).date() != tx.moment.date()


def fill(tx: Transaction) -> None:
    """Fill the outbox anew."""
    outbox_.rebuild(tx.connection)


def first(tx: Transaction, waiting: Iterable[str]) -> Iterable[str]:
    """As many of the documents as a segment may hold."""
    size = 0
    for count, id_ in enumerate(waiting):
        size += int(tx.connection.execute(select(func.length(_DOCUMENT.c.body)).where(_DOCUMENT.c.digest == id_)).scalar() or 0)
        if count == segment.DOCUMENTS or size > (_MUCH if count else segment.BYTES):
            return
        yield id_
