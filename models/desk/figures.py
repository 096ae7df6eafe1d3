"""Figures asked of the tables: what counts, read by the sums kept of each agency, and counted by the rules; lists and exports ask here."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, func, select

from models import register
from models.desk import baselines, believing, cohorts, keeping, moving, reading, spans, summing
from models.documents.kinds import DRAFT
from models.errors import Refusal
from models.ledger import regions, tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.moments import local_date
from models.rules import results as rules
from models.rules import rounds
from models.rules.checklist import Checklist
from models.rules.counting import summed
from models.rules.figures import Figures
from models.rules.results import EVERYTHING, Filter, Place, Result, Stand, Work
from models.rules.summing import ALL, Sums, apart, years
from models.text import Phrase

_AGENCY: Final = table(tables.Agency)
_DOCUMENT: Final = table(tables.Document)
_RESULT: Final = table(tables.Result)
_ROUND: Final = table(tables.Round)
_SUM: Final = table(tables.AgencySum)
_VERDICT: Final = table(tables.Verdict)
_VERIFICATION: Final = table(tables.Verification)
_COLUMNS: Final = (
    "digest standing verification round_id agency_code agency type province checklist verdict name issued_at recommended differs flags "
    "approval approval_label placements merit_scheme merit merit_label merit_year reason reason_label overall areas items levels counts "
    "base people valid_until"
)
_ORDER: Final = (_RESULT.c.agency_code, _RESULT.c.round_id, _RESULT.c.digest)
_READ: Final = select(*(_RESULT.c[name] for name in _COLUMNS.split())).order_by(*_ORDER)
_FIRST: Final = (~_VERIFICATION.c.is_second, ~moving.is_moved())
_MOVING: Final = ("submission", "review", "verdict", "withdrawal")
"""The documents that put a verification into another state; of any other, as an agenda, it waits no less long."""
_ARRIVED: Final = (
    select(func.max(_DOCUMENT.c.received_at))
    .where(_DOCUMENT.c.about == _VERIFICATION.c.id, _DOCUMENT.c.kind.in_(_MOVING))
    .scalar_subquery()
)
_WORK: Final = (
    select(
        *(_VERIFICATION.c[name] for name in ("id", "agency_code", "round_id")),
        _ROUND.c.day,
        *(_VERIFICATION.c[name] for name in ("state", "touched_at")),
        _VERDICT.c.verdict,
        _ARRIVED,
    )
    .join(_ROUND, _ROUND.c.id == _VERIFICATION.c.round_id)
    .outerjoin(_VERDICT, _VERDICT.c.verification_id == _VERIFICATION.c.id)
)
_WRITTEN: Final = ("draft", "returned")
"""The states in which a verification is written."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How each agency that a filter chooses stands, and what the sums of its round or of all tell beside that."""

    stands: tuple[Stand, ...]
    years: Sequence[tuple[str, str, str]]
    apart: Sequence[tuple[str, str]]


def seen(tx: Transaction, chosen: Filter = EVERYTHING) -> Seen:
    """What `counted` counts; Refusal `round.unknown` or `cohort.unknown` where the filter names one that is not here."""
    chosen = within(tx, chosen)
    if not chosen.round:
        return Seen(_stands(tx, chosen), summing.years(tx), summing.apart(tx))
    sums = summing.of_round(tx, chosen.round)
    return Seen(_stands(tx, chosen, sums), years(sums), apart(sums))


def counted(tx: Transaction, chosen: Filter = EVERYTHING, here: Seen | None = None) -> Figures:
    """Every figure of what a filter chooses; Refusal as `seen`, which may be given where it is known already."""
    here = here or seen(tx, chosen)
    return summed(within(tx, chosen), here.stands, here.years, here.apart, baselines.lines(tx), register.TYPES, _drafts(tx, chosen.round))


def stands(tx: Transaction, chosen: Filter = EVERYTHING) -> tuple[Stand, ...]:
    """How each agency that a filter chooses stands, for lists and exports; Refusal as `seen`."""
    return _stands(tx, within(tx, chosen))


def by_year(tx: Transaction, chosen: Filter = EVERYTHING) -> Mapping[str, Figures]:
    """The figures of each year that has results, an agency by its latest round in it; the round of `chosen` is left aside."""
    inside = None
    if chosen.cohort:
        inside = frozenset(stand.place.code for stand in _stands(tx, Filter(cohort=chosen.cohort)))
    wide = replace(within(tx, chosen), round="", cohort="")
    by_year: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for each in summing.years(tx):
        by_year[each[1]].append(each)
    return {
        year: summed(wide, _in_year(tx, year, wide, inside), by_year[year], summing.apart(tx, year), types=register.TYPES)
        for year in sorted(by_year)
    }


def in_year(tx: Transaction, year: str) -> tuple[Stand, ...]:
    """How each agency stands by the rounds of a year, as `by_year` counts it."""
    return _in_year(tx, year, within(tx, EVERYTHING), None)


def _in_year(tx: Transaction, year: str, chosen: Filter, members: frozenset[str] | None) -> tuple[Stand, ...]:
    """Those in force on the day of the last round of the year: some were split or founded since."""
    days = [day for name, day in _days(tx).items() if rounds.year(name, day) == year]
    works = _newest(tx, _SUM.c.year == year)
    places = _places(tx, max(days, default=f"{year}-12-31"), {each.agency for each in works})
    return rules.stands(places, _counting(tx, _SUM.c.year == year), works, chosen, members)


