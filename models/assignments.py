"""What travels upward about assignments: who verifies which agency in a round, what is mine to begin, and whom agencies can be given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.seconds import Purpose
    from models.views import Agency


@dataclass(frozen=True, slots=True)
class Assigned:
    """That an agency is somebody's in a round, as a document says that stands."""

    round: str
    agency: str
    """Its code."""
    document: str
    purpose: Purpose
    """Whether it is an independent second verification."""
    person: str
    """By id."""
    name: str
    assigner: str
    due: str
    """An ISO date, empty for none."""
    note: str
    at: str
    is_gone: bool = False
    """Whether the team lets them verify no more."""


@dataclass(frozen=True, slots=True)
class AssigningLine:
    """An agency in a round: whose it is by the assignments, and who has begun."""

    agency: Agency
    region: str
    """Name of its province, or of the province it is; empty for a central body."""
    assigned: tuple[Assigned, ...]
    """More than one where two documents say different things."""
    begun: tuple[str, ...]
    """Names of those whose verifications of it are here, or whose opinions."""
    is_left: bool = False
    """Whether it waits for nobody but people who verify no more."""


@dataclass(frozen=True, slots=True)
class Task:
    """An agency that is assigned to me and not begun."""

    assigned: Assigned
    agency_name: str
    is_overdue: bool

    @property
    def is_second(self) -> bool:
        """Whether it is an independent second verification."""
        return self.assigned.purpose == "second"

    @property
    def key(self) -> str:
        """Its name among others."""
        return f"{self.assigned.round}/{self.assigned.agency}{'/second' if self.is_second else ''}"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the team who verifies."""

    id: str
    name: str
    region: str


@dataclass(frozen=True, slots=True)
class Assigning:
    """What an assignment would change, before it is signed."""

    round: str
    verifier: str
    """Name; empty where agencies are taken back."""
    due: str
    purpose: Purpose
    lines: tuple[AssigningLine, ...]

    @property
    def taken_over(self) -> tuple[AssigningLine, ...]:
        """The agencies that are assigned already, to anybody."""
        return tuple(line for line in self.lines if line.assigned)

    @property
    def begun(self) -> tuple[AssigningLine, ...]:
        """The agencies that somebody has begun."""
        return tuple(line for line in self.lines if line.begun)
