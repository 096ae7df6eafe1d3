"""The acceleration agenda worked on: drafted from the gaps, changed, tracked, signed as it stands, and each act taken back.

A verdict freezes none of it: what was planned is followed up long after.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import select

from models.agenda import Action, Agenda
from models.desk import drafts, freeze, intake, planned, reading
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import agenda as doc
from models.documents import kinds, parts, stating
from models.documents import verified as told
from models.errors import Refusal
from models.ledger import tables, trail
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.moments import local_date
from models.rules import agenda as rules
from models.rules.agenda import PLANNED, Gap
from models.rules.answers import item as known_item
from models.rules.checklist import Checklist, Item, Scale
from models.rules.permissions import Standing

_EVIDENCE: Final = table(tables.Evidence)
_PLAN: Final = "agenda.plan"
_SIGN: Final = "agenda.sign"
_UNDOABLE: Final = ("agenda.draft", "agenda.add", "agenda.record", "agenda.mark", "agenda.remove", "agenda.take")
_TARGET: Final = ("level", "number", "unit")


def of(tx: Transaction, verification: str) -> Agenda:
    """The agenda of a verification, empty while nothing is planned; Refusal `verification.unknown`, `second.not_the_result`."""
    found = planned.of(tx, verification)
    tx.require(_PLAN, _standing(tx, verification))
    if found is not None:
        return found
    sheet = reading.sheet(tx, verification)
    agency = sheet.agency
    region = agency.name if agency.type == "provinsi" else agency.province
    named = (verification, agency.code, agency.name, agency.type, region, sheet.round, sheet.checklist.name)
    return Agenda(*named, actions=(), today=local_date(tx.moment).isoformat())


def gaps(tx: Transaction, verification: str) -> tuple[Gap, ...]:
    """The gaps of a verification with no action yet, the weightiest first; none where only its agenda is here."""
    if tx.is_new(tables.Verification, {"id": verification}):
        return ()
    sheet, found = reading.sheet(tx, verification), planned.of(tx, verification)
    answers = {line.item.code: line.answer for line in sheet.lines}
    return tuple(gap for gap in rules.gaps(sheet.asked, answers, sheet.gates) if found is None or not found.of(gap.item.code))


def draft(tx: Transaction, verification: str, texts: Mapping[str, tuple[str, str]], quarters: int) -> Agenda:
    """Put down an action for each gap that has none and of whose item `texts` tell action and output; what is there stays as it is.

    Raises:
        Refusal: `verification.unknown`, what permits none, `agenda.no_gaps`, `text.too_long`.
    """
    checklist = _start(tx, verification)
    wanted = [gap for gap in gaps(tx, verification) if gap.item.code in texts]
    if checklist is None or not wanted:
        raise Refusal("agenda.no_gaps", agency=of(tx, verification).agency)
    deadline = rules.proposed_deadline(local_date(tx.moment), quarters).isoformat()
    _change(tx, verification)
    for gap in wanted:
        action, output = texts[gap.item.code]
        entered = {"action": action, "output": output, "level": str(gap.wanted), "deadline": deadline}
        values = rules.admit(gap.item.code, entered, gap.item.scale.levels)
        _put(tx, verification, _next_code(tx, verification), gap.item, values, was=str(gap.level), gate="yes" if gap.is_gate else "")
    return of(tx, verification)


def add(tx: Transaction, verification: str, item: str, entered: Mapping[str, str]) -> Action:
    """Plan another action on an item.

    Raises:
        Refusal: what permits none, `answer.unknown_item`, `checklist.digest` where its checklist is not here, and as
            `rules.agenda.admit` gives.
    """
    checklist = _start(tx, verification)
    if checklist is None:
        raise Refusal("agenda.no_checklist")
    asked = known_item(checklist, item)
    level = None
    if not tx.is_new(tables.Verification, {"id": verification}):
        level = reading.sheet(tx, verification).line(asked.code).answer.level
    values = rules.admit(asked.code, entered, asked.scale.levels)
    _change(tx, verification)
    code = _next_code(tx, verification)
    _put(tx, verification, code, asked, values, was="" if level is None else str(level))
    return _action(tx, verification, code)


def record(tx: Transaction, verification: str, code: str, entered: Mapping[str, str]) -> Action:
    """Change what is planned; Refusals as `rules.agenda.admit` gives, `agenda.unknown`, what permits none."""
    _start(tx, verification)
    here = _action(tx, verification, code)
    values = rules.admit(here.item, entered, Scale(here.scale).levels)
    _set(tx, verification, here, values)
    return _action(tx, verification, here.code)


def mark(tx: Transaction, verification: str, code: str, entered: Mapping[str, str]) -> Action:
    """Say how far an action has come.

    Raises:
        Refusal: as `rules.agenda.admit_status` gives, `agenda.cited` for evidence that is not registered, `agenda.unknown`, what permits
            none.
    """
    _start(tx, verification)
    here = _action(tx, verification, code)
    values = rules.admit_status(here.item, entered, local_date(tx.moment))
    if values["cited"] and values["cited"] != here.cited:
        key = {"verification_id": verification, "code": values["cited"]}
        if tx.is_new(tables.Evidence, key):
            raise Refusal("agenda.cited", evidence=values["cited"])
    _set(tx, verification, here, values)
    return _action(tx, verification, here.code)


def remove(tx: Transaction, verification: str, code: str) -> Agenda:
    """Take an action off that no signed agenda tells; Refusal `agenda.unknown`, `agenda.signed` (those are dropped with a reason)."""
    _start(tx, verification)
    here = _action(tx, verification, code)
    if here.code in planned.signed_codes(tx, verification):
        raise Refusal("agenda.signed", code=here.code)
    _change(tx, verification)
    tx.drop(tables.Action, {"verification_id": verification, "code": here.code})
    drafts.forget(tx, place(verification, here.code))
    return of(tx, verification)


def take(tx: Transaction, verification: str, digest: str) -> Agenda:
    """Go on from a signed agenda that stands beside this one, whose own changes are given up; Refusal `document.unknown`."""
    _start(tx, verification)
    if digest not in planned.current(tx, verification):
        raise Refusal("document.unknown", document=digest)
    planned.follow(tx, verification, digest)
    return of(tx, verification)


def undo(tx: Transaction, verification: str) -> str:
    """Take back the actor's last act on an agenda, and give its name; Refusal `undo.nothing`, `undo.changed`, what permits none."""
    _start(tx, verification)
    entry = trail.last_undoable(tx.connection, verification, tx.actor.person, _UNDOABLE)
    if entry is None:
        raise Refusal("undo.nothing")
    tx.undoes = entry.seq
    for write in reversed(entry.writes):
        if not tx.revert(write):
            raise Refusal("undo.changed")
    return entry.verb


