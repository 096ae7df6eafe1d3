"""The trail: one entry per act, written in the act's own transaction and chained by hash, so that nothing is changed unseen."""

import hashlib
import heapq
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, insert, select, text

from models.errors import Refusal
from models.ledger import dialects, prepared
from models.ledger.tables import Trail, table

TRAIL: Final = table(Trail)
ORIGIN: Final = "0" * 64
"""What the first entry follows."""
_WRITES: Final = ',"writes":'
"""Where the rows begin that a body tells of; no text within it holds this, whose quotes would be escaped."""
_AT_ONCE: Final = 50
"""Entries that are read together: one tells of all that came in by an import."""
_ADD: Final = insert(TRAIL)
_ENTRY: Final = select(TRAIL.c.seq, TRAIL.c.person_id, TRAIL.c.verb, TRAIL.c.body)
_LAST: Final = select(TRAIL.c.seq, TRAIL.c.hash).order_by(TRAIL.c.seq.desc()).limit(1)
_LAST_AT_SERVER: Final = text("SELECT seq, hash FROM verifier_newest_entry()")
"""Whoever sees a region alone follows the entry of another one."""


@dataclass(frozen=True, slots=True)
class Write:
    """One row that an act changed: its table and key, and its values before and after (None where there was no row)."""

    table: str
    key: Mapping[str, Any]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    def of(self, column: str) -> Any:
        """What the row says in a column, of its key or of its values; None where it has no such column."""
        return self.key.get(column, (self.after or self.before or {}).get(column))


class Head(NamedTuple):
    """An entry by its number and its hash, which covers all before it."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One act of the trail."""

    seq: int
    person: str
    verb: str
    moment: str
    writes: tuple[Write, ...]
    device: str = ""
    """The installation it was made on; empty where that had no name yet."""


def append(
    connection: Connection,
    *,
    moment: str,
    person: str,
    device: str,
    verb: str,
    verification: str,
    writes: Sequence[Write],
    undoes: int | None = None,
) -> Head:
    """Add one entry behind the last, chained to it."""
    last = newest(connection)
    told = {
        "moment": moment,
        "person": person,
        "device": device,
        "verb": verb,
        "verification": verification,
        "undoes": undoes,
        "writes": [[write.table, dict(write.key), write.before, write.after] for write in writes],
    }
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    prev = last.hash if last else ORIGIN
    made = Head(last.seq + 1 if last else 1, _chained(prev, body))
    prepared.rows(
        connection,
        _ADD,
        {
            "seq": made.seq,
            "verification_id": verification,
            "person_id": person,
            "verb": verb,
            "undoes": undoes,
            "body": body,
            "prev": prev,
            "hash": made.hash,
        },
    )
    return made


def newest(connection: Connection) -> Head | None:
    """The last entry."""
    row = connection.execute(_LAST_AT_SERVER).first() if dialects.is_server(connection) else prepared.first(connection, _LAST)
    return None if row is None or row.seq is None else Head(row.seq, row.hash)


def at(connection: Connection, seq: int) -> Head | None:
    """The entry of that number, None where there is none."""
    row = connection.execute(select(TRAIL.c.seq, TRAIL.c.hash).where(TRAIL.c.seq == seq)).first()
    return None if row is None else Head(row.seq, row.hash)


def last_moment(connection: Connection) -> str | None:
    """When the last act was done; None where there was none."""
    body = connection.execute(select(TRAIL.c.body).order_by(TRAIL.c.seq.desc()).limit(1)).scalar()
    return None if body is None else str(json.loads(body)["moment"])


def last_undoable(connection: Connection, verification: str, person: str, verbs: Sequence[str], after: int = 0) -> Entry | None:
    """The last act of `person` on `verification` among `verbs` that has not been undone, of those behind the entry `after`."""
    standing = _ENTRY.where(*_stands(verification), TRAIL.c.person_id == person, TRAIL.c.verb.in_(verbs), TRAIL.c.seq > after)
    row = connection.execute(standing.order_by(TRAIL.c.seq.desc()).limit(1)).first()
    return None if row is None else _entry(row)


def last_of(connection: Connection, verification: str, verbs: Sequence[str]) -> tuple[int, str]:
    """Number and verb of the last act on `verification` among `verbs`; 0 where there was none."""
    asked = select(TRAIL.c.seq, TRAIL.c.verb).where(TRAIL.c.verification_id == verification, TRAIL.c.verb.in_(verbs))
    row = connection.execute(asked.order_by(TRAIL.c.seq.desc()).limit(1)).first()
    return (0, "") if row is None else (int(row.seq), str(row.verb))


def has_standing(connection: Connection, verification: str, *, but: Collection[str]) -> bool:
    """Whether an act on `verification` that is of another verb than those of `but` has not been undone."""
    return connection.execute(_ENTRY.where(*_stands(verification), TRAIL.c.verb.not_in(but)).limit(1)).first() is not None


def _stands(verification: str) -> tuple[ColumnElement[bool], ...]:
    undone = select(TRAIL.c.undoes).where(TRAIL.c.verification_id == verification, TRAIL.c.undoes.is_not(None))
    return TRAIL.c.verification_id == verification, TRAIL.c.undoes.is_(None), TRAIL.c.seq.not_in(undone)


