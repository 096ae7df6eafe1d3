"""The frozen shapes of checklists of several versions: what is known of each here, and what keeping another one does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.rules.answers import Answer
    from models.rules.carryover import Change, Part
    from models.rules.checklist import Checklist, Item
    from models.text import Phrase
    from models.views import Citation, Sheet


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

    @property
    def standing(self) -> str:
        """shipped, published, used or open."""
        if self.is_shipped:
            return "shipped"
        return "published" if self.published else "used" if self.is_fixed else "open"


@dataclass(frozen=True, slots=True)
class Adopting:
    """What keeping a checklist file here does."""

    checklist: Checklist
    is_here: bool
    """Whether the same bytes are here already."""
    replaces: str
    """The digest of the unused, unpublished one of the same id and version that it takes the place of; empty for none."""


@dataclass(frozen=True, slots=True)
class Carrying:
    """What carrying the answers of a verification over into a new one would do."""

    verification: str
    """The earlier one."""
    agency: str
    """Code of the agency."""
    agency_name: str
    old: Checklist
    old_round: str
    new: Checklist
    round: str
    changes: tuple[Change, ...]
    carried: int
    """How many answers go along, to be confirmed."""
    again: int
    """How many do not: their items mean something else now, or are gone."""
    is_returned: bool
    """Whether remarks of a lead stay behind with the earlier one."""
    predecessor: str = ""
    """The name of the agency whose the earlier one is, where that is the one before this one."""
    left_by: str = ""
    """Whose the earlier one is, where somebody else goes on with it in the same round."""

    @property
    def is_same_round(self) -> bool:
        """Whether the earlier one ends with it."""
        return self.old_round == self.round


@dataclass(frozen=True, slots=True)
class EarlierItem:
    """How an item stood in the verification whose answers were carried over."""

    verification: str
    checklist: str
    round: str
    item: Item | None
    """None where it is new."""
    parts: tuple[Part, ...]
    """What it says otherwise now."""
    answer: Answer | None
    """None where nothing was noted for it."""
    citations: tuple[Citation, ...]


def unconfirmed(sheet: Sheet, area: str) -> tuple[str, ...]:
    """The items of an area whose answers were carried over and are to be confirmed."""
    return tuple(line.item.code for line in sheet.lines if line.item.area == area and line.answer.is_carried)
