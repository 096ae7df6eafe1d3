"""What putting a copy of the database in its place would change: what is told before anybody says yes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from models.errors import Refusal


@dataclass(frozen=True, slots=True)
class Work:
    """What was done at a verification on one side only: here since the copy was made, or in the copy and no longer here."""

    agency: str
    round: str
    answers: int
    """Items whose answer it is about."""
    others: int
    """Acts that answered nothing: notes, evidence, facts, verdict, submission."""
    last: str
    """When the last of it was done."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change."""

    file: Path
    owner: str
    """Whose laptop the copy was made on."""
    is_another: bool
    """Whether that is somebody else than the owner of this profile."""
    is_unrelated: bool
    """Whether the copy is of another profile: nothing was ever done in both."""
    last: str
    """When the last act was done that is in the copy; empty where there is none."""
    migrated: int
    """The format of the copy where it is older than today's, which it is brought to; 0 where it is not."""
    team: str = ""
    """The name of the team of the copy, where it is not the one of this profile, earlier or later; empty where it is, or there is none."""
    team_words: str = ""
    """The six words of that."""
    teams_lost: int = 0
    """How many team documents are here that are not in the copy: whoever changes the team before they are back makes a second one."""
    is_new: bool = False
    """Whether there is no profile here yet."""
    lost: tuple[Work, ...] = ()
    """Work that stands nowhere else: it has not left this laptop."""
    returning: tuple[Work, ...] = ()
    """Work that was submitted and is on a carrier: the next exchange brings it back."""
    back: tuple[Work, ...] = ()
    """Work that is in the copy and no longer here."""
    elsewhere_lost: int = 0
    """Acts at no verification, such as a round that was opened, that are not in the copy."""
    elsewhere_back: int = 0
    """Those that are in it and no longer here."""
    documents_lost: tuple[str, ...] = ()
    """Titles of documents that are here alone."""
    documents_given: int = 0
    """Documents that came as files or left as such: they can be taken in from there."""
    documents_returning: int = 0
    """Documents that are on a carrier."""
    documents_back: int = 0
    """Documents that are in the copy and no longer here."""
    drafts_lost: int = 0
    """Texts still being typed that are not in the copy, or otherwise."""
    drafts_back: int = 0
    unreadable: Refusal | None = None
    """Why what is here cannot be read; then nothing of it can be told, and it is kept as it lies."""

    @property
    def changes(self) -> bool:
        """Whether anything would change."""
        return any(self._counted()) or self.is_unrelated or self.is_new or self.unreadable is not None

    def _counted(self) -> Iterator[int]:
        yield from map(len, (self.lost, self.returning, self.back, self.documents_lost))
        yield from (self.elsewhere_lost, self.elsewhere_back, self.drafts_lost, self.drafts_back)
        yield from (self.documents_given, self.documents_returning, self.documents_back)
