"""Answers carried over: a verification moved to another version of its checklist, or begun with those of a round before.

An answer goes along only where its item means the same, and is to be confirmed. What was noted of a day, counts, base figures, facts and
what the agency says of itself go along within a round alone: a year later they are others.
"""

from typing import Any, Final

from sqlalchemy import Row, case, select

from models.desk import along, checklists, drafts, entering, handed, moving, reading, succeeding, verifications, versions, working
from models.desk.along import Plan
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules import asking
from models.rules.answers import Answer
from models.rules.carryover import carried, compared, parts
from models.rules.permissions import Standing
from models.versions import Carrying, EarlierItem, KnownChecklist, unconfirmed
from models.views import Citation, Evidence, Sheet

_AGENCY: Final = table(tables.Agency)
_ANSWER: Final = table(tables.Answer)
_CITATION: Final = table(tables.Citation)
_EVIDENCE: Final = table(tables.Evidence)
_PERSON: Final = table(tables.Person)
_ROUND: Final = table(tables.Round)
_VERIFICATION: Final = table(tables.Verification)
_GIVEN: Final = (_ANSWER.c.level.is_not(None)) | _ANSWER.c.not_applicable
_RANK: Final = {state: rank for rank, state in enumerate(("issued", "approved", "submitted", "returned", "draft", "withdrawn"))}
"""Whose answers are taken where several verified an agency in a round: those that got furthest."""


def targets(tx: Transaction, verification: str) -> tuple[KnownChecklist, ...]:
    """The checklists that a verification can be moved to, other versions of its own first."""
    here, _ = reading.pinned(tx, verification)
    others = [line for line in checklists.lines(tx) if line.digest != here.digest]
    return tuple(sorted(others, key=lambda line: not line.name.startswith(f"{here.id} ")))


def preview_move(tx: Transaction, verification: str, checklist: str) -> Carrying:
    """What moving a verification to another version of its checklist would do.

    Raises:
        Refusal: what permits no work on it, `checklist.unknown`, `carry.same`, `carry.exists`, `carry.open`, `carry.drafts`.
    """
    return _told(tx, _moving(tx, verification, checklist))


def move(tx: Transaction, verification: str, checklist: str) -> str:
    """Move a verification to another version of its checklist: the id of the new one; the old one stays to be read.

    Raises:
        Refusal: as `preview_move` gives.
    """
    plan = _moving(tx, verification, checklist)
    # One that comes with the program is known, but not kept here before something goes by it.
    versions.keep(tx, versions.bodies(tx)[plan.new.digest])
    return _carry(tx, plan)


def preview_start(tx: Transaction, agency: str, round_id: str = "") -> Carrying | None:
    """What beginning an agency in a round with the answers of the last one would do; None where it is begun, or has no earlier one.

    Raises:
        Refusal: `round.missing`, `round.unknown`, `round.closed`.
    """
    plan = _starting(tx, agency, round_id)
    return None if plan is None else _told(tx, plan)


def start(tx: Transaction, agency: str, round_id: str = "") -> str:
    """Begin an agency in a round with the answers of the last one: the id of the new verification.

    Raises:
        Refusal: what permits no beginning, as `preview_start` gives, `carry.no_earlier` where `preview_start` gives nothing.
    """
    tx.require("verification.open", Standing())
    plan = _starting(tx, agency, round_id)
    if plan is None:
        raise Refusal("carry.no_earlier", agency=agency)
    return _carry(tx, plan)


def confirm(tx: Transaction, verification: str, item: str) -> Sheet:
    """Let a carried answer stand as it is; Refusal `carry.nothing` where it is none, or what permits no work here."""
    working.start(tx, verification, "answer.record")
    if not reading.sheet(tx, verification).line(item).answer.is_carried:
        raise Refusal("carry.nothing", item=item)
    working.put_answer(tx, item, is_carried=False)
    return working.finish(tx)


def confirm_area(tx: Transaction, verification: str, area: str) -> Sheet:
    """Let all carried answers of an area stand as they are, as one act; Refusals as for `confirm`."""
    working.start(tx, verification, "answer.record")
    found = unconfirmed(reading.sheet(tx, verification), area)
    if not found:
        raise Refusal("carry.nothing", item=area)
    for code in found:
        working.put_answer(tx, code, is_carried=False)
    return working.finish(tx)


