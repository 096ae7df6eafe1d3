"""Plenaries read: each with who attends and what it decides, and what the last of them says of a result that waits for issue."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import Row, Select, func, select

from models.desk import reading
from models.errors import Refusal
from models.explanation import verdict_name
from models.ledger import regions, tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.plenary import ISSUED, Attendee, Decided, Entry, Plenary, PlenaryLine
from models.rules.verdict import CODES
from models.text import Phrase, folded

_PLENARY: Final = table(tables.Plenary)
_ENTRY: Final = table(tables.PlenaryEntry)
_ATTENDEE: Final = table(tables.Attendee)
_VERIFICATION: Final = table(tables.Verification)
_AGENCY: Final = table(tables.Agency)
_PERSON: Final = table(tables.Person)
_RESULT: Final = table(tables.Result)
_NOT_ISSUED: Final = ("unsupported", "hidden")
_TOLD: Final = ("number", "day", "place", "opened_at", "closed_at")
_SHORTEST: Final = 4
"""Fewest characters of an id by which a plenary is named."""


def lines(tx: Transaction) -> tuple[PlenaryLine, ...]:
    """Every plenary, open ones first, then the one closed last."""
    counted = {row[0]: (row[1], row[2]) for row in tx.connection.execute(_counting())}
    attended = select(_ATTENDEE.c.plenary_id, func.count()).group_by(_ATTENDEE.c.plenary_id)
    people: dict[str, int] = {row[0]: row[1] for row in tx.connection.execute(attended)}
    rows = tx.connection.execute(select(_PLENARY).order_by(_PLENARY.c.closed_at.desc(), _PLENARY.c.opened_at.desc(), _PLENARY.c.id)).all()
    found = [
        PlenaryLine(
            id=row.id,
            round=row.round_id,
            **{name: getattr(row, name) for name in _TOLD},
            entries=counted.get(row.id, (0, 0))[0],
            decided=counted.get(row.id, (0, 0))[1],
            attendees=people.get(row.id, 0),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda line: not line.is_open))


def _counting() -> Select[Any]:
    return select(_ENTRY.c.plenary_id, func.count(), func.count().filter(_ENTRY.c.decision != "")).group_by(_ENTRY.c.plenary_id)


def named(tx: Transaction, what: str) -> str:
    """The id of the plenary that `what` names: by the beginning of its id, or its number.

    Raises:
        Refusal: `plenary.unknown`, `plenary.ambiguous` where it names several.
    """
    wanted = what.strip()
    found = lines(tx)
    by_number = [line.id for line in found if line.number and folded(line.number) == folded(wanted)]
    by_id = [line.id for line in found if line.id == wanted or (len(wanted) >= _SHORTEST and line.id.startswith(wanted))]
    ids = list(dict.fromkeys((*by_number, *by_id)))
    if not ids:
        raise Refusal("plenary.unknown", plenary=what)
    if len(ids) > 1:
        raise Refusal("plenary.ambiguous", plenary=what, ids=", ".join(ids))
    return ids[0]


def require_whole(tx: Transaction, plenary: str) -> None:
    """Refuse (`plenary.shared`) a plenary with results that somebody of a region does not see."""
    if plenary in regions.shared_plenaries(tx.connection):
        raise Refusal("plenary.shared")


def of(tx: Transaction, plenary: str) -> Plenary:
    """A plenary with who attends and its entries in their order; Refusal `plenary.unknown`."""
    row = tx.connection.execute(select(_PLENARY).where(_PLENARY.c.id == plenary)).first()
    if row is None:
        raise Refusal("plenary.unknown", plenary=plenary)
    attended = select(_ATTENDEE).where(_ATTENDEE.c.plenary_id == plenary).order_by(_ATTENDEE.c.row)
    return Plenary(
        id=row.id,
        round=row.round_id,
        **{name: getattr(row, name) for name in (*_TOLD, "chair", "note")},
        attendees=tuple(Attendee(each.row, each.name, each.nip, each.post) for each in tx.connection.execute(attended)),
        entries=_entries(tx, plenary),
    )


def _entries(tx: Transaction, plenary: str) -> tuple[Entry, ...]:
    here = _VERIFICATION.c
    issued = (
        select(_RESULT.c.verification, func.min(_RESULT.c.issued_at).label("at"), func.count().label("issues"))
        .where(_RESULT.c.standing.not_in(_NOT_ISSUED))
        .group_by(_RESULT.c.verification)
        .subquery()
    )
    asked = (
        select(
            _ENTRY,
            _AGENCY.c.code,
            _AGENCY.c.name,
            _AGENCY.c.type,
            _PERSON.c.name.label("verifier"),
            here.state,
            here.submission.label("current"),
            here.checklist_digest,
            issued.c.at,
            issued.c.issues,
        )
        .outerjoin(_VERIFICATION, here.id == _ENTRY.c.verification_id)
        .outerjoin(_AGENCY, _AGENCY.c.code == here.agency_code)
        .outerjoin(_PERSON, _PERSON.c.id == here.person_id)
        .outerjoin(issued, issued.c.verification == _ENTRY.c.verification_id)
        .where(_ENTRY.c.plenary_id == plenary)
        .order_by(_ENTRY.c.row)
    )
    return tuple(_entry(tx, row) for row in tx.connection.execute(asked).all())


def _entry(tx: Transaction, row: Row[Any]) -> Entry:
    checklist = reading.known_checklist(tx, row.checklist_digest) if row.checklist_digest else None
    state = _state(row)
    return Entry(
        verification=row.verification_id,
        # What was here of others may have gone; the trail knows whose it was.
        agency=row.code or row.verification_id,
        agency_name=row.name or row.verification_id,
        type=row.type or "",
        verifier=row.verifier or "",
        recommended=row.recommended,
        recorded=row.recorded,
        recorded_reason=row.recorded_reason,
        names={code: verdict_name(checklist, code) if checklist else Phrase("", "") for code in CODES},
        recommended_name=verdict_name(checklist, row.recommended, row.variant) if checklist and row.recommended else Phrase("", ""),
        decision=row.decision,
        reason=row.reason,
        state=state,
        issued_at=(row.at or "") if state in ISSUED else "",
    )


def _state(row: Row[Any]) -> str:
    if row.current != row.submission:
        return "changed"
    # What was amended may say another verdict than was decided.
    issued = "amended" if (row.issues or 0) > 1 else "issued"
    return {"approved": "waiting", "issued": issued, "withdrawn": "withdrawn"}.get(row.state, "changed")


def waiting(tx: Transaction, round_id: str = "") -> tuple[str, ...]:
    """The verifications of a round, or of all, that wait for issue and are in no open plenary, in the order of their agencies' names."""
    taken = select(_ENTRY.c.verification_id).join(_PLENARY, _PLENARY.c.id == _ENTRY.c.plenary_id).where(_PLENARY.c.closed_at == "")
    asked = (
        select(_VERIFICATION.c.id)
        .join(_AGENCY, _AGENCY.c.code == _VERIFICATION.c.agency_code)
        .where(_VERIFICATION.c.state == "approved", _VERIFICATION.c.id.not_in(taken))
        .order_by(_AGENCY.c.name, _VERIFICATION.c.id)
    )
    said = said_of_all(tx)
    rows = tx.connection.execute(
        (asked.where(_VERIFICATION.c.round_id == round_id) if round_id else asked).add_columns(_VERIFICATION.c.submission)
    )
    # What was decided waits for nothing but its issue.
    return tuple(row.id for row in rows if (found := said.get((row.id, row.submission))) is None or not found.verdict)


