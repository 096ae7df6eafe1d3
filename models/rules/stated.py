"""What others stated: figures of a day with unit and source, and the targets among them; never mixed with what is counted."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, NamedTuple

_WHOLE: Final = re.compile(r"\d{1,9}|\d{1,3}(?:[. ]\d{3}){1,2}", re.ASCII)
_DECIMAL: Final = re.compile(r"(\d{1,9})[,.](\d{1,9})", re.ASCII)
TARGET: Final = "target"
MEASURES: Final[Mapping[str, str]] = {
    TARGET: "",
    "implementing": "V1",
    "ready": "V2",
    "assessed": "",
    "merit_very_good": "",
    "merit_good": "",
    "invited": "",
    "pilot": "",
    "permitted": "",
    "applied_or_ready": "",
    "applying": "",
    "in_process": "",
    "presented": "",
    "approved": "",
    "not_started": "",
}
"""What a stated figure may measure, and the verdict that is counted here for the same, where there is one."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that somebody outside stated on a day."""

    day: str
    figure: str
    """What it is called, by whoever entered it."""
    value: str
    unit: str
    source: str
    note: str = ""
    measure: str = ""
    """One of `MEASURES`, empty where only its name tells."""
    type: str = ""
    """The type of agencies that it is about, empty for all."""
    year: str = ""
    """The year that a target is for."""

    @property
    def number(self) -> int | None:
        """Its value where that is a whole number, with points or blanks between the thousands or without."""
        return int(self.value.replace(".", "").replace(" ", "")) if _WHOLE.fullmatch(self.value) else None

    @property
    def amount(self) -> Fraction | None:
        """Its value where that is a number, whole or with decimals."""
        if self.number is not None:
            return Fraction(self.number)
        found = _DECIMAL.fullmatch(self.value)
        return Fraction(f"{found[1]}.{found[2]}") if found else None


class Untrue(NamedTuple):
    """What keeps a stated figure from meaning what it says."""

    kind: Literal["choice", "number", "required"]
    field: str


def fault(values: Mapping[str, str], types: Collection[str]) -> Untrue | None:
    """What is wrong first with what a figure measures, about which of the `types` of agencies, for which year; None where nothing is."""
    for name, known in (("measure", MEASURES), ("type", types)):
        if values.get(name) and values[name] not in known:
            return Untrue("choice", name)
    year = values.get("year", "")
    if year and not (len(year) == 4 and year.isascii() and year.isdigit()):
        return Untrue("number", "year")
    if values.get("measure") != TARGET:
        return None
    if not year:
        return Untrue("required", "year")
    return Untrue("number", "value") if Stated("", "", values["value"], "", "").number is None else None


@dataclass(frozen=True, slots=True)
class Target:
    """How many agencies are to implement in a year, by whom that was said."""

    year: str
    type: str
    value: int
    stated: Stated
    """As it was stated."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure stated for all agencies and by type on the same day: the parts need not come to the whole, and are not made to."""

    whole: Stated
    parts: tuple[Stated, ...]

    @property
    def sum(self) -> int:
        """What the parts come to."""
        return sum(part.number or 0 for part in self.parts)

    @property
    def agrees(self) -> bool:
        """Whether they come to what is stated for all."""
        return not self.parts or self.sum == self.whole.number


def in_force(stated: Iterable[Stated]) -> Mapping[tuple[str, str], Target]:
    """The target for each year and type; of several the one stated last."""
    found: dict[tuple[str, str], Target] = {}
    for each in sorted(stated, key=lambda one: (one.day, one.figure)):
        if each.measure == TARGET and each.year and each.number is not None:
            found[each.year, each.type] = Target(each.year, each.type, each.number, each)
    return found


def breakdowns(stated: Iterable[Stated]) -> tuple[Breakdown, ...]:
    """Each stated figure but targets, by day: one for all agencies with what its source stated by type on that day, any other alone."""
    known = [each for each in stated if each.measure != TARGET]
    by_type: dict[tuple[str, str, str], list[Stated]] = defaultdict(list)
    for each in known:
        if each.measure and each.type:
            by_type[_asked(each)].append(each)
    wholes = {_asked(each) for each in known if each.measure and not each.type}
    found = [
        Breakdown(each, () if each.type or not each.measure else tuple(by_type[_asked(each)]))
        for each in known
        if not (each.measure and each.type and _asked(each) in wholes)
    ]
    order = {measure: number for number, measure in enumerate((*MEASURES, ""))}
    return tuple(sorted(found, key=lambda each: (each.whole.day, order[each.whole.measure], each.whole.figure)))


def _asked(stated: Stated) -> tuple[str, str, str]:
    return stated.day, stated.measure, stated.source


def missing(stated: Iterable[Stated], year: str) -> int | None:
    """How many agencies are missing from the target for a year by what was stated last in it; None where either was not stated."""
    stated = tuple(stated)
    target = in_force(stated).get((year, ""))
    said = [each for each in stated if each.measure == "implementing" and not each.type and each.day.startswith(year)]
    latest = max(said, key=lambda one: (one.day, one.figure), default=None)
    return None if target is None or latest is None or latest.number is None else max(0, target.value - latest.number)
