"""Whose a verification is by the handovers of the whole of it that are here: it goes from hand to hand, each giving what is theirs."""

import json
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Row, select

from models.desk import believing, contributed, entering, keeping, spans, superseding
from models.documents import kinds
from models.documents.handover import WHOLE, HandedCount, Handover, MergedAnswer, MergedResult
from models.documents.visited import HandedFinding
from models.ledger import tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction

_CONTRIBUTION: Final = table(tables.Contribution)
_DISAGREEMENT: Final = table(tables.Disagreement)
_DOCUMENT: Final = table(tables.Document)
_VERIFICATION: Final = table(tables.Verification)


def documents(tx: Transaction, verification: str | None = None) -> Mapping[str, Handover]:
    """The handovers in sight by digest; only those about a verification where given."""
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.name, _DOCUMENT.c.body).where(spans.of_few(_DOCUMENT.c.kind, "handover"), SHOWN)
    if verification is not None:
        asked = asked.where(_DOCUMENT.c.about == verification)
    found = {row.digest: kinds.parsed(row.body, row.name) for row in believing.only(tx, tx.connection.execute(asked).all())}
    return {digest: document for digest, document in found.items() if isinstance(document, Handover)}


def areas_for(tx: Transaction, person: str) -> Mapping[str, Handover]:
    """The areas that were handed over to somebody and that no later handover takes the place of, by digest."""
    columns = (_DOCUMENT.c.digest, _DOCUMENT.c.about, _DOCUMENT.c.supersedes, _DOCUMENT.c.refers)
    rows = believing.only(tx, tx.connection.execute(select(*columns).where(spans.of_few(_DOCUMENT.c.kind, "handover"), SHOWN)).all())
    told = {row.digest: json.loads(row.refers) for row in superseding.standing(rows)}
    wanted = [digest for digest, said in told.items() if said["part"] and said["receiver"] == person]
    return {digest: keeping.read(tx, digest, Handover) for digest in wanted}


def is_handed(tx: Transaction, verification: str) -> bool:
    """Whether a verification stands here because somebody handed the whole of it over."""
    return bool(contributors(tx, verification))


def follow(tx: Transaction, verification: str) -> None:
    """Let a verification be that of whom it was handed over to; on their laptop it stands as its giver left it.

    Only whose work it is gives it away. What was followed once is not followed again: work done since stays.
    """
    known = {digest: each for digest, each in documents(tx, verification).items() if each.status == WHOLE}
    while (found := _next(tx, verification, known)) is not None:
        digest, last = found
        row = tx.connection.execute(select(_VERIFICATION.c.submission).where(_VERIFICATION.c.id == verification)).first()
        if last.receiver.id == tx.actor.person and (row is None or not row.submission):
            entering.hand(tx, last)
            _keep_settled(tx, last)
        else:
            entering.keep_person(tx, last.receiver)
            tx.put(tables.Verification, {"id": verification}, person_id=last.receiver.id)
        contribute(tx, verification, digest, last)


def has_own(tx: Transaction, document: Handover) -> bool:
    """Whether the receiver of a whole verification has one of the same agency, round and checklist, which it cannot stand beside."""
    return document.status == WHOLE and entering.beside(tx, document, document.receiver.id)


def contribute(tx: Transaction, verification: str, digest: str, document: Handover) -> None:
    """Keep whose work came into a verification by a handover: they are among its authors from now on."""
    for person, name in document.people.items():
        key = {"verification_id": verification, "document": digest, "person_id": person}
        tx.put(tables.Contribution, key, person=name, merged_at=tx.stamp)


def contributors(tx: Transaction, verification: str) -> Mapping[str, str]:
    """The names by id of everybody whose work came into a verification by handovers."""
    return {row.person_id: row.person for row in contributed.rows(tx, verification)}


def open_items(tx: Transaction, verification: str) -> tuple[str, ...]:
    """The items on which what was merged differs from what stood here, until somebody settles it."""
    columns = _DISAGREEMENT.c
    asked = select(columns.item).where(columns.verification_id == verification, columns.counts == "").distinct()
    return tuple(tx.connection.execute(asked.order_by(columns.item)).scalars())


