"""Moments (aware, UTC, to the second) and dates (plain, as written on a decree); the clock itself is always a parameter."""

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]


def now() -> datetime:
    """This moment in UTC, without fractions of a second."""
    return datetime.now(UTC).replace(microsecond=0)


def stamp(moment: datetime) -> str:
    """`moment` as stored and exported: RFC 3339 in UTC, such as `2026-11-25T04:33:59Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime:
    """The moment that `stamp` wrote as `text`; ValueError when it is none."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def local_date(moment: datetime) -> date:
    """The date of `moment` on this laptop's calendar: in Jakarta a new one begins while UTC still writes 17:00 of the old one."""
    return moment.astimezone().date()


def day(text: str) -> date | None:
    """The date that `text` means, as `2023-05-09`, `09-05-2023`, `9/5/2023` or `9.5.2023` (day first); None when it is none."""
    parts = text.strip().replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    year, month, day_ = parts if len(parts[0]) == 4 else reversed(parts)
    try:
        return date(int(year), int(month), int(day_)) if len(year) == 4 else None
    except (ValueError, OverflowError):
        return None
