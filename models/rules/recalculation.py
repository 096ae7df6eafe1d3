"""The recalculation sheet: boxes worked out anew by the agency's own weights and cut-offs (domain-decisions, 7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

LEAST: Final = 5
"""Rows without which nothing follows."""
POOL: Final = (7, 8, 9)
"""The boxes of which each has a row."""
BOXES: Final = (1, 3, 6, 2, 5, 8, 4, 7, 9)
"""The boxes as they are offered, by performance from low to high and within it by potential; other agencies write their own."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of the matrix: what its value is made of, and from which value on it is middle and high."""

    weights: Mapping[str, Fraction]
    """The weight of each component by its name; what they add up to is the whole."""
    middle: Fraction
    high: Fraction

    def value(self, scores: Mapping[str, Fraction]) -> Fraction:
        """The weighted mean of the scores, unrounded."""
        whole = sum(self.weights.values(), Fraction())
        return sum((weight * scores[name] for name, weight in self.weights.items()), Fraction()) / whole

    def place(self, value: Fraction) -> int:
        """Low, middle or high as 0, 1 or 2; a cut-off itself belongs to what is above it."""
        return (value >= self.middle) + (value >= self.high)


@dataclass(frozen=True, slots=True)
class Formula:
    """How an agency works out its boxes."""

    performance: Axis
    potential: Axis
    boxes: tuple[int, ...] = BOXES

    def box(self, scores: Mapping[str, Fraction]) -> int:
        """The box that these scores belong in."""
        across, up = self.potential.value(scores), self.performance.value(scores)
        return self.boxes[3 * self.performance.place(up) + self.potential.place(across)]


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody who is a number and never a name: the scores by component, and the box the agency gives."""

    number: int
    scores: Mapping[str, Fraction]
    box: int


@dataclass(frozen=True, slots=True)
class Recalculated:
    """What a sheet comes to."""

    boxes: Mapping[int, int]
    """The box worked out anew, by the number of its row."""
    mismatches: tuple[int, ...]
    """The numbers of the rows whose box is another one."""
    uncovered: tuple[int, ...]
    """The boxes of the succession pool of which no row is there, by what the agency gives."""

    @property
    def matching(self) -> int:
        """How many rows match."""
        return len(self.boxes) - len(self.mismatches)

    @property
    def is_enough(self) -> bool:
        """Whether there are rows enough that an answer follows."""
        return len(self.boxes) >= LEAST

    @property
    def word(self) -> str | None:
        """What follows for an item answered by yes, partly or no: all match, some do, none does; None while rows are too few."""
        if not self.is_enough:
            return None
        return "partly" if self.matching and self.mismatches else "no" if self.mismatches else "yes"


def recalculated(formula: Formula, rows: tuple[Row, ...]) -> Recalculated:
    """The boxes of all rows worked out anew."""
    boxes = {row.number: formula.box(row.scores) for row in rows}
    given = {row.box for row in rows}
    return Recalculated(
        boxes=boxes,
        mismatches=tuple(row.number for row in rows if boxes[row.number] != row.box),
        uncovered=tuple(box for box in POOL if box not in given),
    )
