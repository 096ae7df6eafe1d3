"""What travels upward about issuing: verifications that were approved or issued, and the revisions of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.plenary import Decided


@dataclass(frozen=True, slots=True)
class IssueLine:
    """A verification that is approved, issued or withdrawn."""

    id: str
    agency: str
    """Code of the agency."""
    agency_name: str
    type: str
    region: str
    """Its province; empty for a central body."""
    round: str
    state: str
    verifier: str
    verdict: str
    """The verdict that counts: the issued one, else what a plenary decided, else the recorded one."""
    forks: int
    """How many documents of one kind are current side by side; 0 where nothing is unsettled."""
    touched_at: str
    submission: str
    """Digest of the submission that counts, by which a change is noticed."""
    is_own_approval: bool
    """Whether the actor approved that submission."""
    decided: Decided | None = None
    """What a plenary says of it; None where none has it."""
    is_overtaken: bool = False
    """Whether its verifier submitted again after what was issued rests on."""
    is_crossed: bool = False
    """Whether somebody withdrew what it took the place of, or sent back what it rests on, while it was issued elsewhere."""
    is_doubled: bool = False
    """Whether another verification of the same agency and round is issued."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which of them are looked at; what is empty leaves all."""

    text: str = ""
    """What is typed: every word of it stands in the name or code of the agency, the round, the verifier or the verdict."""
    state: str = ""
    type: str = ""
    region: str = ""
    round: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A document about a verification, as a list of its revisions tells it."""

    digest: str
    kind: str
    """submission, review, verdict or withdrawal."""
    status: str
    """What it says of itself."""
    person: str
    """Who submitted, decided or issued."""
    at: str
    verdict: str
    """Of a submission and of a verdict file."""
    reason: str
    valid_until: str
    """Of a verdict file; empty where it names no date."""
    is_current: bool
    """Whether nothing was put in its place and nobody withdrew it."""
    name: str
    """Name of its file for people."""
    is_withdrawn: bool = False
    """Whether it is not current as somebody withdrew it: a verdict, or an approval that was sent back."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a supervisor looks at besides the sheet before a verdict is issued or amended."""

    state: str
    lead: str
    """Who approved it."""
    approved_at: str
    """Empty where the review is not here."""
    is_review_missing: bool
    """Whether the review that it rests on is not here."""
    verdict: str
    """The verdict that counts: the issued one, else the recorded one."""
    verdict_reason: str
    verdict_by: str
    recommended: str
    issued_by: str
    """Empty before it is issued."""
    issued_at: str
    valid_until: str
    issue_reason: str
    remarks: int
    """Questions and corrections."""
    settled: int
    applied: tuple[str, ...]
    """Items answered "not applicable"."""
    confirmed: tuple[str, ...]
    """Those of them that the lead confirmed."""
    flags: tuple[str, ...]
    """Items with something to look at."""
    is_approver: bool
    """Whether the actor approved it."""
    may_be_approver: bool
    """Whether the team lets an approver issue."""
    forks: tuple[Revision, ...]
    """Documents that are current side by side."""
    revisions: tuple[Revision, ...]
    """Every document about it, the newest first."""
    decided: Decided | None = None
    """What a plenary says of it: as the issued verdict names it, else as it is kept here; None where none has it."""
    later: Revision | None = None
    """The submission that came after the one that was issued, and that no verdict is put over."""
    crossed: Revision | None = None
    """What withdrew the verdict that this one took the place of, or sent back its review, while it was issued elsewhere."""
    stolen: tuple[str, ...] = ()
    """Who signed what it rests on, while it is approved, with a key that is in other hands by now."""