def drawn_up(tx: Transaction, verification: str, *, over: bool = False) -> Frozen:
    """The agenda as it stands, yet to be signed; it takes the place of all that are here, of those beside it only where `over` says so.

    Raises:
        Refusal: what permits none, `agenda.empty`, `agenda.same` where nothing changed since it was signed, `agenda.beside` where others
            stand beside it, and as `freeze.frozen` gives.
    """
    found = _ready(tx, verification, over=over)
    return _frozen(tx, found, tx.stamp)


def sign(tx: Transaction, verification: str, signed: Signed) -> Agenda:
    """Enter the agenda that was drawn up and signed; Refusals as `drawn_up` gives, `document.changed`, why others would refuse it."""
    document = kinds.demanded(signed, doc.Agenda)
    found = _ready(tx, verification, over=True)
    if _frozen(tx, found, document.written_at).body != signed.body:
        raise Refusal("document.changed", agency=document.agency.name)
    tx.verification = verification
    tx.put(tables.Agenda, {"verification_id": verification}, changed_at="")
    intake.enter(tx, signed)
    return of(tx, verification)


def place(verification: str, code: str) -> str:
    """The place of what is being typed of an action."""
    return f"{verification}/action/{code}"


def evidence(tx: Transaction, verification: str) -> tuple[tuple[str, str], ...]:
    """Code and title of the evidence that an action may cite."""
    asked = select(_EVIDENCE.c.code, _EVIDENCE.c.title).where(_EVIDENCE.c.verification_id == verification)
    rows = tx.connection.execute(asked).all()
    return tuple((row.code, row.title) for row in planned.in_order(rows))