def earlier(tx: Transaction, verification: str, item: str) -> EarlierItem | None:
    """How an item stood in the verification that this one follows; None where it follows none that is here."""
    row = _row(tx, verification)
    before = None if row is None or not row.follows else _row(tx, row.follows)
    if row is None or before is None:
        return None
    old, new = (reading.checklist(tx, each.checklist_digest) for each in (before, row))
    told = {"verification": before.id, "checklist": old.name, "round": before.round_id}
    if item not in old.items:
        return EarlierItem(**told, item=None, parts=(), answer=None, citations=())
    # Only what is asked for: of a long checklist the whole sheet would be read at every step of the cursor.
    here = _ANSWER.c
    asked = select(here.level, here.not_applicable, here.reason, here.note)
    answer = tx.connection.execute(asked.where(here.verification_id == before.id, here.item == item)).first()
    return EarlierItem(
        **told,
        item=old.items[item],
        parts=parts(old.items[item], new.items[item]),
        answer=None if answer is None else Answer(*answer),
        citations=_cited(tx, before.id, item),
    )


def _cited(tx: Transaction, verification: str, item: str) -> tuple[Citation, ...]:
    here = _CITATION.c
    asked = select(_EVIDENCE, here.place).join(
        _CITATION, (here.verification_id == _EVIDENCE.c.verification_id) & (here.evidence == _EVIDENCE.c.code)
    )
    rows = tx.connection.execute(asked.where(here.verification_id == verification, here.item == item).order_by(_EVIDENCE.c.code)).all()
    return tuple(Citation(Evidence(*(getattr(row, name) for name in Evidence.__slots__)), row.place) for row in rows)


def round_of(tx: Transaction, verification: str) -> str:
    """The round of a verification; empty where it is not here."""
    row = _row(tx, verification)
    return "" if row is None else str(row.round_id)


def _row(tx: Transaction, verification: str) -> Row[Any] | None:
    return tx.connection.execute(select(_VERIFICATION).where(_VERIFICATION.c.id == verification)).first()


def _moving(tx: Transaction, verification: str, wanted: str) -> Plan:
    old, standing = reading.pinned(tx, verification)
    tx.require("verification.move", standing)
    new = checklists.named(tx, wanted)
    if new.digest == old.digest:
        raise Refusal("carry.same", checklist=new.name)
    row = _row(tx, verification)
    assert row is not None
    here = _VERIFICATION.c
    same = (here.agency_code == row.agency_code, here.round_id == row.round_id, here.checklist_digest == new.digest)
    other = tx.connection.execute(select(here.id).where(*same, here.person_id == row.person_id)).scalar()
    if other is not None:
        raise Refusal("carry.exists", checklist=new.name, verification=other)
    open_ = handed.open_items(tx, verification)
    if open_:
        raise Refusal("carry.open", count=len(open_), first=open_[0])
    if drafts.under(tx, f"{verification}/"):
        raise Refusal("carry.drafts")
    return Plan(verification, row.agency_code, old, row.round_id, new, row.round_id)


