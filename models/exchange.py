"""The exchange with one carrier: the logs of others are read on, the own one is written on; whatever interrupts it, the next one goes on.

Each request to the carrier stands outside the database's transactions; what one brought is taken in one of them, together with how far
the log was read. A carrier is never believed: what is written is read back, what is read is checked, and what is missing there is no
reason to take anything away here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from models.carriers.base import Carrier
from models.desk import exchanging, judging
from models.desk.desk import Desk
from models.documents import segment
from models.documents.segment import LONGEST, WRITER, Segment
from models.documents.travelling import Signed
from models.errors import Refusal
from models.exchanged import Exchanged, Logs

Progress = Callable[[str, int, int], None]
"""Told what is done now (`look`, `take`, `send`), how much of it, and of how much."""


class Stopped(Exception):
    """Somebody stopped the exchange: all that was taken and sent until then stays."""


def exchange(desk: Desk, name: str, carrier: Carrier, progress: Progress = lambda *_: None) -> Exchanged:
    """Exchange everything with a carrier; what came of it, kept for the next start as well.

    Raises:
        Refusal: as the carrier's verbs and `exchanging.cut` give; what was done before stays done.
    """
    run = _Run(desk, name, _Counting(carrier), progress)
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
    run = _Run(desk, name, _Counting(carrier), progress)
    run.only_looks = True
    run.logs = desk.ask(exchanging.logs, name)
    run.read_others(carrier.names("w"))
    run.done.arrivals = list(desk.ask(judging.judged, run.seen))
    run.done.sent = len(desk.ask(exchanging.outbox))
    run.count()
    return run.done


@dataclass(slots=True)
class _Counting:
    """A carrier with a count of what goes over the line."""

    carrier: Carrier
    requests: int = 0
    bytes_in: int = 0
    bytes_out: int = 0

    def names(self, folder: str) -> frozenset[str]:
        self.requests += 1
        return self.carrier.names(folder)

    def get(self, path: str) -> bytes | None:
        self.requests += 1
        found = self.carrier.get(path, LONGEST)
        self.bytes_in += len(found or b"")
        return found

    def put(self, path: str, content: bytes) -> None:
        self.requests += 1
        self.bytes_out += len(content)
        self.carrier.put(path, content)

    def put_over(self, path: str, content: bytes) -> None:
        self.requests += 1
        self.bytes_out += len(content)
        self.carrier.put_over(path, content)


@dataclass(slots=True)
class _Run:
    desk: Desk
    name: str
    carrier: _Counting
    progress: Progress
    done: Exchanged = field(init=False)
    logs: Logs = field(init=False)
    only_looks: bool = False
    folders: frozenset[str] = frozenset()
    """Those of the own log that were listed."""
    seen: list[Signed] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.done = Exchanged(self.name)

    def whole(self) -> None:
        writers = self.carrier.names("w")
        self.logs = self.desk.ask(exchanging.logs, self.name)
        present = self._meet_own(writers)
        self.read_others(writers)
        while self.desk.do(exchanging.cut):
            pass
        self.logs = self.desk.ask(exchanging.logs, self.name)
        self._write_own(present)

    def count(self) -> None:
        """Say what went over the line."""
        self.done.requests, self.done.bytes_in, self.done.bytes_out = self.carrier.requests, self.carrier.bytes_in, self.carrier.bytes_out

    def _reached(self, writer: str) -> int:
        return self.logs.reached.get(writer, 0)

    def _held(self, writer: str) -> int:
        return self.logs.held.get(writer, 0)

    # The own log

    def _meet_own(self, writers: frozenset[str]) -> frozenset[int]:
        """The numbers of the own segments that lie there, of those folders that may have changed; a copy of this profile is noticed."""
        mine = self.logs.mine
        if not mine:
            return frozenset()
        if mine not in writers:
            self._forget(mine)
            return frozenset()
        held = self._held(mine)
        self.folders = frozenset(segment.folder(mine, number) for number in range(max(self._reached(mine), 1), held + 2))
        present = frozenset(number for each in self.folders for name in self.carrier.names(each) if (number := segment.number_of(name)))
        unsure = [number for number in present if number > self._reached(mine)]
        if any(not self._is_own(number) for number in unsure):
            self._leave_to_copy(mine, max(present))
            return frozenset()
        return present

    def _is_own(self, number: int) -> bool:
        """Whether what lies under an own number is ours, or torn: nobody else's whole segment."""
        there = self.carrier.get(segment.path(self.logs.mine, number))
        if there is None or there in self.desk.ask(exchanging.bodies, self.logs.mine, number):
            return True
        return _whole(there, self.logs.mine, number) is None

    def _leave_to_copy(self, mine: str, last: int) -> None:
        """Go on under a new name: a copy of this profile wrote on under the old one, and its log is read like anybody's."""
        shared = min(self._held(mine), last)
        while shared and self.carrier.get(segment.path(mine, shared)) not in self.desk.ask(exchanging.bodies, mine, shared):
            shared -= 1
        self.desk.do(exchanging.begin_anew, shared)
        self.logs = self.desk.ask(exchanging.logs, self.name)
        self.done.is_copy = True

    def _forget(self, writer: str) -> None:
        """The carrier holds nothing of a writer: it was emptied, or it is another one."""
        if self._reached(writer):
            self.done.lost += self._reached(writer)
            self.desk.do(exchanging.reach, self.name, writer, 0)
            self.logs = self.desk.ask(exchanging.logs, self.name)

    def _write_own(self, present: frozenset[int]) -> None:
        mine, reached = self.logs.mine, self._reached(self.logs.mine)
        listed = (number for number in range(1, reached + 1) if segment.folder(mine, number) in self.folders)
        due = [*(number for number in listed if number not in present), *range(reached + 1, self._held(mine) + 1)]
        for done, number in enumerate(due):
            self.progress("send", done, len(due))
            (body,) = self.desk.ask(exchanging.bodies, mine, number)
            self._publish(segment.path(mine, number), body, is_own=True, is_there=number in present)
            if number > reached:
                self.desk.do(exchanging.reach, self.name, mine, number)
                self.done.sent += len(segment.opened(body, mine).heading.documents)
            else:
                self.done.lost += 1

    def _publish(self, path: str, body: bytes, *, is_own: bool, is_there: bool) -> bool:
        """Put a segment where it belongs and read it back; False where another one of its number stands there.

        Raises:
            Refusal: `carrier.compare` where it reads back otherwise, and what the carrier's verbs give.
        """
        there = self.carrier.get(path) if is_there else None
        if there == body:
            return True
        if there is None:
            self.carrier.put(path, body)
        elif is_own:  # torn: whoever reads it waits for this
            self.carrier.put_over(path, body)
        else:
            return False
        if self.carrier.get(path) != body:
            raise Refusal("carrier.compare", carrier=self.name, path=path)
        return True

    # The logs of others

    def read_others(self, writers: Iterable[str]) -> None:
        """Read on the log of every other writer, and write on there what the carrier lacks of it."""
        known = frozenset(self.logs.held) - {self.logs.mine}
        there = {writer for writer in writers if WRITER.fullmatch(writer)} - {self.logs.mine}
        found = sorted(known | there)
        for done, writer in enumerate(found):
            self.progress("look", done, len(found))
            if writer in there:
                self._read_on(writer)
            if not self.only_looks:
                if writer not in there:
                    self._forget(writer)
                self._pass_on(writer)

    def _read_on(self, writer: str) -> None:
        number = self._held(writer) + 1
        while (body := self.carrier.get(segment.path(writer, number))) is not None:
            found = self._opened(body, writer, number)
            if found is None or not self._take_branch(found, number) or not self._take(found, body):
                return
            number += 1

    def _take_branch(self, found: Segment, number: int) -> bool:
        """Take in what stands before a segment, where that is not what is held here: a copied laptop wrote both."""
        previous, missing = found.heading.previous, []
        writer = found.heading.writer
        while number > 1 and not self.only_looks and previous not in self.desk.ask(exchanging.digests, writer, number - 1):
            number -= 1
            body = self.carrier.get(segment.path(writer, number))
            before = None if body is None else self._opened(body, writer, number)
            if body is None or before is None or before.digest != previous:
                return False
            missing.append((before, body))
            previous = before.heading.previous
        if missing:
            self.done.copies.append(writer)
        return all(self._take(each, body) for each, body in reversed(missing))

    def _opened(self, body: bytes, writer: str, number: int) -> Segment | None:
        path = segment.path(writer, number)
        try:
            found = segment.opened(body, path)
            if (found.heading.writer, found.heading.number) != (writer, number):
                raise Refusal("segment.place", file=path)
        except Refusal as refused:
            self.done.waiting.append(refused)
            return None
        return found

    def _take(self, found: Segment, body: bytes) -> bool:
        if self.only_looks:
            self.seen += found.documents
            return True
        try:
            self.done.arrivals += self.desk.do(exchanging.take, found, body)
        except Refusal as refused:
            if refused.code not in ("segment.device", "segment.ended"):
                raise
            self.done.waiting.append(refused)
            return False
        self.progress("take", len(self.done.arrivals), len(self.done.arrivals))
        self.desk.do(exchanging.reach, self.name, found.heading.writer, max(found.heading.number, self._reached(found.heading.writer)))
        return True

    def _pass_on(self, writer: str) -> None:
        """Write on the log of another writer on a carrier that does not hold all of it: it may have come here by another one."""
        self.logs = self.desk.ask(exchanging.logs, self.name)
        for number in range(self._reached(writer) + 1, self._held(writer) + 1):
            for body in self.desk.ask(exchanging.bodies, writer, number)[:1]:
                if not self._publish(segment.path(writer, number), body, is_own=False, is_there=True):
                    self._take_other(writer, number)
                self.done.passed_on += 1
            self.desk.do(exchanging.reach, self.name, writer, number)

    def _take_other(self, writer: str, number: int) -> None:
        """Two segments of one number: take the other one in as well."""
        body = self.carrier.get(segment.path(writer, number))
        found = None if body is None else self._opened(body, writer, number)
        if body is not None and found is not None and found.digest not in self.desk.ask(exchanging.digests, writer, number):
            self.done.copies.append(writer)
            self._take(found, body)


def _whole(body: bytes, writer: str, number: int) -> Segment | None:
    """The segment in `body` where it is a whole one of this writer and number."""
    try:
        found = segment.opened(body, "")
    except Refusal:
        return None
    return found if (found.heading.writer, found.heading.number) == (writer, number) else None
