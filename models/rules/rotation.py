"""Which copies of the database stay, and when it is time for the next: by the order in which they were made, whatever the clock said."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final


class Kept(StrEnum):
    """Why a copy stays."""

    ALWAYS = "always"
    """It was made before something that cannot be taken back otherwise."""
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Made:
    """A copy."""

    number: int
    """Its place in the order in which copies were made."""
    moment: datetime
    """When the clock said it was made, on the calendar of the laptop."""
    stays: bool = False
    """Whether it is never to go."""


_PERIODS: Final[tuple[tuple[Kept, int, Callable[[datetime], object]], ...]] = (
    (Kept.HOUR, 24, lambda moment: (moment.date(), moment.hour)),
    (Kept.DAY, 14, lambda moment: moment.date()),
    (Kept.WEEK, 8, lambda moment: moment.isocalendar()[:2]),
)
"""How many hours, days and weeks keep the newest copy made in them (reliability.md, 3.5)."""
EVERY: Final = timedelta(hours=1)
"""How often a database that changes is copied."""


def kept(copies: Iterable[Made]) -> dict[int, Kept]:
    """The numbers of the copies that stay, and why; of two reasons the one that ends first.

    What is counted are hours, days and weeks in which copies were made: a laptop in a drawer loses none, and years that a wrong clock
    claims displace what was made later by no more than what was made before.
    """
    newest_first = sorted(copies, key=lambda copy: -copy.number)
    found = {copy.number: Kept.ALWAYS for copy in newest_first if copy.stays}
    for why, most, period in _PERIODS:
        seen: set[object] = set()
        for copy in newest_first:
            here = period(copy.moment)
            if copy.stays or here in seen:
                continue
            if len(seen) == most:
                break
            seen.add(here)
            found.setdefault(copy.number, why)
    return found


def is_due(newest: datetime | None, now: datetime) -> bool:
    """Whether a database that changed since its newest copy is to be copied; a copy of tomorrow tells that the clock was put back."""
    return newest is None or not timedelta(0) <= now - newest < EVERY
