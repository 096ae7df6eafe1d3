"""Whose a verification is by the handovers of the whole of it that are here; of two the one counts in whose place none was put."""

from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import select

from models.desk import entering
from models.documents import kinds
from models.documents.handover import WHOLE, Handover
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction

_CONTRIBUTION: Final = table(tables.Contribution)
_DISAGREEMENT: Final = table(tables.Disagreement)
_DOCUMENT: Final = table(tables.Document)
_VERIFICATION: Final = table(tables.Verification)


def documents(tx: Transaction, verification: str | None = None) -> Mapping[str, Handover]:
    """The handovers in sight by digest; only those about a verification where given."""
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.name, _DOCUMENT.c.body).where(
        _DOCUMENT.c.kind == "handover", _DOCUMENT.c.hidden_at == ""
    )
    if verification is not None:
        asked = asked.where(_DOCUMENT.c.about == verification)
    found = {row.digest: kinds.parsed(row.body, row.name) for row in tx.connection.execute(asked)}
    return {digest: document for digest, document in found.items() if isinstance(document, Handover)}


def is_handed(tx: Transaction, verification: str) -> bool:
    """Whether a verification stands here because somebody handed the whole of it over."""
    return _current(documents(tx, verification)) is not None


def follow(tx: Transaction, verification: str) -> None:
    """Let a verification be that of whom it was handed over to; on their laptop it stands as its giver left it."""
    known = documents(tx, verification)
    last = _current(known)
    if last is None:
        return
    receiver = last.receiver
    row = tx.connection.execute(select(_VERIFICATION).where(_VERIFICATION.c.id == verification)).first()
    if row is None:
        if receiver.id == tx.actor.person:
            entering.hand(tx, last)
            contribute(tx, verification, _digest_of(known, last), last)
        return
    if row.person_id == receiver.id or row.person_id not in _people(known, last) or _has_own(tx, last, verification):
        return
    entering.keep_person(tx, receiver)
    if receiver.id == tx.actor.person and not row.submission:
        entering.hand(tx, last)
        contribute(tx, verification, _digest_of(known, last), last)
    else:
        tx.put(tables.Verification, {"id": verification}, person_id=receiver.id)


def has_own(tx: Transaction, document: Handover) -> bool:
    """Whether the receiver of a whole verification has one of the same agency, round and checklist, which it cannot stand beside."""
    return document.status == WHOLE and _has_own(tx, document, document.verification)


def contribute(tx: Transaction, verification: str, digest: str, document: Handover) -> None:
    """Keep whose work came into a verification by a handover: they are among its authors from now on."""
    for person, name in document.people.items():
        key = {"verification_id": verification, "document": digest, "person_id": person}
        tx.put(tables.Contribution, key, person=name, merged_at=tx.stamp)


def contributors(tx: Transaction, verification: str) -> Mapping[str, str]:
    """The names by id of everybody whose work came into a verification by handovers."""
    asked = select(_CONTRIBUTION.c.person_id, _CONTRIBUTION.c.person).where(_CONTRIBUTION.c.verification_id == verification)
    return {row.person_id: row.person for row in tx.connection.execute(asked.order_by(_CONTRIBUTION.c.person_id))}


def open_items(tx: Transaction, verification: str) -> tuple[str, ...]:
    """The items on which what was merged differs from what stood here, until somebody settles it."""
    columns = _DISAGREEMENT.c
    asked = select(columns.item).where(columns.verification_id == verification, columns.counts == "").distinct()
    return tuple(tx.connection.execute(asked.order_by(columns.item)).scalars())


def _has_own(tx: Transaction, document: Handover, verification: str) -> bool:
    columns = _VERIFICATION.c
    same = (columns.agency_code == document.agency.code) & (columns.round_id == document.round)
    mine = (columns.checklist_digest == document.checklist.digest) & (columns.person_id == document.receiver.id)
    return tx.connection.execute(select(columns.id).where(same, mine, columns.id != verification)).first() is not None


def _current(known: Mapping[str, Handover]) -> Handover | None:
    """The handover of the whole that counts: given by whom the one before it was given to, and not replaced."""
    whole = {digest: each for digest, each in known.items() if each.status == WHOLE}

    def follows(each: Handover) -> bool:
        before = [whole[digest] for digest in each.supersedes if digest in whole]
        return not before or any(earlier.receiver.id == each.giver.id for earlier in before)

    true = {digest: each for digest, each in whole.items() if follows(each)}
    replaced = {digest for each in true.values() for digest in each.supersedes}
    left = sorted(true.keys() - replaced)
    return true[left[0]] if left else None


def _people(known: Mapping[str, Handover], last: Handover) -> Iterable[str]:
    """Everybody through whose hands it went."""
    chain = [last, *(known[digest] for digest in last.supersedes if digest in known)]
    return {person for each in chain for person in (each.giver.id, each.receiver.id)}


def _digest_of(known: Mapping[str, Handover], wanted: Handover) -> str:
    return next(digest for digest, each in known.items() if each is wanted)
