"""Two versions of a checklist in words: what stands where in them, and what a part says in each."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Final

from models.rules.carryover import Change, Kind, Leaf, Part, Section
from models.rules.checklist import Checklist
from models.text import Phrase
from models.versions import Carrying
from models.words import Words

_SPOKEN: Final = ("scale",)
"""Parts whose value is a word of the program, not of the checklist."""
_AROUND: Final = 3
"""Words told on either side of what differs in two long texts."""


def counted(changes: Iterable[Change]) -> Mapping[Kind, int]:
    """How many items are equal, changed, new and gone."""
    kinds = [change.kind for change in changes if change.section is Section.ITEMS]
    return {kind: kinds.count(kind) for kind in Kind}


def heading(words: Words, change: Change, old: Checklist, new: Checklist) -> str:
    """What a thing is called: its code, behind what it is, and its name in the newer checklist that has it."""
    used = old if change.kind is Kind.GONE else new
    match change.section:
        case Section.HEAD:
            return words("versions.section.head")
        case Section.ITEMS:
            return f"{change.key} {words.of(used.items[change.key].title)}"
        case Section.VERDICT:
            return words(f"versions.rule.{change.key}")
        case Section.AREAS:
            name = words.of(used.areas[change.key].name)
        case Section.FACTS:
            name = words.of(used.facts[change.key].text)
        case Section.BANDS:
            name = next(words.of(band.name) for band in used.bands if band.key == change.key)
        case Section.BASE | Section.UNITS as section:
            name = words.of(getattr(used, section.value)[change.key])
    return f"{words(f'versions.section.{change.section}')} {change.key} {name}"


def moved(words: Words, change: Change) -> str:
    """From where to where a thing moved."""
    return words("versions.moved", old=change.at[0], new=change.at[1])


def label(words: Words, part: Part) -> str:
    """What a part is called, such as `Question` or `Ladder 3`; empty where the whole thing is one part."""
    head, _, rest = part.name.partition(".")
    return f"{words(f'versions.part.{head}')} {rest}".rstrip() if head else ""


def said(words: Words, part: Part, value: Leaf) -> str:
    """What a part says in one of the two."""
    if isinstance(value, Phrase):
        return words.of(value)
    if not value:
        return words("versions.nothing")
    if part.name in _SPOKEN:
        return words(f"versions.scale.{value}")
    return words("versions.yes") if value == "yes" else words.day(value)


def differing(words: Words, part: Part) -> tuple[str, str]:
    """What a part says in the first and the second; in both languages where it differs only in the other one."""
    old, new = (said(words, part, value) for value in (part.old, part.new))
    if old == new and isinstance(part.old, Phrase) and isinstance(part.new, Phrase):
        return tuple(f"{value.id} / {value.en}" for value in (part.old, part.new))  # type: ignore[return-value]  # two of them
    return old, new


def narrowed(words: Words, part: Part) -> tuple[str, str]:
    """The same, cut to what differs with a few words around it: of a long sentence a letter may have changed."""
    return apart(*differing(words, part))


def apart(one: str, other: str) -> tuple[str, str]:
    """Two texts, each cut to what differs with a few words around it."""
    old, new = one.split(), other.split()
    before = _alike(old, new)
    behind = _alike(old[before:][::-1], new[before:][::-1])
    first, last = max(0, before - _AROUND), max(0, behind - _AROUND)
    if first + last == 0:
        return " ".join(old), " ".join(new)
    told = (" ".join(["…"] * bool(first) + text[first : len(text) - last] + ["…"] * bool(last)) for text in (old, new))
    return next(told), next(told)


def _alike(old: list[str], new: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def summary(words: Words, found: Carrying) -> str:
    """In two sentences how two checklists differ and how many answers go along."""
    counts = {kind.value: count for kind, count in counted(found.changes).items()}
    told = words("versions.counted", first=found.old.name, second=found.new.name, **counts)
    return f"{told} {words('carry.along', carried=found.carried, again=found.again)}"


def beginning(words: Words, found: Carrying) -> str:
    """With whose answers one begins: those of the round before, also of the agency before this one, or of somebody else in this one."""
    if found.left_by:
        return words("carry.from_other", person=found.left_by, checklist=found.old.name)
    if found.predecessor:
        return words("carry.from_predecessor", agency=found.predecessor, round=found.old_round, checklist=found.old.name)
    return words("carry.from_last", round=found.old_round, checklist=found.old.name)


def goes_along(words: Words, found: Carrying) -> str:
    """What goes along where one begins with these, and what stays behind."""
    stays = f" {words('carry.keeps_remarks')}" if found.left_by and found.is_returned else ""
    return f"{summary(words, found)}{stays}"


def preview(words: Words, found: Carrying) -> str:
    """What carrying the answers of a verification over would do, with the items that are not equal."""
    return "\n".join(_preview(words, found))


def _preview(words: Words, found: Carrying) -> Iterator[str]:
    rounds = found.round if found.is_same_round else f"{found.old_round} → {found.round}"
    yield words("carry.preview", agency=found.agency_name, round=rounds)
    if found.predecessor:
        yield beginning(words, found)
    yield summary(words, found)
    if found.is_same_round:
        yield words("carry.keeps_old")
    if found.is_returned:
        yield words("carry.keeps_remarks")
    for change in found.changes:
        if change.section is Section.ITEMS and (change.kind is not Kind.EQUAL or change.is_moved):
            marks = [words(f"versions.kind.{change.kind}")] if change.kind is not Kind.EQUAL else []
            marks += [moved(words, change)] if change.is_moved else []
            yield f"  {heading(words, change, found.old, found.new)} ({', '.join(marks)})"
