"""What must hold before a migration is committed: everything that stood there still stands, and nothing else lies about."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from models.causes import Cause
from models.errors import Refusal
from models.ledger import dialects, driver, trail

COUNTED_ANEW: Final = frozenset({"alembic_version", "format", "progress", "result", "search_entry"})
"""Tables whose rows are no work of anybody: they may be more or fewer than before."""
_NOT_OURS: Final = ("sqlite_", "search_text")
"""How the names of SQLite's own tables begin."""


def counted(connection: Connection) -> Mapping[str, int]:
    """How many rows each table of work has."""
    names = [name for name in dialects.tables(connection) if not name.startswith(_NOT_OURS) and name not in COUNTED_ANEW]
    return {name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one() for name in names}  # noqa: S608 - names of its own tables


def require(place: Path | str, connection: Connection, before: Mapping[str, int], unlike: int) -> None:
    """Refuse (`profile.not_migrated`, `trail.broken`) to commit what lost rows of the tables `before`, or does not hold together.

    `place` says which database it is, `unlike` in how many places what is kept beside the tables differs from what counting it anew gives.
    """
    after = counted(connection)
    fewer = sorted(name for name, rows in before.items() if after.get(name) != rows)
    if any(name.startswith("_alembic_tmp_") for name in after):
        cause = Cause("migration_left")
    elif fewer:
        cause = Cause("migration_rows", {"table": fewer[0], "before": before[fewer[0]], "after": after.get(fewer[0], 0)})
    elif not dialects.refers_rightly(connection):
        cause = Cause("migration_references")
    elif unlike:
        cause = Cause("migration_unlike", {"count": unlike})
    else:
        trail.verify(connection)
        return
    raise Refusal("profile.not_migrated", file=place, known=driver.FORMAT, cause=cause)
