"""The frozen shapes of the first frame, apart from the others: making the class of each takes half a millisecond."""

from typing import NamedTuple


class Profile(NamedTuple):
    """The owner of this laptop."""

    person: str
    name: str
    role: str
    region: str
    language: str


class AreaProgress(NamedTuple):
    """How many items of an area are answered."""

    area: str
    answered: int
    total: int


class VerificationLine(NamedTuple):
    """A verification in a list."""

    id: str
    agency: str
    """Code of the agency."""
    agency_name: str
    round: str
    checklist: str
    state: str
    verifier: str
    touched_at: str
    progress: tuple[AreaProgress, ...]
    verdict: str
    """The one that was issued, else the recorded one; empty before there is any."""
    is_second: bool = False
    """Whether it is an independent second verification."""
    followed_as: str = ""
    """The checklist that the verification it was moved to goes by; empty where it was not."""
    forks: int = 0
    """Documents about it that stand side by side, of which none counts; 0 where one alone does."""

    @property
    def counting(self) -> str:
        """The verdict that counts, issued or recorded: of two that were issued and stand side by side, none."""
        return "" if self.forks and self.state == "issued" else self.verdict

    @property
    def answered(self) -> int:
        """Items answered."""
        return sum(area.answered for area in self.progress)

    @property
    def total(self) -> int:
        """Items in all."""
        return sum(area.total for area in self.progress)
