"""Trends: an agency over its rounds, item by item of one wording, and a figure over the years, counted and stated beside each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from models.rules.figures import Tally
from models.rules.results import Result, level, that_count
from models.rules.stated import MEASURES, TARGET, Stated


@dataclass(frozen=True, slots=True)
class ItemTrend:
    """The level of an item in each round that asked exactly this; None in a round where it was asked otherwise or not applicable."""

    item: str
    digest: str
    levels: tuple[int | None, ...]


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
    """The mean share of the levels of `common` in each round, all items alike; None where there is nothing in common."""


@dataclass(frozen=True, slots=True)
class Series:
    """A figure over the years: what is counted here, and what others stated; two things, never one line."""

    measure: str
    counted: Mapping[str, Tally]
    """By year; empty where nothing is counted here for it."""
    stated: tuple[Stated, ...]


def of_agency(agency: str, results: Iterable[Result]) -> AgencyTrend:
    """The trend of an agency over its rounds."""
    here = [each for each in results if each.agency == agency]
    known = {each.round for each in here}
    found = sorted((each for name in known for each in that_count(here, name).values()), key=lambda each: (each.day, each.round))
    levels = [dict(zip(each.items.items(), map(level, each.levels), strict=True)) for each in found]
    asked: dict[str, set[str]] = defaultdict(set)
    for each in found:
        for item, digest in each.items.items():
            asked[item].add(digest)
    rows = [
        ItemTrend(item, digest, tuple(given.get((item, digest)) for given in levels))
        for item in sorted(asked)
        for digest in sorted(asked[item])
    ]
    common = [row for row in rows if row.levels and None not in row.levels]
    shares = [_share([given[row.item, row.digest] for row in common]) for given in levels]
    return AgencyTrend(
        agency=agency,
        results=tuple(found),
        items=tuple(row for row in rows if sum(each is not None for each in row.levels) > 1),
        common=tuple(row.item for row in common),
        changed=tuple(item for item in sorted(asked) if len(asked[item]) > 1),
        shares=tuple(shares),
    )


def over_years(results: Sequence[Result], stated: Iterable[Stated]) -> tuple[Series, ...]:
    """Every measure that is counted or stated, in the order of `MEASURES`; an agency counts once in each year, by its latest round."""
    by_year: dict[str, list[Result]] = defaultdict(list)
    for each in results:
        by_year[each.year].append(each)
    counted = {year: that_count(found).values() for year, found in sorted(by_year.items())}
    said: dict[str, list[Stated]] = defaultdict(list)
    for one in sorted(stated, key=lambda one: (one.day, one.figure)):
        if one.measure and not one.type:
            said[one.measure].append(one)
    found = []
    for measure, verdict in MEASURES.items():
        years = {year: _tally(verdict, those) for year, those in counted.items()} if verdict else {}
        if said[measure] or any(tally.count for tally in years.values()):
            found.append(Series(measure, years if measure != TARGET else {}, tuple(said[measure])))
    return tuple(found)


def _tally(verdict: str, results: Iterable[Result]) -> Tally:
    return Tally(verdict, tuple(each.agency for each in results if each.verdict == verdict), how="verdicts")


def _share(levels: Sequence[int | None]) -> Fraction | None:
    return Fraction(sum(each or 0 for each in levels), 4 * len(levels)) if levels else None
