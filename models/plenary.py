"""Plenaries as screens, papers and commands are given them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from models.errors import Refusal
from models.rules.plenary import POSTPONED
from models.text import Phrase

STATES: Final = ("waiting", "issued", "amended", "withdrawn", "changed")
"""How a result on the list stands: it waits for issue, is issued, was amended or withdrawn since, or is no longer what was put there."""
ISSUED: Final = ("issued", "amended", "withdrawn")
"""Those of what was issued, whatever became of it."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who attends."""

    row: int
    name: str
    nip: str
    post: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A result that a plenary decides about."""

    verification: str
    agency: str
    """Code of the agency."""
    agency_name: str
    type: str
    verifier: str
    recommended: str
    recorded: str
    recorded_reason: str
    names: Mapping[str, Phrase]
    """What each verdict is called."""
    recommended_name: Phrase
    """What the recommended one is called here, in the variant that fits."""
    decision: str
    reason: str
    state: str
    """One of `STATES`."""
    issued_at: str
    """When what was decided was issued; empty before."""

    @property
    def is_decided(self) -> bool:
        """Whether anything is decided."""
        return self.decision != ""

    @property
    def differs(self) -> bool:
        """Whether a verdict other than the recommended one is decided."""
        return self.decision not in ("", POSTPONED, self.recommended)


@dataclass(frozen=True, slots=True)
class PlenaryLine:
    """A plenary in a list."""

    id: str
    round: str
    number: str
    day: str
    place: str
    opened_at: str
    closed_at: str
    entries: int
    decided: int
    attendees: int

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return not self.closed_at


@dataclass(frozen=True, slots=True)
class Plenary:
    """A plenary with who attends and what it decides."""

    id: str
    round: str
    number: str
    day: str
    place: str
    chair: str
    note: str
    opened_at: str
    closed_at: str
    attendees: tuple[Attendee, ...]
    entries: tuple[Entry, ...]

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return not self.closed_at

    @property
    def decided(self) -> int:
        """How many agencies are decided about."""
        return sum(each.is_decided for each in self.entries)

    def entry(self, verification: str) -> Entry | None:
        """The entry about a verification."""
        return next((each for each in self.entries if each.verification == verification), None)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a plenary, the open one else the one closed last, says of a result that waits for issue."""

    plenary: str
    number: str
    day: str
    is_open: bool
    decision: str
    reason: str

    @property
    def verdict(self) -> str:
        """The verdict that is to be issued by it; empty where it decided none, or is open."""
        return "" if self.is_open or self.decision == POSTPONED else self.decision

    def unissuable(self, agency: str) -> Refusal | None:
        """Why the result of an agency is not issued, None when it can be."""
        if self.is_open:
            return Refusal("plenary.is_open", agency=agency)
        return None if self.verdict else Refusal("plenary.postponed", agency=agency, number=self.number)
