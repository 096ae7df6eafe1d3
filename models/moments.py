"""Moments (aware, UTC, to the second) and dates (plain, as written on a decree); the clock itself is always a parameter."""

import re
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final

Clock = Callable[[], datetime]

_STAMP: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")

# A lid that is shut stops the usual clock, while others may open it again.
_AWAKE_OR_NOT: Final = getattr(time, "CLOCK_BOOTTIME", None) or getattr(time, "CLOCK_MONOTONIC_RAW", None)


def seconds() -> float:
    """Seconds that pass while the laptop sleeps too, where its system counts them."""
    return time.monotonic() if _AWAKE_OR_NOT is None else time.clock_gettime(_AWAKE_OR_NOT)


def now() -> datetime:
    """This moment in UTC, without fractions of a second."""
    return datetime.now(UTC).replace(microsecond=0)


def stamp(moment: datetime) -> str:
    """`moment` as stored and exported: RFC 3339 in UTC, such as `2026-11-25T04:33:59Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime:
    """The moment that `stamp` wrote as `text`; ValueError when it is none."""
    if not _STAMP.fullmatch(text):
        raise ValueError(f"{text} does not match")
    return datetime.fromisoformat(text)


def local_date(moment: datetime) -> date:
    """The date of `moment` on this laptop's calendar: in Jakarta a new one begins while UTC still writes 17:00 of the old one."""
    return moment.astimezone().date()


_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb pebruari peb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agust agt aug",
            "september sep sept",
            "oktober october okt oct",
            "november nov nopember nop",
            "desember december des dec",
        ),
        1,
    )
    for name in names.split()
}
_BETWEEN: Final = re.compile(r"[\s./\-\u2010-\u2015]+")
"""What people and word processors put between day, month and year."""
_YEARS: Final = range(1900, 2200)
"""Years that a date somebody types can mean."""


def day(text: str) -> date | None:
    """The date that `text` means, the day first, None when it is none: `2023-05-09`, `09-05-2023`, `9/5/2023` or `9 Mei 2023`."""
    parts = _BETWEEN.split(text.strip())
    if len(parts) == 3:
        parts[1] = str(_MONTHS.get(parts[1].casefold(), parts[1]))
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    year, month, day_ = parts if len(parts[0]) == 4 else reversed(parts)
    try:
        return date(int(year), int(month), int(day_)) if len(year) == 4 and int(year) in _YEARS else None
    except (ValueError, OverflowError):
        return None


def written(text: str) -> str:
    """An ISO date as people write it, `9-5-2023`; any other text as it is."""
    found = day(text)
    return f"{found.day}-{found.month}-{found.year}" if found else text