def settled(tx: Transaction, verification: str, *, with_findings: bool) -> dict[str, MergedResult]:
    """What differed between merged areas and was settled, as a document tells it; a submission tells nothing of findings."""
    columns = _DISAGREEMENT.c
    asked = select(_DISAGREEMENT).where(columns.verification_id == verification, columns.counts != "")
    rows = tx.connection.execute(asked.order_by(columns.item, columns.document)).all()
    found = [_merged(row) for row in rows]
    if not with_findings:
        found = [_without_findings(each) for each in found if each.ours != MergedAnswer() or each.theirs != MergedAnswer()]
    return {str(number): each for number, each in enumerate(found, 1)}


def said(answer: MergedAnswer) -> str:
    """An answer as a disagreement keeps it, with the finding where those differ."""
    told = answer.model_dump(exclude={"counts"}, exclude_none=True)
    counts = {name: (count.n, count.of) for name, count in answer.counts.items()}
    return json.dumps({"level": None, **told, "counts": counts}, ensure_ascii=False)


def heard(text: str) -> MergedAnswer:
    """An answer from how a disagreement keeps it; none where it keeps it otherwise, as at a server anybody may write it."""
    try:
        told = json.loads(text)
        finding = HandedFinding(**told["finding"]) if "finding" in told else None
        counts = {name: HandedCount(n=n, of=of) for name, (n, of) in told["counts"].items()}
        return MergedAnswer(**{**told, "counts": counts, "finding": finding})
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
        return MergedAnswer()


def _keep_settled(tx: Transaction, document: Handover) -> None:
    """Let what was settled before stay told on the laptop of whom it was handed over to."""
    for each in document.merged.values():
        values = each.model_dump(include={"our_name", "their_name", "counts", "reason", "settled_by", "settled_at"})
        key = {"verification_id": document.verification, "item": each.item, "document": each.handover}
        tx.put(tables.Disagreement, key, ours=said(each.ours), theirs=said(each.theirs), **values)


def _merged(row: Row[Any]) -> MergedResult:
    return MergedResult(
        item=row.item,
        handover=row.document,
        ours=heard(row.ours),
        our_name=row.our_name,
        theirs=heard(row.theirs),
        their_name=row.their_name,
        counts=row.counts,
        reason=row.reason,
        settled_by=row.settled_by,
        settled_at=row.settled_at,
    )


def _without_findings(told: MergedResult) -> MergedResult:
    ours, theirs = (each.model_copy(update={"finding": None}) for each in (told.ours, told.theirs))
    return told.model_copy(update={"ours": ours, "theirs": theirs})


def _next(tx: Transaction, verification: str, known: Mapping[str, Handover]) -> tuple[str, Handover] | None:
    """The handover of the whole that is followed next; None where none is."""
    followed = set(tx.connection.execute(select(_CONTRIBUTION.c.document).where(_CONTRIBUTION.c.verification_id == verification)).scalars())
    owner = tx.connection.execute(select(_VERIFICATION.c.person_id).where(_VERIFICATION.c.id == verification)).scalar()
    if owner is None:
        return _begun_elsewhere(tx, known)
    passed = followed.union(*(known[digest].supersedes for digest in followed & known.keys()))
    # Each names all before it; so the first of a chain goes first, however they arrived.
    given = sorted(known.items(), key=lambda pair: (len(pair[1].supersedes), pair[0]))
    return next((pair for pair in given if pair[0] not in passed and pair[1].giver.id == owner and not has_own(tx, pair[1])), None)


def _begun_elsewhere(tx: Transaction, known: Mapping[str, Handover]) -> tuple[str, Handover] | None:
    """What hands the actor a verification that is not here; None while two claim it, until one is put out of sight."""

    def follows(each: Handover) -> bool:
        before = [known[digest] for digest in each.supersedes if digest in known]
        return not before or any(earlier.receiver.id == each.giver.id for earlier in before)

    true = {digest: each for digest, each in known.items() if follows(each)}
    left = true.keys() - {digest for each in true.values() for digest in each.supersedes}
    found = [(digest, true[digest]) for digest in left]
    is_mine = len(found) == 1 and found[0][1].receiver.id == tx.actor.person
    return found[0] if is_mine and not has_own(tx, found[0][1]) else None
