"""What travels upward about the exchange by carriers: what came, what went, what waits, and how a document stands on its way."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.errors import Refusal
    from models.previews import Arrival
    from models.text import Phrase


class Way(StrEnum):
    """How far a document got on its way to others."""

    HERE = "here"
    """Only on this laptop."""
    CARRIED = "carried"
    """On a carrier, read back."""
    RECEIVED = "received"
    """Somebody who leads or supervises gave a receipt for it."""
    REFUSED = "refused"
    """Somebody who leads or supervises did not let it in."""


@dataclass(frozen=True, slots=True)
class WayLine:
    """A document of this laptop on its way."""

    digest: str
    kind: str
    title: str
    name: str
    way: Way
    carriers: tuple[str, ...] = ()
    """Names of those that hold it."""
    by: str = ""
    """Who received or refused it."""
    at: str = ""
    why: Phrase | None = None
    """Why it was refused."""


@dataclass(frozen=True, slots=True)
class CarrierLine:
    """How the exchange with a carrier stands."""

    name: str
    succeeded_at: str
    tried_at: str
    failure: Phrase | None
    unsent: int
    """How many documents of this laptop it does not hold yet."""


@dataclass(frozen=True, slots=True)
class Logs:
    """The logs of all writers as they are held here."""

    mine: str
    """The writer that this profile is; empty before it first writes."""
    held: Mapping[str, int]
    """By writer the greatest number without a gap below it."""
    reached: Mapping[str, int]
    """By writer up to which number the carrier asked about is known to hold it."""
    former: frozenset[str] = frozenset()
    """The writers that this profile was, before it went on under another name."""
    device: str = ""
    """The device that signs what is written here."""

    def held_of(self, writer: str) -> int:
        """How far the log of a writer is held here."""
        return self.held.get(writer, 0)

    def reached_of(self, writer: str) -> int:
        """How far the carrier is known to hold it."""
        return self.reached.get(writer, 0)


_FAILED: Final = frozenset({"carrier.compare", "carrier.failed", "file.no_room"})
"""Why a file did not go or come that was to; others were changed since, or are above the limit that somebody set."""


@dataclass(slots=True)
class FilesExchanged:
    """What came of exchanging files of evidence, as far as it came."""

    sent: int = 0
    received: int = 0
    told: list[Refusal] = field(default_factory=list)
    """Why a file stayed or did not come: above the limit, changed since, damaged on its way, not to be read."""
    requests: int = 0
    bytes_in: int = 0
    bytes_out: int = 0

    @property
    def failed(self) -> Refusal | None:
        """Why a file stayed that was to go or come, by a fault of the carrier or for want of room; None where none did."""
        return next((each for each in self.told if each.code in _FAILED), None)


@dataclass(slots=True)
class Exchanged:
    """What one exchange did, as far as it came."""

    carrier: str
    arrivals: list[Arrival] = field(default_factory=list)
    sent: int = 0
    """Documents that are on the carrier now and were not before, read back."""
    passed_on: int = 0
    """Segments of others that the carrier lacked and has now."""
    waiting: list[Refusal] = field(default_factory=list)
    """Segments that cannot be taken yet, and documents that stand in the place of others that are not here, and why.

    Also that this laptop no longer counts, so that others let nothing in from it.
    """
    lost: int = 0
    """Segments that the carrier had and lost, which are there again."""
    is_copy: bool = False
    """Whether this profile turned out to be a copy of one that went on, and writes under a new name now."""
    has_copy: bool = False
    """Whether another one that is a copy of this profile sends beside it, under a name of its own."""
    copies: list[str] = field(default_factory=list)
    """Writers of whom there are two of one number: one laptop that was copied."""
    clocks: dict[str, Refusal] = field(default_factory=dict)
    """By writer what is odd about its clock; nothing goes by it."""
    bytes_in: int = 0
    bytes_out: int = 0
    files: FilesExchanged = field(default_factory=FilesExchanged)
    """What came of files of evidence, where they go along."""
    requests: int = 0

    @property
    def has_moved(self) -> bool:
        """Whether anything came, went or was put right."""
        done = (self.arrivals, self.sent, self.passed_on, self.lost, self.is_copy, self.copies, self.files.sent, self.files.received)
        return any(done)