def said_of_all(tx: Transaction, of: Collection[str] | None = None) -> Mapping[tuple[str, str], Decided]:
    """What the open plenary, else the one closed last, says of each result, of these verifications where they are named.

    By its verification and submission.
    """
    asked = _saying() if of is None else _saying().where(_ENTRY.c.verification_id.in_(of))
    # The later of two takes the place of the earlier; an open one comes last.
    rows = tx.connection.execute(asked.order_by(_PLENARY.c.closed_at == "", _PLENARY.c.closed_at, _PLENARY.c.opened_at))
    return {(row.verification_id, row.submission): _decided(row) for row in rows}


def said_of(tx: Transaction, verification: str, submission: str) -> Decided | None:
    """What the open plenary, else the one closed last, says of a result; None where no plenary has it."""
    asked = _saying().where(_ENTRY.c.verification_id == verification, _ENTRY.c.submission == submission)
    last = asked.order_by((_PLENARY.c.closed_at == "").desc(), _PLENARY.c.closed_at.desc(), _PLENARY.c.opened_at.desc())
    row = tx.connection.execute(last.limit(1)).first()
    return None if row is None else _decided(row)


def _saying() -> Select[Any]:
    told = (_PLENARY.c.id, _PLENARY.c.number, _PLENARY.c.day, _PLENARY.c.closed_at)
    entry = (_ENTRY.c.verification_id, _ENTRY.c.submission, _ENTRY.c.decision, _ENTRY.c.reason)
    return select(*told, *entry).join(_PLENARY, _PLENARY.c.id == _ENTRY.c.plenary_id)


def _decided(row: Row[Any]) -> Decided:
    return Decided(row.id, row.number, row.day, not row.closed_at, row.decision, row.reason)
