"""What a plain line states of a verification, `NAME=VALUE`: which names there are, and the same names for what stands there.

`REG-01=3`, `REG-01.note=…`, `REG-01.count.<key>=n/N`, `base.<key>=40`, `PEN-02.<field>=…`, `PEN-01.2.<field>=…`, `verdict=V2`, `reason=…`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from models.errors import Refusal
from models.rules.checklist import Checklist, Item, Scale
from models.rules.numbers import of_digits

NOT_APPLICABLE: Final = "-"
"""The answer that an item is not applicable; its `.reason` says why."""
NEW: Final = "new"
"""The row of a fact that is not there yet."""
RECOMMENDED: Final = "recommended"
"""The verdict that is recommended, whichever that is."""
_WORDS: Final = {"y": 4, "s": 2, "t": 0, "ya": 4, "yes": 4, "sebagian": 2, "partly": 2, "tidak": 0, "no": 0}
_OF_ITEM: Final = ("note", "reason")


@dataclass(slots=True)
class Stated:
    """What lines state, sorted by what it is about."""

    answers: dict[str, str] = field(default_factory=dict)
    """By item; empty to take the answer back."""
    notes: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    """Why an item is not applicable, by item."""
    counts: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    """N and N as typed, by item and count."""
    base: dict[str, str] = field(default_factory=dict)
    facts: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    """The fields as typed by fact and row: its number from 1, `NEW`, or empty where the fact has no rows."""
    verdict: str = ""
    reason: str = ""


def parted(line: str) -> tuple[str, str]:
    """Name and value of a line; Refusal `set.form` where it states nothing."""
    name, sign, value = line.partition("=")
    if not (name.strip() and sign):
        raise Refusal("set.form", line=line)
    return name.strip(), value.strip()


def read(text: str) -> Iterable[tuple[str, str]]:
    """What the lines of a file state, as `written` writes them; blank ones and those that begin with `#` state nothing."""
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            name, value = parted(line)
            yield name, value.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\")


def written(name: str, value: str) -> str:
    """A line that `read` reads as this: a backslash and an n break a line of the value."""
    escaped = value.replace("\\", "\\\\").replace("\n", "\\n")
    return f"{name}={escaped}"


def stated(checklist: Checklist, lines: Iterable[tuple[str, str]]) -> Stated:
    """What the lines state of a verification by this checklist; Refusals `set.unknown` for a name that it does not know, `set.twice`."""
    found = Stated()
    names: set[str] = set()
    for name, value in lines:
        # Of two values nobody could tell which is meant, and one would be lost without a word.
        if name in names:
            raise Refusal("set.twice", name=name)
        names.add(name)
        _put(found, checklist, name, value)
    return found


def _put(found: Stated, checklist: Checklist, name: str, value: str) -> None:
    match name.split("."):
        case ["verdict"]:
            found.verdict = value
        case ["reason"]:
            found.reason = value
        case ["base", *key] if ".".join(key) in checklist.base:
            found.base[".".join(key)] = value
        case [code] if code in checklist.items:
            found.answers[code] = value
        case [code, "note"] if code in checklist.items:
            found.notes[code] = value
        case [code, "reason"] if code in checklist.items:
            found.reasons[code] = value
        case [code, "count", *key] if code in checklist.items and ".".join(key) in checklist.items[code].counts:
            n, _, of = value.partition("/")
            found.counts.setdefault(code, {})[".".join(key)] = (n, of)
        case _:
            fact = _of_fact(checklist, name)
            if fact is None:
                raise Refusal("set.unknown", name=name, checklist=checklist.name)
            found.facts.setdefault(fact[:2], {})[fact[2]] = value


def _of_fact(checklist: Checklist, name: str) -> tuple[str, str, str] | None:
    """The fact, row and field that a name means, whose codes may hold dots; None where it means none."""
    for code, fact in checklist.facts.items():
        head, said, rest = name.partition(f"{code}.")
        row, _, key = rest.partition(".") if fact.repeats else ("", "", rest)
        if said and not head and key in fact.fields:
            return code, row, key
    return None


def level(item: Item, value: str) -> int | None:
    """The level that an answer states, None where it is none at all; Refusal `set.answer`."""
    if not value:
        return None
    if (number := of_digits(value)) is not None:
        return number
    if item.scale is not Scale.LEVEL and value.casefold() in _WORDS:
        return _WORDS[value.casefold()]
    raise Refusal("set.answer", item=item.code, value=value)


def row_of(fact: str, row: str, rows: int) -> int | None:
    """The place of a row of a fact that has so many; None for a new one. Refusal `set.row`."""
    if not row:
        return 0
    if row == NEW:
        return None
    number = of_digits(row) or 0
    if not 0 < number <= rows:
        raise Refusal("set.row", fact=fact, row=row, count=rows)
    return number - 1


def items_of(found: Stated) -> Mapping[str, str]:
    """The items that are stated to be not applicable, each with its reason."""
    return {code: found.reasons.get(code, "") for code, value in found.answers.items() if value == NOT_APPLICABLE}
