"""Results to be counted: issued verdicts, agencies and work as plain values, what a filter or a cohort chooses, and which result counts."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Final, TypeVar

from models.rules.rounds import year
from models.text import Phrase

R = TypeVar("R")
NO_WORK: Final = "none"
"""The state of an agency that nobody works on."""
NO_VERDICT: Final = "none"
"""The verdict of an agency that has none which counts."""
NOT_APPLICABLE: Final = "-"
_SIGNS: Final = frozenset(f"01234{NOT_APPLICABLE}")
COUNTS: Final = ""
"""The standing of a result that counts."""


@dataclass(frozen=True, slots=True)
class AreaScore:
    """The score of an area as its verdict file tells it; the texts are empty where nothing in it was applicable."""

    name: Phrase
    weight: int
    score: str
    """Cut to two decimals."""
    exact: str
    band: Phrase | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What decides whether an issued verdict counts, and where."""

    digest: str
    standing: str
    """Empty where it counts, else `replaced`, `withdrawn`, `fork`, `unsupported` or `hidden`."""
    verification: str
    round: str
    day: str
    """The day whose rules its round goes by."""
    agency: str
    """Code of the agency."""
    verdict: str

    @property
    def year(self) -> str:
        """The year of its round."""
        return year(self.round, self.day)


@dataclass(frozen=True, slots=True)
class Result(Outcome):
    """What an issued verdict file tells."""

    agency_name: str
    type: str
    region: str
    """Name of its province."""
    checklist: str
    verdict_name: Phrase
    issued_at: str
    recommended: str = ""
    differs: bool = False
    flags: Mapping[str, Phrase] = field(default_factory=dict)
    approval: str = ""
    approval_label: Phrase | None = None
    placements: int = 0
    merit_scheme: Phrase | None = None
    merit: str = ""
    merit_label: Phrase | None = None
    merit_year: str = ""
    reason: str = ""
    reason_label: Phrase | None = None
    overall: str = ""
    areas_told: str = "{}"
    """What `areas` holds, as a JSON object: most results are counted and never shown."""
    items: Mapping[str, str] = field(default_factory=dict)
    """The digest of each item, one value for all results that used the same items."""
    levels: str = ""
    """The level of each of `items`, a digit each in their order; a dash where it was not applicable."""
    counts_told: str = "{}"
    """What `counts` holds, as a JSON object."""
    base_told: str = "{}"
    """What `base` holds, as a JSON object."""
    people: Mapping[str, str] = field(default_factory=dict)
    valid_until: str = ""

    @property
    def areas(self) -> Mapping[str, AreaScore]:
        """The score of each area, in the order of the verdict file."""
        return _read(lambda: {code: _area(**told) for code, told in json.loads(self.areas_told).items()})

    @property
    def counts(self) -> Mapping[str, Mapping[str, tuple[str, str]]]:
        """The two numbers of each count, n and N, by item and key; N is empty where it was not known."""
        told = self.counts_told
        return _read(lambda: {item: {key: (n, of) for key, (n, of) in keys.items()} for item, keys in json.loads(told).items()})

    @property
    def base(self) -> Mapping[str, int]:
        """The base figures."""
        return _read(lambda: {key: int(value) for key, value in json.loads(self.base_told).items()})

    @property
    def is_readable(self) -> bool:
        """Whether each item has a level, or none."""
        return len(self.items) == len(self.levels) and _SIGNS.issuperset(self.levels)

    def level(self, item: str) -> int | None:
        """The level of an item; None where it was not applicable or not asked."""
        return next((level(sign) for code, sign in zip(self.items, self.levels, strict=True) if code == item), None)


AnyOutcome = TypeVar("AnyOutcome", bound=Outcome)


def _read(told: Callable[[], dict[str, R]]) -> dict[str, R]:
    """What a text tells; nothing where it tells something else, as at a server anybody may write it."""
    try:
        return told()
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


def level(sign: str) -> int | None:
    """What a sign of `Result.levels` means."""
    return None if sign == NOT_APPLICABLE else int(sign)


def _area(name: Mapping[str, str], weight: int, score: str | None, exact: str | None, band: Mapping[str, str] | None) -> AreaScore:
    return AreaScore(Phrase(**name), weight, score or "", exact or "", Phrase(**band) if band else None)


@dataclass(frozen=True, slots=True)
class Place:
    """An agency of the register."""

    code: str
    name: str
    short_name: str
    type: str
    region: str
    """Name of its province, its own for a province; empty for a central agency."""


