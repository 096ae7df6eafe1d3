"""The trail read from its beginning: how each row should stand by the last act that wrote it, beside how it stands.

Of each row a mark is kept, not what it says: there may be millions.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import Any, Final, TypeAlias

from sqlalchemy import Column, Connection, LargeBinary, RowMapping, Select, Table, select, tuple_
from sqlmodel import SQLModel

from models import register
from models.ledger import dialects, trail
from models.ledger.tables import Agency, table
from models.ledger.trail import TRAIL

_AGENCY: Final = table(Agency)
_UNTOLD: Final = frozenset(
    {"access", "agency_sum", "checklist", "draft", "format", "outbox", "progress", "result", "search_entry", "trail"}
)
"""Tables whose rows may stand there without an act: local, or counted from others."""
_TOUCHED: Final = "touched_at"
"""The column that follows every act on a verification without being told by it."""
_OTHERWISE: Final = {"document": "kind", "access": "region"}
"""Columns that may stand otherwise: format 4 tells drafts from verdict files, and who administers a server says what a role sees."""
_HANDLED: Final = frozenset({"hidden_at", "left_at"})
_AT_ONCE: Final = 2_000
"""Rows that are read together: a server hands over all at once that it is asked for."""
_Write: TypeAlias = tuple[str, Mapping[str, Any], Mapping[str, Any] | None]
"""The table, the key, and what was left there; None where the row was taken away."""


@dataclass(slots=True)
class _Last:
    """What the last act that wrote each row of a table left there."""

    columns: frozenset[str]
    """The columns that are compared: those that stand there and that the trail repeats."""
    marks: dict[int, tuple[int, int] | None] = field(default_factory=dict)
    """By the mark of its key; None where the row was taken away."""
    touched: dict[int, Any] = field(default_factory=dict)
    names: list[tuple[str, ...]] = field(default_factory=list)
    """Which columns acts told: those that came later are not compared."""

    def learn(self, key: Mapping[str, Any], after: Mapping[str, Any] | None) -> None:
        """Know what an act left."""
        place = _mark(sorted(key.items()))
        if after is None:
            self.marks[place] = None
            return
        names = tuple(sorted(self.columns.intersection(after)))
        if names not in self.names:
            self.names.append(names)
        number = self.names.index(names)
        self.marks[place] = number, _mark(after[name] for name in names)
        if _TOUCHED in after:
            self.touched[place] = after[_TOUCHED]

    def is_as_told(self, place: int, row: RowMapping, moments: Mapping[str, Collection[str]]) -> bool:
        """Whether a row stands as it was left."""
        mark = self.marks.get(place)
        if mark is None or (_TOUCHED in row and row[_TOUCHED] not in {self.touched.get(place), *moments.get(row["id"], ())}):
            return False
        return mark[1] == _mark(row[name] for name in self.names[mark[0]])


def _mark(values: Iterable[Any]) -> int:
    # Nobody foresees it: texts are marked otherwise in each process.
    return hash(tuple(values))


def unlike(connection: Connection) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows, by table and key, that stand otherwise than the trail last left them, are gone, or that no act ever wrote.

    Columns that came with a later format than the act are not compared.
    """
    last, moments = _told(connection)
    gone: dict[str, set[int]] = {}
    for each in SQLModel.metadata.tables.values():
        told, here = last[each.name], set[int]()
        for key, row in _standing(connection, each):
            place = _mark(sorted(key.items()))
            here.add(place)
            if place not in told.marks and each.name in _UNTOLD:
                continue
            if not told.is_as_told(place, row, moments):
                yield each.name, key
        gone[each.name] = {place for place, mark in told.marks.items() if mark is not None and place not in here}
    yield from _gone(connection, gone)


def _gone(connection: Connection, gone: Mapping[str, set[int]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows that are gone, by table and key: the trail is read again for what they were called."""
    for name, key, _ in _writes(connection, {}) if any(gone.values()) else ():
        place = _mark(sorted(key.items()))
        if place in gone.get(name, ()):
            gone[name].remove(place)
            # An act tells its key by the alphabet, a row as its table does.
            keys = SQLModel.metadata.tables[name].primary_key.columns.keys()
            yield name, {each: key[each] for each in keys if each in key} or key


def _told(connection: Connection) -> tuple[Mapping[str, _Last], Mapping[str, set[str]]]:
    """By table what the last act left in each row; and when there was an act on each verification."""
    last = {each.name: _Last(_compared(each)) for each in SQLModel.metadata.tables.values()}
    moments: dict[str, set[str]] = defaultdict(set)
    for name, key, after in _writes(connection, moments):
        if name in last:
            last[name].learn(key, after)
    return last, moments


def _compared(each: Table) -> frozenset[str]:
    but = {_TOUCHED, _OTHERWISE.get(each.name, ""), *each.primary_key.columns.keys()}
    return frozenset(column.name for column in each.c if not isinstance(column.type, LargeBinary)) - but


def _writes(connection: Connection, moments: dict[str, set[str]]) -> Iterator[_Write]:
    """Everything that acts wrote, the oldest first; `moments` learns when there was an act on each verification."""
    # At headquarters they stand there before anybody acts.
    if connection.execute(select(TRAIL.c.seq).limit(1)).first() or connection.execute(select(_AGENCY.c.code).limit(1)).first():
        for row in register.rows():
            yield "agency", {"code": row["code"]}, row
    for entry in trail.walked(connection, TRAIL.c.verification_id, TRAIL.c.body):
        told = json.loads(entry.body)
        moment = intern(str(told["moment"]))
        moments.setdefault(entry.verification_id, set()).add(moment)
        for name, key, _, after in told["writes"]:
            if name == "team":
                # Until format 5 its number alone was the key.
                key, after = _team(key, after)
            yield name, key, after
            if name == "document" and "digest" in key and _HANDLED & (after or {}).keys():
                # Until format 5 a document itself said what was done with it.
                yield "handling", {"document": key["digest"]}, _handled(after)
            moments.setdefault(key.get("verification_id", ""), set()).add(moment)


def _team(key: Mapping[str, Any], after: Mapping[str, Any] | None) -> tuple[Mapping[str, Any], Mapping[str, Any] | None]:
    """The key of a team and the rest of its row, however the act told them."""
    return ({**key, **after}, {}) if after else (key, after)


def _handled(document: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The row that says what was done with a document as an earlier program kept it; None where nothing was."""
    done = {name: document.get(name, "") for name in _HANDLED}
    return done if any(done.values()) else None


def _standing(connection: Connection, table: Table) -> Iterator[tuple[Mapping[str, Any], RowMapping]]:
    """The key of each row, and the row, but for bytes, which the trail does not repeat; some thousand at a time."""
    told = [column for column in table.c if not isinstance(column.type, LargeBinary)]
    keys = [*table.primary_key.columns]
    for row in _rows(connection, select(*told), keys):
        yield {column.name: row[column.name] for column in keys}, row


def _rows(connection: Connection, asked: Select[Any], keys: list[Column[Any]]) -> Iterator[RowMapping]:
    if not dialects.is_server(connection):
        yield from connection.execute(asked).mappings()
        return
    asked = part = asked.order_by(*keys).limit(_AT_ONCE)
    while rows := connection.execute(part).mappings().all():
        yield from rows
        part = asked.where(tuple_(*keys) > tuple_(*(rows[-1][column.name] for column in keys)))
