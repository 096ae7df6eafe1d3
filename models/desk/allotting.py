"""Whose an agency is in a round by the assignments that are here: of each agency those count in whose place none was put for it."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

from models.assignments import Assigned
from models.documents import kinds
from models.documents.assignment import Assignment
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction

_ASSIGNMENT: Final = table(tables.Assignment)
_DOCUMENT: Final = table(tables.Document)
_KEY: Final = ("round_id", "agency_code", "document")


def settle(tx: Transaction, subject: str) -> None:
    """Let what is assigned stand as the documents say; nothing for documents that have a subject, which no assignment has."""
    if not subject:
        here = set(tx.connection.execute(select(_ASSIGNMENT.c.round_id).distinct()).scalars())
        for round_id in sorted({*here, *(each.round for _, each in _documents(tx))}):
            _settle(tx, round_id)


def assigned(tx: Transaction, *, round_id: str | None = None, person: str | None = None) -> tuple[Assigned, ...]:
    """What is assigned; only in a round or to a person where given."""
    asked = select(_ASSIGNMENT).order_by(_ASSIGNMENT.c.round_id, _ASSIGNMENT.c.agency_code, _ASSIGNMENT.c.document)
    if round_id is not None:
        asked = asked.where(_ASSIGNMENT.c.round_id == round_id)
    if person is not None:
        asked = asked.where(_ASSIGNMENT.c.person_id == person)
    columns = (*_KEY, "person_id", "person", "assigner", "due", "note", "at")
    return tuple(Assigned(*(getattr(row, name) for name in columns)) for row in tx.connection.execute(asked))


def standing(tx: Transaction, round_id: str) -> dict[str, tuple[str, ...]]:
    """The digests of the documents that stand for each agency of a round, those that take it back too."""
    known = _of_round(tx, round_id)
    found: dict[str, tuple[str, ...]] = {}
    for code in {code for document in known.values() for code in document.agencies}:
        about = {digest: document for digest, document in known.items() if code in document.agencies}
        replaced = {digest for document in about.values() for digest in document.supersedes}
        found[code] = tuple(sorted(about.keys() - replaced))
    return found


def _settle(tx: Transaction, round_id: str) -> None:
    known = _of_round(tx, round_id)
    wanted = {
        (round_id, code, digest): known[digest]
        for code, digests in standing(tx, round_id).items()
        for digest in digests
        if known[digest].verifier is not None
    }
    here = tx.connection.execute(select(*(_ASSIGNMENT.c[name] for name in _KEY)).where(_ASSIGNMENT.c.round_id == round_id)).all()
    for key in {tuple(row) for row in here} - wanted.keys():
        tx.drop(tables.Assignment, dict(zip(_KEY, key, strict=True)))
    for key, document in sorted(wanted.items(), key=lambda pair: pair[0]):
        assert document.verifier is not None
        told = {"person_id": document.verifier.id, "person": document.verifier.name, "assigner": document.person.name}
        told |= {"due": document.due, "note": document.note, "at": document.decided_at}
        tx.put(tables.Assignment, dict(zip(_KEY, key, strict=True)), **told)


def _of_round(tx: Transaction, round_id: str) -> dict[str, Assignment]:
    return {digest: document for digest, document in _documents(tx) if document.round == round_id}


def _documents(tx: Transaction) -> Iterator[tuple[str, Assignment]]:
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.name, _DOCUMENT.c.body)
    for row in tx.connection.execute(asked.where(_DOCUMENT.c.kind == "assignment", _DOCUMENT.c.hidden_at == "")).all():
        document = kinds.parsed(row.body, row.name)
        if isinstance(document, Assignment):
            yield row.digest, document
