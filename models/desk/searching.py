"""Searching everything that was typed, in all verifications, and the items of their checklists."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import func, select

from models.desk import reading
from models.documents.note import PURPOSES
from models.explanation import field_value
from models.hits import Hit
from models.ledger import dialects, tables
from models.ledger.search import ENTRY
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.moments import written
from models.rules.checklist import Checklist, Item
from models.text import Phrase
from models.words import in_both

_AGENCY: Final = table(tables.Agency)
_AGENDA: Final = table(tables.Agenda)
_FACT: Final = table(tables.FactRow)
_NOTE: Final = table(tables.Note)
_PLENARY: Final = table(tables.Plenary)
_REMARK: Final = table(tables.Remark)
_VERIFICATION: Final = table(tables.Verification)
PAGE: Final = 100
"""Hits given at once."""


def find(tx: Transaction, query: str, before: int | None = None) -> tuple[Hit, ...]:
    """The newest texts that hold every word of `query` or a longer one, at most `PAGE`, older than the hit `before`.

    A hit among a checklist's items is about the verification with that checklist that was touched last, if there is one.
    """
    newest = dialects.newest(tx.connection, query, PAGE, before)
    if newest is None:
        return ()
    found = newest.subquery()
    question = (
        select(ENTRY, _VERIFICATION.c.round_id, _VERIFICATION.c.checklist_digest, _AGENCY.c.short_name, _AGENDA.c.round_id.label("planned"))
        .join(found, found.c.id == ENTRY.c.id)
        .outerjoin(_VERIFICATION, _VERIFICATION.c.id == ENTRY.c.verification_id)
        .outerjoin(_AGENDA, _AGENDA.c.verification_id == ENTRY.c.verification_id)
        .outerjoin(_AGENCY, _AGENCY.c.code == func.coalesce(_VERIFICATION.c.agency_code, _AGENDA.c.agency_code))
        .order_by(ENTRY.c.id.desc())
    )
    rows = tx.connection.execute(question).all()
    latest = {digest: _latest(tx, digest) for digest in {row.key.partition("/")[0] for row in rows if row.kind == "item"}}
    notes, facts, remarks, plenaries = _notes(tx, rows), _facts(tx, rows), _remarks(tx, rows), _plenaries(tx, rows)
    hits = []
    for row in rows:
        verification, agency, of = row.verification_id, row.short_name or "", row.round_id or row.planned or ""
        key, item = row.key, None
        if row.kind == "item":
            digest, _, key = row.key.partition("/")
            verification, agency, of = latest[digest]
            item = _told(reading.checklist(tx, digest).items[key])
        elif row.kind == "fact":
            item = _stated(reading.checklist(tx, row.checklist_digest), key, facts[verification, key])
        elif row.kind == "remark":
            key = remarks.get((verification, key.partition("/")[0]), "")
        elif row.kind == "plenary":
            key = key.partition("/")[0]
            agency, of = (agency, of) if verification else plenaries[key]
        elif row.kind in PURPOSES:
            agency, of = notes[row.key.rpartition("/")[2]]
        hits.append(Hit(row.id, row.kind, key, row.text, verification, agency, of, item))
    return tuple(hits)


def when(hit: Hit) -> str:
    """The round of a hit, or the day of the note that it is, as people write it."""
    return written(hit.round) if hit.kind in PURPOSES else hit.round


def _notes(tx: Transaction, rows: Iterable[Any]) -> Mapping[str, tuple[str, str]]:
    """The agency that each note among the hits is on, and its day, by the digest of the note."""
    found = [row.key.rpartition("/")[2] for row in rows if row.kind in PURPOSES]
    if not found:
        return {}
    asked = select(_NOTE.c.digest, _NOTE.c.agency, _NOTE.c.date, _AGENCY.c.short_name)
    joined = asked.outerjoin(_AGENCY, _AGENCY.c.code == _NOTE.c.agency_code).where(_NOTE.c.digest.in_(found))
    return {row.digest: (row.short_name or row.agency, row.date) for row in tx.connection.execute(joined)}


def _facts(tx: Transaction, rows: Iterable[Any]) -> Mapping[tuple[str, str], str]:
    """The fields of each row of a fact among the hits, by its verification and its place there."""
    found = {row.verification_id for row in rows if row.kind == "fact"}
    if not found:
        return {}
    asked = select(_FACT).where(_FACT.c.verification_id.in_(found))
    return {(row.verification_id, f"{row.fact}/{row.row}"): row.fields for row in tx.connection.execute(asked)}


def _remarks(tx: Transaction, rows: Iterable[Any]) -> Mapping[tuple[str, str], str]:
    """The item that each remark among the hits is on, by its verification and its id."""
    found = {row.verification_id for row in rows if row.kind == "remark"}
    if not found:
        return {}
    asked = select(_REMARK).where(_REMARK.c.verification_id.in_(found))
    return {(row.verification_id, row.id): row.item for row in tx.connection.execute(asked)}


def _plenaries(tx: Transaction, rows: Iterable[Any]) -> Mapping[str, tuple[str, str]]:
    """The number and round of each plenary of which a hit tells, by its id."""
    found = {row.key.partition("/")[0] for row in rows if row.kind == "plenary"}
    if not found:
        return {}
    asked = select(_PLENARY.c.id, _PLENARY.c.number, _PLENARY.c.round_id).where(_PLENARY.c.id.in_(found))
    return {row.id: (row.number, row.round_id) for row in tx.connection.execute(asked)}


def _stated(checklist: Checklist, key: str, fields: str) -> Phrase:
    """What a row of a fact says: choices by their names and days as they are read, which the index holds as they are kept."""
    fact, _, row = key.partition("/")
    kept = json.loads(fields)
    told = {
        words.language: " · ".join(
            field_value(words, checklist, "", f"fact.{fact}.{row}.{name}", kept[name])
            for name in checklist.facts[fact].fields
            if kept.get(name)
        )
        for words in in_both()
    }
    return Phrase(**told)


def _told(item: Item) -> Phrase:
    return Phrase(f"{item.title.id}\n{item.question.id}", f"{item.title.en}\n{item.question.en}")


def _latest(tx: Transaction, checklist: str) -> tuple[str, str, str]:
    """The verification with a checklist that was touched last: id, agency, round; empty where there is none."""
    asked = (
        select(_VERIFICATION.c.id, _AGENCY.c.short_name, _VERIFICATION.c.round_id)
        .join(_AGENCY, _AGENCY.c.code == _VERIFICATION.c.agency_code)
        .where(_VERIFICATION.c.checklist_digest == checklist)
        .order_by(_VERIFICATION.c.touched_at.desc(), _VERIFICATION.c.id.desc())
    )
    row = tx.connection.execute(asked.limit(1)).first()
    return ("", "", "") if row is None else (row.id, row.short_name, row.round_id)
