"""How a database is made: tables, keys, indexes, triggers. What this program did not make acts behind its back at every write."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from models.errors import Refusal
from models.ledger import driver, on_file
from models.ledger.migrations import upgrade


def require(path: Path, file: Path) -> None:
    """Refuse (`restore.altered`, naming `file`) the database at `path` where it is made otherwise than one made anew."""
    if strange(path):
        raise Refusal("restore.altered", file=file)


def require_calm(path: Path) -> None:
    """Refuse (`restore.altered`) a database that does anything by itself, at a write or as it is read, but what one made anew does.

    It may be of an older format, which is brought to today's by writing.
    """
    try:
        if not _acts(path) <= _anew()[1]:
            raise Refusal("restore.altered", file=path)
    except driver.UNREADABLE as error:
        raise Refusal("profile.damaged", file=path) from error


def strange(path: Path) -> tuple[str, ...]:
    """The names of what is made otherwise in the database at `path` than in one made anew, or is in one of them alone."""
    with on_file.understood(path.parent):
        found, made = _of(path), _anew()[0]
    return tuple(sorted(name for name in {*found, *made} if found.get(name) != made.get(name)))


@cache
def _anew() -> tuple[Mapping[str, object], frozenset[tuple[str, str]]]:
    """How a database made anew is made, and what in it acts: always the same, and making one takes long."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / driver.DATABASE
        upgrade(path, lambda _connection: 0)
        return _of(path), _acts(path)


def _acts(path: Path) -> frozenset[tuple[str, str]]:
    """The triggers and views of a database by name, and how each is made."""
    with closing(driver.connect(path, writing=False, leaving_no_trace=True)) as connection:
        return frozenset(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')").fetchall())


def _of(path: Path) -> Mapping[str, object]:
    """How each table, view and trigger is made, by its name."""
    with closing(driver.connect(path, writing=False)) as connection:
        listed = [row for row in connection.execute("PRAGMA table_list").fetchall() if row[0] == "main" and not _is_of_sqlite(*row[1:3])]
        said = connection.execute("SELECT name, type, tbl_name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')").fetchall()
        # What SQLite makes for a table has its name, and a trigger may have that of a table.
        tables = {row[1]: (tuple(row), _table(connection, row[1])) for row in listed}
        return tables | {f"{kind} {name}": more for name, kind, *more in said}


def _table(connection: Any, name: str) -> tuple[Any, ...]:
    def asked(pragma: str, of: str) -> list[tuple[Any, ...]]:
        return list(connection.execute(f"SELECT * FROM pragma_{pragma}(?)", (of,)).fetchall())  # noqa: S608 - words of this file

    indexes = [
        # One that SQLite makes for a constraint is numbered in the order in which those were written.
        (name if origin == "c" else "", unique, origin, partial, [row[2:] for row in asked("index_xinfo", name)])
        for _, name, unique, origin, partial in asked("index_list", name)
    ]
    columns = sorted((each[1:] for each in asked("table_xinfo", name)), key=str)
    return columns, sorted(indexes, key=str), _keys(asked("foreign_key_list", name))


def _keys(rows: Iterable[tuple[Any, ...]]) -> list[list[tuple[Any, ...]]]:
    """The foreign keys, each with its columns, in whatever order they were written."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for id_, *rest in rows:
        found[id_].append(tuple(rest))
    return sorted(found.values(), key=str)


def _is_of_sqlite(name: str, kind: str) -> bool:
    """Whether SQLite itself made a table, as for what it learned of indexes or keeps of a search, each version in its own way."""
    return name.startswith("sqlite_") or kind == "shadow"
