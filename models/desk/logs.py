"""The logs of the exchange as they are held here: how far each goes, the bytes of its segments, and which of them are the own."""

from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy import exists, func, select

from models.codes import digest
from models.desk import spans
from models.documents.segment import Heading
from models.exchanged import Logs
from models.keyring import Keyring
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction

_CARRIED: Final = table(tables.Carried)
_DOCUMENT: Final = table(tables.Document)
_SEGMENT: Final = table(tables.Segment)
_REACHED: Final = table(tables.Reached)
_WRITER: Final = table(tables.Writer)


def all_of(tx: Transaction, carrier: str) -> Logs:
    """How far the logs of all writers are held here and known to be held by a carrier."""
    rows = tx.connection.execute(select(_SEGMENT.c.writer, func.max(_SEGMENT.c.number)).group_by(_SEGMENT.c.writer))
    held = {writer: int(number) for writer, number in rows}
    asked = select(_REACHED.c.writer, _REACHED.c.number).where(_REACHED.c.carrier == carrier)
    reached = {writer: int(number) for writer, number in tx.connection.execute(asked)}
    own = mine(tx)
    writers = frozenset(tx.connection.execute(select(_WRITER.c.id)).scalars())
    return Logs(own, held, reached, writers - {own}, Keyring(tx.folder).device_id)


def in_turn(tx: Transaction, writers: Collection[str]) -> list[str]:
    """In which order logs are read: of those who gave orders first, for an order for a second verification keeps others' work away."""
    asked = select(_SEGMENT.c.writer).join(_CARRIED, _CARRIED.c.segment == _SEGMENT.c.digest)
    asked = asked.join(_DOCUMENT, _DOCUMENT.c.digest == _CARRIED.c.document).where(spans.of_few(_DOCUMENT.c.kind, "assignment"))
    ordering = set(tx.connection.execute(asked.distinct()).scalars())
    return sorted(writers, key=lambda writer: (writer not in ordering, writer))


def bodies(tx: Transaction, writer: str, number: int) -> tuple[bytes, ...]:
    """The segments of a writer with a number as they are held here: one, none, or those of two copies, the first taken first."""
    asked = select(_SEGMENT.c.body).where(_SEGMENT.c.writer == writer, _SEGMENT.c.number == number)
    return tuple(tx.connection.execute(asked.order_by(_SEGMENT.c.at, _SEGMENT.c.digest)).scalars())


def digests(tx: Transaction, writer: str, number: int) -> frozenset[str]:
    """The digests of the segments of a writer with a number that are held here."""
    asked = select(_SEGMENT.c.digest).where(_SEGMENT.c.writer == writer, _SEGMENT.c.number == number)
    return frozenset(tx.connection.execute(asked).scalars())


def device(tx: Transaction, writer: str) -> str:
    """The device that signs the log of a writer, empty where nothing of it is here."""
    asked = select(_SEGMENT.c.device).where(_SEGMENT.c.writer == writer).order_by(_SEGMENT.c.number).limit(1)
    return str(tx.connection.execute(asked).scalar() or "")


def mine(tx: Transaction) -> str:
    """The writer that this installation is; empty before it first writes. At a server each who works there has one of their own."""
    own = Keyring(tx.folder).device_id
    by_another = exists().where(_SEGMENT.c.writer == _WRITER.c.id, _SEGMENT.c.device != own)
    return str(tx.connection.execute(select(_WRITER.c.id).where(~by_another).order_by(_WRITER.c.number.desc()).limit(1)).scalar() or "")


def keep(tx: Transaction, heading: Heading, body: bytes, documents: Iterable[str]) -> str:
    """Keep a segment and what documents are in it, once; its digest."""
    id_ = digest(body)
    if tx.is_new(tables.Segment, {"digest": id_}):
        tx.put(tables.Segment, {"digest": id_}, writer=heading.writer, number=heading.number, device=heading.device, at=tx.stamp, body=body)
    for document in documents:
        tx.put(tables.Carried, {"segment": id_, "document": document})
    return id_