@dataclass(frozen=True, slots=True)
class Work:
    """A verification, whatever its state."""

    id: str
    agency: str
    round: str
    day: str
    state: str
    since: str
    """When that state began, or when it was touched last while it is written."""
    verdict: str = ""
    """The verdict that was recorded, issued or not."""

    @property
    def year(self) -> str:
        """The year of its round."""
        return year(self.round, self.day)


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked at, by every figure, list and export alike; what is empty chooses nothing out."""

    round: str = ""
    types: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    """V1 to V4, or `none`."""
    states: tuple[str, ...] = ()
    """States of the workflow, or `none`."""
    merits: tuple[str, ...] = ()
    """Categories of the merit system."""
    cohort: str = ""
    """Name of a saved cohort."""

    @property
    def is_empty(self) -> bool:
        """Whether it chooses everything."""
        return not any(getattr(self, each.name) for each in fields(self))


EVERYTHING: Final = Filter()
"""The filter that chooses every agency."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Agencies saved by name: those of a filter, or those named one by one."""

    name: str
    filter: Filter = EVERYTHING
    agencies: frozenset[str] = frozenset()
    saved_at: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """How an agency stands: its result that counts and its newest verification, each where there is one."""

    place: Place
    result: Result | None = None
    work: Work | None = None

    @property
    def verdict(self) -> str:
        """Its verdict, `none` where none counts."""
        return self.result.verdict if self.result else NO_VERDICT

    @property
    def state(self) -> str:
        """The state of its verification, `none` where there is none."""
        return self.work.state if self.work else NO_WORK


def that_count(results: Iterable[AnyOutcome], round_id: str = "") -> Mapping[str, AnyOutcome]:
    """The result that counts for each agency: of the latest round, or of the round given.

    Nothing counts that was replaced, withdrawn or forked, nor two verifications of one agency in one round, which are a fork as well.
    """
    results = tuple(results)
    found: dict[str, AnyOutcome] = {}
    beside = {each.digest for each in doubled(results)}
    for each in results:
        if each.standing == COUNTS and round_id in ("", each.round) and each.digest not in beside:
            here = found.get(each.agency)
            if here is None or _order(here) < _order(each):
                found[each.agency] = each
    return found


def doubled(results: Iterable[AnyOutcome]) -> tuple[AnyOutcome, ...]:
    """The results that would count, were there not another verification of the same agency in the same round."""
    first: dict[tuple[str, str], AnyOutcome] = {}
    found: dict[str, AnyOutcome] = {}
    for each in results:
        if each.standing == COUNTS:
            beside = first.setdefault((each.agency, each.round), each)
            if beside is not each:
                found |= {beside.digest: beside, each.digest: each}
    return tuple(found.values())


def _order(result: Outcome) -> tuple[str, str, str]:
    return result.day, result.round, result.digest


def stands(
    places: Iterable[Place],
    results: Iterable[Result],
    works: Iterable[Work],
    chosen: Filter = EVERYTHING,
    members: frozenset[str] | None = None,
) -> tuple[Stand, ...]:
    """How each agency that the filter chooses stands; `members` are those of the cohort that it names.

    An agency that is in no register is there where it has a result or a verification.
    """
    results, works = tuple(results), tuple(works)
    counted = that_count(results, chosen.round)
    newest: dict[str, Work] = {}
    for work in works:
        here = newest.get(work.agency)
        if chosen.round in ("", work.round) and (here is None or (here.day, here.round, here.id) < (work.day, work.round, work.id)):
            newest[work.agency] = work
    known = {place.code: place for place in places}
    for each in counted.values():
        known.setdefault(each.agency, Place(each.agency, each.agency_name, each.agency_name, each.type, each.region))
    found = (Stand(place, counted.get(code), newest.get(code)) for code, place in known.items())
    return tuple(stand for stand in found if matches(chosen, stand) and (members is None or stand.place.code in members))


def matches(chosen: Filter, stand: Stand) -> bool:
    """Whether a filter, but for its round and cohort, chooses an agency."""
    return (
        (not chosen.types or stand.place.type in chosen.types)
        and (not chosen.regions or stand.place.region in chosen.regions)
        and (not chosen.verdicts or stand.verdict in chosen.verdicts)
        and (not chosen.states or stand.state in chosen.states)
        and (not chosen.merits or (stand.result is not None and stand.result.merit in chosen.merits))
    )


def members(cohort: Cohort, places: Iterable[Place], results: Iterable[Result], works: Iterable[Work]) -> frozenset[str]:
    """The agencies of a cohort: those named in it, or those its filter chooses now, whatever round one looks at."""
    return cohort.agencies or frozenset(stand.place.code for stand in stands(places, results, works, cohort.filter))
