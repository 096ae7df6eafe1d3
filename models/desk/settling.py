"""Where a verification stands by the documents about it that are here; remarks come with them and are only ever added."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Row, select

from models.desk import entering, handed, keeping, opinions, reading, threads
from models.documents.decisions import Review
from models.documents.submission import Submission
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules import workflow
from models.rules.checklist import Checklist
from models.rules.signing import JUDGING

_DOCUMENT: Final = table(tables.Document)
_VERIFICATION: Final = table(tables.Verification)
_COUNTED: Final = ("submission", "review", "verdict", "withdrawal")


def settle(tx: Transaction, verification: str) -> None:
    """Let a verification stand as the documents say; one of somebody else's is here only as far as a submission of it is."""
    for first in opinions.settled_with(tx, verification):
        opinions.follow(tx, first)
    if opinions.is_second(tx, verification):
        tx.put(tables.Verification, {"id": verification}, state="submitted" if opinions.is_given(tx, verification) else "draft")
        return
    rows = _rows(tx, verification)
    here = tx.connection.execute(select(_VERIFICATION).where(_VERIFICATION.c.id == verification)).first()
    place = _place(tx, rows, here.person_id if here else "")
    owner = reading.owner(tx)
    is_own = here is not None and owner is not None and here.person_id == owner.person
    if place.submission:
        if here is None or here.submission != place.submission:
            _enter(tx, place.submission, rows[place.submission].signer_id)
    elif here is None or not (is_own or handed.is_handed(tx, verification)):
        if here is not None:
            entering.leave(tx, verification)
        return
    told = {"state": place.state, "submission": place.submission, "forks": json.dumps(place.forks)}
    tx.put(tables.Verification, {"id": verification}, **told)
    _merge(tx, verification, rows)
    opinions.follow(tx, verification)


def start(tx: Transaction, verification: str, verb: str) -> Checklist:
    """The checklist of a verification in review on which the actor may do `verb`, which becomes the subject of this act.

    Raises:
        Refusal: `verification.unknown`, `permission.role`, `permission.own_work` for all whose work is in it, or `workflow.locked`.
    """
    checklist, found = reading.pinned(tx, verification)
    submission = position(tx, verification).submission
    authors = keeping.authors(tx, submission) if submission else frozenset()
    tx.require(verb, replace(found, authors=tuple(sorted(authors))))
    tx.verification = verification
    return checklist


def position(tx: Transaction, verification: str) -> workflow.Position:
    """Where a verification stands by the documents that are here."""
    of = tx.connection.execute(select(_VERIFICATION.c.person_id).where(_VERIFICATION.c.id == verification)).scalar()
    return _place(tx, _rows(tx, verification), of or "")


def _place(tx: Transaction, rows: Mapping[str, Row[Any]], person: str) -> workflow.Position:
    """Where it stands when it is that of `person`, as far as that is known: what another submits under its id is told as a fork."""
    others = tuple(sorted(digest for digest, row in rows.items() if row.kind == "submission" and person not in ("", row.signer_id)))
    place = workflow.position(_counted(tx, {digest: row for digest, row in rows.items() if digest not in others}))
    return replace(place, forks=tuple(sorted({*place.forks, place.submission, *others} - {""}))) if others else place


def _rows(tx: Transaction, verification: str) -> Mapping[str, Row[Any]]:
    columns = [column for column in _DOCUMENT.c if column is not _DOCUMENT.c.body]
    asked = select(*columns).where(_DOCUMENT.c.about == verification, _DOCUMENT.c.kind.in_(_COUNTED), _DOCUMENT.c.hidden_at == "")
    return {row.digest: row for row in tx.connection.execute(asked)}


def _enter(tx: Transaction, submission: str, author: str) -> None:
    entering.enter(tx, keeping.read(tx, submission, Submission), author)


def _counted(tx: Transaction, rows: Mapping[str, Row[Any]]) -> list[workflow.Document]:
    """The documents as the workflow sees them, without what somebody decided about their own work."""
    found: list[workflow.Document] = []
    for digest, row in rows.items():
        refers, supersedes = json.loads(row.refers), frozenset(json.loads(row.supersedes))
        if row.kind in JUDGING and row.signer_id in keeping.authors(tx, refers["submission"]):
            continue
        match row.kind:
            case "submission":
                found.append(workflow.Submission(digest, supersedes))
            case "review":
                found.append(workflow.Review(digest, refers["submission"], refers["decision"], supersedes))
            case "verdict":
                found.append(workflow.Issue(digest, refers["submission"], supersedes))
            case _:
                found.append(workflow.Withdrawal(digest, refers["withdraws"]))
    return found


def _merge(tx: Transaction, verification: str, rows: Mapping[str, Row[Any]]) -> None:
    """Add what was said in documents to what stands here."""
    counted = {each.digest for each in _counted(tx, rows)}
    for digest, row in rows.items():
        if row.kind not in ("submission", "review") or digest not in counted:
            continue
        document = keeping.parsed(tx, digest)
        if not isinstance(document, Submission | Review):
            continue
        threads.merge(tx, verification, document.remarks)
        if isinstance(document, Review):
            for item in document.confirmed:
                tx.put(tables.Confirmed, {"verification_id": verification, "item": item, "submission": document.submission})
