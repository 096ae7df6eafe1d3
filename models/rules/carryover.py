"""Two versions of a checklist side by side: what is equal, changed, new, gone or moved in the second, and what may be carried over."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from models.rules.checklist import Checklist, Item, Share
from models.text import Phrase

Leaf: TypeAlias = Phrase | str
"""What a part says: a sentence in both languages, or a number, code or list as text; empty where there is nothing."""

MEANING: Final = frozenset({"question", "scale", "ladder", "weight", "gate", "not_applicable"})
"""The parts of an item that its digest covers: an answer means the same only where all of them are equal (DESIGN, section 3)."""
_TOLD_ELSEWHERE: Final = frozenset({"code", "key", "origin", "ladder_origin", "sources"})
"""What names a thing, and where its text was taken from."""


class Kind(StrEnum):
    """How a thing of the second checklist stands to the first."""

    EQUAL = "equal"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


class Section(StrEnum):
    """What there is in a checklist, in the order it is told."""

    HEAD = "head"
    AREAS = "areas"
    ITEMS = "items"
    FACTS = "facts"
    BASE = "base"
    UNITS = "units"
    BANDS = "bands"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Part:
    """One part that says something else in the second checklist."""

    name: str
    """Dotted, such as `question` or `ladder.3`."""
    old: Leaf
    new: Leaf
    is_meaning: bool
    """Whether an answer given before means something else by it."""


@dataclass(frozen=True, slots=True)
class Change:
    """How one thing of the two checklists stands: an item, an area, a fact, a threshold."""

    section: Section
    key: str
    """Its code; empty for the head of the file."""
    kind: Kind
    """Of an item: equal where its digest is, whatever else of it reads otherwise."""
    parts: tuple[Part, ...] = ()
    is_moved: bool = False
    """Whether its place among those that both have is another."""
    at: tuple[int, int] = (0, 0)
    """Its place in the first and the second checklist, counted from 1; 0 where it is in none."""

    @property
    def is_untouched(self) -> bool:
        """Whether it is the same in both in every way."""
        return self.kind is Kind.EQUAL and not self.parts and not self.is_moved


def compared(old: Checklist, new: Checklist) -> tuple[Change, ...]:
    """How everything in two checklists stands, section by section in the order of `new`, what is gone behind what preceded it."""
    return tuple(_changes(old, new))


def parts(old: Item, new: Item) -> tuple[Part, ...]:
    """What an item says otherwise in the second of two versions."""
    return tuple(_parts(Section.ITEMS, old, new))


def carried(old: Checklist, new: Checklist) -> tuple[str, ...]:
    """The codes of the items whose answers may be carried over from `old` to `new`: those with an equal digest."""
    return tuple(code for code, item in new.items.items() if code in old.items and old.items[code].digest == item.digest)


def _changes(old: Checklist, new: Checklist) -> Iterator[Change]:
    first, second = _sections(old), _sections(new)
    for section in Section:
        yield from _section(section, first[section], second[section])


def _sections(checklist: Checklist) -> Mapping[Section, Mapping[str, object]]:
    head = {name: getattr(checklist, name) for name in ("id", "version", "valid_from", "valid_to", "title")}
    rules = {part.name: getattr(checklist.verdict, part.name) for part in fields(checklist.verdict)}
    return {
        Section.HEAD: {"": head},
        Section.AREAS: checklist.areas,
        Section.ITEMS: checklist.items,
        Section.FACTS: checklist.facts,
        Section.BASE: checklist.base,
        Section.UNITS: checklist.units,
        Section.BANDS: {band.key: band for band in checklist.bands},
        Section.VERDICT: rules,
    }


def _section(section: Section, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[Change]:
    moved = _moved(old, new)
    places = {code: (place, 0) for place, code in enumerate(old, 1)}
    places |= {code: (places.get(code, (0, 0))[0], place) for place, code in enumerate(new, 1)}
    for code in _in_order(old, new):
        if code not in new:
            yield Change(section, code, Kind.GONE, at=places[code])
        elif code not in old:
            yield Change(section, code, Kind.NEW, at=places[code])
        else:
            parts = tuple(_parts(section, old[code], new[code]))
            is_changed = any(part.is_meaning for part in parts)
            yield Change(section, code, Kind.CHANGED if is_changed else Kind.EQUAL, parts, code in moved, places[code])


def _in_order(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    """The keys of `new` in their order, those that are gone behind the one that preceded them."""
    behind: dict[str, list[str]] = {}
    last = ""
    for code in old:
        if code in new:
            last = code
        else:
            behind.setdefault(last, []).append(code)
    yield from behind.get("", ())
    for code in new:
        yield code
        yield from behind.get(code, ())


def _moved(old: Mapping[str, object], new: Mapping[str, object]) -> frozenset[str]:
    """The fewest keys that stand elsewhere among those both have: all but a longest run that kept its order."""
    place = {code: number for number, code in enumerate(old)}
    common = [code for code in new if code in place]
    ends: list[int] = []
    lengths = []
    for code in common:
        at = bisect_left(ends, place[code])
        ends[at : at + 1] = [place[code]]
        lengths.append(at + 1)
    wanted, stayed = len(ends), set()
    for code, length in zip(reversed(common), reversed(lengths), strict=True):
        if length == wanted:
            stayed.add(code)
            wanted -= 1
    return frozenset(common) - stayed


def _parts(section: Section, old: object, new: object) -> Iterator[Part]:
    first, second = dict(_leaves("", old)), dict(_leaves("", new))
    for name in dict.fromkeys((*first, *second)):
        before, after = first.get(name, ""), second.get(name, "")
        if before != after:
            yield Part(name, before, after, section is not Section.ITEMS or name.partition(".")[0] in MEANING)


def _leaves(name: str, value: object) -> Iterator[tuple[str, Leaf]]:
    if isinstance(value, Phrase):
        yield name, value
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            if part.name not in _TOLD_ELSEWHERE:
                yield from _leaves(f"{name}.{part.name}" if name else part.name, getattr(value, part.name))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _leaves(f"{name}.{key}" if name else str(key), each)
    elif isinstance(value, tuple) and value and all(isinstance(each, Phrase) for each in value):
        for number, each in enumerate(value, 1):
            yield from _leaves(f"{name}.{number}", each)
    elif value is not None:
        yield name, _text(value)


def _text(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else ""
        case tuple():
            return ", ".join(_text(each) for each in value)
        case Share(count, strict, percent):
            return f"{count} {'>' if strict else '>='} {percent}"
        case _:
            return str(value)
