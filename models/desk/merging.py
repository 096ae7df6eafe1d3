"""Merging what others hand over into one's own verification of the same agency: what is new comes in, what differs is kept both ways."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final, Literal

from sqlalchemy import Row, select

from models.desk import handed, keeping, listed, moving, reading, uniting, visited, working
from models.documents.handover import HandedCount, HandedItem, Handover, MergedAnswer
from models.documents.verified import EvidenceResult
from models.documents.visited import HandedDay, HandedFinding
from models.errors import Refusal
from models.handovers import Disagreement, Handed, MergeEntry, MergePreview
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules import merging as rules
from models.rules.answers import Answer, Counted
from models.rules.numbers import plain
from models.text import LINE_LIMIT, note
from models.views import Evidence, Sheet, SheetLine

_CHECKLIST: Final = table(tables.Checklist)
_CONTRIBUTION: Final = table(tables.Contribution)
_DISAGREEMENT: Final = table(tables.Disagreement)
_VERIFICATION: Final = table(tables.Verification)
_VERB: Final = "handover.merge"
Side = Literal["ours", "theirs"]
_Findings = tuple[HandedFinding, HandedFinding]


def waiting(tx: Transaction) -> tuple[Handed, ...]:
    """The areas that were handed over to the actor and are not merged, the oldest first."""
    merged = _merged(tx)
    found = [_handed(tx, digest, each) for digest, each in handed.areas_for(tx, tx.actor.person).items() if digest not in merged]
    return tuple(sorted(found, key=lambda each: (each.handed_at, each.document)))


def waiting_for(tx: Transaction, verification: str) -> tuple[Handed, ...]:
    """Those of the agency and round of a verification."""
    line = listed.one(tx, verification)
    return () if line is None else tuple(each for each in waiting(tx) if (each.agency, each.round) == (line.agency, line.round))


def _handed(tx: Transaction, digest: str, document: Handover) -> Handed:
    used, (verification, other, may_follow) = document.checklist, _mine(tx, document)
    head = (digest, document.agency.code, document.agency.name, document.round, document.giver.name, document.areas, document.handed_at)
    is_current = may_follow and reading.round_named(tx, document.round).checklist_digest == used.digest
    return Handed(*head, verification, f"{used.id} {used.version}", other, is_current)


def preview(tx: Transaction, document: str) -> MergePreview:
    """What merging would do, item by item; Refusals `merge.unknown`, `merge.none` where nothing of one's own is there, `merge.apart_…`."""
    found, verification = _wanted(tx, document)
    sheet = reading.sheet(tx, verification)
    entries = []
    for code, item in found.items.items():
        here, there = sheet.line(code).answer, _answer(item)
        standing = rules.standing(here, there, found.giver.name)
        if standing is not None:
            entries.append(MergeEntry(code, standing, here, there))
    new = sum(_same(each, sheet) is None for each in found.evidence.values())
    day = visited.told(tx, verification)
    head = (document, verification, sheet.agency.name, sheet.round, found.giver.name)
    return MergePreview(*head, tuple(entries), new, uniting.findings(day, found), *uniting.recalculations(day, found))


def merge(tx: Transaction, document: str) -> Sheet:
    """Merge areas that were handed over: what is new comes in, notes and evidence are kept from both, what differs is to be settled.

    Findings and recalculations of their items come as `uniting` says.

    Raises:
        Refusal: as `preview` gives, what permits no work on the verification, `count.exceeds`.
    """
    found, verification = _wanted(tx, document)
    checklist = working.start(tx, verification, _VERB)
    sheet = reading.sheet(tx, verification)
    codes = {code: _registered(tx, sheet, each) for code, each in found.evidence.items()}
    names = (sheet.verifier, found.giver.name)
    differing = uniting.unite(tx, verification, found)
    for code, item in found.items.items():
        there = _cite(tx, sheet.line(code), item, codes, found.giver.name)
        _merge_item(tx, sheet.line(code), there, document, names, differing.pop(code, None))
    for code, both in differing.items():
        _merge_item(tx, sheet.line(code), Answer(), document, names, both)
    handed.contribute(tx, verification, document, found)
    working.require_counts(tx, checklist)
    return working.finish(tx, found.areas)


def disagreements(tx: Transaction) -> tuple[tuple[str, str, Disagreement], ...]:
    """Where merged answers differ in the actor's verifications, with the verification and its agency; those not settled first."""
    lines = {line.id: line for line in listed.of_person(tx, tx.actor.person)}
    rows = tx.connection.execute(select(_DISAGREEMENT).order_by(_DISAGREEMENT.c.verification_id, _DISAGREEMENT.c.item)).all()
    mine = [row for row in rows if row.verification_id in lines]
    sheets = {id_: (reading.sheet(tx, id_), visited.told(tx, id_)) for id_ in {row.verification_id for row in mine if not row.counts}}

    def told(row: Row[Any]) -> Disagreement:
        return _told(row, row.ours if row.counts else _stands(row, *sheets[row.verification_id]))

    found = [(row.verification_id, lines[row.verification_id].agency_name, told(row)) for row in mine]
    return tuple(sorted(found, key=lambda each: not each[2].is_open))


