"""How every connection to a server is set before anything is asked on it, and that it is so."""

from collections.abc import Mapping
from typing import Any, Final

from models.errors import Refusal
from models.ledger import driver

SETTINGS: Final[Mapping[str, str]] = {
    "lock_timeout": "4s",
    "statement_timeout": "2min",
    "idle_in_transaction_session_timeout": "1min",
    "search_path": "public, pg_temp",
    "standard_conforming_strings": "on",
    # Off, whatever a rule of regions would leave out is refused.
    "row_security": "on",
    # What a region may see makes a question look dear: compiling it took a second, each time, for what takes a millisecond.
    "jit": "off",
    # Headquarters lets no program write of another format than the database is of by now.
    "verifier.format": str(driver.FORMAT),
}
"""Set and read back on every connection."""
_DURABLE: Final = (
    "set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') IN ('off', 'local') THEN 'on'"
    " ELSE current_setting('synchronous_commit') END, false)"
)


def prepare(connection: Any, where: str) -> None:
    """Set a driver's new `connection` to the database called `where`.

    Raises:
        Refusal: `server.failed` where it is not so afterwards, `server.pooled` where the next act may be done on another connection.
    """
    # By itself, for what is set within a transaction is taken back with it.
    connection.autocommit = True
    told = ", ".join(f"set_config('{name}', '{value}', false)" for name, value in SETTINGS.items())
    said = connection.execute(f"SELECT {told}, {_DURABLE}, pg_backend_pid()").fetchone()
    connection.autocommit = False
    # Whoever lets in for the server tells a number of its own.
    if said[-1] != connection.info.backend_pid:
        raise Refusal("server.pooled", place=where)
    for (name, wanted), found in zip(SETTINGS.items(), said, strict=False):
        if found != wanted:
            raise Refusal("server.failed", place=where, cause=f"{name}={found}")
