"""What travels upward about second verifications: where they differ from the first, how far both agree, and what was settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.rules.agreement import Agreement

Purpose = Literal["first", "second"]
PURPOSES: Final[tuple[Purpose, ...]] = ("first", "second")
"""For what an agency is assigned: its verification, or an independent second one."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two answered to an item."""

    level: int | None
    not_applicable: bool
    reason: str
    note: str
    evidence: tuple[str, ...]
    """What is cited, each with its page or article."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An item on which the two differ."""

    item: str
    first: Side
    second: Side
    counts: str
    """first or second; empty while nobody has settled it."""
    reason: str
    is_signed: bool


@dataclass(frozen=True, slots=True)
class Second:
    """An opinion about a verification, as far as it may be seen here."""

    opinion: str
    """Its digest."""
    verification: str
    """The verification it is held against; empty while no submission of that is here."""
    agency: str
    agency_name: str
    round: str
    person: str
    recipient: str
    recipient_id: str
    given_at: str
    items: tuple[str, ...]
    """The items it covers."""
    verifier: str = ""
    """Whose that verification is, by name."""
    is_opened: bool = False
    differences: tuple[Difference, ...] = ()
    areas: Mapping[str, Agreement] | None = None
    """How far both agree, by area; None before it is opened."""
    overall: Agreement | None = None
    settlement: str = ""
    """Digest of the settlement that stands."""
    to_repair: tuple[str, ...] = ()
    """Items of which the second answer counts while the submission has the first."""

    @property
    def key(self) -> str:
        """Its name among others: one opinion may be held against several verifications."""
        return f"{self.opinion}/{self.verification}"

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The items that nobody has settled."""
        return tuple(each.item for each in self.differences if not each.counts)

    @property
    def is_signed(self) -> bool:
        """Whether everything that was settled is signed."""
        return bool(self.settlement) and all(each.is_signed for each in self.differences)


@dataclass(frozen=True, slots=True)
class Sealed:
    """An opinion that is not opened, settled and signed yet: who gave it, and who does that."""

    person: str
    lead: str
    lead_id: str


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody to whom an opinion can be sealed."""

    id: str
    name: str
    region: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """An agency that was drawn for a second verification."""

    code: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Draw:
    """What was drawn, and by which figures anybody draws the same."""

    round: str
    day: str
    """The day of the round, on which the agencies drawn from are in force."""
    share: int
    seed: str
    of: int
    """How many agencies it was drawn from."""
    agencies: tuple[Drawn, ...]
