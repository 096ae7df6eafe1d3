"""What was read in a transaction, kept beside its connection for the next one, as long as nobody has written anything since.

How a database stands is told cheaply by what `dialects.stands` asks of it.
"""

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from models.ledger.dialects import has_come_to_stand, stands, will_stand

_COMMITTED: Final = "committed"
_BEGUN: Final = "begun"
_KEPT: Final = "kept"
_LEFT: Final = "left"


def watch(engine: Engine, concerns: Callable[[Connection], bool] = lambda _connection: True) -> None:
    """Notice how the database of `engine` stands when a transaction begins and when it ends, of those that it `concerns`."""

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.info[_BEGUN] = stands(connection) if concerns(connection) else None

    @event.listens_for(engine, "commit")
    def _on_commit(connection: Connection) -> None:
        if connection.info.get(_LEFT, ...) is None:
            connection.info[_LEFT], connection.info[_COMMITTED] = will_stand(connection), True

    @event.listens_for(engine, "checkin")
    def _on_checkin(connection: Any, record: ConnectionPoolEntry) -> None:
        # None where it was lost meanwhile.
        if record.info.pop(_COMMITTED, False) and connection is not None:
            record.info[_LEFT] = has_come_to_stand(connection, record.info[_LEFT])

    @event.listens_for(engine, "rollback")
    def _on_rollback(connection: Connection) -> None:
        # What was lost with its connection is kept nowhere.
        if not connection.invalidated:
            connection.info.pop(_KEPT, None)
            connection.info.pop(_COMMITTED, None)


def remember(connection: Connection, found: object) -> None:
    """Keep `found`, which is as the database will stand when this transaction is committed."""
    connection.info[_KEPT], connection.info[_LEFT] = found, None


def outdate(connection: Connection) -> None:
    """Keep nothing of what was kept in this transaction: something that it tells of was written since."""
    if connection.info.get(_LEFT, ...) is None:
        connection.info.pop(_KEPT, None)


def recall(connection: Connection) -> object:
    """What was kept, None where anything was written before this transaction began."""
    left = connection.info.get(_LEFT)
    return connection.info.get(_KEPT) if left is not None and left == connection.info.get(_BEGUN) else None
