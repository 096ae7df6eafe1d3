"""The exchange with one carrier: the logs of others are read on, the own one is written on; whatever interrupts it, the next one goes on.

Each request to the carrier stands outside the database's transactions; what one brought is taken in one of them, together with how far
the log was read. A carrier is never believed: what is written is read back, what is read is checked, and what is missing there is no
reason to take anything away here. Where several exchange for one database, each claims the log it is at, and leaves out what another is at.
"""

from collections.abc import Collection, Sequence
from typing import Final

from models.carriers.base import Carrier
from models.codes import digest
from models.desk import belonging, exchanging, logs, outgoing, receipts
from models.desk.desk import Desk
from models.documents import once, segment
from models.errors import Refusal
from models.exchange_line import Line, Placed, is_rival
from models.exchange_reading import Progress, Reading
from models.exchange_taken import let_in_at_last, that_waits, waits_no_longer
from models.exchanged import Exchanged

__all__ = ["Progress", "Stopped", "exchange", "look"]

_OWN: Final = "own"
"""What is claimed beside the logs of others: to write, and to look through the quarantine."""


class Stopped(Exception):
    """Somebody stopped the exchange: all that was taken and sent until then stays."""


def exchange(desk: Desk, name: str, carrier: Carrier, progress: Progress = lambda *_: None, done: Exchanged | None = None) -> Exchanged:
    """Exchange everything with a carrier; what came of it, kept for the next start as well.

    Where it ends before its end, `done` tells what came of it until then.

    Raises:
        Refusal: as the carrier's verbs and `exchanging.cut` give; what was done before stays done.
    """
    run = _Run(desk, name, Line(name, carrier), progress, done or Exchanged(name))
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
    writers = run.line.writers()
    run.read_others(writers)
    if any(run.sees_team if each.code == "segment.device" else each.code == "segment.ended" and run.endorsed for each in run.done.waiting):
        run.done.waiting.clear()
        run.seen.clear()
        run.read_others(writers)
    # What this profile itself wrote there before it was put back to a copy.
    run.follow(run.logs.mine, is_there=run.logs.mine in writers)
    run.done.arrivals = list(desk.ask(exchanging.judged, run.seen))
    # What others send already is not sent once more.
    run.done.sent = desk.ask(outgoing.count, name, frozenset(digest(each.body) for each in run.seen))
    run.tell_end()
    run.count()
    return run.done


class _Run(Reading):
    def whole(self) -> None:
        writers = self.line.writers()
        self.ask_logs()
        mine = self.logs.mine
        try:
            self.read_others(writers)
        except Refusal as refused:
            if refused.code != "permission.left" or not self._is_let_in_again(writers):
                raise
            self.read_others(writers)
        known = 0
        while waits_no_longer(self.done, known):
            known = len(self.done.arrivals)
            self.done.waiting.clear()
            self.read_others(writers)
        with self.desk.ledger.claimed(f"{self.name}/{_OWN}") as is_free:
            if is_free:
                self._write_on(writers)
        self.done.waiting += self.desk.ask(exchanging.lacking, [each for each in self.done.arrivals if each.lacks])
        # What was put back to a copy twice, or to one of before it first sent, finds what it wrote itself in between.
        self.done.is_copy |= self.has_copy and not mine
        self.done.has_copy = self.has_copy and not self.done.is_copy
        # Also where nothing is left to be sent: what was sent before this was known is let in by nobody who did not have it by then.
        self.tell_end()

    def _is_let_in_again(self, writers: frozenset[str]) -> bool:
        """Look for a newer team list behind what somebody who left may not take: they may be a member again by it."""
        look = Reading(self.desk, self.name, self.line, self.progress, Exchanged(self.name), only_looks=True)
        self.ask_logs()
        look.logs = self.logs
        look.read_others(writers)
        return self.desk.do(belonging.follow, look.seen)

    def tell_end(self) -> None:
        """Say that this laptop no longer counts, where the team says so."""
        if (ended := self.desk.ask(belonging.ended)) is not None:
            self.done.waiting.append(ended)

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

    def _cut(self) -> None:
        while self.desk.do(exchanging.cut):
            pass
        self.ask_logs()

    def _meet_own(self, writers: frozenset[str]) -> frozenset[int]:
        """The numbers of the own segments that lie there; a copy of this profile is noticed."""
        mine = self.logs.mine
        if not mine:
            return frozenset()
        if mine not in writers:
            self.forget(mine)
            return frozenset()
        reached, held = self.logs.reached_of(mine), self.logs.held_of(mine)
        present = self._present(mine)
        like = self.bodies(mine, held)[0]
        for number in sorted(number for number in present if number > reached):
            there = self.line.standing(mine, number)
            if there not in self.bodies(mine, number) and is_rival(there, mine, number, like):
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
        while shared and self.line.standing(mine, shared) not in self.bodies(mine, shared):
            shared -= 1
        self.desk.do(exchanging.begin_anew, self.name, shared)
        self.done.is_copy = True
        self.ask_logs()
        self.follow(mine)

    def _write_own(self, present: frozenset[int]) -> bool:
        """Write what is not there yet, or no longer; False where a copy of this profile wrote there meanwhile."""
        mine, reached = self.logs.mine, self.logs.reached_of(self.logs.mine)
        due = [number for number in range(1, self.logs.held_of(mine) + 1) if number > reached or number not in present]
        for done, number in enumerate(due):
            self.progress("send", done, len(due))
            body = self.bodies(mine, number)[0]
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

    def _mend(self, writers: Collection[str]) -> None:
        """Put back what a carrier lost of logs that nobody else may look after."""
        for writer in sorted(frozenset(writers) - {self.logs.mine}):
            if reached := self.logs.reached_of(writer):
                self._give_all(writer, sorted({*range(1, reached + 1)} - self._present(writer)))

    def _give_all(self, writer: str, numbers: Sequence[int]) -> None:
        before = self.done.passed_on
        with that_waits(self.done):
            for done, number in enumerate(numbers):
                self.progress("check", done, len(numbers))
                self.give(writer, number)
        # What was there before is told as lost, and some of it is one's own.
        self.done.lost += self.done.passed_on - before
        self.done.passed_on = before
