"""Whose an agency is in a round by the assignments that are here: of each agency those count in whose place none was put for it."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import Row, select

from models.assignments import Assigned
from models.desk import believing, keeping, spans
from models.documents.assignment import Assignment
from models.ledger import tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.seconds import PURPOSES, Purpose

_ASSIGNMENT: Final = table(tables.Assignment)
_DOCUMENT: Final = table(tables.Document)
_KEY: Final = ("round_id", "agency_code", "document")
_VALUES: Final = ("purpose", "person_id", "person", "assigner", "due", "note", "at")


class _Said(NamedTuple):
    """What an assignment says."""

    round: str
    purpose: str
    agencies: tuple[str, ...]
    supersedes: tuple[str, ...]
    told: Mapping[str, str] | None
    """What a row tells of it; None where it takes agencies back."""


_SAID: Final[dict[str, _Said]] = {}
"""What was read of assignments by their digests, which never changes: of one after the other all would be read each time."""


def settle(tx: Transaction, subject: str) -> None:
    """Let what is assigned stand as the documents say; nothing for documents that have a subject, which no assignment has."""
    if subject:
        return
    known: dict[str, dict[str, _Said]] = {}
    for digest, said in _in_sight(tx):
        known.setdefault(said.round, {})[digest] = said
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
    columns = (*_KEY, *_VALUES)

    def told(row: Row[Any]) -> Mapping[str, object]:
        said = _said(tx, row.document)
        return (said.told or {}) if row.round_id == said.round and row.agency_code in said.agencies else {}

    rows = believing.alike(tx, tx.connection.execute(asked).all(), told, "document")
    return tuple(Assigned(*(getattr(row, name) for name in columns)) for row in rows)


def standing(tx: Transaction, round_id: str, purpose: Purpose) -> dict[str, tuple[str, ...]]:
    """The digests of the documents for a purpose that stand for each agency of a round, those that take it back too."""
    return _standing({digest: said for digest, said in _in_sight(tx) if (said.round, said.purpose) == (round_id, purpose)})


def _standing(known: Mapping[str, _Said]) -> dict[str, tuple[str, ...]]:
    about: dict[str, dict[str, _Said]] = {}
    for digest, said in known.items():
        for code in said.agencies:
            about.setdefault(code, {})[digest] = said
    found = {}
    for code, those in about.items():
        replaced = {digest for said in those.values() for digest in said.supersedes}
        found[code] = tuple(sorted(those.keys() - replaced))
    return found


def _settle(tx: Transaction, round_id: str, known: Mapping[str, _Said]) -> None:
    wanted: dict[tuple[str, ...], Mapping[str, str]] = {}
    for purpose in PURPOSES:
        for code, digests in _standing({digest: said for digest, said in known.items() if said.purpose == purpose}).items():
            wanted |= {(round_id, code, digest): told for digest in digests if (told := known[digest].told) is not None}
    columns = (_ASSIGNMENT.c[name] for name in (*_KEY, *_VALUES))
    rows = tx.connection.execute(select(*columns).where(_ASSIGNMENT.c.round_id == round_id)).all()
    here = {tuple(row[: len(_KEY)]): dict(zip(_VALUES, row[len(_KEY) :], strict=True)) for row in rows}
    for key in here.keys() - wanted.keys():
        tx.drop(tables.Assignment, dict(zip(_KEY, key, strict=True)))
    for key in sorted(key for key, told in wanted.items() if here.get(key) != told):
        tx.put(tables.Assignment, dict(zip(_KEY, key, strict=True)), **wanted[key])


def _told(document: Assignment) -> dict[str, str] | None:
    """What a row tells of an assignment; None where it takes agencies back."""
    if document.verifier is None:
        return None
    told = {"purpose": document.purpose, "person_id": document.verifier.id, "person": document.verifier.name}
    return {**told, "assigner": document.person.name, "due": document.due, "note": document.note, "at": document.decided_at}


def _in_sight(tx: Transaction) -> list[tuple[str, _Said]]:
    """The digest of each assignment in sight, and what it says."""
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.refers).where(spans.of_few(_DOCUMENT.c.kind, "assignment"), SHOWN)
    return [(row.digest, _said(tx, row.digest)) for row in believing.only(tx, tx.connection.execute(asked).all())]


def _said(tx: Transaction, digest: str) -> _Said:
    if digest not in _SAID:
        document = keeping.read(tx, digest, Assignment)
        told = (document.round, document.purpose, tuple(document.agencies), tuple(document.supersedes), _told(document))
        _SAID[digest] = _Said(*told)
    return _SAID[digest]
