"""Movement since a recap: which agencies went up or down, how long work has stood in each state, and both by region and type."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import Final

from models.moments import local_date, moment
from models.rules.results import NO_VERDICT, NO_WORK, Filter, Place, Stand

DIRECTIONS: Final = ("up", "down", "new", "gone", "same")
"""Better, worse, a first verdict, one that no longer counts, and neither."""
_BETTER: Final = ("V4", "V3", "V2", "V1")
FINISHED: Final = ("issued", "withdrawn", NO_WORK)
"""The states in which nothing waits."""


@dataclass(frozen=True, slots=True)
class Recap:
    """How the agencies of a filter stood at a moment."""

    at: str
    filter: Filter
    stood: Mapping[str, tuple[str, str]]
    """Verdict and state of each agency."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An agency between two moments."""

    place: Place
    before: str
    after: str
    """The verdicts, `none` where there was none."""
    direction: str
    """One of `DIRECTIONS`."""
    was: str
    state: str
    """The states of its work then and now."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long work has stood in a state, in whole days."""

    state: str
    longest: int
    median: int
    agencies: tuple[tuple[str, int], ...]
    """Each with its days, the longest first."""


@dataclass(frozen=True, slots=True)
class Group:
    """What moved in a region or of a type; `code` is empty for agencies without a region."""

    code: str
    directions: Mapping[str, int]
    verdicts: Mapping[str, int]
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved since a recap; without one, `since` is empty and nothing has moved."""

    since: str
    moved: tuple[Moved, ...]
    waiting: tuple[Waiting, ...]
    by_type: tuple[Group, ...]
    by_region: tuple[Group, ...]

    def of(self, direction: str) -> tuple[Moved, ...]:
        """The agencies that went that way."""
        return tuple(each for each in self.moved if each.direction == direction)


def stood(stands: Iterable[Stand]) -> Mapping[str, tuple[str, str]]:
    """What a recap keeps of each agency."""
    return {stand.place.code: (stand.verdict, stand.state) for stand in stands}


def movement(stands: Sequence[Stand], before: Recap | None, today: date) -> Movement:
    """What moved between a recap and `stands`; an agency that the recap does not know had neither verdict nor work."""
    known = before.stood if before else {stand.place.code: (stand.verdict, stand.state) for stand in stands}
    moved = {stand.place.code: _moved(stand, *known.get(stand.place.code, (NO_VERDICT, NO_WORK))) for stand in stands}
    return Movement(
        since=before.at if before else "",
        moved=tuple(moved.values()),
        waiting=_waiting(stands, today),
        by_type=_groups(stands, moved, today, lambda place: place.type),
        by_region=_groups(stands, moved, today, lambda place: place.region),
    )


def _moved(stand: Stand, verdict: str, state: str) -> Moved:
    return Moved(stand.place, verdict, stand.verdict, _direction(verdict, stand.verdict), state, stand.state)


def _direction(before: str, after: str) -> str:
    if before == after:
        return "same"
    if NO_VERDICT in (before, after):
        return "new" if before == NO_VERDICT else "gone"
    return "up" if _BETTER.index(after) > _BETTER.index(before) else "down"


def _groups(stands: Sequence[Stand], moved: Mapping[str, Moved], today: date, of: Callable[[Place], str]) -> tuple[Group, ...]:
    found: dict[str, list[Stand]] = defaultdict(list)
    for stand in stands:
        found[of(stand.place)].append(stand)
    return tuple(
        Group(
            code,
            Counter(moved[stand.place.code].direction for stand in those),
            Counter(stand.verdict for stand in those),
            _waiting(those, today),
        )
        for code, those in found.items()
    )


def _waiting(stands: Iterable[Stand], today: date) -> tuple[Waiting, ...]:
    days: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for stand in stands:
        if stand.work and stand.state not in FINISHED:
            # A clock that was wrong made it begin tomorrow: nothing waits less than no day.
            days[stand.state].append((stand.place.code, max(0, (today - local_date(moment(stand.work.since))).days)))
    found = []
    for state, those in days.items():
        those.sort(key=lambda pair: (-pair[1], pair[0]))
        found.append(Waiting(state, those[0][1], median_low(count for _, count in those), tuple(those)))
    return tuple(sorted(found, key=lambda each: (-each.longest, each.state)))
