"""The outbox follows what is written, in the same transaction: what is in no segment yet is known without going through all documents."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, bindparam, delete, exists, insert, select

from models.ledger import prepared, tables
from models.ledger.tables import table
from models.ledger.trail import Write

OUTBOX: Final = table(tables.Outbox)
_CARRIED: Final = table(tables.Carried)
_DOCUMENT: Final = table(tables.Document)
_DRAFT: Final = "draft"
"""The kind of documents that never go out by themselves."""
_WAITING: Final = select(_DOCUMENT.c.digest).where(
    _DOCUMENT.c.kind != _DRAFT, ~exists().where(_CARRIED.c.document == _DOCUMENT.c.digest).correlate(_DOCUMENT)
)
_PUT: Final = insert(OUTBOX).from_select(
    ["document"],
    _WAITING.where(_DOCUMENT.c.digest == bindparam("of"), ~exists().where(OUTBOX.c.document == bindparam("of")).correlate(None)),
)
_TAKEN: Final = delete(OUTBOX).where(OUTBOX.c.document == bindparam("of"))


def follow(connection: Connection, write: Write) -> None:
    """Put a document into the outbox that came or is carried no more, and take out what went or is carried now."""
    if write.table == _DOCUMENT.name and None in (write.before, write.after):
        prepared.rows(connection, _PUT if write.before is None else _TAKEN, {"of": write.key["digest"]})
    elif write.table == _CARRIED.name:
        prepared.rows(connection, _PUT if write.after is None else _TAKEN, {"of": write.key["document"]})


def kept(connection: Connection) -> Collection[str]:
    """What is in it, by digest."""
    return frozenset(connection.execute(select(OUTBOX.c.document)).scalars())


def expected(connection: Connection) -> Collection[str]:
    """What should be in it by what stands in the tables."""
    return frozenset(connection.execute(_WAITING).scalars())


def rebuild(connection: Connection) -> None:
    """Fill it anew."""
    connection.execute(delete(OUTBOX))
    connection.execute(insert(OUTBOX).from_select(["document"], _WAITING))
