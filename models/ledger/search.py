"""The search index follows what is written, in the same transaction: one entry for each text that somebody may look for."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select

from models.ledger import tables
from models.ledger.tables import SearchEntry, table
from models.ledger.trail import Write
from models.rules.checklist import Checklist

ENTRY: Final = table(SearchEntry)
_SOURCES: Final = tuple(
    table(model)
    for model in (
        *(tables.Answer, tables.Evidence, tables.FactRow, tables.Verdict, tables.Note, tables.LooseNote, tables.Finding),
        *(tables.Message, tables.Action, tables.Trip, tables.Party, tables.Plenary, tables.Attendee, tables.PlenaryEntry),
    )
)
_NOTE: Final = ("why", "participants", "advised", "contact")
_EVIDENCE: Final = ("title", "number", "source", "location")
_PLANNED: Final = ("action", "output")
_ACTION: Final = ("owner", "evidence", "reason")
_WHOLE: Final = {
    "trip": ("letter", "place"),
    "party": ("name", "nip", "post", "function", "contact"),
    "plenary": ("number", "place", "chair", "note"),
    "attendee": ("name", "nip", "post"),
    "plenary_entry": ("reason",),
}
"""The columns that are searched as they stand, by table."""


def follow(connection: Connection, write: Write) -> None:
    """Bring the index up to date with one written row."""
    place = _place(write)
    if place is None:
        return
    before, after = _text(write, write.before), _text(write, write.after)
    if before == after:
        return
    if before:
        connection.execute(delete(ENTRY).where(*(ENTRY.c[name] == value for name, value in place.items())))
    if after:
        connection.execute(insert(ENTRY), {**place, "text": after})


def add_items(connection: Connection, checklist: Checklist) -> None:
    """Put the items of a checklist into the index."""
    connection.execute(insert(ENTRY), items(checklist))


def remove_items(connection: Connection, digest: str) -> None:
    """Take the items of the checklist with this digest out of the index."""
    connection.execute(delete(ENTRY).where(ENTRY.c.verification_id == "", ENTRY.c.kind == "item", ENTRY.c.key.startswith(f"{digest}/")))


def items(checklist: Checklist) -> list[dict[str, str]]:
    """The entries of a checklist's items."""
    return [
        {"verification_id": "", "kind": "item", "key": f"{checklist.digest}/{item.code}", "text": " ".join([item.code, *texts])}
        for item in checklist.items.values()
        for texts in [(item.title.id, item.title.en, item.question.id, item.question.en)]
    ]


def expected(connection: Connection) -> Iterator[dict[str, str]]:
    """The entries there should be by what stands in the tables, but for the items of checklists."""
    for source in _SOURCES:
        for row in map(dict, connection.execute(select(source)).mappings()):
            write = Write(source.name, row, None, row)
            place, text = _place(write), _text(write, row)
            if place is not None and text:
                yield {**place, "text": text}


def _place(write: Write) -> dict[str, str] | None:
    key = write.key
    match write.table:
        case "answer":
            kind, place = "note", key["item"]
        case "evidence":
            kind, place = "evidence", key["code"]
        case "fact":
            kind, place = "fact", f"{key['fact']}/{key['row']}"
        case "verdict":
            kind, place = "verdict", ""
        case "finding":
            kind, place = "finding", key["item"]
        case "loose_note":
            kind, place = "loose", key["id"]
        case "message":
            kind, place = "remark", f"{key['remark']}/{key['id']}"
        case "action":
            kind, place = "action", key["code"]
        case "trip":
            kind, place = "trip", ""
        case "party":
            kind, place = "trip", f"{key['side']}/{key['row']}"
        case "plenary":
            return {"verification_id": "", "kind": "plenary", "key": key["id"]}
        case "attendee":
            return {"verification_id": "", "kind": "plenary", "key": f"{key['plenary_id']}/{key['row']}"}
        case "plenary_entry":
            kind, place = "plenary", key["plenary_id"]
        case "note":
            row = write.after or write.before or {}
            return {"verification_id": "", "kind": row["purpose"], "key": f"{row['item'] or row['agency_code']}/{key['digest']}"}
        case _:
            return None
    return {"verification_id": key["verification_id"], "kind": kind, "key": place}


def _text(write: Write, row: Mapping[str, Any] | None) -> str:
    if row is None:
        return ""
    match write.table:
        case "answer":
            return f"{row['note']}\n{row['reason']}".strip("\n")
        case "evidence":
            return " ".join([write.key["code"], *(row[name] for name in _EVIDENCE)])
        case "fact":
            return " ".join(json.loads(row["fields"]).values())
        case "finding":
            return f"{row['text']}\n{row['response']}".strip("\n")
        case "message":
            return str(row["text"])
        case "action":
            # As drafted it says what the checklist does, of hundreds of agencies alike.
            is_drafted = any(row["action"].startswith(f"{title}. ") for title in json.loads(row["title"]).values())
            return " ".join(filter(None, (row[name] for name in (*(() if is_drafted else _PLANNED), *_ACTION))))
        case "loose_note":
            # What was given to an item is found there.
            return "" if row["item"] else str(row["text"])
        case "trip" | "party" | "plenary" | "attendee" | "plenary_entry":
            return " ".join(filter(None, (row[name] for name in _WHOLE[write.table])))
        case "note":
            told = [row[name] for name in ("item", "title", "text")]
            return "" if row["standing"] else " ".join(filter(None, [*told, *map(json.loads(row["more"]).get, _NOTE), row["agency"]]))
        case _:
            return str(row["reason"])
