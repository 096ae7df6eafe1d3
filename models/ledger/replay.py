"""The trail read from its beginning: how each row should stand by the last act that wrote it, beside how it stands."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, LargeBinary, Table, select
from sqlmodel import SQLModel

from models import register
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
_Key = frozenset[tuple[str, Any]]
_Rows = Mapping[_Key, Mapping[str, Any] | None]


def unlike(connection: Connection) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows, by table and key, that stand otherwise than the trail last left them, are gone, or that no act ever wrote.

    Columns that came with a later format than the act are not compared.
    """
    last, moments = _told(connection)
    for each in SQLModel.metadata.tables.values():
        wanted, standing = last[each.name], _standing(connection, each)
        keys = wanted.keys() if each.name in _UNTOLD else wanted.keys() | standing.keys()
        for key in keys:
            if not _is_as_told(standing.get(key), wanted.get(key), moments, but=_OTHERWISE.get(each.name, "")):
                yield each.name, dict(key)


def _is_as_told(row: Mapping[str, Any] | None, wanted: Mapping[str, Any] | None, moments: Mapping[str, set[str]], *, but: str) -> bool:
    if row is None or wanted is None:
        return row is wanted
    if _TOUCHED in row and row[_TOUCHED] not in {wanted.get(_TOUCHED), *moments[row["id"]]}:
        return False
    return all(row.get(name, value) == value for name, value in wanted.items() if name not in (_TOUCHED, but))


def _told(connection: Connection) -> tuple[dict[str, dict[_Key, Mapping[str, Any] | None]], dict[str, set[str]]]:
    """By table and key what the last act left there, None where it took the row away; and when there was an act on each verification."""
    last: dict[str, dict[_Key, Mapping[str, Any] | None]] = defaultdict(dict)
    moments: dict[str, set[str]] = defaultdict(set)
    # At headquarters they stand there before anybody acts.
    if connection.execute(select(TRAIL.c.seq).limit(1)).first() or connection.execute(select(_AGENCY.c.code).limit(1)).first():
        last["agency"].update({frozenset({"code": row["code"]}.items()): row for row in register.rows()})
    for verification, body in connection.execute(select(TRAIL.c.verification_id, TRAIL.c.body).order_by(TRAIL.c.seq)):
        told = json.loads(body)
        moments[verification].add(told["moment"])
        for name, key, _, after in told["writes"]:
            if name == "team":
                # Until format 5 its number alone was the key.
                key, after = _team(key, after)
            last[name][frozenset(key.items())] = after
            if name == "document" and "digest" in key and _HANDLED & (after or {}).keys():
                # Until format 5 a document itself said what was done with it.
                last["handling"][frozenset({"document": key["digest"]}.items())] = _handled(after)
            moments[key.get("verification_id", "")].add(told["moment"])
    return last, moments


def _team(key: Mapping[str, Any], after: Mapping[str, Any] | None) -> tuple[Mapping[str, Any], Mapping[str, Any] | None]:
    """The key of a team and the rest of its row, however the act told them."""
    return ({**key, **after}, {}) if after else (key, after)


def _handled(document: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The row that says what was done with a document as an earlier program kept it; None where nothing was."""
    done = {name: document.get(name, "") for name in _HANDLED}
    return done if any(done.values()) else None


def _standing(connection: Connection, table: Table) -> _Rows:
    """Each row by its key, but for bytes, which the trail does not repeat."""
    told = [column for column in table.c if not isinstance(column.type, LargeBinary)]
    keys = [column.name for column in table.primary_key]
    rows = connection.execute(select(*told)).mappings()
    return {frozenset((name, row[name]) for name in keys): dict(row) for row in rows}
