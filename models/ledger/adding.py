"""Many new rows written at once: as `Transaction.put` makes one of them, and told in the trail and found by the search like those."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import LargeBinary, insert
from sqlmodel import SQLModel

from models.ledger import outbox, remembered, search, tables
from models.ledger.trail import Write
from models.ledger.transaction import Transaction


def add(tx: Transaction, model: type[SQLModel], key: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Make rows where there are none yet, each with all its columns; `key` names those that it is found by."""
    if not rows:
        return
    target = tables.table(model)
    tx.prefetched.clear()
    remembered.outdate(tx.connection)
    tx.connection.execute(insert(target), [dict(row) for row in rows])
    # As with every row, the trail tells files by their digest.
    told = [column.name for column in target.c if column.name not in key and not isinstance(column.type, LargeBinary)]
    for row in rows:
        write = Write(target.name, {name: row[name] for name in key}, None, {name: row[name] for name in told})
        tx.writes.append(write)
        search.follow(tx.connection, write)
        outbox.follow(tx.connection, write)
