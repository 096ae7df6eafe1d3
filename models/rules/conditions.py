"""When an item is asked at all: conditions on the answers to earlier items and on the type of the agency, all of which must hold."""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from models.register import TYPES

_COMPARISONS: Final[Mapping[str, Callable[[int, int], bool]]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "=": operator.eq,
}
ITEM_CODE: Final = "[A-Z][A-Z0-9]{0,7}-[0-9]{2,4}"
"""What the codes of items look like, as a pattern."""
_OF_LEVEL: Final = re.compile(rf"({ITEM_CODE}) (>=|>|<=|<|=) ([0-9]{{1,2}})")
_OF_TYPE: Final = re.compile(r"type = ([a-z_]+(?: [a-z_]+)*)")
TYPE: Final = "type"
"""Stands for the type of the agency where a condition names an item."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold for an item to be asked: an earlier item has such a level, or the agency is of one of some types."""

    item: str = TYPE
    """The code of the earlier item; `TYPE` where the condition is on the agency."""
    sign: str = "="
    level: int = 0
    types: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As a checklist file has it."""
        return f"{TYPE} = {' '.join(self.types)}" if self.item == TYPE else f"{self.item} {self.sign} {self.level}"

    def admits(self, level: int) -> bool:
        """Whether `level` of the earlier item fulfils it."""
        return _COMPARISONS[self.sign](level, self.level)


def condition(text: str) -> Condition | None:
    """The condition that `text` says, such as `REG-01 >= 3` or `type = provinsi kota`; None where it says none."""
    if match := _OF_LEVEL.fullmatch(text):
        return Condition(match[1], match[2], int(match[3]))
    match = _OF_TYPE.fullmatch(text)
    return Condition(types=tuple(match[1].split())) if match else None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why an item can never be asked: what its conditions demand of one thing excludes itself."""

    item: str
    on: str
    """The code of the earlier item, or `TYPE`."""


Allowed = dict[str, frozenset[object]]
"""What an item leaves of the levels of each item it depends on, and of the types."""


def conflicts(conditions: Mapping[str, tuple[Condition, ...]], levels: Mapping[str, tuple[int, ...]]) -> Iterator[Conflict]:
    """The items that can never be asked, whatever is answered, in their order.

    `conditions` are those of each item, on earlier items only, and `levels` what each item may be answered with. As all conditions must
    hold, and those of the items they name, what is left over of each item's levels tells it exactly. An item behind such a one is not
    told: it can be asked as soon as that one can.
    """
    needs: dict[str, Allowed | None] = {}
    for code, own in conditions.items():
        behind = [needs[each.item] for each in own if each.item != TYPE]
        allowed: Allowed = {}
        for found in (*(found for found in behind if found is not None), *(_allowed(each, levels) for each in own)):
            for on, values in found.items():
                allowed[on] = allowed.get(on, values) & values
        empty = next((on for on, values in allowed.items() if not values), None)
        needs[code] = None if empty is not None or None in behind else allowed
        if empty is not None and None not in behind:
            yield Conflict(code, empty)


def _allowed(each: Condition, levels: Mapping[str, tuple[int, ...]]) -> Allowed:
    if each.item == TYPE:
        return {TYPE: frozenset(each.types) & frozenset(TYPES)}
    return {each.item: frozenset(level for level in levels[each.item] if each.admits(level))}
