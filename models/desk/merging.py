"""Merging what others hand over into one's own verification of the same agency: what is new comes in, what differs is kept both ways."""

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Final, Literal

from sqlalchemy import select

from models.desk import evidence, handed, reading, working
from models.documents import handover as doc
from models.documents.handover import HandedItem, Handover
from models.documents.verified import EvidenceResult
from models.errors import Refusal
from models.handovers import Disagreement, Handed, MergeEntry, MergePreview
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules import merging as rules
from models.rules.answers import Answer, Counted
from models.text import NOTE_LIMIT, note
from models.views import Evidence, Sheet, SheetLine

_CONTRIBUTION: Final = table(tables.Contribution)
_DISAGREEMENT: Final = table(tables.Disagreement)
_VERIFICATION: Final = table(tables.Verification)
_VERB: Final = "handover.merge"
Side = Literal["ours", "theirs"]


def waiting(tx: Transaction) -> tuple[Handed, ...]:
    """The areas that were handed over to the actor and are not merged, the oldest first."""
    merged = set(tx.connection.execute(select(_CONTRIBUTION.c.document)).scalars())
    replaced = {digest for each in handed.documents(tx).values() for digest in each.supersedes}
    found = [
        Handed(digest, each.agency.code, each.agency.name, each.round, each.giver.name, each.areas, each.handed_at, _mine(tx, each))
        for digest, each in handed.documents(tx).items()
        if each.status != doc.WHOLE and each.receiver.id == tx.actor.person and digest not in merged | replaced
    ]
    return tuple(sorted(found, key=lambda each: (each.handed_at, each.document)))


def preview(tx: Transaction, document: str) -> MergePreview:
    """What merging would do, item by item; Refusal `merge.unknown`, and `merge.none` where one has no verification to merge it into."""
    found, verification = _wanted(tx, document)
    sheet = reading.sheet(tx, verification)
    entries = []
    for code, item in found.items.items():
        here, there = sheet.line(code).answer, _answer(item)
        standing = rules.standing(here, there)
        if standing is not None:
            entries.append(MergeEntry(code, standing, here, there))
    new = sum(_same(each, sheet) is None for each in found.evidence.values())
    return MergePreview(document, verification, sheet.agency.name, sheet.round, found.giver.name, tuple(entries), new)


def merge(tx: Transaction, document: str) -> Sheet:
    """Merge areas that were handed over: what is new comes in, notes and evidence are kept from both, what differs is to be settled.

    Raises:
        Refusal: as `preview` gives, what permits no work on the verification, `count.exceeds`.
    """
    found, verification = _wanted(tx, document)
    checklist = working.start(tx, verification, _VERB)
    sheet = reading.sheet(tx, verification)
    codes = {code: _registered(tx, sheet, each) for code, each in found.evidence.items()}
    for code, item in found.items.items():
        _merge_item(tx, sheet.line(code), item, document, (sheet.verifier, found.giver.name))
        cited = {citation.evidence.code for citation in sheet.line(code).citations}
        for theirs, citation in item.citations.items():
            if codes[theirs] not in cited:
                tx.put(tables.Citation, {"verification_id": verification, "item": code, "evidence": codes[theirs]}, place=citation.place)
    handed.contribute(tx, verification, document, found)
    working.require_counts(tx, checklist)
    return working.finish(tx, found.areas)


def disagreements(tx: Transaction) -> tuple[tuple[str, str, Disagreement], ...]:
    """Where merged answers differ in the actor's verifications, with the verification and its agency; those not settled first."""
    lines = {line.id: line for line in reading.verification_lines(tx, person=tx.actor.person)}
    rows = tx.connection.execute(select(_DISAGREEMENT).order_by(_DISAGREEMENT.c.verification_id, _DISAGREEMENT.c.item)).all()
    found = [
        (
            row.verification_id,
            lines[row.verification_id].agency_name,
            Disagreement(
                row.item,
                row.document,
                _read(row.ours),
                row.our_name,
                _read(row.theirs),
                row.their_name,
                row.counts,
                row.reason,
                row.settled_by,
                row.settled_at,
            ),
        )
        for row in rows
        if row.verification_id in lines
    ]
    return tuple(sorted(found, key=lambda each: not each[2].is_open))


