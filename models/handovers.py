"""What travels upward about handovers: those that wait to be merged, what a merge would do, and where two people's answers differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.minutes import Finding
    from models.rules.answers import Answer


@dataclass(frozen=True, slots=True)
class Handed:
    """A handover of areas to me that is not merged."""

    document: str
    agency: str
    agency_name: str
    round: str
    giver: str
    areas: tuple[str, ...]
    handed_at: str
    verification: str
    """Mine of the same agency, round and checklist; empty where I have none."""
    checklist: str = ""
    """Id and version of the checklist that it goes by."""
    other: str = ""
    """That of my own verification of the agency where that goes by another: the two cannot be merged."""
    is_current: bool = False
    """Whether verifications of the round are begun with its checklist and the other can be moved there."""


@dataclass(frozen=True, slots=True)
class MergeEntry:
    """How an item of a handover stands to mine."""

    item: str
    standing: str
    """new, same or differs."""
    here: Answer
    there: Answer


@dataclass(frozen=True, slots=True)
class FindingEntry:
    """How a finding of a handover stands to mine on the same item."""

    item: str
    standing: str
    """new, same or differs."""
    here: Finding | None
    there: Finding


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What merging a handover would do, item by item."""

    document: str
    verification: str
    agency_name: str
    round: str
    giver: str
    entries: tuple[MergeEntry, ...]
    evidence: int
    """Pieces of evidence that are not registered here."""
    findings: tuple[FindingEntry, ...] = ()
    recalculations: tuple[str, ...] = ()
    """The items whose recalculation comes in."""
    kept: tuple[str, ...] = ()
    """The items of which another recalculation stands here, which stays."""

    def count(self, standing: str) -> int:
        """How many items stand like this."""
        return sum(entry.standing == standing for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An item on which two people's answers or findings differ; both stay whoever's counts."""

    item: str
    document: str
    ours: Answer
    our_name: str
    theirs: Answer
    their_name: str
    counts: str
    """ours or theirs once it is settled, else empty."""
    reason: str
    settled_by: str
    settled_at: str
    our_finding: Finding | None = None
    """Where it is the findings that differ, what ours says."""
    their_finding: Finding | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has settled it."""
        return not self.counts

    @property
    def is_of_findings(self) -> bool:
        """Whether no answer differs, only what was found."""
        return self.our_finding is not None and self.ours == self.theirs


@dataclass(frozen=True, slots=True)
class GivenAway:
    """A verification, or areas of one, that I handed over."""

    verification: str
    agency_name: str
    round: str
    receiver: str
    handed_at: str
    areas: tuple[str, ...] = ()
    """Empty for all of it, which is theirs now."""
