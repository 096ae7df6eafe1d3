"""What travels upward of a search: the texts that hold what was searched for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.text import Phrase


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that holds what was searched for."""

    id: int
    """Greater for the one written later."""
    kind: str
    """note, evidence, fact, verdict, finding, remark, action, trip, loose, plenary or item; practice, visit or consultation."""
    key: str
    """The item, the evidence, the action, the fact and its row, the plenary; of a note on an agency the item or agency, and its digest."""
    text: str
    verification: str
    """Empty for an item no verification uses."""
    agency: str
    """Short name; of what a plenary notes of itself its number."""
    round: str
    """The day of a note on an agency."""
    item: Phrase | None = None
    """What `text` holds as it is kept: title and question of an item, or what a fact says."""
