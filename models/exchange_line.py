"""The line to a carrier as an exchange sees it: segments put where they belong and read back, or got and checked; and what it cost."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from models.carriers.base import Carrier
from models.documents import segment
from models.documents.segment import LONGEST, Segment
from models.errors import Refusal
from models.exchanged import FilesExchanged

_ALONE: Final = ("carrier.failed", "carrier.too_large")
"""Refusals of a carrier that say nothing of the other files on it: a bad sector, or what is no segment, stops one log alone."""
MOST_FAILED: Final = 3
"""After so many files that could not be read it is the carrier itself: the others are not waited for one by one."""


class Placed(Enum):
    """What came of putting a segment where it belongs."""

    PUT = "put"
    THERE = "there"
    """It stood there already."""
    RIVAL = "rival"
    """Another whole one of its number, by the same device, stands there."""


@dataclass(slots=True)
class Line:
    """A carrier by its name, with a count of what goes over the line."""

    name: str
    carrier: Carrier
    requests: int = 0
    bytes_in: int = 0
    bytes_out: int = 0
    failed: int = 0
    """How many files could not be read."""

    def writers(self) -> frozenset[str]:
        """Those who wrote there, as it says."""
        return frozenset(filter(segment.WRITER.fullmatch, self._names("w")))

    def present(self, writer: str, first: int, last: int) -> frozenset[int]:
        """The numbers of a writer's segments that lie in the folders of the numbers from `first` to `last`, as it says."""
        folders = sorted({segment.folder(writer, number) for number in range(first, last + 1)})
        return frozenset(number for each in folders for name in self._names(each) if (number := segment.number_of(name)))

    def all_present(self, writer: str, reached: int, held: int) -> frozenset[int]:
        """The numbers of all segments of a writer: only where one of those `reached` is missing in the newest folder all are listed."""
        first = max(reached // 1000 * 1000, 1)
        listed = self.present(writer, first, held + 1)
        if first == 1 or not listed.issuperset(range(first, reached + 1)):
            return listed | (self.present(writer, 1, first - 1) if first > 1 else frozenset())
        return listed | frozenset(range(1, first))

    def standing(self, writer: str, number: int) -> bytes | None:
        """What stands in the place of a segment, None where nothing does; no bytes where it is too large to be one."""
        try:
            return self._get(segment.path(writer, number))
        except Refusal as refused:
            if refused.code != "carrier.too_large":
                raise
            return b""

    def got(self, writer: str, number: int) -> tuple[Segment, bytes] | Refusal | None:
        """The segment in its place with its bytes, None where nothing stands there, or why it cannot be read now."""
        path = segment.path(writer, number)
        try:
            body = self._get(path)
            if body is None:
                return None
            found = segment.opened(body, path)
            if (found.heading.writer, found.heading.number) != (writer, number):
                raise Refusal("segment.place", file=path)
        except Refusal as refused:
            self.failed += refused.code == "carrier.failed"
            if (refused.code.startswith("carrier.") and refused.code not in _ALONE) or self.failed > MOST_FAILED:
                raise
            return refused
        return found, body

    def publish(self, writer: str, number: int, body: bytes, *, is_there: bool) -> Placed:
        """Put a segment where it belongs and read it back, unless it or a rival stands there.

        Raises:
            Refusal: `carrier.compare` where it reads back otherwise, and what the carrier's verbs give.
        """
        path = segment.path(writer, number)
        there = self.standing(writer, number) if is_there else None
        if there is None:
            try:
                self._put(path, body)
            except Refusal as refused:
                # It was not listed, or it is there since: an earlier try may have come through.
                there = self.standing(writer, number) if refused.code == "carrier.taken" else None
                if there is None:
                    raise
        if there == body:
            return Placed.THERE
        if is_rival(there, writer, number, body):
            return Placed.RIVAL
        if there is not None:  # torn, or nobody's: whoever reads it waits for this
            self._put_over(path, body)
        if self.standing(writer, number) != body:
            raise Refusal("carrier.compare", carrier=self.name, path=path)
        return Placed.PUT

    def _names(self, folder: str) -> frozenset[str]:
        self.requests += 1
        return self.carrier.names(folder)

    def _get(self, path: str) -> bytes | None:
        self.requests += 1
        found = self.carrier.get(path, LONGEST)
        self.bytes_in += len(found or b"")
        return found

    def _put(self, path: str, content: bytes) -> None:
        self.requests += 1
        self.bytes_out += len(content)
        self.carrier.put(path, content)

    def _put_over(self, path: str, content: bytes) -> None:
        self.requests += 1
        self.bytes_out += len(content)
        self.carrier.put_over(path, content)


class Counted:
    """A carrier, with a count of what goes over the line for files."""

    def __init__(self, carrier: Carrier, done: FilesExchanged) -> None:
        self._carrier, self._done = carrier, done

    def names(self, folder: str) -> frozenset[str]:
        """What stands directly in a folder."""
        self._done.requests += 1
        return self._carrier.names(folder)

    def get(self, path: str, limit: int) -> bytes | None:
        """The bytes at a path."""
        self._done.requests += 1
        found = self._carrier.get(path, limit)
        self._done.bytes_in += len(found or b"")
        return found

    def put(self, path: str, content: bytes) -> None:
        """Put bytes where nothing stands yet."""
        self._done.requests += 1
        self._done.bytes_out += len(content)
        self._carrier.put(path, content)

    def put_over(self, path: str, content: bytes) -> None:
        """Put bytes in the place of what stands there."""
        self._done.requests += 1
        self._done.bytes_out += len(content)
        self._carrier.put_over(path, content)

    def close(self) -> None:
        """Let go of the place."""
        self._carrier.close()


def is_rival(there: bytes | None, writer: str, number: int, like: bytes) -> bool:
    """Whether what stands in the place of a segment is another whole one, by the device that signed the segment `like`."""
    try:
        found = segment.opened(there or b"", "")
        return (found.heading.writer, found.heading.number, found.key) == (writer, number, segment.opened(like, "").key)
    except Refusal:
        return False
