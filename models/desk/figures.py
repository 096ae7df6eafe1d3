"""Figures asked of the tables: results, agencies and work are read once and counted by the rules; every list and export asks here too."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from sqlalchemy import Row, func, select

from models import register
from models.desk import baselines, cohorts, moving, reading
from models.documents.kinds import DRAFT
from models.errors import Refusal
from models.ledger import tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.moments import local_date
from models.rules import results as rules
from models.rules.checklist import Checklist
from models.rules.counting import figures
from models.rules.figures import Figures
from models.rules.results import EVERYTHING, Filter, Outcome, Place, Result, Stand, Work
from models.text import Phrase

_AGENCY: Final = table(tables.Agency)
_DOCUMENT: Final = table(tables.Document)
_RESULT: Final = table(tables.Result)
_ROUND: Final = table(tables.Round)
_VERDICT: Final = table(tables.Verdict)
_VERIFICATION: Final = table(tables.Verification)
_COLUMNS: Final = (
    "digest standing verification round_id agency_code agency type province checklist verdict name issued_at recommended differs flags "
    "approval approval_label placements merit_scheme merit merit_label merit_year reason reason_label overall areas items levels counts "
    "base people valid_until"
)
_BRIEF: Final = "digest standing verification round_id agency_code verdict issued_at"
_ORDER: Final = (_RESULT.c.agency_code, _RESULT.c.round_id, _RESULT.c.digest)
_READ: Final = select(*(_RESULT.c[name] for name in _COLUMNS.split())).order_by(*_ORDER)
_BRIEFLY: Final = select(*(_RESULT.c[name] for name in _BRIEF.split())).order_by(*_ORDER)
_WRITTEN: Final = ("draft", "returned")
"""The states in which a verification is written."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How each agency that a filter chooses stands, and all that this was taken from."""

    stands: tuple[Stand, ...]
    outcomes: tuple[Outcome, ...]
    works: tuple[Work, ...]


def seen(tx: Transaction, chosen: Filter = EVERYTHING) -> Seen:
    """What `counted` counts; Refusal `round.unknown` or `cohort.unknown` where the filter names one that is not here."""
    outcomes, works = _outcomes(tx), work(tx)
    return Seen(_stands(tx, chosen, outcomes, works), outcomes, works)


def counted(tx: Transaction, chosen: Filter = EVERYTHING, here: Seen | None = None) -> Figures:
    """Every figure of what a filter chooses; Refusal as `seen`, which may be given where it is known already."""
    here = here or seen(tx, chosen)
    return figures(chosen, here.stands, here.outcomes, here.works, baselines.lines(tx), register.TYPES, _drafts(tx))


def stands(tx: Transaction, chosen: Filter = EVERYTHING) -> tuple[Stand, ...]:
    """How each agency that a filter chooses stands, for lists and exports; Refusal as `seen`."""
    return seen(tx, chosen).stands


def by_year(tx: Transaction, chosen: Filter = EVERYTHING) -> Mapping[str, Figures]:
    """The figures of each year that has results, an agency by its latest round in it; the round of `chosen` is left aside."""
    found, works = _outcomes(tx), work(tx)
    inside = None
    if chosen.cohort:
        inside = frozenset(stand.place.code for stand in _stands(tx, Filter(cohort=chosen.cohort), found, works))
    wide = replace(chosen, round="", cohort="")
    places = _places(tx, local_date(tx.moment).isoformat(), {each.agency for each in works})
    told = {}
    for year in sorted({each.year for each in found}):
        those = tuple(each for each in found if each.year == year)
        theirs = tuple(each for each in works if each.day.startswith(year))
        told[year] = figures(wide, rules.stands(places, _counting(tx, those), theirs, wide, inside), those, theirs, (), register.TYPES)
    return told


def checklists(tx: Transaction, found: Figures) -> Mapping[str, Checklist]:
    """The checklists that the items of `found` are in, by digest; one that is not here is left out."""
    used = {each.checklist for each in found.weakest} | {each.checklist for each in found.coverage}
    known = {digest: reading.known_checklist(tx, digest) for digest in sorted(used)}
    return {digest: checklist for digest, checklist in known.items() if checklist is not None}


def results(tx: Transaction, agency: str = "") -> tuple[Result, ...]:
    """Every issued verdict that is here, counted or not; of one agency where it is given."""
    days, read = _days(tx), _Reading()
    asked = _READ.where(_RESULT.c.agency_code == agency) if agency else _READ
    return tuple(_result(row, days, read) for row in tx.connection.execute(asked))


