"""What was read in a transaction, kept beside its connection for the next one, as long as nobody has written anything since.

SQLite tells both cheaply: `PRAGMA data_version` of what other connections wrote, `total_changes` of what this one did.
"""

from typing import Any, Final

from sqlalchemy import Connection, Engine, event

_BEGUN: Final = "begun"
_KEPT: Final = "kept"
_LEFT: Final = "left"


def watch(engine: Engine) -> None:
    """Notice how the database of `engine` stands when a transaction begins and when it ends."""

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.info[_BEGUN] = _stands(connection)

    @event.listens_for(engine, "commit")
    def _on_commit(connection: Connection) -> None:
        if connection.info.get(_LEFT, ...) is None:
            connection.info[_LEFT] = _stands(connection)

    @event.listens_for(engine, "rollback")
    def _on_rollback(connection: Connection) -> None:
        connection.info.pop(_KEPT, None)


def remember(connection: Connection, found: object) -> None:
    """Keep `found`, which is as the database will stand when this transaction is committed."""
    connection.info[_KEPT], connection.info[_LEFT] = found, None


def recall(connection: Connection) -> object:
    """What was kept, None where anything was written before this transaction began."""
    left = connection.info.get(_LEFT)
    return connection.info.get(_KEPT) if left is not None and left == connection.info.get(_BEGUN) else None


def _stands(connection: Connection) -> tuple[int, int]:
    database: Any = connection.connection.driver_connection
    # To its end: a question left open would keep the log from being folded into the database.
    ((version,),) = database.execute("PRAGMA data_version").fetchall()
    return version, database.total_changes