def entries(connection: Connection, verification: str, item: str = "", remarks: Collection[str] = ()) -> Iterator[Entry]:
    """The acts on a verification, the newest first; where `item` is given, only those that wrote something of it or of its `remarks`.

    An act on several at once, such as an import, is told with what it wrote of this one.
    """
    mentions = [f'"item":{json.dumps(item, ensure_ascii=False)}', *(f'"remark":{json.dumps(remark)}' for remark in remarks)]
    for row in _about(connection, verification):
        # Looking into the text first spares most of the parsing, which is most of the work.
        if item and not any(mention in row.body for mention in mentions):
            continue
        entry = _entry(row)
        if not row.verification_id:
            entry = replace(entry, writes=tuple(write for write in entry.writes if _is_of(write, verification)))
        if not entry.writes and not row.verification_id:
            continue
        concerned = [write for write in entry.writes if write.of("item") == item or write.key.get("remark") in remarks]
        if not item or concerned:
            yield entry if row.verification_id or not item else replace(entry, writes=_with_documents(entry, concerned))


def _about(connection: Connection, verification: str) -> Iterator[Row[Any]]:
    """The entries on a verification and those on several that name it, the newest first."""
    asked, named = _ENTRY.add_columns(TRAIL.c.verification_id).order_by(TRAIL.c.seq.desc()), json.dumps(verification)
    own = connection.execute(asked.where(TRAIL.c.verification_id == verification))
    # Of imports of years, SQLite looks five times longer for a name.
    shared = (row for row in connection.execute(asked.where(TRAIL.c.verification_id == "")) if named in row.body)
    yield from heapq.merge(own, shared, key=lambda row: -row.seq)


def _is_of(write: Write, verification: str) -> bool:
    named = {"verification": "id", "document": "about", "handling": "about"}.get(write.table, "verification_id")
    return bool(write.of(named) == verification)


def _with_documents(entry: Entry, concerned: Sequence[Write]) -> tuple[Write, ...]:
    return (*(write for write in entry.writes if write.table in ("document", "handling")), *concerned)


def as_kept(connection: Connection, verification: str = "") -> Iterator[Row[Any]]:
    """Every entry as it is kept, the oldest first; where `verification` is given, only those about it."""
    if verification:
        yield from connection.execute(select(TRAIL).where(TRAIL.c.verification_id == verification).order_by(TRAIL.c.seq))
    else:
        yield from walked(connection, *TRAIL.c)


def walked(connection: Connection, *columns: ColumnElement[Any], first: int = 1) -> Iterator[Any]:
    """The entries from `first` on, the oldest first, a few at a time: a server hands over at once all that it is asked for."""
    asked, beyond = select(*columns, TRAIL.c.seq.label("place")).order_by(TRAIL.c.seq).limit(_AT_ONCE), first
    while rows := connection.execute(asked.where(TRAIL.c.seq >= beyond)).all():
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        beyond = rows[-1].place + 1


def shared(connection: Connection, verification: str) -> int:
    """How many acts on several at once wrote something of a verification too."""
    found = (_entry(row) for row in _about(connection, verification) if not row.verification_id)
    return sum(any(_is_of(write, verification) for write in entry.writes) for entry in found)


def written(connection: Connection, verification: str, table: str) -> Iterator[Mapping[str, Any]]:
    """The key of each row of `table` that an act on `verification` ever wrote, as often as it was written."""
    bodies = select(TRAIL.c.body).where(TRAIL.c.verification_id == verification, TRAIL.c.body.contains(f'["{table}",{{', autoescape=True))
    for body in connection.execute(bodies).scalars():
        yield from (key for name, key, _, _ in json.loads(body)["writes"] if name == table)


def verify(connection: Connection, last: int | None = None) -> int:
    """How many entries hold, the chain recomputed over the `last` ones (all when None).

    Whoever sees those of a region alone has these looked at one by one, and what follows another directly with that.

    Raises:
        Refusal: `trail.broken`, at a server `server.trail_broken`, naming the first that does not hold.
    """
    head = newest(connection)
    if head is None:
        return 0
    first = max(1, head.seq - last + 1) if last else 1
    rows = walked(connection, *TRAIL.c, first=first)
    expected, prev, count = first, None if first > 1 else ORIGIN, 0
    sees_all = dialects.sees_all(connection)
    for row in rows:
        if not sees_all and row.seq > expected:
            expected, prev = row.seq, None
        follows = row.seq == expected and prev in (None, row.prev)
        if not follows or row.hash != _chained(row.prev, row.body) or not _is_told_by_body(row):
            raise Refusal("server.trail_broken" if dialects.is_server(connection) else "trail.broken", entry=expected)
        expected, prev, count = expected + 1, row.hash, count + 1
    return count


def _entry(row: Row[*tuple[Any, ...]]) -> Entry:
    body = json.loads(row.body)
    writes = tuple(Write(*write) for write in body["writes"])
    return Entry(row.seq, row.person_id, row.verb, body["moment"], writes, body.get("device", ""))


def _is_told_by_body(row: Row[Any]) -> bool:
    """Whether the columns beside the body, which the hash does not cover, still say what it says."""
    # What an act wrote stands last and is most of it: a hundred times what is compared here, where much came in at once.
    told, comma, _ = row.body.partition(_WRITES)
    beside = (row.verification_id, row.person_id, row.verb, row.undoes)
    try:
        body = json.loads(f"{told}}}" if comma else row.body)
        return beside == tuple(body[name] for name in ("verification", "person", "verb", "undoes"))
    except (ValueError, TypeError, LookupError, RecursionError):  # what nobody's act wrote, as in a copy that others had
        return False


def _chained(prev: str, body: str) -> str:
    found = hashlib.sha256(prev.encode())
    found.update(body.encode())
    return found.hexdigest()
