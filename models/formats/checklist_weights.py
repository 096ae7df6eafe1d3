"""The weights of an evaluators' sheet: whether they add up, and what makes whole numbers of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import gcd, lcm
from typing import Final

from models.formats.cells import Cell, Reader
from models.rules.numbers import plain
from models.text import Phrase, folded
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
    """Share the weight of an area whose items have none; what makes all weights whole numbers."""
    weights: list[Fraction] = []
    for area in areas:
        if all(item.cells["weight"].is_blank for item in area.items) and area.weight is not None:
            each = area.weight / len(area.items)
            area.items[:] = [Item(item.question, item.heading, item.cells, each) for item in area.items]
            notes.append(both("layout.note.shared", name=area.name, weight=plain(each)))
        for item in area.items:
            if item.weight is None and item.cells["weight"].is_blank:
                reader.fault("cell_empty", item.cells["weight"])
        weights += [item.weight for item in area.items if item.weight]
    factor = Fraction(lcm(*(weight.denominator for weight in weights)))
    if weights and max(weights) * factor > _HEAVIEST:
        factor /= gcd(*(int(weight * factor) for weight in weights))
    if weights and max(weights) * factor > _HEAVIEST:
        return _too_fine(areas, reader)
    if factor != 1:
        notes.append(both("layout.note.scaled", factor=plain(factor)))
    return factor


def add_up(areas: Sequence[Area], reader: Reader) -> None:
    """Check that the weight of each area is that of its items together."""
    for area in areas:
        given = [item.weight for item in area.items]
        total = sum((weight for weight in given if weight is not None), Fraction())
        if area.weight is not None and None not in given and total != area.weight:
            told = {"stated": _told(area.weight), "total": _told(total), "by": _told(total - area.weight)}
            reader.fault("weights_differ", area.cells["weight"], **told)


def united(parts: Sequence[Area], names: Collection[str], reader: Reader) -> list[Area]:
    """The areas of these (folded) names, each with the items of all parts that follow it; without names, every part that has items."""
    if not names:
        return [part for part in parts if part.items]
    found: list[Area] = []
    for part in parts:
        if folded(part.name) in names:
            found.append(replace(part, items=list(part.items)))
        elif found:
            found[-1].items += [replace(item, heading=item.heading or part.name) for item in part.items]
        elif part.items:
            reader.fault("no_area", part.cells["question"])
    return found


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
