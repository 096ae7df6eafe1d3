"""`verifier sync --every`: one round after the other until somebody ends it; each is told in a line, and nothing where nothing happened."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.formats import json_lines
from models.moments import now
from models.words import Words

if TYPE_CHECKING:
    from models.exchanged import Exchanged

Round = Callable[["Log", Callable[[], bool]], dict[str, Any]]
"""One round, given what tells of it and whether to stop: what came of it, as data."""

_LEAST: Final = 300
_MOST: Final = 3600
"""Seconds for which a carrier that lets nobody in is left alone."""
_WHOLE: Final = ""
"""In the place of a carrier: what is said of a round as a whole."""


class Log:
    """What is told of many rounds: what goes on as it was is told once, and again only after it was otherwise."""

    def __init__(self, words: Words, *, as_data: bool) -> None:
        self._words, self._as_data = words, as_data
        self._standing: dict[str, frozenset[str]] = {}
        """By carrier what was said to be wrong in its last round."""
        self._failed: set[str] = set()
        """The carriers whose last round failed."""
        self._denied: dict[str, tuple[str, float, float]] = {}
        """By carrier that let nobody in how that was told, how many seconds it is left alone, and until when."""

    def failed(self, name: str, told: str) -> None:
        """A round with a carrier, or all of it, failed."""
        self._failed.add(name)
        self._told(name, (told,))

    def denied(self, name: str, told: str) -> None:
        """A carrier let nobody in: it is left alone for a while, ever longer; a server may lock out whoever tries again and again."""
        _, before, _ = self._denied.get(name, ("", 0, 0))
        seconds = min(max(2 * before, _LEAST), _MOST)
        self._denied[name] = told, seconds, time.monotonic() + seconds

    def waits(self, name: str) -> str:
        """How it was told that a carrier let nobody in, while it is left alone for that; else empty."""
        told, _, until = self._denied.get(name, ("", 0, 0))
        return told if time.monotonic() < until else ""

    def done(self, done: "Exchanged") -> None:
        """A round with a carrier came to its end."""
        from models.exchange_told import summary, warnings

        self._denied.pop(done.carrier, None)
        failed_before = done.carrier in self._failed
        self._failed.discard(done.carrier)
        refused = tuple(f"{each.file}: {self._words.refusal(each.why)}" for each in done.arrivals if each.why is not None)
        self._told(done.carrier, tuple(warnings(self._words, done)), refused)
        happened = (done.arrivals, done.sent, done.passed_on, done.lost, done.files.sent, done.files.received)
        if not self._as_data and (any(happened) or failed_before):
            self._line(done.carrier, summary(self._words, done))

    def _told(self, name: str, standing: tuple[str, ...], once: tuple[str, ...] = ()) -> None:
        for each in (*once, *(each for each in standing if each not in self._standing.get(name, ()))):
            self._line(name, each)
        self._standing.pop(name, None)
        if standing:
            self._standing[name] = frozenset(standing)

    def ended(self) -> None:
        """A whole round came to its end, however its carriers did; said where the last one did not."""
        if self._standing.pop(_WHOLE, None) and not self._as_data:
            self._line(_WHOLE, self._words("sync.goes_on"))

    def _line(self, name: str, told: str) -> None:
        print(f"{now().astimezone():%Y-%m-%d %H:%M} {name or 'verifier'}: {told}", file=sys.stderr, flush=True)


def run(words: Words, seconds: int, one: Round, *, as_data: bool) -> int:
    """Go round until somebody ends it, whatever carrier it waits for by then; 0 then."""
    log = Log(words, as_data=as_data)
    with _stopping() as stop:
        while not stop.is_set():
            try:
                found = one(log, stop.is_set)
                log.ended()
            except Refusal as refused:
                # Such as the program being open meanwhile, or the server away: the next round tries again.
                found = {"exchanges": [], "failure": words.refusal(refused)}
                log.failed(_WHOLE, found["failure"])
            if as_data:
                print(json_lines.as_data(found), flush=True)
            stop.wait(seconds)
    return 0


@contextmanager
def _stopping() -> Iterator[Event]:
    """Set once somebody wants to end it; whoever insists ends it at once."""
    stop = Event()
    before: dict[int, Any] = {}

    def wanted(number: int, _frame: object) -> None:
        stop.set()
        signal.signal(number, before[number])

    for number in (signal.SIGINT, signal.SIGTERM):
        before[number] = signal.signal(number, wanted)
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
