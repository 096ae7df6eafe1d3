"""The recalculation sheet: boxes worked out anew by the agency's own weights and cut-offs (domain-decisions, 7)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from models.errors import Refusal
from models.rules.checklist import NO, PARTLY, YES, Item, Scale
from models.rules.numbers import decimal, of_digits, plain, typed
from models.text import Phrase, line

ITEMS: Final = ("INS-12", "SIS-06")
"""The items that have a recalculation sheet."""
COUNT: Final = "matching"
"""The count of an item that takes how many rows match."""
AXES: Final = ("performance", "potential")
"""The two axes of the matrix."""
ASKED: Final = tuple(f"{axis}{part}" for axis in AXES for part in ("", "_middle", "_high"))
"""What is asked for of a formula besides its boxes: of each axis its components with their weights, and its two cut-offs."""
MOST: Final = 9999
"""The greatest number of a row; the number of a civil servant is far greater and none of a row."""
_BETWEEN: Final = re.compile(r";|,\s")
"""What stands between components; a decimal comma has a digit behind it."""
_COMPONENT: Final = re.compile(r"(.*\S)[\s:=]+(\S+?)\s*%?")
_BLANKS: Final = re.compile(r"[\s,;]+")

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

    @property
    def components(self) -> tuple[str, ...]:
        """What scores are asked for, by name."""
        return (*self.performance.weights, *self.potential.weights)

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


def asks(item: Item) -> bool:
    """Whether an item has a recalculation sheet: one of `ITEMS` that can take what follows from it."""
    return item.code in ITEMS and (COUNT in item.counts or item.scale is Scale.YES_PARTLY_NO)


def level_of(word: str) -> int:
    """The level that a word of `Recalculated` is stored as."""
    return {"yes": YES, "partly": PARTLY, "no": NO}[word]


def components(text: str, label: str) -> dict[str, Fraction]:
    """The numbers typed behind names, as `SKP 60; Perilaku 40`; `label` is what the field is called.

    Raises:
        Refusal: `recalculation.component` where a name or its number is missing, `recalculation.twice`, or as `numbers.decimal` gives.
    """
    found: dict[str, Fraction] = {}
    for part in filter(str.strip, _BETWEEN.split(text)):
        parted = _COMPONENT.fullmatch(part.strip())
        name = "" if parted is None else line(parted[1].rstrip(":= "), label)
        if parted is None or not name:
            raise Refusal("recalculation.component", label=label, value=part.strip())
        if name in found:
            raise Refusal("recalculation.twice", label=label, name=name)
        found[name] = decimal(parted[2], label, grouped=False)
    return found


def told(numbers: Mapping[str, Fraction]) -> str:
    """Numbers by name as they are stored, which `components` reads again."""
    return "; ".join(f"{name} {plain(value)}" for name, value in numbers.items())


def admit(entered: Mapping[str, str]) -> dict[str, str]:
    """A formula as stored, from what was typed: `ASKED`, and the nine boxes from the lowest performance and potential on.

    Raises:
        Refusal: as `components` gives, `recalculation.weights` where an axis weighs nothing, `recalculation.cut_offs` where the upper one
            is not above the lower one, `recalculation.box` or `recalculation.boxes` where they are not each of 1 to 9 once.
    """
    values: dict[str, str] = {}
    named: set[str] = set()
    for axis in AXES:
        label = f"recalculation.{axis}"
        weights = components(entered.get(axis, ""), label)
        if not sum(weights.values()):
            raise Refusal("recalculation.weights", label=label)
        for name in weights:
            if name in named:
                raise Refusal("recalculation.twice", label=label, name=name)
        named |= weights.keys()
        cut_offs = [decimal(entered.get(key, ""), f"recalculation.{key}", grouped=False) for key in (f"{axis}_middle", f"{axis}_high")]
        if cut_offs[0] >= cut_offs[1]:
            raise Refusal("recalculation.cut_offs", label=f"recalculation.{axis}_high", middle=plain(cut_offs[0]), high=plain(cut_offs[1]))
        values |= {axis: told(weights), f"{axis}_middle": plain(cut_offs[0]), f"{axis}_high": plain(cut_offs[1])}
    boxes = [admit_box(box, "recalculation.boxes") for box in _BLANKS.split(entered.get("boxes", "").strip()) if box]
    if sorted(boxes) != sorted(BOXES):
        raise Refusal("recalculation.boxes", label="recalculation.boxes")
    return values | {"boxes": " ".join(map(str, boxes))}


def formula(stored: Mapping[str, str]) -> Formula:
    """A formula from how `admit` gave it."""
    axes = [Axis(components(stored[axis], axis), Fraction(stored[f"{axis}_middle"]), Fraction(stored[f"{axis}_high"])) for axis in AXES]
    return Formula(axes[0], axes[1], tuple(map(int, stored["boxes"].split())))


def as_typed(stored: Mapping[str, str]) -> dict[str, str]:
    """A formula as `admit` gave it, its numbers as they are typed."""
    found = {name: value if name == "boxes" else typed(Fraction(value)) for name, value in stored.items() if name not in AXES}
    for axis in AXES:
        found[axis] = "; ".join(f"{name} {typed(weight)}" for name, weight in components(stored[axis], axis).items())
    return found


def admit_box(typed: str, label: str) -> int:
    """A box from 1 to 9 as typed; Refusal `recalculation.box`."""
    if typed.strip() not in {str(box) for box in BOXES}:
        raise Refusal("recalculation.box", label=label, value=typed.strip())
    return int(typed)


def admit_row(formula: Formula, entered: Mapping[str, str]) -> Row:
    """A row from what was typed: its `number`, its `box` by the agency, and its scores, each under `score.` and its component.

    Raises:
        Refusal: `recalculation.number` where it is none from 1 to `MOST`, `recalculation.box`, or as `numbers.decimal` gives.
    """
    typed_ = entered.get("number", "").strip()
    number = of_digits(typed_) or 0
    if not 1 <= number <= MOST:
        raise Refusal("recalculation.number", label="recalculation.number", value=typed_, most=MOST)
    scores = {name: decimal(entered.get(f"score.{name}", ""), Phrase(name, name), grouped=False) for name in formula.components}
    return Row(number, scores, admit_box(entered.get("box", ""), "recalculation.box"))


def recalculated(formula: Formula, rows: tuple[Row, ...]) -> Recalculated:
    """The boxes of all rows worked out anew."""
    boxes = {row.number: formula.box(row.scores) for row in rows}
    given = {row.box for row in rows}
    return Recalculated(
        boxes=boxes,
        mismatches=tuple(row.number for row in rows if boxes[row.number] != row.box),
        uncovered=tuple(box for box in POOL if box not in given),
    )