def within(tx: Transaction, chosen: Filter) -> Filter:
    """What is chosen of what whoever asks sees: of others, somebody of a region would count results that are there as none."""
    provinces = regions.seen(tx.connection)
    if provinces is None:
        return chosen
    names = tx.connection.execute(select(_AGENCY.c.name).where(_AGENCY.c.type == "provinsi", _AGENCY.c.code.in_(provinces))).scalars()
    kept = tuple(name for name in names if not chosen.regions or name in chosen.regions)
    return replace(chosen, regions=kept or ("-",))


def checklists(tx: Transaction, found: Figures) -> Mapping[str, Checklist]:
    """The checklists that the items of `found` are in, by digest; one that is not here is left out."""
    used = {each.checklist for each in found.weakest} | {each.checklist for each in found.coverage}
    known = {digest: reading.known_checklist(tx, digest) for digest in sorted(used)}
    return {digest: checklist for digest, checklist in known.items() if checklist is not None}


def results(tx: Transaction, agency: str = "") -> tuple[Result, ...]:
    """Every issued verdict that is here, counted or not; of one agency where it is given."""
    return _results(tx, _READ.where(_RESULT.c.agency_code == agency) if agency else _READ)


def told(tx: Transaction, digests: Iterable[str]) -> tuple[Result, ...]:
    """What these issued verdicts tell, in their order."""
    wanted = tuple(digests)
    known = {each.digest: each for some in keeping.few(wanted) for each in _results(tx, _READ.where(_RESULT.c.digest.in_(some)))}
    return tuple(known[digest] for digest in wanted if digest in known)


def _counting(tx: Transaction, which: ColumnElement[bool]) -> tuple[Result, ...]:
    """The results that count by the sums of a year or of all, with all that they tell."""
    return _results(tx, _READ.join(_SUM, _SUM.c.result == _RESULT.c.digest).where(which))


def _results(tx: Transaction, asked: Select[Any]) -> tuple[Result, ...]:
    days, read, found = _days(tx), _Reading(), list[Result]()
    for row in believing.only(tx, tx.connection.execute(asked).all()):
        # At a server whoever may log in can write any, and shall hold up nobody.
        with suppress(ValueError, TypeError, AttributeError, RecursionError):
            found.append(_result(row, days, read))
    return tuple(each for each in found if each.is_readable)


def _newest(tx: Transaction, which: ColumnElement[bool]) -> tuple[Work, ...]:
    """The newest work of each agency by the sums of a year or of all."""
    return _worked(tx, _WORK.join(_SUM, _SUM.c.work == _VERIFICATION.c.id).where(which))


def work(tx: Transaction) -> tuple[Work, ...]:
    """Every verification that becomes its agency's result, whatever its state; neither a second one does, nor one that was moved."""
    return _worked(tx, _WORK.where(*_FIRST))


def _worked(tx: Transaction, asked: Select[Any]) -> tuple[Work, ...]:
    return tuple(
        Work(
            *(id_, agency, round_id, day or "", state),
            touched_at if state in _WRITTEN else arrived or touched_at,
            verdict or "",
        )
        for id_, agency, round_id, day, state, touched_at, verdict, arrived in tx.connection.execute(asked).all()
    )


def _stands(tx: Transaction, chosen: Filter, sums: Sums | None = None) -> tuple[Stand, ...]:
    day = local_date(tx.moment).isoformat()
    if chosen.round:
        days = _days(tx)
        if chosen.round not in days:
            raise Refusal("round.unknown", round=chosen.round)
        day = days[chosen.round]
    results, works = _those(tx, chosen.round, sums)
    places = _places(tx, day, {each.agency for each in works})
    members = None
    if chosen.cohort:
        cohort = cohorts.named(tx, chosen.cohort)
        told = (results, works) if cohort.filter.round == chosen.round else _those(tx, cohort.filter.round)
        members = rules.members(cohort, places, *told)
    return rules.stands(places, results, works, chosen, members)


def _those(tx: Transaction, round_id: str, sums: Sums | None = None) -> tuple[tuple[Result, ...], tuple[Work, ...]]:
    """The results that count and the work of a round, or the newest of each agency."""
    if not round_id:
        return _counting(tx, _SUM.c.year == ALL), _newest(tx, _SUM.c.year == ALL)
    counted = {each.result for each in (sums or summing.of_round(tx, round_id)).values()}
    found = (each for each in _results(tx, _READ.where(_RESULT.c.round_id == round_id)) if each.digest in counted)
    return tuple(found), _worked(tx, _WORK.where(_VERIFICATION.c.round_id == round_id, *_FIRST))


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


def _drafts(tx: Transaction, round_id: str) -> tuple[str, ...]:
    """The agency of each draft of a verdict file that is here, or is of a round; empty where its verification is not here."""
    asked = select(_DOCUMENT.c.digest, _VERIFICATION.c.agency_code).where(spans.of_few(_DOCUMENT.c.kind, DRAFT), SHOWN)
    joined = asked.outerjoin(_VERIFICATION, _VERIFICATION.c.id == _DOCUMENT.c.about)
    if round_id:
        joined = joined.where(_VERIFICATION.c.round_id == round_id)
    return tuple(row.agency_code or "" for row in tx.connection.execute(joined.order_by(_DOCUMENT.c.digest)))


class _Reading:
    """What texts of the table mean; of ten thousand rows most say the same, and are read once."""

    def __init__(self) -> None:
        self.same: Callable[[str], dict[str, Any]] = cache(lambda text: {**json.loads(text)})
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