def settle(tx: Transaction, verification: str, item: str, document: str, counts: Side, reason: str) -> Sheet:
    """Say whose answer counts where two differ, and why; both stay. Refusal `disagreement.unknown`, `workflow.reason_missing`."""
    checklist = working.start(tx, verification, _VERB)
    key = {"verification_id": verification, "item": item, "document": document}
    given = note(reason, "reason.label")
    if not given.strip():
        raise Refusal("workflow.reason_missing")
    columns = _DISAGREEMENT.c
    here = (columns.verification_id == verification) & (columns.item == item) & (columns.document == document)
    row = tx.connection.execute(select(columns.ours, columns.theirs).where(here)).first()
    if row is None:
        raise Refusal("disagreement.unknown")
    chosen = _read(row.theirs if counts == "theirs" else row.ours)
    working.put_answer(tx, item, level=chosen.level, not_applicable=chosen.not_applicable, reason=chosen.reason)
    tx.put(tables.Disagreement, key, counts=counts, reason=given, settled_by=tx.actor.name, settled_at=tx.stamp)
    return working.finish(tx, (checklist.items[item].area,))


def _wanted(tx: Transaction, document: str) -> tuple[Handover, str]:
    found = handed.documents(tx).get(document)
    if found is None or document not in {each.document for each in waiting(tx)}:
        raise Refusal("merge.unknown")
    verification = _mine(tx, found)
    if not verification:
        raise Refusal("merge.none", agency=found.agency.name, round=found.round)
    return found, verification


def _mine(tx: Transaction, document: Handover) -> str:
    columns = _VERIFICATION.c
    same = (columns.agency_code == document.agency.code) & (columns.round_id == document.round)
    mine = (columns.checklist_digest == document.checklist.digest) & (columns.person_id == tx.actor.person) & ~columns.is_second
    return str(tx.connection.execute(select(columns.id).where(same, mine)).scalar() or "")


def _answer(item: HandedItem) -> Answer:
    counts = {key: Counted(Fraction(each.n), Fraction(each.of) if each.of else None) for key, each in item.counts.items()}
    return Answer(item.level, item.not_applicable, item.reason, item.note, counts)


def _merge_item(tx: Transaction, line: SheetLine, item: HandedItem, document: str, names: tuple[str, str]) -> None:
    code, here, there = line.item.code, line.answer, _answer(item)
    standing = rules.standing(here, there)
    if standing == "differs":
        key = {"verification_id": tx.verification, "item": code, "document": document}
        tx.put(tables.Disagreement, key, ours=_written(here), our_name=names[0], theirs=_written(there), their_name=names[1])
    if standing == "new" and there.is_given:
        working.put_answer(tx, code, level=there.level, not_applicable=there.not_applicable, reason=there.reason)
    both = rules.noted(here.note, there.note, names[1])
    if both != here.note and len(both) <= NOTE_LIMIT:
        working.put_answer(tx, code, note=both)
    for name, counted in there.counts.items():
        if name not in here.counts:
            working.put_count(tx, code, name, counted)


def _same(told: EvidenceResult, sheet: Sheet) -> Evidence | None:
    """What is registered here already and says the same."""
    said = told.model_dump()
    return next((each for each in sheet.evidence if all(getattr(each, name) == value for name, value in said.items())), None)


def _registered(tx: Transaction, sheet: Sheet, told: EvidenceResult) -> str:
    here = _same(told, sheet)
    if here is not None:
        return here.code
    rows: Mapping[str, object] = told.model_dump()
    code = evidence.next_code(tx, tx.verification)
    tx.put(tables.Evidence, {"verification_id": tx.verification, "code": code}, **rows)
    return code


def _written(answer: Answer) -> str:
    told = {"level": answer.level, "not_applicable": answer.not_applicable, "reason": answer.reason, "note": answer.note}
    return json.dumps(told, ensure_ascii=False)


def _read(text: str) -> Answer:
    told = json.loads(text)
    return Answer(told["level"], told["not_applicable"], told["reason"], told["note"])
