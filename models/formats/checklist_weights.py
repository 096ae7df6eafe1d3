"""The weights of an evaluators' sheet: whether they add up, and what makes whole numbers of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd, lcm
from typing import Final

from models.formats.cells import Cell, Reader
from models.rules.numbers import plain
from models.text import Phrase
from models.words import both

_HEAVIEST: Final = 100


@dataclass
class Area:
    """An area, or a group of areas where it has no items."""

    name: str
    cells: Mapping[str, Cell]
    weight: Fraction | None
    items: list["Item"] = field(default_factory=list)
    code: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A question, under which sub-heading it stands, and its cells by column."""

    question: str
    heading: str
    cells: Mapping[str, Cell]
    weight: Fraction | None


def weighed(areas: Sequence[Area], reader: Reader, notes: list[Phrase]) -> Fraction:
    """Check that the weights add up; what makes all of them whole numbers."""
    weights: list[Fraction] = []
    for area in areas:
        given = [item.weight for item in area.items]
        if all(item.cells["weight"].is_blank for item in area.items) and area.weight is not None:
            each = area.weight / len(area.items)
            area.items[:] = [Item(item.question, item.heading, item.cells, each) for item in area.items]
            notes.append(both("layout.note.shared", code=area.code, weight=plain(each)))
        for item in area.items:
            if item.weight is None and item.cells["weight"].is_blank:
                reader.fault("cell_empty", item.cells["weight"])
        total = sum((weight for weight in given if weight is not None), Fraction())
        if area.weight is not None and None not in given and total != area.weight:
            told = {"stated": _told(area.weight), "total": _told(total), "by": _told(total - area.weight)}
            reader.fault("weights_differ", area.cells["weight"], **told)
        weights += [item.weight for item in area.items if item.weight]
    factor = Fraction(lcm(*(weight.denominator for weight in weights)))
    if weights and max(weights) * factor > _HEAVIEST:
        factor /= gcd(*(int(weight * factor) for weight in weights))
    if weights and max(weights) * factor > _HEAVIEST:
        return _too_fine(areas, reader)
    if factor != 1:
        notes.append(both("layout.note.scaled", factor=plain(factor)))
    return factor


def _too_fine(areas: Sequence[Area], reader: Reader) -> Fraction:
    """Tell the weights that no factor makes whole numbers as small as weights must be."""
    told = set()
    for area in areas:
        for item in area.items:
            here = area.cells["weight"] if item.cells["weight"].is_blank else item.cells["weight"]
            if item.weight and (item.weight.denominator > 1 or item.weight > _HEAVIEST) and here not in told:
                told.add(here)
                reader.fault("weight_fine", here, value=here.text)
    return Fraction(1)


def _told(value: Fraction) -> Phrase:
    said = plain(value) if value >= 0 else f"-{plain(-value)}"
    return Phrase(said.replace(".", ","), said)
