"""Figures asked of the tables: results, agencies and work are read once and counted by the rules; every list and export asks here too."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import Row, func, select

from models import register
from models.desk import baselines, cohorts
from models.documents.kinds import DRAFT
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.moments import local_date
from models.rules import results as rules
from models.rules.counting import figures
from models.rules.figures import Figures
from models.rules.results import EVERYTHING, AreaScore, Filter, Place, Result, Stand, Work
from models.text import Phrase

_AGENCY: Final = table(tables.Agency)
_DOCUMENT: Final = table(tables.Document)
_RESULT: Final = table(tables.Result)
_ROUND: Final = table(tables.Round)
_VERDICT: Final = table(tables.Verdict)
_VERIFICATION: Final = table(tables.Verification)
_SAME: Final = (
    "digest standing verification verdict issued_at recommended differs approval placements merit merit_year reason overall valid_until"
)
_WRITTEN: Final = ("draft", "returned")
"""The states in which a verification is written."""


def counted(tx: Transaction, chosen: Filter = EVERYTHING) -> Figures:
    """Every figure of what a filter chooses; Refusal `round.unknown` or `cohort.unknown` where it names one that is not here."""
    found, works = results(tx), work(tx)
    stands = _stands(tx, chosen, found, works)
    return figures(chosen, stands, found, works, baselines.lines(tx), register.TYPES, _drafts(tx))


def stands(tx: Transaction, chosen: Filter = EVERYTHING) -> tuple[Stand, ...]:
    """How each agency that a filter chooses stands, for lists and exports; Refusal as `counted`."""
    return _stands(tx, chosen, results(tx), work(tx))


def results(tx: Transaction) -> tuple[Result, ...]:
    """Every issued verdict that is here, counted or not."""
    days = _days(tx)
    read = _Reading()
    rows = tx.connection.execute(select(_RESULT).order_by(_RESULT.c.agency_code, _RESULT.c.round_id, _RESULT.c.digest))
    return tuple(_result(row, days.get(row.round_id, row.issued_at[:10]), read) for row in rows)


def work(tx: Transaction) -> tuple[Work, ...]:
    """Every verification that becomes its agency's result, whatever its state; an independent second one never does."""
    columns = _VERIFICATION.c
    days = _days(tx)
    received = select(_DOCUMENT.c.about, func.max(_DOCUMENT.c.received_at)).group_by(_DOCUMENT.c.about)
    arrived: dict[str, str] = dict(tuple(row) for row in tx.connection.execute(received))
    asked = select(columns.id, columns.agency_code, columns.round_id, columns.state, columns.touched_at, _VERDICT.c.verdict)
    rows = tx.connection.execute(asked.outerjoin(_VERDICT, _VERDICT.c.verification_id == columns.id).where(~columns.is_second)).all()
    return tuple(
        Work(
            id=row.id,
            agency=row.agency_code,
            round=row.round_id,
            day=days.get(row.round_id, ""),
            state=row.state,
            since=row.touched_at if row.state in _WRITTEN else arrived.get(row.id, row.touched_at),
            verdict=row.verdict or "",
        )
        for row in rows
    )


def _stands(tx: Transaction, chosen: Filter, found: tuple[Result, ...], works: tuple[Work, ...]) -> tuple[Stand, ...]:
    day = local_date(tx.moment).isoformat()
    if chosen.round:
        days = _days(tx)
        if chosen.round not in days:
            raise Refusal("round.unknown", round=chosen.round)
        day = days[chosen.round]
    busy = {each.agency for each in works if chosen.round in ("", each.round)}
    places = _places(tx, day, busy)
    members = rules.members(cohorts.named(tx, chosen.cohort), places, found, works) if chosen.cohort else None
    return rules.stands(places, found, works, chosen, members)


def _places(tx: Transaction, day: str, busy: Iterable[str]) -> tuple[Place, ...]:
    """The agencies in force on a day and those of `busy`, in the order of the register."""
    rows = tx.connection.execute(select(_AGENCY)).all()
    names = {row.code: row.name for row in rows if row.type == "provinsi"}
    wanted = set(busy)
    order = {type_: number for number, type_ in enumerate(register.TYPES)}
    found = [
        Place(row.code, row.name, row.short_name, row.type, names.get(row.code) or names.get(row.province_code, ""))
        for row in rows
        if row.code in wanted or ((not row.valid_from or row.valid_from <= day) and (not row.valid_to or day <= row.valid_to))
    ]
    return tuple(sorted(found, key=lambda place: (order.get(place.type, len(order)), place.code)))


def _days(tx: Transaction) -> Mapping[str, str]:
    """The day whose rules each round goes by."""
    return {row.id: row.day for row in tx.connection.execute(select(_ROUND.c.id, _ROUND.c.day))}


def _drafts(tx: Transaction) -> tuple[str, ...]:
    """The agency of each draft of a verdict file that is here, empty where its verification is not."""
    asked = select(_DOCUMENT.c.digest, _VERIFICATION.c.agency_code).where(_DOCUMENT.c.kind == DRAFT, _DOCUMENT.c.hidden_at == "")
    joined = asked.outerjoin(_VERIFICATION, _VERIFICATION.c.id == _DOCUMENT.c.about)
    return tuple(row.agency_code or "" for row in tx.connection.execute(joined.order_by(_DOCUMENT.c.digest)))


class _Reading:
    """What texts of the table mean; of ten thousand rows most say the same, and are read once."""

    def __init__(self) -> None:
        self.same = cache(json.loads)
        self.phrase = cache(self._phrase)
        self.flags = cache(self._flags)

    def _phrase(self, text: str) -> Phrase | None:
        return Phrase(**json.loads(text)) if text else None

    def _flags(self, text: str) -> Mapping[str, Phrase]:
        return {code: Phrase(**label) for code, label in json.loads(text).items()}


def _result(row: Row[Any], day: str, read: _Reading) -> Result:
    name = read.phrase(row.name)
    assert name is not None
    return Result(
        **{each: getattr(row, each) for each in _SAME.split()},
        round=row.round_id,
        day=day,
        agency=row.agency_code,
        agency_name=row.agency,
        type=row.type,
        region=row.province or (row.agency if row.type == "provinsi" else ""),
        checklist=row.checklist,
        verdict_name=name,
        flags=read.flags(row.flags),
        approval_label=read.phrase(row.approval_label),
        merit_scheme=read.phrase(row.merit_scheme),
        merit_label=read.phrase(row.merit_label),
        reason_label=read.phrase(row.reason_label),
        areas={code: _area(told) for code, told in json.loads(row.areas).items()},
        items=read.same(row.items),
        levels=tuple(json.loads(row.levels)),
        counts=json.loads(row.counts),
        base=json.loads(row.base),
        people=read.same(row.people),
    )


def _area(told: Mapping[str, Any]) -> AreaScore:
    band = told["band"]
    return AreaScore(_both(**told["name"]), told["weight"], told["score"] or "", told["exact"] or "", _both(**band) if band else None)


@cache
def _both(id: str, en: str) -> Phrase:  # noqa: A002 - as the language is called
    return Phrase(id, en)
