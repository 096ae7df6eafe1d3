"""Two people's answers to the same items: which differ, which of these is not settled, and which settlement the answers do not follow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

NOT_APPLICABLE: Final = "-"
Counts = Literal["first", "second"]
COUNTS: Final[tuple[Counts, ...]] = ("first", "second")
"""Whose answer counts after a settlement."""


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody answered: a level, or that the item is not applicable."""

    level: int | None = None
    not_applicable: bool = False

    @property
    def category(self) -> str:
        """The answer as one of the categories that are compared; empty where there is none."""
        if self.not_applicable:
            return NOT_APPLICABLE
        return "" if self.level is None else str(self.level)


@dataclass(frozen=True, slots=True)
class Settled:
    """How a lead settled one item: the two answers it was about, and which of them counts."""

    first: str
    second: str
    counts: Counts


def compared(first: Mapping[str, Given], second: Mapping[str, Given]) -> tuple[str, ...]:
    """The items that both answered, in the order of the first."""
    return tuple(item for item, given in first.items() if given.category and item in second and second[item].category)


def differing(first: Mapping[str, Given], second: Mapping[str, Given]) -> tuple[str, ...]:
    """The items that both answered, and otherwise, in the order of the first. Reasons, notes and evidence make no difference."""
    return tuple(item for item in compared(first, second) if first[item].category != second[item].category)


def standing(first: Mapping[str, Given], second: Mapping[str, Given], settled: Mapping[str, Settled]) -> Mapping[str, Settled]:
    """The settlements that still hold: those about the very answers that differ now. A changed answer is looked at anew."""
    return {
        item: settled[item]
        for item in differing(first, second)
        if item in settled and (settled[item].first, settled[item].second) == (first[item].category, second[item].category)
    }


def unsettled(first: Mapping[str, Given], second: Mapping[str, Given], settled: Mapping[str, Settled]) -> tuple[str, ...]:
    """The items that differ without a settlement that holds."""
    held = standing(first, second, settled)
    return tuple(item for item in differing(first, second) if item not in held)


def to_repair(first: Mapping[str, Given], second: Mapping[str, Given], settled: Mapping[str, Settled]) -> tuple[str, ...]:
    """The items of which the second answer counts while the first still stands there."""
    return tuple(item for item, how in standing(first, second, settled).items() if how.counts == "second")


def independent(first: Mapping[str, Given], settled: Mapping[str, Settled]) -> Mapping[str, Given]:
    """The answers of the first as they were held against the second: what was repaired since says nothing of how far both agreed."""
    return {item: _given(settled[item].first) if item in settled else given for item, given in first.items()}


def _given(category: str) -> Given:
    return Given(not_applicable=True) if category == NOT_APPLICABLE else Given(int(category)) if category else Given()


def pairs(first: Mapping[str, Given], second: Mapping[str, Given], items: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The categories of both for each of the `items` that both answered."""
    wanted = frozenset(items)
    return tuple((first[item].category, second[item].category) for item in compared(first, second) if item in wanted)
