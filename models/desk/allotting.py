"""Whose an agency is in a round by the assignments that are here: of each agency those count in whose place none was put for it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Row, select

from models.assignments import Assigned
from models.desk import believing, keeping
from models.documents.assignment import Assignment
from models.ledger import tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.seconds import PURPOSES, Purpose

_ASSIGNMENT: Final = table(tables.Assignment)
_DOCUMENT: Final = table(tables.Document)
_KEY: Final = ("round_id", "agency_code", "document")


def settle(tx: Transaction, subject: str) -> None:
    """Let what is assigned stand as the documents say; nothing for documents that have a subject, which no assignment has."""
    if subject:
        return
    known: dict[str, dict[str, Assignment]] = {}
    for digest, document in _documents(tx):
        known.setdefault(document.round, {})[digest] = document
    here = set(tx.connection.execute(select(_ASSIGNMENT.c.round_id).distinct()).scalars())
    for round_id in sorted(here | known.keys()):
        _settle(tx, round_id, known.get(round_id, {}))


def assigned(
    tx: Transaction, *, round_id: str | None = None, person: str | None = None, purpose: Purpose | None = None
) -> tuple[Assigned, ...]:
    """What is assigned; only in a round, to a person, or for a purpose where given."""
    asked = select(_ASSIGNMENT).order_by(_ASSIGNMENT.c.round_id, _ASSIGNMENT.c.agency_code, _ASSIGNMENT.c.document)
    for column, wanted in ((_ASSIGNMENT.c.round_id, round_id), (_ASSIGNMENT.c.person_id, person), (_ASSIGNMENT.c.purpose, purpose)):
        asked = asked if wanted is None else asked.where(column == wanted)
    columns = (*_KEY, "purpose", "person_id", "person", "assigner", "due", "note", "at")

    def told(row: Row[Any]) -> Mapping[str, object]:
        document = keeping.read(tx, row.document, Assignment)
        is_of = row.round_id == document.round and row.agency_code in document.agencies
        return (_told(document) or {}) if is_of else {}

    rows = believing.alike(tx, tx.connection.execute(asked).all(), told, "document")
    return tuple(Assigned(*(getattr(row, name) for name in columns)) for row in rows)


def standing(tx: Transaction, round_id: str, purpose: Purpose) -> dict[str, tuple[str, ...]]:
    """The digests of the documents for a purpose that stand for each agency of a round, those that take it back too."""
    return _standing({digest: document for digest, document in _documents(tx, round_id) if document.purpose == purpose})


def _standing(known: Mapping[str, Assignment]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code in {code for document in known.values() for code in document.agencies}:
        about = {digest: document for digest, document in known.items() if code in document.agencies}
        replaced = {digest for document in about.values() for digest in document.supersedes}
        found[code] = tuple(sorted(about.keys() - replaced))
    return found


def _settle(tx: Transaction, round_id: str, known: Mapping[str, Assignment]) -> None:
    wanted: dict[tuple[str, ...], dict[str, str]] = {}
    for purpose in PURPOSES:
        of = {digest: document for digest, document in known.items() if document.purpose == purpose}
        for code, digests in _standing(of).items():
            wanted |= {(round_id, code, digest): told for digest in digests if (told := _told(of[digest])) is not None}
    here = tx.connection.execute(select(*(_ASSIGNMENT.c[name] for name in _KEY)).where(_ASSIGNMENT.c.round_id == round_id)).all()
    for key in {tuple(row) for row in here} - wanted.keys():
        tx.drop(tables.Assignment, dict(zip(_KEY, key, strict=True)))
    for key, values in sorted(wanted.items(), key=lambda pair: pair[0]):
        tx.put(tables.Assignment, dict(zip(_KEY, key, strict=True)), **values)


def _told(document: Assignment) -> dict[str, str] | None:
    """What a row tells of an assignment; None where it takes agencies back."""
    if document.verifier is None:
        return None
    told = {"purpose": document.purpose, "person_id": document.verifier.id, "person": document.verifier.name}
    return {**told, "assigner": document.person.name, "due": document.due, "note": document.note, "at": document.decided_at}


def _documents(tx: Transaction, round_id: str | None = None) -> Iterator[tuple[str, Assignment]]:
    """The assignments in sight; only those of a round where given."""
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.refers).where(_DOCUMENT.c.kind == "assignment", SHOWN)
    for row in believing.only(tx, tx.connection.execute(asked).all()):
        if round_id in (None, json.loads(row.refers)["round"]):
            yield row.digest, keeping.read(tx, row.digest, Assignment)
