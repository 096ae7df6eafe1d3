"""The logs of others on a carrier: each is read on from where it is held here, and written on there where the carrier lacks some of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from models.desk import exchanging, judging, logs
from models.desk.desk import Desk
from models.documents import segment
from models.documents.segment import Segment
from models.documents.travelling import Signed
from models.errors import Refusal
from models.exchange_line import MOST_FAILED, Line, Placed
from models.exchange_taken import is_of_copy, lags, taken, that_waits
from models.exchanged import Exchanged, Logs

Progress = Callable[[str, int, int], None]
"""Told what is done now (`connect`, `look`, `see`, `take`, `pass`, `send`, `check`), how much of it, and of how much."""
_WAITS: Final = ("segment.device", "segment.ended", "segment.writer")
"""Refusals of a segment after which the log waits and the others go on."""
_UNWRITTEN: Final = ("carrier.failed", "carrier.compare")
"""Refusals of a carrier by which what is passed on waits, and what lies there is read all the same."""


@dataclass(slots=True)
class Reading:
    """One exchange with a carrier, or one look at it, as far as it is about what others wrote."""

    desk: Desk
    name: str
    line: Line
    progress: Progress
    done: Exchanged
    logs: Logs = field(init=False)
    only_looks: bool = False
    has_copy: bool = False
    lags: set[int] = field(default_factory=set)
    """How much of the own log those have who lack something of it that this carrier is said to hold."""
    seen: list[Signed] = field(default_factory=list)
    sees_team: bool = False
    """Whether a look saw a team list, which may name the device of a segment that waits."""
    endorsed: set[str] = field(default_factory=set)
    """The writers whose logs an endorsement names that a look saw."""

    def ask_logs(self) -> None:
        """Ask anew how far the logs are held."""
        self.logs = self.desk.ask(logs.all_of, self.name)

    def bodies(self, writer: str, number: int) -> tuple[bytes, ...]:
        """The segments of a number as they are held here."""
        return self.desk.ask(logs.bodies, writer, number)

    def forget(self, writer: str) -> None:
        """The carrier holds nothing of a writer: it was emptied, or it is another one."""
        # Looked at again: where several exchange, it may have come there since.
        if self.logs.reached_of(writer) and writer not in self.line.writers():
            self.done.lost += self.logs.reached_of(writer)
            self.desk.do(exchanging.reach, self.name, writer, 0)
            self.ask_logs()

    def read_others(self, writers: frozenset[str]) -> None:
        """Read on the log of every other writer, and write on there what the carrier lacks of it."""
        found = self.desk.ask(logs.in_turn, (frozenset(self.logs.held) | writers) - {self.logs.mine})
        for done, writer in enumerate(found):
            self.progress("look", done, len(found))
            if writer not in writers and not self.only_looks:
                self.forget(writer)
            self.follow(writer, is_there=writer in writers)

    def follow(self, writer: str, *, is_there: bool = True) -> None:
        """Read on a log and write on there what the carrier lacks of it."""
        found = self._got(writer, self.logs.held_of(writer) + 1) if is_there else None
        if self.only_looks:
            self._read_on(writer, found)
        elif found is not None or self.logs.reached_of(writer) < self.logs.held_of(writer):
            with self.desk.ledger.claimed(f"{self.name}/{writer}") as is_free:
                if is_free:
                    self._go_on(writer, found)

    def _go_on(self, writer: str, found: tuple[Segment, bytes] | None) -> None:
        if self.desk.ledger.is_shared:
            self.ask_logs()
            if found is not None and found[0].heading.number <= self.logs.held_of(writer):  # another was here since
                found = self._got(writer, self.logs.held_of(writer) + 1)
        if self._read_on(writer, found):
            self.ask_logs()
        # A stick that is full or locked keeps back nothing that lies on it, and is not tried for each log.
        if sum(each.code in _UNWRITTEN for each in self.done.waiting) < MOST_FAILED:
            with that_waits(self.done, _UNWRITTEN):
                self._pass_on(writer)

    def _read_on(self, writer: str, found: tuple[Segment, bytes] | None) -> bool:
        """Read a log from the segment that is next here, where one was found; whether anything came."""
        first = number = self.logs.held_of(writer) + 1
        while found is not None:
            if not self._take_branch(found[0], number) or not self._take(*found):
                break
            number += 1
            found = self._got(writer, number)
        return number > first

    def _got(self, writer: str, number: int) -> tuple[Segment, bytes] | None:
        """The segment in its place there; None where there is none yet, or none that can be read now, which is told."""
        found = self.line.got(writer, number)
        if isinstance(found, Refusal):
            self.done.waiting.append(found)
            return None
        return found

    def _take_branch(self, found: Segment, number: int) -> bool:
        """Take in what stands before a segment, where that is not what is held here: a copied laptop wrote both.

        False where it has yet to come.
        """
        previous, missing, writer = found.heading.previous, [], found.heading.writer
        while number > 1 and not self.only_looks and previous not in self.desk.ask(logs.digests, writer, number - 1):
            number -= 1
            before = self._got(writer, number)
            if before is None:
                self.done.waiting.append(Refusal("segment.framing", file=segment.path(writer, number)))
                return False
            if before[0].key != found.key:  # somebody else put one of the two there: that tells nothing of its owner
                break
            self.done.copies.append(writer)
            if before[0].digest != previous:  # its place is another's: whoever holds both sends anew what is in it
                break
            missing.append(before)
            previous = before[0].heading.previous
        return all(self._take(*each) for each in reversed(missing))

    def _take(self, found: Segment, body: bytes) -> bool:
        if self.only_looks:
            return self._see(found)
        try:
            arrivals, clock = taken(self.desk, found, body, self.name)
        except Refusal as refused:
            if refused.code not in _WAITS:
                raise
            self.done.waiting.append(refused)
            return False
        self.done.arrivals += arrivals
        self.has_copy |= is_of_copy(found, self.logs)
        self.lags |= lags(found, self.logs)
        if clock is not None:
            self.done.clocks[found.heading.writer] = clock
        self.progress("take", len(self.done.arrivals), len(self.done.arrivals))
        return True

    def _see(self, found: Segment) -> bool:
        """Look at a segment; False where it would not be taken."""
        self.progress("see", len(self.seen), len(self.seen))
        self.sees_team |= any(judging.turn(each)[0] == 0 for each in found.documents)
        self.endorsed |= {writer for each in found.documents for writer in judging.logs_in(each)}
        try:
            self.desk.ask(exchanging.require_device, found)
        except Refusal as refused:
            if refused.code not in _WAITS:
                raise
            if not self.may_come(refused.code, found.heading.writer):
                self.done.waiting.append(refused)
                return False
        self.seen += found.documents
        return True

    def may_come(self, code: str, writer: str) -> bool:
        """Whether what a look saw may let in a segment that waits: a team that may name its device, an endorsement of its log."""
        return self.sees_team if code == "segment.device" else code == "segment.ended" and writer in self.endorsed

    def _pass_on(self, writer: str) -> None:
        """Write on the log of another writer on a carrier that does not hold all of it: it may have come here by another one."""
        due = range(self.logs.reached_of(writer) + 1, self.logs.held_of(writer) + 1)
        for done, number in enumerate(due):
            self.progress("pass", done, len(due))
            if not self.give(writer, number):
                return
            self.desk.do(exchanging.reach, self.name, writer, number)

    def give(self, writer: str, number: int) -> bool:
        """Put the segment of another writer where it belongs; one of a copied laptop that stands there is taken in as well."""
        placed = self.line.publish(writer, number, self.bodies(writer, number)[0], is_there=True)
        if placed is not Placed.RIVAL:
            self.done.passed_on += placed is Placed.PUT
            return True
        found = self._got(writer, number)
        if found is None or found[0].digest in self.desk.ask(logs.digests, writer, number):
            return found is not None
        self.done.copies.append(writer)
        return self._take(*found)