def _outcomes(tx: Transaction) -> tuple[Outcome, ...]:
    """Every issued verdict that is here, counted or not, without what it tells: most are counted by this alone."""
    days = _days(tx)
    return tuple(
        Outcome(digest, standing, verification, round_id, days.get(round_id, issued_at[:10]), agency, verdict)
        for digest, standing, verification, round_id, agency, verdict, issued_at in tx.connection.execute(_BRIEFLY).all()
    )


def _counting(tx: Transaction, outcomes: Iterable[Outcome], round_id: str = "") -> tuple[Result, ...]:
    """Those of `outcomes` that count, with all that they tell."""
    digests = [each.digest for each in rules.that_count(outcomes, round_id).values()]
    days, read = _days(tx), _Reading()
    return tuple(_result(row, days, read) for row in tx.connection.execute(_READ.where(_RESULT.c.digest.in_(digests))).all())


def work(tx: Transaction) -> tuple[Work, ...]:
    """Every verification that becomes its agency's result, whatever its state; neither a second one does, nor one that was moved."""
    columns = _VERIFICATION.c
    days = _days(tx)
    received = select(_DOCUMENT.c.about, func.max(_DOCUMENT.c.received_at)).group_by(_DOCUMENT.c.about)
    arrived: dict[str, str] = dict(tuple(row) for row in tx.connection.execute(received))
    asked = select(columns.id, columns.agency_code, columns.round_id, columns.state, columns.touched_at, _VERDICT.c.verdict)
    rows = tx.connection.execute(
        asked.outerjoin(_VERDICT, _VERDICT.c.verification_id == columns.id).where(~columns.is_second, ~moving.is_moved())
    ).all()
    return tuple(
        Work(
            *(id_, agency, round_id, days.get(round_id, ""), state),
            touched_at if state in _WRITTEN else arrived.get(id_, touched_at),
            verdict or "",
        )
        for id_, agency, round_id, state, touched_at, verdict in rows
    )


def _stands(tx: Transaction, chosen: Filter, outcomes: tuple[Outcome, ...], works: tuple[Work, ...]) -> tuple[Stand, ...]:
    day = local_date(tx.moment).isoformat()
    if chosen.round:
        days = _days(tx)
        if chosen.round not in days:
            raise Refusal("round.unknown", round=chosen.round)
        day = days[chosen.round]
    busy = {each.agency for each in works if chosen.round in ("", each.round)}
    places = _places(tx, day, busy)
    members = None
    if chosen.cohort:
        cohort = cohorts.named(tx, chosen.cohort)
        members = rules.members(cohort, places, _counting(tx, outcomes, cohort.filter.round), works)
    return rules.stands(places, _counting(tx, outcomes, chosen.round), works, chosen, members)


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
    asked = select(_DOCUMENT.c.digest, _VERIFICATION.c.agency_code).where(_DOCUMENT.c.kind == DRAFT, SHOWN)
    joined = asked.outerjoin(_VERIFICATION, _VERIFICATION.c.id == _DOCUMENT.c.about)
    return tuple(row.agency_code or "" for row in tx.connection.execute(joined.order_by(_DOCUMENT.c.digest)))


class _Reading:
    """What texts of the table mean; of ten thousand rows most say the same, and are read once."""

    def __init__(self) -> None:
        self.same = cache(json.loads)
        self.phrase = cache(self._phrase)
        self.flags = cache(self._flags)

    def named(self, text: str) -> Phrase:
        """A label that is always there."""
        return self.phrase(text) or Phrase("", "")

    def _phrase(self, text: str) -> Phrase | None:
        return Phrase(**json.loads(text)) if text else None

    def _flags(self, text: str) -> Mapping[str, Phrase]:
        return {code: Phrase(**label) for code, label in json.loads(text).items()}


def _result(row: Row[Any], days: Mapping[str, str], read: _Reading) -> Result:
    values: tuple[Any, ...] = tuple(row)
    # By position: of ten thousand rows, asking each for thirty columns by name takes longer than everything else.
    digest, standing, verification, round_id, code, agency, type_, province, checklist, verdict, name, issued_at, *told = values
    recommended, differs, flags, approval, approval_label, placements, scheme, merit, merit_label, year, reason, label, *rest = told
    overall, areas, items, levels, counts, base, people, valid_until = rest
    return Result(
        digest,
        standing,
        verification,
        round_id,
        days.get(round_id, issued_at[:10]),
        *(code, verdict, agency, type_, province or (agency if type_ == "provinsi" else "")),
        checklist,
        read.named(name),
        issued_at,
        recommended,
        differs,
        read.flags(flags),
        approval,
        read.phrase(approval_label),
        placements,
        read.phrase(scheme),
        merit,
        read.phrase(merit_label),
        year,
        reason,
        read.phrase(label),
        overall,
        areas,
        read.same(items),
        levels,
        counts,
        base,
        read.same(people),
        valid_until,
    )
