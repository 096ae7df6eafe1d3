"""The rounds that were announced: opened here as they say, with the figures that were stated, each document once, when it comes."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import Row, select

from models.desk import baselines, believing, keeping, opening, reading, spans, superseding, versions
from models.documents.opened_round import KIND, OpenedRound
from models.ledger import tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.workflow import EDITABLE

_DOCUMENT: Final = table(tables.Document)
_ROUND: Final = table(tables.Round)
_VERIFICATION: Final = table(tables.Verification)


def by_round(tx: Transaction) -> Mapping[str, OpenedRound]:
    """What stands for each round that was announced; of two beside each other the first by digest, whichever arrived first."""
    return {name: keeping.read(tx, min(digests), OpenedRound) for name, digests in _standing(tx).items()}


def standing(tx: Transaction, round_id: str) -> frozenset[str]:
    """The digests of the documents that stand for a round: more than one where two announced it."""
    return _standing(tx).get(round_id, frozenset())


def follow(tx: Transaction, digest: str, document: OpenedRound) -> None:
    """Open or close a round as a document that just came announces it, and state its figures, where no other stands in its place.

    What is begun in the round stays on its checklist and goes on. One that is opened becomes the one worked in, unless something of the
    actor's is in work in another that is open.
    """
    if min(standing(tx, document.round), default="") != digest:
        return
    used = versions.keep(tx, versions.bodies(tx)[document.checklist.digest])
    row = tx.connection.execute(select(_ROUND).where(_ROUND.c.id == document.round)).first()
    is_closed = document.status == "closed"
    # One that only documents told of so far was chosen by nobody.
    chosen = row.chosen if row is not None and row.chosen else 0 if is_closed or _is_busy(tx) else opening.next_choice(tx)
    told = {"opened_at": tx.stamp if row is None else row.opened_at, "closed_at": document.announced_at if is_closed else ""}
    tx.put(tables.Round, {"id": document.round}, checklist_digest=used.digest, day=document.day, chosen=chosen, **told)
    said = {(each.day, each.figure): each for each in document.figures.values()}
    for day, figure in _said_before(tx, document) - said.keys():
        tx.drop(tables.Baseline, {"day": day, "figure": figure})
    for each in said.values():
        baselines.put(tx, each.day, each.model_dump(exclude={"day"}))


def _is_busy(tx: Transaction) -> bool:
    """Whether a verification of the actor's is in work in a round that is open: in a closed one there is nothing to begin."""
    mine = (_VERIFICATION.c.person_id == tx.actor.person) & _VERIFICATION.c.state.in_(sorted(EDITABLE))
    asked = select(_VERIFICATION.c.id).where(mine, _VERIFICATION.c.round_id.not_in(reading.closed_rounds(tx)))
    return tx.connection.execute(asked.limit(1)).first() is not None


def _said_before(tx: Transaction, document: OpenedRound) -> set[tuple[str, str]]:
    """The figures that those said in whose place it is put, by day and name, and that stand here as they said."""
    stated = {(each.day, each.figure): asdict(each) for each in baselines.lines(tx)}
    known = (keeping.read(tx, id_, OpenedRound) for id_ in document.supersedes if keeping.kind_of(tx, id_) == KIND)
    figures = {(each.day, each.figure): each.model_dump() for earlier in known for each in earlier.figures.values()}
    return {key for key, told in figures.items() if stated.get(key) == told}


def _standing(tx: Transaction) -> dict[str, frozenset[str]]:
    """The digests of the documents that stand, by round: only one about the same round takes the place of another."""
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.refers, _DOCUMENT.c.supersedes).where(spans.of_few(_DOCUMENT.c.kind, KIND), SHOWN)
    rows = believing.only(tx, tx.connection.execute(asked).all())
    found: dict[str, frozenset[str]] = {}
    for row in superseding.standing(rows, lambda later, earlier: _round(later) == _round(earlier)):
        found[_round(row)] = found.get(_round(row), frozenset()) | {row.digest}
    return found


def _round(row: Row[Any]) -> str:
    return str(json.loads(row.refers)["round"])
