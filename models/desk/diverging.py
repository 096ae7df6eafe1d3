"""How two databases of one profile came apart: their trails tell what was done on one side only, and what of it is on a carrier."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select

from models.ledger import tables
from models.ledger.handled import LEFT
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.restored import Work

_TRAIL: Final = table(tables.Trail)
_ANSWER: Final = table(tables.Answer)
_DOCUMENT: Final = table(tables.Document)
_VERIFICATION: Final = table(tables.Verification)
_AGENCY: Final = table(tables.Agency)
_DRAFT: Final = table(tables.Draft)
_CARRIED: Final = table(tables.Carried)
_SEGMENT: Final = table(tables.Segment)
_REACHED: Final = table(tables.Reached)
_OF_VERIFICATIONS: Final = {"verification": "id", "document": "about", "handling": "about"}
"""The columns that name a verification where it is not `verification_id`."""

_TOLD_OTHERWISE: Final = frozenset(
    table(each).name
    for each in (
        *(tables.Document, tables.Handling, tables.Carried, tables.Segment),
        *(tables.Reached, tables.Exchange, tables.Receipt, tables.Writer),
    )
)
"""Documents are told by themselves, and how far the exchange is nobody misses."""
_OF_DOCUMENTS: Final = (_DOCUMENT.name, table(tables.Handling).name)
_WHOLE: Final = ("submission", "review")
"""Kinds of documents that hold what their signer did at a verification until then, but for what is noted of the day."""
_OF_DAY: Final = frozenset(
    table(each).name
    for each in (
        *(tables.Trip, tables.Party, tables.Completion, tables.LooseNote, tables.Scan),
        *(tables.Finding, tables.Formula, tables.Sample, tables.Contribution, tables.Disagreement),
    )
)
"""What stays on the laptop when its verification leaves."""


@dataclass(slots=True)
class _Acts:
    answers: set[str] = field(default_factory=set)
    others: int = 0
    last: str = ""

    def add(self, items: set[str], others: int, at: str) -> None:
        """More of them."""
        self.answers |= items
        self.others += others
        self.last = at


def head(tx: Transaction) -> tuple[int, str]:
    """The number of the last act, and when it was done; 0 and nothing where there is none."""
    row = tx.connection.execute(select(_TRAIL.c.seq, _TRAIL.c.body).order_by(_TRAIL.c.seq.desc()).limit(1)).first()
    return (int(row.seq), str(json.loads(row.body)["moment"])) if row else (0, "")


def link(tx: Transaction, seq: int) -> str:
    """The hash of an act, which stands for all before it as well; empty where there is none."""
    return str(tx.connection.execute(select(_TRAIL.c.hash).where(_TRAIL.c.seq == seq)).scalar() or "")


@dataclass(frozen=True, slots=True)
class Done:
    """What was done after an act."""

    alone: tuple[Work, ...]
    """What stands only here, at each verification."""
    returning: tuple[Work, ...]
    """What is in documents that were carried."""
    elsewhere: int
    """Acts at no verification, such as a round that was opened."""


def done(tx: Transaction, after: int, carried: frozenset[str] = frozenset()) -> Done:
    """What was done after an act, what is in documents among those `carried` apart."""
    alone: dict[str, _Acts] = defaultdict(_Acts)
    of_day: dict[str, _Acts] = defaultdict(_Acts)
    returning: dict[str, _Acts] = defaultdict(_Acts)
    elsewhere = 0
    asked = select(_TRAIL.c.verification_id, _TRAIL.c.body).where(_TRAIL.c.seq > after).order_by(_TRAIL.c.seq)
    for row in tx.connection.execute(asked):
        told = json.loads(row.body)
        concerned = _by_verification(row.verification_id, told["writes"])
        elsewhere += not concerned and any(name not in _TOLD_OTHERWISE for name, *_ in told["writes"])
        for verification, writes in concerned.items():
            documents = {key["digest"]: now for name, key, before, now in writes if name == _DOCUMENT.name and before is None}
            if not documents and all(name in _OF_DOCUMENTS for name, *_ in writes):
                # Only that it left, or was put out of sight.
                continue
            there = [documents[id_] for id_ in documents.keys() & carried]
            # Earlier programs told less of a document.
            if any(now["kind"] in _WHOLE and now.get("signer_id") == tx.actor.person for now in there) and verification in alone:
                acts = alone.pop(verification)
                returning[verification].add(acts.answers, acts.others, acts.last)
            items = {key["item"] for name, key, _, _ in writes if name == _ANSWER.name}
            is_of_day = not items and any(name in _OF_DAY for name, *_ in writes)
            (returning if there else of_day if is_of_day else alone)[verification].add(items, not items, told["moment"])
    for verification, acts in of_day.items():
        alone[verification].add(acts.answers, acts.others, max(acts.last, alone[verification].last))
    named = _named(tx)
    return Done(_works(alone, named), _works(returning, named), elsewhere)


def _named(tx: Transaction) -> Mapping[str, tuple[str, str]]:
    """Agency and round of each verification."""
    asked = select(_VERIFICATION.c.id, _AGENCY.c.name, _VERIFICATION.c.round_id)
    joined = asked.join(_AGENCY, _AGENCY.c.code == _VERIFICATION.c.agency_code)
    return {row.id: (row.name, row.round_id) for row in tx.connection.execute(joined)}


def _by_verification(verification: str, writes: list[Any]) -> Mapping[str, list[Any]]:
    """What an act wrote of each verification it is about: of several where it names none."""
    if verification:
        return {verification: writes}
    found: dict[str, list[Any]] = defaultdict(list)
    for name, key, before, after in writes:
        row = key | (after or before or {})
        if about := row.get(_OF_VERIFICATIONS.get(name, "verification_id")):
            found[about].append((name, key, before, after))
    return found


def _works(found: Mapping[str, _Acts], named: Mapping[str, tuple[str, str]]) -> tuple[Work, ...]:
    # What is no longer a verification by now, as one that was begun and undone, is nobody's work.
    told = [Work(*named[id_], len(acts.answers), acts.others, acts.last) for id_, acts in found.items() if id_ in named]
    return tuple(sorted(told, key=lambda each: (each.agency, each.round)))


def documents(tx: Transaction) -> Mapping[str, str]:
    """The titles of all documents by their digests."""
    return {
        row.digest: row.title or row.name for row in tx.connection.execute(select(_DOCUMENT.c.digest, _DOCUMENT.c.title, _DOCUMENT.c.name))
    }


def carried(tx: Transaction) -> frozenset[str]:
    """The digests of the documents that a carrier is known to hold."""
    known = (_REACHED.c.writer == _SEGMENT.c.writer) & (_REACHED.c.number >= _SEGMENT.c.number)
    on_carriers = _CARRIED.join(_SEGMENT, _SEGMENT.c.digest == _CARRIED.c.segment).join(_REACHED, known)
    return frozenset(tx.connection.execute(select(_CARRIED.c.document).select_from(on_carriers)).scalars())


def given(tx: Transaction) -> frozenset[str]:
    """The digests of the documents that left as files, or came from others: somebody else has them too."""
    asked = select(_DOCUMENT.c.digest).where(LEFT | (_DOCUMENT.c.signer_id != tx.actor.person))
    return frozenset(tx.connection.execute(asked).scalars())


def drafts(tx: Transaction) -> frozenset[tuple[str, str]]:
    """The texts still being typed, each with its place."""
    return frozenset((row.place, row.fields) for row in tx.connection.execute(select(_DRAFT.c.place, _DRAFT.c.fields)))
