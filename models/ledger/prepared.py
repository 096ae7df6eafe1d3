"""Statements that come with every key: put into the words of a file once, and from then on handed to its driver as they are.

What SQLAlchemy does around a statement takes ten times as long as SQLite with it. At a server the way there takes longer than both.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.types import TypeEngine

from models.ledger import dialects

Statement: TypeAlias = Select[Any] | Insert | Update | Delete
_Processor: TypeAlias = Callable[[Any], Any] | None

_KEPT: Final = 500
"""How many statements are kept in the words of a file."""
_NOTHING: Final[Mapping[str, Any]] = {}


class _Prepared(NamedTuple):
    """A statement in the words of a file."""

    said: str
    taken: tuple[tuple[str, Any, _Processor], ...]
    """What it takes in its order: the name, what it is where nothing is given by that name, and how it is written."""
    made: Callable[[Sequence[Any]], Any] | None
    """What makes a row as it is asked for of one as it is kept; None where nothing is read."""


def rows(connection: Connection, statement: Statement, values: Mapping[str, Any] = _NOTHING) -> Sequence[Any]:
    """The rows that `statement` gives, each with its columns as attributes and `_asdict()`; none where it reads nothing."""
    prepared = None if dialects.is_server(connection) else _prepared(statement, connection.dialect, tuple(values))
    if prepared is None:
        found = connection.execute(statement, values)
        return found.all() if found.returns_rows else ()
    driver: Any = connection.connection.driver_connection
    taken = ((values.get(name, usual), write) for name, usual, write in prepared.taken)
    cursor = driver.execute(prepared.said, [value if write is None else write(value) for value, write in taken])
    return () if prepared.made is None else list(map(prepared.made, cursor))


def first(connection: Connection, statement: Statement, values: Mapping[str, Any] = _NOTHING) -> Any:
    """The first of them; None where there is none."""
    return next(iter(rows(connection, statement, values)), None)


def each(connection: Connection, statement: Statement, values: Iterable[Mapping[str, Any]]) -> None:
    """Do `statement` once for each of the values."""
    for given in values:
        rows(connection, statement, given)


@lru_cache(_KEPT)
def _prepared(statement: Statement, dialect: Dialect, names: tuple[str, ...]) -> _Prepared | None:
    """A statement that is given values by these names; None where what it does is more than handing them over."""
    made: Any = statement.compile(dialect=dialect, column_keys=list(names))
    if made.post_compile_params or made.literal_execute_params or made.insert_prefetch or made.update_prefetch:
        return None
    usual = made.params
    taken = tuple((name, usual[name], _written(made.binds[name].type, dialect)) for name in made.positiontup)
    return _Prepared(made.string, taken, _maker(statement, dialect) if isinstance(statement, Select) else None)


def _maker(statement: Select[Any], dialect: Dialect) -> Callable[[Sequence[Any]], Any]:
    columns = statement.selected_columns
    # Its names are known here alone.
    row: Any = namedtuple("Row", columns.keys())  # type: ignore[misc]
    read = tuple(_read(column.type, dialect) for column in columns)
    if not any(read):
        return row._make
    return lambda kept: row(*(value if as_ is None else as_(value) for as_, value in zip(read, kept, strict=True)))


def _written(type_: TypeEngine[Any], dialect: Dialect) -> _Processor:
    return type_.dialect_impl(dialect).bind_processor(dialect)


def _read(type_: TypeEngine[Any], dialect: Dialect) -> _Processor:
    return type_.dialect_impl(dialect).result_processor(dialect, None)
