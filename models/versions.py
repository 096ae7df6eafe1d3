"""The frozen shapes of checklists of several versions: what is known of each here, and what keeping another one does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.rules.checklist import Checklist
    from models.text import Phrase


@dataclass(frozen=True, slots=True)
class KnownChecklist:
    """A checklist known here, and what rests on it."""

    digest: str
    name: str
    """Id and version."""
    title: Phrase
    valid_from: str
    valid_to: str
    """Empty while nothing has replaced it."""
    areas: int
    items: int
    is_shipped: bool
    """Whether it comes with the program, which is as good as published."""
    published: str
    """The digest of the document that published it; empty where none is here."""
    publisher: str
    """The name of who signed that document."""
    rounds: int
    verifications: int

    @property
    def is_fixed(self) -> bool:
        """Whether its id and version stand for these bytes for ever."""
        return self.is_shipped or bool(self.published or self.rounds or self.verifications)


@dataclass(frozen=True, slots=True)
class Adopting:
    """What keeping a checklist file here does."""

    checklist: Checklist
    is_here: bool
    """Whether the same bytes are here already."""
    replaces: str
    """The digest of the unused, unpublished one of the same id and version that it takes the place of; empty for none."""
