"""Which items of a checklist are asked: those whose conditions hold for these answers and this agency; the others are hidden.

What was answered to a hidden item is kept and counts nowhere: whatever counts is given the checklist as far as it is asked.
"""

from collections.abc import Mapping

from models.rules.answers import UNCHECKED, Answer
from models.rules.checklist import Checklist
from models.rules.conditions import TYPE, Condition


def hidden(checklist: Checklist, levels: Mapping[str, int | None], kind: str) -> frozenset[str]:
    """The items that are not asked of an agency of this kind where the items have these levels; none is that of one not answered.

    An item that is itself hidden fulfils no condition, whatever was answered to it.
    """
    found: set[str] = set()
    for item in checklist.conditional:
        if not all(holds(each, None if each.item in found else levels.get(each.item), kind) for each in item.when):
            found.add(item.code)
    return frozenset(found)


def holds(condition: Condition, level: int | None, kind: str) -> bool:
    """Whether a condition holds where the item it names has this level, None for none, and the agency is of this kind."""
    if condition.item == TYPE:
        return kind in condition.types
    return level is not None and condition.admits(level)


def conceivable(checklist: Checklist, kind: str) -> Checklist:
    """The checklist as far as it may come to be asked of an agency of this kind, whatever will be answered."""
    never: set[str] = set()
    for item in checklist.conditional:
        if any(each.item in never or (each.item == TYPE and kind not in each.types) for each in item.when):
            never.add(item.code)
    return checklist.without(frozenset(never))


def progress(asked: Checklist, answers: Mapping[str, Answer]) -> dict[str, tuple[int, int]]:
    """How many items of each area are answered, and how many are asked at all."""
    return {area: (sum(answers.get(item.code, UNCHECKED).is_given for item in items), len(items)) for area, items in asked.by_area.items()}


def asked(checklist: Checklist, answers: Mapping[str, Answer], kind: str) -> Checklist:
    """The checklist as far as it is asked of an agency of this kind that was answered so."""
    return checklist.without(hidden(checklist, {code: answers.get(code, UNCHECKED).level for code in checklist.named}, kind))