def settle(tx: Transaction, verification: str, item: str, document: str, counts: Side, reason: str) -> Sheet:
    """Say whose answer counts where two differ, and why; both stay. Until then ours is what stands here by now, not when it was merged.

    Raises:
        Refusal: what permits no work on it, `disagreement.unknown`, `workflow.reason_missing`, `count.exceeds`.
    """
    checklist = working.start(tx, verification, _VERB)
    key = {"verification_id": verification, "item": item, "document": document}
    given = note(reason, "reason.label")
    if not given.strip():
        raise Refusal("workflow.reason_missing")
    columns = _DISAGREEMENT.c
    here = (columns.verification_id == verification) & (columns.item == item) & (columns.document == document)
    row = tx.connection.execute(select(_DISAGREEMENT).where(here)).first()
    if row is None:
        raise Refusal("disagreement.unknown")
    ours = row.ours if row.counts else _stands(row, reading.sheet(tx, verification), visited.told(tx, verification))
    _settled(tx, row, ours, counts)
    tx.put(tables.Disagreement, key, ours=ours, counts=counts, reason=given, settled_by=tx.actor.name, settled_at=tx.stamp)
    working.require_counts(tx, checklist)
    return working.finish(tx, (checklist.items[item].area,))


def _wanted(tx: Transaction, document: str) -> tuple[Handover, str]:
    found = handed.areas_for(tx, tx.actor.person).get(document)
    if found is None or document in _merged(tx):
        raise Refusal("merge.unknown")
    verification, other, _ = _mine(tx, found)
    if other:
        told = _handed(tx, document, found)
        names = {"giver": told.giver, "agency": told.agency_name, "theirs": told.checklist, "mine": other}
        raise Refusal("merge.apart_mine" if told.is_current else "merge.apart_theirs", **names)
    if not verification:
        raise Refusal("merge.none", agency=found.agency.name, round=found.round)
    return found, verification


def _merged(tx: Transaction) -> frozenset[str]:
    return frozenset(tx.connection.execute(select(_CONTRIBUTION.c.document)).scalars())


def _mine(tx: Transaction, document: Handover) -> tuple[str, str, bool]:
    """The actor's verification that areas are merged into; the checklist of theirs where that goes by another, and whether it can follow.

    What was moved on from the checklist of the areas does not go back.
    """
    columns, used = _VERIFICATION.c, _CHECKLIST.c
    same = (columns.agency_code == document.agency.code) & (columns.round_id == document.round)
    mine = (columns.person_id == tx.actor.person) & ~columns.is_second
    asked = select(columns.id, columns.checklist_digest, used.id.label("checklist"), used.version)
    joined = asked.join(_CHECKLIST, used.digest == columns.checklist_digest).where(same, mine)
    rows: Sequence[Any] = tx.connection.execute(joined.order_by(columns.touched_at.desc(), columns.id)).all()
    moved = moving.followers(tx, [row.id for row in rows])
    left = [row for row in rows if row.id not in moved]
    found = next((row.id for row in left if row.checklist_digest == document.checklist.digest), "")
    other = "" if found or not left else f"{left[0].checklist} {left[0].version}"
    return found, other, bool(other) and all(row.checklist_digest != document.checklist.digest for row in rows)


def _answer(item: HandedItem) -> Answer:
    return Answer(item.level, item.not_applicable, item.reason, item.note, _counted(item.counts), item.carried)


def _merge_item(
    tx: Transaction, line: SheetLine, there: Answer, document: str, names: tuple[str, str], findings: _Findings | None = None
) -> None:
    code, here, (mine, theirs) = line.item.code, line.answer, names
    standing = rules.standing(here, there, theirs)
    if standing == "differs" or findings is not None:
        # Where it is the findings alone, no answer is put against another.
        answers = (here, there) if standing == "differs" else (Answer(), Answer())
        ours_, theirs_ = (_written(answer, finding) for answer, finding in zip(answers, findings or (None, None), strict=True))
        key = {"verification_id": tx.verification, "item": code, "document": document}
        tx.put(tables.Disagreement, key, ours=ours_, our_name=mine, theirs=theirs_, their_name=theirs)
    if standing == "new" and there.is_given:
        given = {"level": there.level, "not_applicable": there.not_applicable, "reason": there.reason}
        working.put_answer(tx, code, **given, is_carried=there.is_carried)
    if standing == "same":
        working.put_answer(tx, code, reason=rules.noted(here.reason, there.reason, theirs))
    if rules.fits(here.note, there.note, theirs):
        working.put_answer(tx, code, note=rules.noted(here.note, there.note, theirs))
    for name in there.counts.keys() - here.counts.keys():
        working.put_count(tx, code, name, there.counts[name])


