"""A verification with all that was concluded about it, as the papers of its result are given it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from models.agenda import Agenda
    from models.issuance import Standing
    from models.minutes import Finding
    from models.rules.disagreement import Counts, Given
    from models.trips import Trip
    from models.views import Sheet

MARK: Final = 16
"""How many characters of a digest papers and the names of their files tell."""


@dataclass(frozen=True, slots=True)
class Met:
    """The minutes that stand."""

    digest: str
    number: str
    day: str
    basis: tuple[str, ...]
    """The regulations they go by."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An item that two verifiers answered otherwise, and how their lead settled it."""

    item: str
    first: Given
    second: Given
    counts: Counts
    reason: str


@dataclass(frozen=True, slots=True)
class Seconded:
    """An independent second verification that was settled."""

    person: str
    settled_by: str
    compared: int
    """How many items both answered."""
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Concluded:
    """A verification as it stands, with its visit, its findings and what was decided."""

    sheet: Sheet
    standing: Standing
    document: str
    """The digest of the verdict file, or of the submission while none is issued; empty for what is still being worked on."""
    trip: Trip
    findings: tuple[Finding, ...]
    """As the minutes tell them, or as they are noted where nothing is agreed yet."""
    minutes: Met | None
    agenda: Agenda | None = None
    """What is planned about the gaps, with how far that has come."""
    seconds: tuple[Seconded, ...] = ()
    """As the verdict file tells them, or as they are settled while none is issued."""

    @property
    def is_issued(self) -> bool:
        """Whether a verdict stands."""
        return self.standing.state == "issued"

    @property
    def mark(self) -> str:
        """The beginning of the digest."""
        return self.document[:MARK]
