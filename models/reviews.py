"""What travels upward about a review: remarks with what was said to them, and what still blocks a submission."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.rules.answers import Answer
    from models.rules.remarks import Stage


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody said to a remark."""

    id: str
    person: str
    act: str
    """asked, answered, settled or reopened."""
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on an item, with what was said in order."""

    id: str
    item: str
    kind: str
    """question, correction or praise."""
    messages: tuple[Message, ...]
    stage: Stage


@dataclass(frozen=True, slots=True)
class Blocker:
    """What keeps a verification from being submitted: an item or a fact, and what it lacks."""

    kind: str
    """item, fact, remark, verdict or team."""
    key: str
    """The item or fact; empty for the verdict and the team."""
    code: str
    """A gap of the item, else what is missing: `fact`, `reply`, `verdict`, `outdated` or `team`."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """A submission that has not left this laptop."""

    verification: str
    document: str
    """Its digest."""
    agency: str
    round: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A return that stands on a verification."""

    verification: str
    code: str
    """The coded reason."""
    reason: str
    person: str
    at: str


@dataclass(frozen=True, slots=True)
class Requested:
    """A request of its verifier that a submission be returned, which the lead has not answered."""

    document: str
    """Its digest."""
    person: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class SentBack:
    """An approval of the submission that is reviewed which a supervisor sent back to the lead."""

    person: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Merged:
    """An item on which merged areas differed, as the submission tells how its verifier settled it."""

    item: str
    our_name: str
    ours: Answer
    their_name: str
    theirs: Answer
    counts: str
    """ours or theirs."""
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """How a verification stands in the review."""

    state: str
    submission: str
    """Digest of the submission that is reviewed."""
    number: int
    """Which submission it is, from 1; 0 before the first."""
    code: str
    """The coded reason of the return that stands, empty where none does."""
    reason: str
    decided_by: str
    decided_at: str
    remarks: tuple[Remark, ...]
    confirmed: frozenset[str]
    """Items whose "not applicable" is confirmed in this submission."""
    forks: tuple[str, ...]
    requested: Requested | None = None
    """The request for a return that waits for an answer."""
    sent_back: SentBack | None = None
    """Why an approval of this submission was sent back, where it is reviewed again."""
    merged: tuple[Merged, ...] = ()
    """What was settled between those whose areas are in this submission."""
    minutes: str = ""
    """Digest of the minutes that the submission refers to, empty where it does to none."""
