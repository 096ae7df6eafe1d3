"""The items that say most about a verification: those it does best and worst in."""

from collections.abc import Callable, Mapping

from models.rules.answers import Answer
from models.rules.checklist import PARTLY, Checklist, Item


def strongest(checklist: Checklist, answers: Mapping[str, Answer], most: int) -> tuple[str, ...]:
    """Up to `most` items answered above level 2 or with yes: the highest first, gates before others, then the weightier."""
    return _first(checklist, answers, most, lambda level: level > PARTLY, lambda level: -level)


def weakest(checklist: Checklist, answers: Mapping[str, Answer], most: int) -> tuple[str, ...]:
    """Up to `most` items answered with level 2 or less, partly or no: the lowest first, gates before others, then the weightier."""
    return _first(checklist, answers, most, lambda level: level <= PARTLY, lambda level: level)


def _first(
    checklist: Checklist, answers: Mapping[str, Answer], most: int, is_wanted: Callable[[int], bool], order: Callable[[int], int]
) -> tuple[str, ...]:
    levels = {code: answer.level for code, answer in answers.items()}
    found = [(level, item) for item in checklist.items.values() if (level := levels.get(item.code)) is not None and is_wanted(level)]

    def weight(one: tuple[int, Item]) -> tuple[int, bool, int]:
        level, item = one
        return order(level), item.gate is None, -item.weight

    return tuple(item.code for _, item in sorted(found, key=weight)[:most])