def _standing(tx: Transaction, verification: str) -> Standing:
    if not tx.is_new(tables.Verification, {"id": verification}):
        return reading.pinned(tx, verification)[1]
    if planned.head(tx, verification) is None:
        raise Refusal("verification.unknown", verification=verification)
    return Standing()


def _start(tx: Transaction, verification: str) -> Checklist | None:
    """The checklist of an agenda on which the actor may act, None where it is not here."""
    tx.require(_PLAN, _standing(tx, verification))
    tx.verification = verification
    return planned.checklist(tx, verification)


def _change(tx: Transaction, verification: str) -> None:
    """Keep that the agenda says something else now than what was signed."""
    key, here = {"verification_id": verification}, planned.head(tx, verification)
    if here is None:
        sheet = reading.sheet(tx, verification)
        of_sheet = {"agency_code": sheet.agency.code, "round_id": sheet.round, "checklist_digest": sheet.checklist.digest}
        unsigned = {"document": "", "person": "", "written_at": "", "revision": 0}
        tx.put(tables.Agenda, key, **of_sheet, **unsigned, changed_at=tx.stamp)
    elif not here.changed_at:
        tx.put(tables.Agenda, key, changed_at=tx.stamp)


def _set(tx: Transaction, verification: str, here: Action, values: Mapping[str, str]) -> None:
    if any(getattr(here, name) != value for name, value in values.items()):
        _change(tx, verification)
        tx.put(tables.Action, {"verification_id": verification, "code": here.code}, **values)


def _put(tx: Transaction, verification: str, code: str, item: Item, values: Mapping[str, str], **more: str) -> None:
    title = json.dumps({"id": item.title.id, "en": item.title.en}, ensure_ascii=False)
    blank = {**dict.fromkeys(planned.COLUMNS, ""), "status": PLANNED}
    of_item = {"item": item.code, "item_digest": item.digest, "title": title, "scale": item.scale.value}
    tx.put(tables.Action, {"verification_id": verification, "code": code}, **blank | of_item | dict(values) | more)


def _action(tx: Transaction, verification: str, code: str) -> Action:
    found = planned.of(tx, verification)
    action = None if found is None else found.action(code.strip().upper())
    if action is None:
        raise Refusal("agenda.unknown", code=code)
    return action


def _next_code(tx: Transaction, verification: str) -> str:
    """The code of what is planned next, A01 first; one that was signed, or stands here, is never given again."""
    found = planned.of(tx, verification)
    taken: Iterable[str] = (*planned.signed_codes(tx, verification), *(each.code for each in (found.actions if found else ())))
    return f"A{max((int(code[1:]) for code in taken if code[1:].isdigit()), default=0) + 1:02}"


def _ready(tx: Transaction, verification: str, *, over: bool) -> Agenda:
    tx.require(_SIGN, _standing(tx, verification))
    found = of(tx, verification)
    if not found.actions:
        raise Refusal("agenda.empty", agency=found.agency)
    if not found.is_changed and not found.beside:
        raise Refusal("agenda.same", agency=found.agency)
    if found.beside and not over:
        raise Refusal("agenda.beside", count=len(found.beside), person=found.beside[0].person)
    return found


def _frozen(tx: Transaction, found: Agenda, at: str) -> Frozen:
    standing, verification = planned.current(tx, found.verification), found.verification
    named: dict[str, Any] = {}
    if not tx.is_new(tables.Verification, {"id": verification}):
        sheet = reading.sheet(tx, verification)
        agency = sheet.agency
        named["agency"] = told.Agency(code=agency.code, name=agency.name, type=agency.type, province=agency.province)
        named["checklist"] = stating.used(sheet.checklist)
    else:
        last = next(iter(standing.values()))
        named |= {"agency": last.agency, "checklist": last.checklist}
    return freeze.frozen(
        found.agency,
        lambda: doc.Agenda(
            format="verifier",
            kind="action",
            major=parts.MAJOR,
            minor=0,
            verification=verification,
            round=found.round,
            **named,
            revision=max((each.revision for each in standing.values()), default=0) + 1,
            person=freeze.acting(tx),
            written_at=at,
            supersedes=tuple(sorted(standing)),
            actions=planned.handed_on(tx, verification),
        ),
    )
