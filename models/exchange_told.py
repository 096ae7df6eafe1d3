"""What an exchange did, or would do, in sentences."""

import time
from collections import Counter
from collections.abc import Iterator
from typing import Final

from models.exchanged import Exchanged, WayLine
from models.previews import Arrival, Arriving
from models.words import Words

_LONG: Final = 5
"""Seconds from which on it is told how long something takes: over a bad line nothing else changes for minutes."""
_NAMED: Final = 8
"""Most codes that are named in one sentence."""


class Doing:
    """What an exchange is at: how far it is, and where that stays the same, for how long."""

    def __init__(self, words: Words, carrier: str) -> None:
        self._words, self._carrier = words, carrier
        self._last: tuple[str, int, int] = ("", 0, 0)
        self._since = time.monotonic()

    def told(self, what: str, done: int, total: int) -> str:
        """What is done now, in words."""
        if (what, done, total) != self._last:
            self._last, self._since = (what, done, total), time.monotonic()
        # How much there is to take is known only at its end.
        far = f"{done}/{total}" if done < total else str(done or "")
        said = f"{self._words(f'exchange.doing.{what}', carrier=self._carrier)} {far}".rstrip()
        seconds = int(time.monotonic() - self._since)
        return said if seconds < _LONG else f"{said} · {self._words('exchange.since', seconds=seconds)}"


def summary(words: Words, done: Exchanged, *, is_preview: bool = False) -> str:
    """What came and what went, in one line."""
    said = [_came(words, done, is_preview=is_preview)]
    said.append(words.count("exchange.would_send" if is_preview else "exchange.sent", done.sent))
    if done.passed_on:
        said.append(words.count("exchange.passed_on", done.passed_on))
    if done.files.sent or done.files.received:
        said.append(words("exchange.would_files" if is_preview else "exchange.files", sent=done.files.sent, received=done.files.received))
    # What stands in the place of a document that is not here came itself, and a laptop that ended is no segment.
    if waiting := sum(not each.code.startswith("exchange.") for each in done.waiting):
        said.append(words.count("exchange.waiting", waiting))
    return "; ".join(said) + "."


def _came(words: Words, done: Exchanged, *, is_preview: bool) -> str:
    counted = Counter(each.standing for each in done.arrivals)
    came = words.count("exchange.would_come" if is_preview else "exchange.came", len(done.arrivals))
    parts = ", ".join(f"{counted[standing]} {words(f'arriving.{standing.value}')}" for standing in Arriving if counted[standing])
    return f"{came} ({parts})" if parts else came


def warnings(words: Words, done: Exchanged) -> Iterator[str]:
    """What somebody should look after: what was lost, what waits and why, which laptop is a copy or has an odd clock."""
    if done.lost:
        yield words.count("exchange.lost", done.lost, carrier=done.carrier)
    if done.is_copy:
        yield words("exchange.is_copy")
    if done.has_copy:
        yield words("exchange.has_copy")
    if done.copies:
        yield words("exchange.copies", writers=", ".join(sorted({each[:8] for each in done.copies})))
    yield from {each.title: displaced(words, each) for each in done.arrivals if each.displaces and each.is_admitted}.values()
    for why in (*done.waiting, *done.files.told, *done.clocks.values()):
        yield words.refusal(why)


def displaced(words: Words, arrival: Arrival) -> str:
    """Which of what is noted here an own submission that came back takes the place of, and what to do where that was right."""
    found = arrival.displaces
    items = ", ".join(found[:_NAMED]) + (", …" if len(found) > _NAMED else "")
    return words.count("arrivals.displaces", len(found), title=arrival.title, items=items)


def is_clean(done: Exchanged) -> bool:
    """Whether nothing that came was refused, and no file of evidence stayed where it was for want of room or by a fault of the carrier."""
    return all(each.is_admitted for each in done.arrivals) and done.files.failed is None


def way_word(words: Words, line: WayLine) -> str:
    """How far a document got: only here, on which carriers, received or refused by whom."""
    return words(f"way.{line.way.value}", carriers=", ".join(line.carriers) or "-", name=line.by)