def _starting(tx: Transaction, agency: str, round_id: str) -> Plan | None:
    here = reading.round_named(tx, round_id) if round_id else reading.current_round(tx)
    begun = select(_VERIFICATION.c.id).where(_VERIFICATION.c.agency_code == agency, _VERIFICATION.c.round_id == here.id)
    left = succeeding.left_behind(tx, agency, here.id)
    if left is None and tx.connection.execute(begun.limit(1)).first() is not None:
        return None
    here.require_open()
    day = select(_ROUND.c.day).where(_ROUND.c.id == here.id).scalar_subquery()
    answered = select(_ANSWER.c.item).where(_ANSWER.c.verification_id == _VERIFICATION.c.id, _GIVEN).exists()
    whose = _VERIFICATION.c.agency_code
    before = select(_AGENCY.c.predecessor).where(_AGENCY.c.code == agency, _AGENCY.c.predecessor != "").scalar_subquery()
    # Of one that got another code or was split off, what its predecessor had; what that one still answers this year is its own.
    of_agency = (whose == agency) | ((whose == before) & (_VERIFICATION.c.round_id != here.id))
    asked = (
        select(_VERIFICATION)
        .join(_ROUND, _ROUND.c.id == _VERIFICATION.c.round_id)
        .where(of_agency, _ROUND.c.day <= day, ~_VERIFICATION.c.is_second, answered)
        .order_by(whose != agency, _ROUND.c.day.desc(), _ROUND.c.opened_at.desc())
        .order_by(case(_RANK, value=_VERIFICATION.c.state, else_=len(_RANK)))
        .order_by(_VERIFICATION.c.touched_at.desc(), _VERIFICATION.c.id)
    )
    # What was never submitted stands with whoever typed it, half done.
    rows = tx.connection.execute(asked.where((_VERIFICATION.c.round_id != here.id) | (_VERIFICATION.c.submission != ""))).all()
    moved = moving.followers(tx, [row.id for row in rows])
    row = next((row for row in rows if row.id not in moved), None)
    if row is None or (left is not None and row.round_id != here.id):
        # Of somebody else's draft nothing is taken, and what stood a year ago is older than it.
        return None
    old, new = (reading.checklist(tx, digest) for digest in (row.checklist_digest, here.checklist_digest))
    return Plan(row.id, agency, old, row.round_id, new, here.id)


def _told(tx: Transaction, plan: Plan) -> Carrying:
    given = set(tx.connection.execute(select(_ANSWER.c.item).where(_ANSWER.c.verification_id == plan.verification, _GIVEN)).scalars())
    row = _row(tx, plan.verification)
    assert row is not None
    named = select(_AGENCY.c.code, _AGENCY.c.name).where(_AGENCY.c.code.in_({plan.agency, row.agency_code}))
    names = {each.code: each.name for each in tx.connection.execute(named)}
    along = len(given.intersection(carried(plan.old, plan.new)))
    return Carrying(
        verification=plan.verification,
        agency=plan.agency,
        agency_name=names[plan.agency],
        old=plan.old,
        old_round=plan.old_round,
        new=plan.new,
        round=plan.round,
        changes=compared(plan.old, plan.new),
        carried=along,
        again=len(given) - along,
        is_returned=plan.is_same_round and row.state == "returned",
        predecessor=names[row.agency_code] if row.agency_code != plan.agency else "",
        left_by=_name(tx, row.person_id) if plan.is_same_round and row.person_id != tx.actor.person else "",
    )


def _name(tx: Transaction, person: str) -> str:
    return str(tx.connection.execute(select(_PERSON.c.name).where(_PERSON.c.id == person)).scalar())


def _carry(tx: Transaction, plan: Plan) -> str:
    verifications.put(tx, plan.agency, reading.CurrentRound(plan.round, plan.new.digest), follows=plan.verification)
    for model, goes in along.ROWS.items():
        of = table(model)
        keys = [column.name for column in of.primary_key if column.name != "verification_id"]
        for row in tx.connection.execute(select(of).where(of.c.verification_id == plan.verification)).mappings().all():
            if goes(plan, row):
                values = {name: value for name, value in row.items() if name not in (*keys, "verification_id")}
                key = {"verification_id": tx.verification, **{name: row[name] for name in keys}}
                tx.put(model, key, **values | along.changed(plan, model, row))
    before = _row(tx, plan.verification)
    if before is not None and plan.is_same_round and before.person_id != tx.actor.person:
        succeeding.credit(tx, before.submission)
    asked = select(_ANSWER.c.item, _ANSWER.c.level, _ANSWER.c.not_applicable).where(_ANSWER.c.verification_id == tx.verification)
    answers = {row.item: Answer(row.level, row.not_applicable) for row in tx.connection.execute(asked)}
    kind = tx.connection.execute(select(_AGENCY.c.type).where(_AGENCY.c.code == plan.agency)).scalar()
    entering.put_progress(tx, tx.verification, asking.progress(asking.asked(plan.new, answers, str(kind)), answers))
    return tx.verification
