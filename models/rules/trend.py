"""Trends: an agency over its rounds, item by item of one wording, and a figure over the years, counted and stated beside each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from models.rules.checklist import TOP_LEVEL
from models.rules.figures import APART, Figures, Tally
from models.rules.results import Result, doubled, level, that_count
from models.rules.stated import MEASURES, Stated


@dataclass(frozen=True, slots=True)
class ItemTrend:
    """The level of an item in each round that asked exactly this; None in a round where it was asked otherwise or not applicable."""

    item: str
    digest: str
    levels: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class AreaTrend:
    """An area over the rounds, by those of its items that every round asked alike and answered."""

    area: str
    common: tuple[str, ...]
    asked: int
    """How many items any round asked in it."""
    shares: tuple[Fraction | None, ...]
    """The mean share of the levels of `common` in each round, all items alike; None where there is nothing in common."""


@dataclass(frozen=True, slots=True)
class AgencyTrend:
    """An agency over the rounds in which it has a result that counts, the oldest first."""

    agency: str
    results: tuple[Result, ...]
    items: tuple[ItemTrend, ...]
    """The items of one wording that two rounds or more answered."""
    common: tuple[str, ...]
    """The items that every round asked alike and answered."""
    changed: tuple[str, ...]
    """The codes that were asked in one way and then in another, so that nothing is compared."""
    shares: tuple[Fraction | None, ...]
    """As those of an area, over all of them."""
    areas: tuple[AreaTrend, ...] = ()
    apart: tuple[Result, ...] = ()
    """Its results that are not counted: forks, two verifications of one round, withdrawn, or resting on what is not here."""


@dataclass(frozen=True, slots=True)
class Series:
    """A figure over the years: what is counted here, and what others stated; two things, never one line."""

    measure: str
    counted: Mapping[str, Tally]
    """By year; empty where nothing is counted here for it."""
    stated: tuple[Stated, ...]


def of_agency(agency: str, results: Iterable[Result], areas: Mapping[tuple[str, str], str] | None = None) -> AgencyTrend:
    """The trend of an agency over its rounds; `areas` tells the area of each item by its code and digest."""
    here = [each for each in results if each.agency == agency]
    known = {each.round for each in here}
    found = sorted((each for name in known for each in that_count(here, name).values()), key=lambda each: (each.day, each.round))
    levels = [dict(zip(each.items.items(), map(level, each.levels), strict=True)) for each in found]
    asked: dict[str, set[str]] = defaultdict(set)
    for each in found:
        for item, digest in each.items.items():
            asked[item].add(digest)
    rows = [
        ItemTrend(item, digest, tuple(given.get((item, digest)) for given in levels)) for item in asked for digest in sorted(asked[item])
    ]
    common = [row for row in rows if row.levels and None not in row.levels]
    beside = {each.digest for each in doubled(here)}
    return AgencyTrend(
        agency=agency,
        results=tuple(found),
        items=tuple(row for row in rows if sum(each is not None for each in row.levels) > 1),
        common=tuple(row.item for row in common),
        changed=tuple(item for item in asked if len(asked[item]) > 1),
        shares=_shares(common, levels),
        areas=_areas(rows, common, levels, areas or {}),
        apart=tuple(each for each in here if each.standing in APART or each.digest in beside),
    )


def _areas(
    rows: Iterable[ItemTrend],
    common: Sequence[ItemTrend],
    levels: Sequence[Mapping[tuple[str, str], int | None]],
    areas: Mapping[tuple[str, str], str],
) -> tuple[AreaTrend, ...]:
    asked: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if (row.item, row.digest) in areas:
            asked[areas[row.item, row.digest]].add(row.item)
    found = []
    for area in dict.fromkeys(each for each in areas.values() if each in asked):
        alike = [row for row in common if areas.get((row.item, row.digest)) == area]
        found.append(AreaTrend(area, tuple(row.item for row in alike), len(asked[area]), _shares(alike, levels)))
    return tuple(found)


def over_years(years: Mapping[str, Figures], stated: Iterable[Stated]) -> tuple[Series, ...]:
    """Every measure that is counted in the figures of any year or stated, in the order of `MEASURES`."""
    said: dict[str, list[Stated]] = defaultdict(list)
    for one in sorted(stated, key=lambda one: (one.day, one.figure)):
        if one.measure and not one.type:
            said[one.measure].append(one)
    found = []
    for measure, verdict in MEASURES.items():
        counted = {year: Tally(verdict, each.verdict(verdict), how="verdicts") for year, each in sorted(years.items())} if verdict else {}
        if said[measure] or any(tally.count for tally in counted.values()):
            found.append(Series(measure, counted, tuple(said[measure])))
    return tuple(found)


def alike(stated: Iterable[Stated]) -> tuple[tuple[Stated, ...], ...]:
    """Stated figures that may be compared, each group by day: of one measure, one unit and one source."""
    groups: dict[tuple[str, str, str], list[Stated]] = defaultdict(list)
    for one in sorted(stated, key=lambda one: (one.day, one.figure)):
        groups[one.measure, one.unit, one.source].append(one)
    return tuple(map(tuple, groups.values()))


def without_gaps(years: Iterable[str]) -> tuple[str, ...]:
    """The years from the first to the last, those between that have nothing too."""
    known = sorted(year for year in years if year.isdigit())
    return tuple(f"{year:04}" for year in range(int(known[0]), int(known[-1]) + 1)) if known else ()


def _shares(rows: Sequence[ItemTrend], levels: Sequence[Mapping[tuple[str, str], int | None]]) -> tuple[Fraction | None, ...]:
    return tuple(_share([given[row.item, row.digest] for row in rows]) for given in levels)


def _share(levels: Sequence[int | None]) -> Fraction | None:
    return Fraction(sum(each or 0 for each in levels), TOP_LEVEL * len(levels)) if levels else None
