"""Figures in words: names of verdicts, types and states, how each was counted, and the recap for a messenger, without names of people."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from models import register
from models.moments import local_date, moment
from models.rules.figures import Figures, Progress, Tally
from models.rules.movement import Group, Moved, Movement, Waiting
from models.rules.results import EVERYTHING, Filter
from models.rules.stated import Stated
from models.words import Words

LINES: Final = 10
"""How many lines a recap has."""
_NAMED: Final = 5
"""How many agencies a line of a recap names; it counts the others."""
_GROUPS: Final = 3
"""How many types and regions a recap names."""
_STATED: Final = ("figure", "unit", "source", "note")
"""The texts of a stated figure."""
_TOLD_APART: Final = ("fork", "double", "recorded", "withdrawn")


def verdict(words: Words, code: str) -> str:
    """What a verdict is called where no checklist says it; `none` too."""
    return words(f"figure.verdict.{code}")


def type_name(words: Words, code: str) -> str:
    """What a type of agencies is called; all types where it is empty."""
    return words(f"type.{code}") if code else words("figure.all_types")


def region(words: Words, name: str) -> str:
    """What a region is called; central agencies have none."""
    return name or words("figure.central")


def state(words: Words, code: str) -> str:
    """What a state of the work is called; `none` too."""
    return words("figure.state.none") if code == "none" else words(f"state.{code}")


def tally(words: Words, found: Tally) -> str:
    """What is counted in it: as the checklist calls it, else where nothing was said, else its code."""
    if found.label is not None:
        return words.of(found.label)
    return found.code or words("figure.unsaid")


def how(words: Words, code: str) -> str:
    """How a figure was counted, in a sentence."""
    return words(f"figure.how.{code}")


def scope(words: Words, chosen: Filter) -> str:
    """What a filter chooses, in one line."""
    if chosen == EVERYTHING:
        return words("figure.scope.all")
    told = [
        words("figure.scope.round", round=chosen.round) if chosen.round else "",
        ", ".join(type_name(words, each) for each in chosen.types),
        ", ".join(chosen.regions),
        ", ".join(verdict(words, each) for each in chosen.verdicts),
        ", ".join(state(words, each) for each in chosen.states),
        ", ".join(each.replace("_", " ") for each in chosen.merits),
        words("figure.scope.cohort", cohort=chosen.cohort) if chosen.cohort else "",
    ]
    return " · ".join(filter(None, told))


def translated(words: Words, found: Stated) -> Stated:
    """A stated figure as it reads: texts that the program ships follow the language, what somebody typed stays."""
    shipped = register.stated_texts().get((found.day, found.figure), {})
    told = {name: words.of(shipped[text]) for name in _STATED if (text := getattr(found, name)) in shipped}
    return replace(found, **told, value=_decimal(words, found))


def _decimal(words: Words, found: Stated) -> str:
    """Its value with the decimal sign of the language where it has any decimals, else as it was typed."""
    amount = found.amount
    if amount is None or amount.denominator == 1:
        return found.value
    return words.number(amount, len(re.split("[,.]", found.value)[-1]))


def progress(words: Words, found: Progress) -> str:
    """Progress against its target, in one line."""
    counted = found.implementing.count
    if found.target is None:
        return words("figure.progress.free", year=found.year, count=counted)
    target, missing = found.target.value, found.missing
    if missing is None:
        return words("figure.progress.part", year=found.year, count=counted, target=target)
    return words("figure.progress.target", year=found.year, count=counted, target=target, missing=missing)


def recap(words: Words, found: Figures, moved: Movement, today: date) -> tuple[str, ...]:
    """Ten lines of plain text for a messenger; agencies are named, people never."""
    since = words.date(local_date(moment(moved.since))) if moved.since else ""
    counts = {direction: len(moved.of(direction)) for direction in ("up", "down", "new", "gone", "same")}
    every = [each for each in found.progress if not each.type]
    # A target for a year to come says nothing of where things stand.
    last = next((each for each in reversed(every) if each.year <= str(today.year)), every[0] if every else None)
    apart = "; ".join(f"{words(f'figure.apart.{code}')} {found.apart[code].count}" for code in _TOLD_APART)
    return (
        words("figure.recap.head", day=words.date(today), scope=scope(words, found.filter)),
        words("figure.recap.since", since=since, **counts) if since else words("figure.recap.first"),
        progress(words, last) if last else words("figure.recap.no_progress"),
        _list(words, "figure.recap.ready", found.ready.count, (f"{tally(words, each)} {each.count}" for each in found.reasons)),
        words("figure.recap.others", **{code.lower(): len(found.verdict(code)) for code in ("V3", "V4", "none")}),
        _list(words, "figure.recap.states", len(found.agencies), (_state(words, each, moved.waiting) for each in found.states)),
        _waiting(words, moved),
        _named_line(words, "figure.recap.up", (*moved.of("up"), *moved.of("new"))),
        _named_line(words, "figure.recap.down", (*moved.of("down"), *moved.of("gone"))),
        words("figure.recap.apart", apart=apart),
    )


def _state(words: Words, found: Tally, waiting: Iterable[Waiting]) -> str:
    """How many work in a state, and for how many days at most where it waits."""
    days = next((words("figure.recap.days", days=each.longest) for each in waiting if each.state == found.code), "")
    return f"{state(words, found.code)} {found.count} {days}".rstrip()


def _waiting(words: Words, moved: Movement) -> str:
    """Where work waits longest: the agency, then the types and regions with their days."""
    if not moved.waiting:
        return words("figure.recap.none_waiting")
    longest = moved.waiting[0]
    agency = longest.agencies[0][0]
    named = next((each.place.short_name or each.place.name for each in moved.moved if each.place.code == agency), agency)
    types = _longest(words, ((type_name(words, group.code), group) for group in moved.by_type))
    regions = _longest(words, ((region(words, group.code), group) for group in moved.by_region))
    told = {"state": state(words, longest.state), "days": longest.longest, "agency": named, "types": types, "regions": regions}
    return words("figure.recap.waiting", **told)


def _longest(words: Words, groups: Iterable[tuple[str, Group]]) -> str:
    """The groups in which work waits longest, each with its days."""
    days = [(group.waiting[0].longest, name) for name, group in groups if group.waiting]
    ordered = sorted(days, key=lambda pair: (-pair[0], pair[1]))
    return ", ".join(f"{name} {words.number(count, 0)}" for count, name in ordered[:_GROUPS])


def _list(words: Words, key: str, count: int, told: Iterable[str]) -> str:
    return words(key, count=count, told=", ".join(told) or "-")


def _named_line(words: Words, key: str, moved: Sequence[Moved]) -> str:
    names = ", ".join(each.place.short_name or each.place.name for each in moved[:_NAMED])
    more = words("figure.recap.more", count=len(moved) - _NAMED) if len(moved) > _NAMED else ""
    return words(key, count=len(moved), names=f"{names}{more}" or "-")