def _cite(tx: Transaction, line: SheetLine, item: HandedItem, codes: Mapping[str, str], giver: str) -> Answer:
    """Cite what the other cites, at both places where they name two; their answer, with the places for which a line has no room."""
    there, cited = _answer(item), {citation.evidence.code: citation.place for citation in line.citations}
    for theirs, citation in item.citations.items():
        code = codes[theirs]
        place = cited.get(code, "")
        both = f"{place}; {giver}: {citation.place}" if place and citation.place not in ("", place) else place or citation.place
        if len(both) > LINE_LIMIT:
            there = replace(there, note=rules.noted(there.note, f"{code}: {citation.place}", giver))
            both = place
        cited[code] = both
        tx.put(tables.Citation, {"verification_id": tx.verification, "item": line.item.code, "evidence": code}, place=both)
    return there


def _stands(row: Row[Any], sheet: Sheet, day: HandedDay) -> str:
    """What stands here on an item that is not settled, as the disagreement keeps it: as it was merged, unless it was changed since."""
    merged, theirs, here = handed.heard(row.ours), _read(row.theirs), sheet.line(row.item).answer
    ours, finding = _read(row.ours), merged.finding and day.findings.get(row.item, merged.finding)
    if ours != theirs:
        note_ = rules.noted(ours.note, theirs.note, row.their_name) if rules.fits(ours.note, theirs.note, row.their_name) else ours.note
        left = replace(ours, note=note_, counts={**theirs.counts, **ours.counts})
        ours = ours if left == replace(here, is_carried=False) else here
    return _written(ours, finding)


def _settled(tx: Transaction, row: Row[Any], said: str, counts: Side) -> None:
    """Let one of two answers and findings stand, with what could not be kept from both; `said` is what ours says."""
    ours, theirs = _read(said), _read(row.theirs)
    chosen, other = (theirs, ours) if counts == "theirs" else (ours, theirs)
    finding = handed.heard(row.theirs if counts == "theirs" else said).finding
    if finding is not None:
        uniting.put_finding(tx, tx.verification, row.item, finding)
    if ours == theirs:
        return
    working.put_answer(tx, row.item, level=chosen.level, not_applicable=chosen.not_applicable, reason=chosen.reason)
    if not rules.fits(ours.note, theirs.note, row.their_name):
        working.put_answer(tx, row.item, note=chosen.note)
    for name in chosen.counts.keys() & other.counts.keys():
        working.put_count(tx, row.item, name, chosen.counts[name])
    if counts == "theirs":
        _recalculated(tx, row.item, row.document)


def _recalculated(tx: Transaction, item: str, document: str) -> None:
    """Let the recalculation follow the answer that counts."""
    # A disagreement that came with the whole of a verification may name a document that is not here.
    found = keeping.parsed(tx, document) if keeping.kind_of(tx, document) == "handover" else None
    sheet = found.day.recalculations.get(item) if isinstance(found, Handover) else None
    if sheet is not None:
        visited.put_recalculation(tx, tx.verification, item, sheet)


def _same(told: EvidenceResult, sheet: Sheet) -> Evidence | None:
    """What is registered here already and says the same."""
    # What was read at its location on either laptop is the same thing handed over.
    said = told.model_dump(exclude={"digest", "size"})
    return next((each for each in sheet.evidence if all(getattr(each, name) == value for name, value in said.items())), None)


def _registered(tx: Transaction, sheet: Sheet, told: EvidenceResult) -> str:
    here = _same(told, sheet)
    if here is not None:
        return here.code
    rows: Mapping[str, object] = told.model_dump()
    code = working.next_code(tx, tx.verification)
    tx.put(tables.Evidence, {"verification_id": tx.verification, "code": code}, **rows)
    return code


def _told(row: Row[Any], said: str) -> Disagreement:
    ours, theirs = (handed.heard(told).finding for told in (said, row.theirs))
    return Disagreement(
        row.item,
        row.document,
        _read(said),
        row.our_name,
        _read(row.theirs),
        row.their_name,
        row.counts,
        row.reason,
        row.settled_by,
        row.settled_at,
        None if ours is None else uniting.finding(row.item, ours),
        None if theirs is None else uniting.finding(row.item, theirs),
    )


def _written(answer: Answer, finding: HandedFinding | None) -> str:
    counts = {name: HandedCount(n=plain(each.count), of="" if each.of is None else plain(each.of)) for name, each in answer.counts.items()}
    told = {name: getattr(answer, name) for name in ("level", "not_applicable", "reason", "note")}
    return handed.said(MergedAnswer(**told, counts=counts, finding=finding))


def _read(text: str) -> Answer:
    told = handed.heard(text)
    return Answer(told.level, told.not_applicable, told.reason, told.note, _counted(told.counts))


def _counted(told: Mapping[str, HandedCount]) -> dict[str, Counted]:
    return {key: Counted(Fraction(each.n), Fraction(each.of) if each.of else None) for key, each in told.items()}
