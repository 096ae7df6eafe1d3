"""What travels upward about the lead's queue: submissions with what is weak in them, in which order, and what stood in an earlier round."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from models.rules.risk import Weak, risk

if TYPE_CHECKING:
    from models.reviews import Requested, SentBack
    from models.rules.checklist import Checklist
    from models.rules.facts import Row
    from models.seconds import Sealed
    from models.views import SheetLine

QUEUES: Final[Mapping[str, str]] = {"waiting": "submitted", "returned": "returned", "approved": "approved"}
"""The queues, and the state of what stands in each."""


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A submission in the queue."""

    id: str
    """The verification."""
    agency: str
    """Code of the agency."""
    agency_name: str
    province: str
    """Name of its province; empty where it belongs to none."""
    round: str
    verifier: str
    state: str
    number: int
    """Which submission it is, from 1."""
    submitted_at: str
    days: int
    """Whole days since then."""
    checklist: Checklist
    verdict: str
    recommended: str
    weak: tuple[Weak, ...]
    """What is worth a look, the weightiest first."""
    unsettled: int
    """Remarks that the lead has not settled."""
    is_own: bool
    """Whether it is the verification of the one who looks."""
    requested: Requested | None = None
    """The request of its verifier that it be returned, where one waits."""
    sent_back: SentBack | None = None
    """Why an approval of it was sent back, where one was."""
    beside: tuple[str, ...] | None = None
    """What another submission of it that stands beside this one tells otherwise, by its codes; None where no other does."""
    sealed: tuple[Sealed, ...] = ()
    """Opinions of second verifications for which its approval waits."""

    @property
    def count(self) -> int:
        """How many things are weak, without the slight ones."""
        return sum(not each.is_slight for each in self.weak)

    @property
    def risk(self) -> int:
        """The greater, the more there is to look at."""
        return risk(self.weak)


SORTS: Final[Mapping[str, Callable[[QueueLine], Any]]] = {
    "risk": lambda line: (-line.risk, line.submitted_at),
    "age": lambda line: line.submitted_at,
    "region": lambda line: (not line.province, line.province),
}
"""The orders of the queue, the first one first, each with what a line is sorted by."""


def in_order(lines: Iterable[QueueLine], sort: str) -> tuple[QueueLine, ...]:
    """`lines` in an order of `SORTS`, those that are asked back first; equal ones by the name of the agency."""
    return tuple(sorted(lines, key=lambda line: (line.requested is None, SORTS[sort](line), line.agency_name, line.id)))


@dataclass(frozen=True, slots=True)
class Before:
    """What the submission before told of an item that is told otherwise now."""

    level: int | None
    not_applicable: bool
    reason: str
    cites: Mapping[str, str]
    """The page or article of each evidence that it cited, by code."""
    counted_otherwise: bool
    """Whether its counts are others now."""
    altered: tuple[str, ...] = ()
    """The codes of evidence that it cited then and cites now, and that is described otherwise or is another file now."""


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """What the submission before told otherwise of all that is no item."""

    facts: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    """The rows of each fact whose rows are others now; none where it had none."""
    base: Mapping[str, int] | None = None
    """The base data, None where they are the same."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The agency's verification of an earlier round, as far as its items mean what they mean now."""

    round: str
    state: str
    verifier: str
    lines: Mapping[str, SheetLine]
    """By item: those whose digest is the same and that were answered."""
