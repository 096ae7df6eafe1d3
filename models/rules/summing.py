"""How each agency stands in the figures of each year and of all years together: what they are counted from, so that nobody counts all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from models.rules.results import COUNTS, Outcome, Work, doubled, that_count
from models.rules.workflow import WITH_VERDICT

ALL: Final = ""
"""What stands for all years together."""
STANDING_APART: Final = ("fork", "withdrawn", "unsupported")
"""The standings of results that are said apart."""
_ORDER: Final = ("fork", "double", "recorded", "withdrawn", "unsupported")


class Sum(NamedTuple):
    """An agency in a year, or in all."""

    result: str = ""
    """Digest of the result that counts; empty where none does."""
    verdict: str = ""
    """Its verdict."""
    work: str = ""
    """Id of the newest verification; empty where there is none."""
    issued: int = 0
    """How many issued verdicts there are, counted or not."""
    apart: str = ""
    """What of it is not counted and said apart, as codes of `figures.APART` between spaces."""


Sums = Mapping[tuple[str, str], Sum]
"""Sums by agency and year."""
Grouped = TypeVar("Grouped", Outcome, Work)


def sums(results: Iterable[Outcome], works: Iterable[Work]) -> Sums:
    """How each agency of `results` and `works` stands in each year that has any, and in all."""
    told, worked = _by_place(results), _by_place(works)
    return {place: _sum(told.get(place, ()), worked.get(place, ())) for place in {**told, **worked}}


def years(found: Sums) -> Sequence[tuple[str, str, str]]:
    """Each agency with each year that has an issued verdict of it, and the verdict that counts there, empty where none does."""
    return sorted((agency, year, told.verdict) for (agency, year), told in found.items() if year != ALL and told.issued)


def apart(found: Sums) -> Sequence[tuple[str, str]]:
    """Each agency of which something is said apart, and what."""
    return sorted((agency, told.apart) for (agency, year), told in found.items() if year == ALL and told.apart)


def newest(works: Iterable[Work]) -> Work | None:
    """The work of the latest round; None where there is none."""
    return max(works, key=lambda work: (work.day, work.round, work.id), default=None)


def _by_place(found: Iterable[Grouped]) -> Mapping[tuple[str, str], list[Grouped]]:
    by_place: dict[tuple[str, str], list[Grouped]] = defaultdict(list)
    for each in found:
        by_place[each.agency, ALL].append(each)
        if each.year:
            by_place[each.agency, each.year].append(each)
    return by_place


def _sum(results: Iterable[Outcome], works: Iterable[Work]) -> Sum:
    results = tuple(results)
    counted = next(iter(that_count(results).values()), None)
    last = newest(works)
    apart = {each.standing for each in results if each.standing in STANDING_APART}
    if doubled(results):
        apart.add("double")
    issued = {each.verification for each in results if each.standing == COUNTS}
    if any(work.verdict and work.state not in WITH_VERDICT and work.id not in issued for work in works):
        apart.add("recorded")
    return Sum(
        result=counted.digest if counted else "",
        verdict=counted.verdict if counted else "",
        work=last.id if last else "",
        issued=len(results),
        apart=" ".join(code for code in _ORDER if code in apart),
    )
