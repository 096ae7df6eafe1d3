"""What travels upward of notes on agencies: practices worth showing, visits and consultations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.text import Phrase


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note on an agency."""

    digest: str
    note: str
    """Its id, which corrections keep."""
    purpose: str
    """practice, visit or consultation."""
    agency_code: str
    agency: str
    """As the note calls it."""
    date: str
    person_id: str
    person: str
    written_at: str
    title: str
    """The title of a practice, the subject of the others."""
    text: str
    is_hidden: bool
    beside: int
    """How many others of the same id count beside it."""
    item: str = ""
    """The item of a practice; so is all that follows up to `contact`."""
    item_title: Phrase | None = None
    item_digest: str = ""
    checklist: str = ""
    """Id and version."""
    why: str = ""
    consent_by: str = ""
    consent_on: str = ""
    contact: str = ""
    participants: str = ""
    """Of a visit or consultation, as all that follows."""
    advised: str = ""
    follow_up: str = ""

    @property
    def is_practice(self) -> bool:
        """Whether it is a practice worth showing."""
        return self.purpose == "practice"
