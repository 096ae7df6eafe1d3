"""Verifications as lines of lists: all of them, those of a window, and one."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, Row, Select, select

from models.desk import believing, moving, reading, spans
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.workflow import WITH_VERDICT
from models.views import AreaProgress, VerificationLine
from models.windows import Mark, Span

_AGENCY: Final = table(tables.Agency)
_CHECKLIST: Final = table(tables.Checklist)
_PERSON: Final = table(tables.Person)
_PROGRESS: Final = table(tables.Progress)
_RESULT: Final = table(tables.Result)
_VERDICT: Final = table(tables.Verdict)
_VERIFICATION: Final = table(tables.Verification)
ORDER: Final = spans.Order((_VERIFICATION.c.touched_at, _VERIFICATION.c.id), frozenset({0, 1}))
"""The one touched last first."""
_HERE: Final = select(_VERIFICATION.c.id)


def _told_of(here: FromClause) -> Select[Any]:
    """What a line tells, asked of verifications."""
    return (
        select(
            here,
            _AGENCY.c.name,
            _PERSON.c.name.label("verifier"),
            _VERDICT.c.verdict,
            _CHECKLIST.c.id.label("checklist"),
            _CHECKLIST.c.version,
        )
        .join(_AGENCY, _AGENCY.c.code == here.c.agency_code)
        .join(_PERSON, _PERSON.c.id == here.c.person_id)
        .join(_CHECKLIST, _CHECKLIST.c.digest == here.c.checklist_digest)
        .outerjoin(_VERDICT, _VERDICT.c.verification_id == here.c.id)
    )


_LINE: Final = _told_of(_VERIFICATION)


def lines(tx: Transaction, *wanted: ColumnElement[bool]) -> tuple[VerificationLine, ...]:
    """Every verification of which all of this is true, the one touched last first."""
    rows = tx.connection.execute(_LINE.where(*wanted).order_by(*ORDER.by())).all()
    return _lines(tx, rows, _HERE.where(*wanted) if wanted else _HERE)


def of_round(tx: Transaction, round_id: str) -> tuple[VerificationLine, ...]:
    """The verifications of a round, the one touched last first."""
    # The index of verifications names the agency first, and there are fewer agencies than verifications of other rounds.
    return lines(tx, _VERIFICATION.c.agency_code.in_(select(_AGENCY.c.code)), _VERIFICATION.c.round_id == round_id)


def of_person(tx: Transaction, person: str) -> tuple[VerificationLine, ...]:
    """Somebody's verifications, the one touched last first."""
    return lines(tx, _VERIFICATION.c.person_id == person)


def of_agency(tx: Transaction, agency: str) -> tuple[VerificationLine, ...]:
    """The verifications of an agency, the one touched last first."""
    return lines(tx, _VERIFICATION.c.agency_code == agency)


def one(tx: Transaction, verification: str, *wanted: ColumnElement[bool]) -> VerificationLine | None:
    """The verification with this id, None where it is not here or where not all of this is true of it."""
    return next(iter(lines(tx, _VERIFICATION.c.id == verification, *wanted)), None)


def page(tx: Transaction, span: Span, *wanted: ColumnElement[bool]) -> tuple[VerificationLine, ...]:
    """The verifications of a span of those of which all of this is true."""
    # Passing over many is a walk over the index alone, which leads to the rows themselves; the rest is looked up for those that are shown.
    found = spans.rows(tx, select(_VERIFICATION).where(*wanted), ORDER, span, lambda walked: _told_of(walked.subquery()))
    rows = sorted(found, key=lambda row: (row.touched_at, row.id), reverse=True)
    return _lines(tx, rows, [row.id for row in rows])


def by_id(tx: Transaction, ids: Sequence[str]) -> tuple[VerificationLine, ...]:
    """The verifications with these ids, in their order; those that are not here are left out."""
    rows = {row.id: row for row in tx.connection.execute(_LINE.where(_VERIFICATION.c.id.in_(ids)))}
    return _lines(tx, [rows[id_] for id_ in ids if id_ in rows], ids)


def whose(tx: Transaction, ids: Collection[str], person: str) -> Collection[str]:
    """Those of the verifications with these ids that are somebody's."""
    asked = _HERE.where(_VERIFICATION.c.id.in_(ids), _VERIFICATION.c.person_id == person)
    return set(tx.connection.execute(asked).scalars())


def count(tx: Transaction, before: Mark, most: int, *wanted: ColumnElement[bool]) -> int:
    """How many of which all of this is true there are, only those before a mark where given; no further than `most` where not 0."""
    return spans.count(tx, _HERE.where(*wanted), ORDER, before, most)


def count_of_others(tx: Transaction, most: int, state: str, *wanted: ColumnElement[bool]) -> int:
    """How many of others are in a state, of which all of this is true; no further than `most` where that is not 0."""
    return count(tx, (), most, spans.of_few(_VERIFICATION.c.state, state), _VERIFICATION.c.person_id != tx.actor.person, *wanted)


def _lines(tx: Transaction, rows: Sequence[Row[Any]], ids: Select[Any] | Sequence[str]) -> tuple[VerificationLine, ...]:
    progress: dict[str, dict[str, AreaProgress]] = {}
    for row in tx.connection.execute(select(_PROGRESS).where(_PROGRESS.c.verification_id.in_(ids))).all():
        progress.setdefault(row.verification_id, {})[row.area] = AreaProgress(row.area, row.answered, row.total)
    areas = {digest: tuple(reading.checklist(tx, digest).areas) for digest in {row.checklist_digest for row in rows}}
    moved = moving.followers(tx, ids)
    issued = _issued(tx, [row.id for row in rows if row.state in WITH_VERDICT])
    found = ((row, (progress[row.id][area] for area in areas[row.checklist_digest])) for row in rows)
    return tuple(_line(row, done, moved, issued.get(row.id) or row.verdict or "") for row, done in found)


def _issued(tx: Transaction, ids: Sequence[str]) -> Mapping[str, str]:
    """The verdict issued for each verification: the one in force, else the one that was withdrawn; of a fork the first by its digest."""
    told: dict[str, str] = {}
    for some in spans.few(ids):
        kept = _RESULT.c.standing.in_(("", "withdrawn", "fork"))
        asked = select(_RESULT.c.digest, _RESULT.c.verification, _RESULT.c.verdict).where(_RESULT.c.verification.in_(some), kept)
        rows = tx.connection.execute(asked.order_by(_RESULT.c.standing != "withdrawn", _RESULT.c.digest.desc())).all()
        # The later of two takes the place of the earlier.
        told |= {row.verification: row.verdict for row in believing.only(tx, rows)}
    return told


def _line(row: Row[Any], progress: Iterable[AreaProgress], moved: Mapping[str, tuple[str, str]], verdict: str) -> VerificationLine:
    return VerificationLine(
        id=row.id,
        agency=row.agency_code,
        agency_name=row.name,
        round=row.round_id,
        checklist=f"{row.checklist} {row.version}",
        state=row.state,
        verifier=row.verifier,
        touched_at=row.touched_at,
        progress=tuple(progress),
        verdict=verdict,
        is_second=row.is_second,
        followed_as=moved.get(row.id, ("", ""))[1],
        forks=len(json.loads(row.forks)),
    )
