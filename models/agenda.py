"""The acceleration agenda as screens, papers and files are given it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from models.rules.agenda import DONE, DROPPED, OPEN, PLAN, is_overdue, lacks
from models.rules.numbers import typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.text import Phrase

STANDINGS: Final = ("overdue", "open", "done", "dropped")
"""How an action stands to a day, what is wanted first of all first."""


@dataclass(frozen=True, slots=True)
class Action:
    """What is to be done about a gap."""

    code: str
    item: str
    item_digest: str
    title: Phrase
    """Of the item."""
    scale: str
    gate: bool
    """Whether a gate failed when it was drafted."""
    was: str
    """The level there was, empty where none was known."""
    action: str
    output: str
    level: str
    """The level that is to be reached; empty for a target by number."""
    number: str
    unit: str
    owner: str
    deadline: str
    status: str
    done_on: str
    evidence: str
    cited: str
    """The code of registered evidence."""
    reason: str
    """Why it was dropped."""

    @property
    def planned(self) -> Mapping[str, str]:
        """What is planned, as it can be typed again."""
        told: dict[str, str] = {name: getattr(self, name) for name in PLAN}
        return {**told, "number": typed(Fraction(self.number)) if self.number else ""}

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor dropped."""
        return self.status in OPEN

    @property
    def lacks(self) -> tuple[str, ...]:
        """What it lacks to be planned, measurable and orderly; nothing once it is over."""
        has_target = bool(self.level or (self.number and self.unit))
        return lacks(self.output, has_target, self.owner, self.deadline) if self.is_open else ()

    def is_overdue(self, today: str) -> bool:
        """Whether its last day is over before `today`."""
        return is_overdue(self.status, self.deadline, today)

    def is_of(self, standing: str, today: str) -> bool:
        """Whether it stands like this: one of `STANDINGS`, `open` being all that is neither done nor dropped."""
        return self.is_open if standing == "open" else self.standing(today) == standing

    def standing(self, today: str) -> str:
        """One of `STANDINGS`."""
        return "overdue" if self.is_overdue(today) else "open" if self.is_open else self.status


@dataclass(frozen=True, slots=True)
class Beside:
    """An agenda of the same verification that somebody else signed, and that stands beside the one that is shown."""

    digest: str
    person: str
    at: str
    actions: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda of a verification as it stands on this laptop."""

    verification: str
    agency_code: str
    agency: str
    type: str
    region: str
    round: str
    checklist: str
    """Id and version."""
    actions: tuple[Action, ...]
    today: str
    """The day by which it is told what is overdue."""
    document: str = ""
    """The digest of the signed agenda that it goes on from; empty while none is signed."""
    person: str = ""
    """Who signed that, when, and which revision it is."""
    at: str = ""
    revision: int = 0
    stamp: str = ""
    """When it was signed, or changed first since."""
    is_changed: bool = False
    """Whether something was changed since."""
    beside: tuple[Beside, ...] = ()

    @property
    def overdue(self) -> tuple[Action, ...]:
        """The actions whose last day is over."""
        return tuple(each for each in self.actions if each.is_overdue(self.today))

    @property
    def open(self) -> tuple[Action, ...]:
        """The actions that are neither done nor dropped."""
        return tuple(each for each in self.actions if each.is_open)

    @property
    def done(self) -> tuple[Action, ...]:
        """The actions that are done."""
        return tuple(each for each in self.actions if each.status == DONE)

    @property
    def dropped(self) -> tuple[Action, ...]:
        """The actions that were given up."""
        return tuple(each for each in self.actions if each.status == DROPPED)

    @property
    def lacking(self) -> tuple[Action, ...]:
        """The open actions that are not planned, measurable and orderly yet."""
        return tuple(each for each in self.actions if each.lacks)

    def of(self, item: str) -> tuple[Action, ...]:
        """The actions on an item."""
        return tuple(each for each in self.actions if each.item == item)

    def action(self, code: str) -> Action | None:
        """The action of a code."""
        return next((each for each in self.actions if each.code == code), None)
