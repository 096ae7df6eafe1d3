"""Notes in the table: what the documents that are here tell, which of them count, and how they are read."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Row, Select, select

from models.desk import believing, keeping, superseding
from models.documents.note import KIND, PRACTICE, Meeting, Note, Practice
from models.errors import Refusal
from models.ledger import tables
from models.ledger.handled import HIDDEN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.noted import NoteLine
from models.text import Phrase

_DOCUMENT: Final = table(tables.Document)
_NOTE: Final = table(tables.Note)
_COLUMNS: Final = (_DOCUMENT.c.digest, _DOCUMENT.c.status, _DOCUMENT.c.signer_id, _DOCUMENT.c.supersedes, HIDDEN.label("is_hidden"))


def settle(tx: Transaction, note: str) -> None:
    """Let the notes of one id stand as their documents say; where there is none of this id, nothing happens."""
    rows = believing.only(tx, tx.connection.execute(select(*_COLUMNS).where(_DOCUMENT.c.about == note, _DOCUMENT.c.kind == KIND)).all())
    standing = {row.digest for row in superseding.standing([row for row in rows if not row.is_hidden], _may_replace)}
    for row in rows:
        key = {"digest": row.digest}
        told = _told(tx, row.digest) if tx.is_new(tables.Note, key) else {}
        tx.put(tables.Note, key, **told, standing="hidden" if row.is_hidden else "" if row.digest in standing else "replaced")


def _may_replace(later: Any, earlier: Any) -> bool:
    """Whether a correction counts: a practice is corrected by whoever may show one, another note by whoever wrote it."""
    if PRACTICE in (later.status, earlier.status):
        return bool(later.status == earlier.status)
    return bool(later.signer_id == earlier.signer_id)


def _told(tx: Transaction, digest: str) -> Mapping[str, str]:
    document = keeping.read(tx, digest, Note)
    part: Practice | Meeting | None = document.practice or document.meeting
    assert part is not None
    more = part.model_dump(exclude={"item", "title", "subject"})
    return {
        "note": document.note,
        "purpose": document.purpose,
        "agency_code": document.agency.code,
        "agency": document.agency.name,
        "date": document.date,
        "person_id": document.person.id,
        "person": document.person.name,
        "written_at": document.written_at,
        "item": part.item if isinstance(part, Practice) else "",
        "title": part.title if isinstance(part, Practice) else part.subject,
        "text": document.text,
        "more": json.dumps(more, ensure_ascii=False),
    }


def lines(tx: Transaction, *, agency: str = "", hidden: bool = False) -> tuple[NoteLine, ...]:
    """The notes that count, the newest day first: of one agency where one is given, and `hidden` ones too where they are wanted."""
    asked = select(_NOTE).where(_NOTE.c.standing.in_(("", "hidden") if hidden else ("",)))
    if agency:
        asked = asked.where(_NOTE.c.agency_code == agency)
    rows = _believed(tx, asked.order_by(_NOTE.c.date.desc(), _NOTE.c.written_at.desc(), _NOTE.c.digest))
    beside = Counter(row.note for row in rows if not row.standing)
    return tuple(_line(row, max(0, beside[row.note] - 1)) for row in rows)


def line(tx: Transaction, digest: str) -> NoteLine:
    """A note that counts or is hidden; Refusal `note.unknown` where there is none, for instance since it was corrected."""
    row = next(iter(_believed(tx, select(_NOTE).where(_NOTE.c.digest == digest, _NOTE.c.standing != "replaced"))), None)
    if row is None:
        raise Refusal("note.unknown")
    return _line(row, len(current(tx, row.note)) - 1)


def current(tx: Transaction, note: str) -> tuple[NoteLine, ...]:
    """The notes of one id that count, by digest; more than one is a fork."""
    rows = _believed(tx, select(_NOTE).where(_NOTE.c.note == note, _NOTE.c.standing == "").order_by(_NOTE.c.digest))
    return tuple(_line(row, len(rows) - 1) for row in rows)


def _believed(tx: Transaction, asked: Select[Any]) -> Sequence[Row[Any]]:
    """The rows asked for, but for those that somebody wrote past the desk."""

    def told(row: Row[Any]) -> Mapping[str, str]:
        return _told(tx, row.digest)

    return believing.alike(tx, tx.connection.execute(asked).all(), told)


def _line(row: Row[Any], beside: int) -> NoteLine:
    more = json.loads(row.more)
    title = more.pop("item_title", None)
    if row.item:
        more["checklist"] = f"{more.pop('checklist')} {more.pop('version')}"
    same = {name: getattr(row, name) for name in ("digest", "note", "purpose", "agency_code", "agency", "date", "person_id", "person")}
    said = {name: getattr(row, name) for name in ("written_at", "title", "text", "item")}
    phrase = None if title is None else Phrase(**title)
    return NoteLine(**same, **said, is_hidden=row.standing == "hidden", beside=beside, item_title=phrase, **more)
