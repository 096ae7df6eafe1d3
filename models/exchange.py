"""The exchange with one carrier: the logs of others are read on, the own one is written on; whatever interrupts it, the next one goes on.

Each request to the carrier stands outside the database's transactions; what one brought is taken in one of them, together with how far
the log was read. A carrier is never believed: what is written is read back, what is read is checked, and what is missing there is no
reason to take anything away here. Where several exchange for one database, each claims the log it is at, and leaves out what another is at.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from models.carriers.base import Carrier
from models.desk import exchanging, logs, outgoing, receipts
from models.desk.desk import Desk
from models.documents import once, segment
from models.documents.segment import Segment
from models.documents.travelling import Signed
from models.errors import Refusal
from models.exchange_line import Line, Placed, is_rival
from models.exchange_taken import is_of_copy, lags, let_in_at_last, taken, that_waits, waits_no_longer
from models.exchanged import Exchanged, Logs

Progress = Callable[[str, int, int], None]
"""Told what is done now (`look`, `take`, `send`), how much of it, and of how much."""
_WAITS: Final = ("segment.device", "segment.ended", "segment.writer")
"""Refusals of a segment after which the log waits and the others go on."""
_OWN: Final = "own"
"""What is claimed beside the logs of others: to write, and to look through the quarantine."""


class Stopped(Exception):
    """Somebody stopped the exchange: all that was taken and sent until then stays."""


def exchange(desk: Desk, name: str, carrier: Carrier, progress: Progress = lambda *_: None) -> Exchanged:
    """Exchange everything with a carrier; what came of it, kept for the next start as well.

    Raises:
        Refusal: as the carrier's verbs and `exchanging.cut` give; what was done before stays done.
    """
    run = _Run(desk, name, Line(name, carrier), progress, Exchanged(name))
    try:
        run.whole()
    except Refusal as refused:
        desk.do(exchanging.end, name, refused)
        raise
    finally:
        run.count()
    desk.do(exchanging.end, name)
    return run.done


def look(desk: Desk, name: str, carrier: Carrier, progress: Progress = lambda *_: None) -> Exchanged:
    """What an exchange would take in, looked at together, and how much it would send; nothing is changed here or there."""
    run = _Run(desk, name, Line(name, carrier), progress, Exchanged(name))
    run.only_looks = True
    run.logs = desk.ask(logs.all_of, name)
    run.read_others(run.line.writers())
    run.done.arrivals = list(desk.ask(exchanging.judged, run.seen))
    run.done.sent = len(desk.ask(outgoing.outbox))
    run.count()
    return run.done


@dataclass(slots=True)
class _Run:
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

    def whole(self) -> None:
        writers = self.line.writers()
        self._ask_logs()
        self.read_others(writers)
        if waits_no_longer(self.done):
            self.done.waiting.clear()
            self.read_others(writers)
        with self.desk.ledger.claimed(f"{self.name}/{_OWN}") as is_free:
            if is_free:
                self._write_on(writers)
        self.done.waiting += self.desk.ask(exchanging.lacking, [each for each in self.done.arrivals if each.lacks])

    def _write_on(self, writers: frozenset[str]) -> None:
        # As late as can be: another copy of this profile may be writing there too.
        present = self._meet_own(writers)
        self._look_again()
        with once.kept():
            if self.desk.ask(exchanging.heals):
                let_in_at_last(self.done, self.desk.do(exchanging.again))
        if self.desk.ask(outgoing.is_short, self.name):
            self.desk.do(outgoing.fill)
        self._cut()
        while not self._write_own(present):
            present = frozenset()
            self._cut()
        self._mend(self.logs.reached if self.done.lost else self.logs.former)

    def count(self) -> None:
        """Say what went over the line."""
        self.done.requests, self.done.bytes_in, self.done.bytes_out = self.line.requests, self.line.bytes_in, self.line.bytes_out

    def _ask_logs(self) -> None:
        self.logs = self.desk.ask(logs.all_of, self.name)

    def _bodies(self, writer: str, number: int) -> tuple[bytes, ...]:
        return self.desk.ask(logs.bodies, writer, number)

    def _cut(self) -> None:
        while self.desk.do(exchanging.cut):
            pass
        self._ask_logs()

    def _meet_own(self, writers: frozenset[str]) -> frozenset[int]:
        """The numbers of the own segments that lie there; a copy of this profile is noticed."""
        mine = self.logs.mine
        if not mine:
            return frozenset()
        if mine not in writers:
            self._forget(mine)
            return frozenset()
        reached, held = self.logs.reached_of(mine), self.logs.held_of(mine)
        present = self._present(mine)
        like = self._bodies(mine, held)[0]
        for number in sorted(number for number in present if number > reached):
            there = self.line.standing(mine, number)
            if there not in self._bodies(mine, number) and is_rival(there, mine, number, like):
                self._leave_to_copy(mine, max(present))
                return frozenset()
        return present

    def _present(self, writer: str) -> frozenset[int]:
        return self.line.all_present(writer, self.logs.reached_of(writer), self.logs.held_of(writer))

    def _look_again(self) -> None:
        """Compare what nothing speaks for but that it was read back once: a stick forgets, and of two copies Syncthing keeps but one."""
        if self.has_copy or self.desk.ask(outgoing.is_first_today, self.name):
            for own in sorted({self.logs.mine, *self.logs.former}):
                self._give_all(own, self.desk.ask(receipts.doubted, self.name, own))
        elif self.lags:
            self._give_all(self.logs.mine, self.desk.ask(receipts.lacked, self.name, self.logs.mine, self.lags))

    def _leave_to_copy(self, mine: str, last: int) -> None:
        """Go on under a new name: a copy of this profile wrote on under the old one, and its log is read like anybody's."""
        shared = min(self.logs.held_of(mine), last)
        while shared and self.line.standing(mine, shared) not in self._bodies(mine, shared):
            shared -= 1
        self.desk.do(exchanging.begin_anew, self.name, shared)
        self.done.is_copy = True
        self._ask_logs()
        self._follow(mine)

    def _forget(self, writer: str) -> None:
        """The carrier holds nothing of a writer: it was emptied, or it is another one."""
        # Looked at again: where several exchange, it may have come there since.
        if self.logs.reached_of(writer) and writer not in self.line.writers():
            self.done.lost += self.logs.reached_of(writer)
            self.desk.do(exchanging.reach, self.name, writer, 0)
            self._ask_logs()

    def _write_own(self, present: frozenset[int]) -> bool:
        """Write what is not there yet, or no longer; False where a copy of this profile wrote there meanwhile."""
        mine, reached = self.logs.mine, self.logs.reached_of(self.logs.mine)
        due = [number for number in range(1, self.logs.held_of(mine) + 1) if number > reached or number not in present]
        for done, number in enumerate(due):
            self.progress("send", done, len(due))
            body = self._bodies(mine, number)[0]
            placed = self.line.publish(mine, number, body, is_there=number in present)
            if placed is Placed.RIVAL:
                self._leave_to_copy(mine, number)
                return False
            if number > reached:
                self.desk.do(exchanging.reach, self.name, mine, number)
                self.done.sent += len(segment.opened(body, mine).heading.documents)
            else:
                self.done.lost += placed is Placed.PUT
        return True

    def read_others(self, writers: frozenset[str]) -> None:
        """Read on the log of every other writer, and write on there what the carrier lacks of it."""
        found = self.desk.ask(logs.in_turn, (frozenset(self.logs.held) | writers) - {self.logs.mine})
        for done, writer in enumerate(found):
            self.progress("look", done, len(found))
            if writer not in writers and not self.only_looks:
                self._forget(writer)
            self._follow(writer, is_there=writer in writers)

    def _follow(self, writer: str, *, is_there: bool = True) -> None:
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
            self._ask_logs()
            if found is not None and found[0].heading.number <= self.logs.held_of(writer):  # another was here since
                found = self._got(writer, self.logs.held_of(writer) + 1)
        if self._read_on(writer, found):
            self._ask_logs()
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
            self.done.copies.append(writer)
            if before[0].digest != previous:  # its place is another's: whoever holds both sends anew what is in it
                break
            missing.append(before)
            previous = before[0].heading.previous
        return all(self._take(*each) for each in reversed(missing))

    def _take(self, found: Segment, body: bytes) -> bool:
        if self.only_looks:
            self.seen += found.documents
            return True
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

    def _pass_on(self, writer: str) -> None:
        """Write on the log of another writer on a carrier that does not hold all of it: it may have come here by another one."""
        for number in range(self.logs.reached_of(writer) + 1, self.logs.held_of(writer) + 1):
            if not self._give(writer, number):
                return
            self.desk.do(exchanging.reach, self.name, writer, number)

    def _give(self, writer: str, number: int) -> bool:
        """Put the segment of another writer where it belongs; one of a copied laptop that stands there is taken in as well."""
        placed = self.line.publish(writer, number, self._bodies(writer, number)[0], is_there=True)
        if placed is not Placed.RIVAL:
            self.done.passed_on += placed is Placed.PUT
            return True
        found = self._got(writer, number)
        if found is None or found[0].digest in self.desk.ask(logs.digests, writer, number):
            return found is not None
        self.done.copies.append(writer)
        return self._take(*found)

    def _mend(self, writers: Iterable[str]) -> None:
        """Put back what a carrier lost of logs that nobody else may look after."""
        for writer in sorted(frozenset(writers) - {self.logs.mine}):
            if reached := self.logs.reached_of(writer):
                self._give_all(writer, sorted({*range(1, reached + 1)} - self._present(writer)))

    def _give_all(self, writer: str, numbers: Iterable[int]) -> None:
        before = self.done.passed_on
        with that_waits(self.done):
            for number in numbers:
                self._give(writer, number)
        self.done.lost += self.done.passed_on - before
