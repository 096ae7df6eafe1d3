"""Acceleration agendas in the tables: what the documents that are here tell, whether one was changed since, and how they are read.

What nobody changed here follows the newest that arrives. What was changed stays, and the one that arrived stands beside it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, select, true

from models.agenda import Action, Agenda, Beside
from models.desk import believing, handed, keeping, reading, superseding
from models.documents import agenda as doc
from models.documents import kinds
from models.documents.agenda import KIND, PlannedAction
from models.documents.handover import WHOLE
from models.ledger import tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.moments import local_date
from models.rules.checklist import Checklist
from models.text import Phrase

_ACTION: Final = table(tables.Action)
_AGENCY: Final = table(tables.Agency)
_AGENDA: Final = table(tables.Agenda)
_CHECKLIST: Final = table(tables.Checklist)
_DOCUMENT: Final = table(tables.Document)
_ROUND: Final = table(tables.Round)
_VERIFICATION: Final = table(tables.Verification)
_USED: Final = select(_CHECKLIST.c.digest, _CHECKLIST.c.id, _CHECKLIST.c.version)
_LEVELS: Final = ("was", "level")
_FEW: Final = 50
COLUMNS: Final = tuple(column.name for column in _ACTION.c if column.name not in ("verification_id", "code"))
"""What is kept of an action."""


def settle(tx: Transaction, verification: str) -> None:
    """Let the agenda of a verification stand as its documents say, unless it was changed here since to what none of them says."""
    here, standing = head(tx, verification), current(tx, verification)
    if here is not None and here.changed_at:
        said = handed_on(tx, verification)
        same = next((digest for digest, each in standing.items() if each.actions == said), "")
        if same:
            follow(tx, verification, same)
        return
    if here is None or here.document not in standing:
        if standing:
            follow(tx, verification, next(iter(standing)))
        elif here is not None and here.document:
            replace(tx, verification, {})
            tx.drop(tables.Agenda, {"verification_id": verification})
    _take_over(tx, verification)


def head(tx: Transaction, verification: str) -> Row[Any] | None:
    """What is kept of the agenda of a verification besides its actions, None where there is none."""
    return tx.connection.execute(select(_AGENDA).where(_AGENDA.c.verification_id == verification)).first()


def current(tx: Transaction, verification: str) -> Mapping[str, doc.Agenda]:
    """The signed agendas of a verification in whose place no other was put, by digest, the later first; more than one is a fork."""
    columns = _DOCUMENT.c
    asked = select(columns.digest, columns.about, columns.name, columns.body, columns.supersedes)
    rows = believing.only(tx, tx.connection.execute(asked.where(columns.about == verification, columns.kind == KIND, SHOWN)).all())
    told = {row.digest: kinds.parsed(row.body, row.name) for row in superseding.standing(rows)}
    found = [(digest, each) for digest, each in told.items() if isinstance(each, doc.Agenda)]
    return dict(sorted(found, key=lambda pair: (pair[1].written_at, pair[0]), reverse=True))


def signed_codes(tx: Transaction, verification: str) -> frozenset[str]:
    """The codes of actions that any signed agenda of a verification tells: on paper they mean what they meant."""
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.name, _DOCUMENT.c.body)
    rows = tx.connection.execute(asked.where(_DOCUMENT.c.about == verification, _DOCUMENT.c.kind == KIND)).all()
    found = (kinds.parsed(row.body, row.name) for row in believing.only(tx, rows))
    return frozenset(code for each in found if isinstance(each, doc.Agenda) for code in each.actions)


def follow(tx: Transaction, verification: str, digest: str) -> None:
    """Let the agenda stand as a signed one that is here says."""
    document = current(tx, verification)[digest]
    told = {"agency_code": document.agency.code, "round_id": document.round, "checklist_digest": document.checklist.digest}
    signed = {"person": document.person.name, "written_at": document.written_at, "revision": document.revision}
    tx.put(tables.Agenda, {"verification_id": verification}, **told, **signed, document=digest, changed_at="")
    replace(tx, verification, document.actions)


def replace(tx: Transaction, verification: str, actions: Mapping[str, PlannedAction]) -> None:
    """Let the actions be these alone."""
    for code in {action.code for action in _actions(tx, verification)} - actions.keys():
        tx.drop(tables.Action, {"verification_id": verification, "code": code})
    for code, told in actions.items():
        tx.put(tables.Action, {"verification_id": verification, "code": code}, **_row(told))


def handed_on(tx: Transaction, verification: str) -> dict[str, PlannedAction]:
    """The actions of a verification as documents tell them."""
    return {each.code: _told(each) for each in _actions(tx, verification)}


def given(tx: Transaction, verification: str) -> dict[str, Any]:
    """What a handover of the whole verification tells of its agenda: the actions as they stand, and the signed agenda they go on from."""
    here = head(tx, verification)
    return {} if here is None else {"actions": handed_on(tx, verification), "agenda": here.document}


def of(tx: Transaction, verification: str) -> Agenda | None:
    """The agenda of a verification, None while nothing is planned."""
    return next(iter(_agendas(tx, _AGENDA.c.verification_id == verification)), None)


def of_agency(tx: Transaction, agency: str) -> tuple[Agenda, ...]:
    """The agendas of an agency, that of the latest round first."""
    return latest_first(tx, _agendas(tx, _AGENDA.c.agency_code == agency))


def every(tx: Transaction) -> tuple[Agenda, ...]:
    """Every agenda that is here, by agency, that of its latest round first."""
    return tuple(sorted(latest_first(tx, _agendas(tx, true())), key=lambda each: each.agency_code))


def latest_first(tx: Transaction, agendas: Iterable[Agenda]) -> tuple[Agenda, ...]:
    """Agendas by the day of their round, the latest first."""
    days = {row.id: row.day for row in tx.connection.execute(select(_ROUND.c.id, _ROUND.c.day))}
    return tuple(sorted(agendas, key=lambda each: (days.get(each.round, ""), each.round, each.verification), reverse=True))


def earlier(tx: Transaction, verification: str) -> Agenda | None:
    """The agenda that the agency of a verification had in the latest round before, None where it had none."""
    row = tx.connection.execute(
        select(_VERIFICATION.c.agency_code, _VERIFICATION.c.round_id, _ROUND.c.day)
        .join(_ROUND, _ROUND.c.id == _VERIFICATION.c.round_id)
        .where(_VERIFICATION.c.id == verification)
    ).first()
    if row is None:
        return None
    days = {each.id: each.day for each in tx.connection.execute(select(_ROUND.c.id, _ROUND.c.day))}
    found = of_agency(tx, row.agency_code)
    return next((each for each in found if (days.get(each.round, ""), each.round) < (row.day, row.round_id)), None)


def checklist(tx: Transaction, verification: str) -> Checklist | None:
    """The checklist of an agenda, or of a verification that has none yet, None where it is not here."""
    here = head(tx, verification)
    if here is not None:
        return reading.known_checklist(tx, here.checklist_digest)
    return reading.pinned(tx, verification)[0]


def _take_over(tx: Transaction, verification: str) -> None:
    """Let the agenda stand that came with a verification which was handed over as a whole to the actor.

    Where one is here already, only changes of that very one are taken over: what was signed since stays.
    """
    found = [each for each in handed.documents(tx, verification).values() if each.status == WHOLE and each.receiver.id == tx.actor.person]
    last = max(found, key=lambda each: each.handed_at, default=None)
    here = head(tx, verification)
    if last is None or not last.day.actions or (here is not None and here.document != last.day.agenda):
        return
    if here is None or last.day.actions != handed_on(tx, verification):
        told = {"agency_code": last.agency.code, "round_id": last.round, "checklist_digest": last.checklist.digest}
        blank = {"document": last.day.agenda, "person": "", "written_at": "", "revision": 0} if here is None else {}
        tx.put(tables.Agenda, {"verification_id": verification}, **told, **blank, changed_at=tx.stamp)
        replace(tx, verification, last.day.actions)


def _agendas(tx: Transaction, chosen: ColumnElement[bool]) -> Iterator[Agenda]:
    """The agendas chosen; what they have in common is asked once, and no document is read but one that stands beside another."""
    rows = tx.connection.execute(select(_AGENDA).where(chosen)).all()
    held = believing.among(tx, (row.document for row in rows if row.revision))
    heads = [row for row in rows if not row.revision or row.document in held]
    if not heads:
        return
    wanted = [head.verification_id for head in heads]
    actions: dict[str, list[Row[Any]]] = {}
    for row in _of_few(tx, select(_ACTION), _ACTION.c.verification_id, wanted):
        actions.setdefault(row.verification_id, []).append(row)
    columns = _DOCUMENT.c
    asked = select(columns.digest, columns.about, columns.supersedes).where(columns.kind == KIND, SHOWN)
    documents: dict[str, set[str]] = {}
    for row in superseding.standing(believing.only(tx, _of_few(tx, asked, columns.about, wanted))):
        documents.setdefault(row.about, set()).add(row.digest)
    agencies = {row.code: row for row in tx.connection.execute(select(_AGENCY))}
    used = {row.digest: f"{row.id} {row.version}" for row in tx.connection.execute(_USED)}
    today = local_date(tx.moment).isoformat()
    for head in heads:
        beside = sorted(documents.get(head.verification_id, set()) - {head.document})
        yield Agenda(
            verification=head.verification_id,
            agency_code=head.agency_code,
            **_named(tx, head, agencies),
            round=head.round_id,
            checklist=used.get(head.checklist_digest) or _checklist_of(tx, head),
            actions=tuple(_action(row) for row in in_order(actions.get(head.verification_id, ()))),
            today=today,
            document=head.document,
            person=head.person,
            at=head.written_at,
            revision=head.revision,
            stamp=head.changed_at or head.written_at,
            is_changed=bool(head.changed_at),
            beside=tuple(_beside(tx, digest) for digest in beside),
        )


def _of_few(tx: Transaction, asked: Select[Any], column: ColumnElement[str], wanted: list[str]) -> Iterable[Row[Any]]:
    """The rows of those wanted; of more than a few, of all, among which they are found faster."""
    return tx.connection.execute(asked.where(column.in_(wanted)) if len(wanted) <= _FEW else asked).all()


def _named(tx: Transaction, head: Row[Any], agencies: Mapping[str, Row[Any]]) -> dict[str, str]:
    """What an agency is called, its type and region: as the register has it, else as its agenda says."""
    row = agencies.get(head.agency_code)
    if row is not None:
        province = agencies.get(row.province_code or "")
        region = row.name if row.type == "provinsi" else province.name if province and province.type == "provinsi" else ""
        return {"agency": row.name, "type": row.type, "region": region}
    said = keeping.read(tx, head.document, doc.Agenda).agency if head.revision else None
    return {"agency": said.name if said else head.agency_code, "type": said.type if said else "", "region": said.province if said else ""}


def _checklist_of(tx: Transaction, head: Row[Any]) -> str:
    """Id and version of a checklist that is not here, as the signed agenda says."""
    said = keeping.read(tx, head.document, doc.Agenda).checklist if head.revision else None
    return f"{said.id} {said.version}" if said else ""


def _beside(tx: Transaction, digest: str) -> Beside:
    document = keeping.read(tx, digest, doc.Agenda)
    return Beside(digest, document.person.name, document.written_at, len(document.actions))


def _actions(tx: Transaction, verification: str) -> tuple[Action, ...]:
    rows = tx.connection.execute(select(_ACTION).where(_ACTION.c.verification_id == verification)).all()
    return tuple(_action(row) for row in in_order(rows))


def in_order(rows: Iterable[Any]) -> list[Any]:
    """Actions in the order of their codes, A2 before A10."""
    return sorted(rows, key=lambda row: (len(row.code), row.code))


def _action(row: Row[Any]) -> Action:
    # By position: of thirty thousand rows, asking each for twenty columns by name takes longer than everything else.
    values: tuple[Any, ...] = tuple(row)
    _, code, item, digest, title, scale, gate, *rest = values
    return Action(code, item, digest, _title(title), scale, bool(gate), *rest)


@lru_cache(maxsize=512)
def _title(text: str) -> Phrase:
    return Phrase(**json.loads(text))


def _row(told: PlannedAction) -> dict[str, str]:
    found: dict[str, Any] = {name: getattr(told, name) for name in COLUMNS}
    found |= {name: "" if found[name] is None else str(found[name]) for name in _LEVELS}
    title = json.dumps({"id": told.title.id, "en": told.title.en}, ensure_ascii=False)
    return found | {"title": title, "gate": "yes" if told.gate else "", "scale": told.scale.value}


def _told(action: Action) -> PlannedAction:
    told: dict[str, Any] = {name: getattr(action, name) for name in COLUMNS}
    told |= {name: int(told[name]) if told[name] else None for name in _LEVELS}
    return PlannedAction(**told | {"title": {"id": action.title.id, "en": action.title.en}})
