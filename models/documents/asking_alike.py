"""Whether a file asks what its checklist asks: nearly every file does, and saying what is otherwise takes fifty times longer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final

from models.documents import stating, verified
from models.rules.checklist import Checklist

_MOST: Final = 16
"""Most checklists that are remembered as files state them."""
_MOST_SEEN: Final = 1_500
"""Most items and facts of files that are remembered to be alike."""
_ASKED: Final = itemgetter(
    *("area", "title", "question", "accepted_evidence", "basis", "scale", "ladder", "weight", "gate", "digest", "when"),
)
"""What an item asks, of all that is held of it: phrases are the same ones everywhere, so that most of it need not be compared."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """A checklist as files state it."""

    checklist: Checklist
    used: verified.UsedChecklist
    areas: Mapping[str, verified.Bilingual]
    base: Mapping[str, verified.Bilingual]
    facts: Mapping[str, verified.FactResult]
    items: Mapping[str, verified.ItemResult]
    seen: dict[tuple[str, int], object] = field(default_factory=dict)
    """Items and facts that were looked at and are alike, each of which many files share."""

    def is_item(self, code: str, told: verified.ItemResult) -> bool:
        """Whether an item of a file asks what it should."""
        return self._kept(code, told, _ASKED(told.__dict__) == _ASKED(self.items[code].__dict__))

    def is_fact(self, code: str, told: verified.FactResult) -> bool:
        """Whether a fact of a file is asked as it should be."""
        return self.seen.get((code, id(told))) is told or self._kept(code, told, _is_same_fact(told, self.facts[code]))

    def _kept(self, code: str, told: verified.ItemResult | verified.FactResult, is_alike: bool) -> bool:
        # One with a note is that of a single file.
        if is_alike and not getattr(told, "note", ""):
            if len(self.seen) >= _MOST_SEEN:
                self.seen.clear()
            # As long as it is kept here, nothing else has its place in memory.
            self.seen[code, id(told)] = told
        return is_alike


def asks_alike(document: verified.Verified, checklist: Checklist) -> bool:
    """Whether the checklist, areas, base figures, facts and items of a file are those of its checklist word for word."""
    stated = _stated(checklist)
    seen = stated.seen
    return (
        document.checklist == stated.used
        and document.areas.keys() == stated.areas.keys()
        and document.base.keys() <= stated.base.keys()
        and document.facts.keys() == stated.facts.keys()
        and document.items.keys() == stated.items.keys()
        and all(_is_alike(area.name, stated.areas[code]) for code, area in document.areas.items())
        and all(area.weight == checklist.areas[code].weight for code, area in document.areas.items())
        and all(_is_alike(figure.label, stated.base[key]) for key, figure in document.base.items())
        and all(stated.is_fact(code, fact) for code, fact in document.facts.items())
        and all(seen.get((code, id(item))) is item or stated.is_item(code, item) for code, item in document.items.items())
    )


def asked(checklist: Checklist) -> Mapping[str, verified.ItemResult]:
    """The items of a checklist as files state them, without an answer."""
    return _stated(checklist).items


def _stated(checklist: Checklist) -> _Stated:
    found = _KNOWN.get(checklist.digest)
    if found is None or found.checklist is not checklist:
        if len(_KNOWN) >= _MOST:
            _KNOWN.clear()
        found = _KNOWN[checklist.digest] = _Stated(
            checklist,
            stating.used(checklist),
            {code: stating.both(area.name) for code, area in checklist.areas.items()},
            {key: stating.both(label) for key, label in checklist.base.items()},
            {code: stating.fact(fact) for code, fact in checklist.facts.items()},
            {code: stating.asked(item) for code, item in checklist.items.items()},
        )
    return found


_KNOWN: Final[dict[str, _Stated]] = {}


def _is_alike(one: verified.Bilingual, other: verified.Bilingual) -> bool:
    return one is other or (one.id == other.id and one.en == other.en)


def _are_alike(some: Mapping[str, verified.Bilingual], others: Mapping[str, verified.Bilingual]) -> bool:
    return some.keys() == others.keys() and all(_is_alike(each, others[key]) for key, each in some.items())


def _is_same_fact(told: verified.FactResult, asked: verified.FactResult) -> bool:
    return (
        _is_alike(told.text, asked.text)
        and told.fields.keys() == asked.fields.keys()
        and all(_is_alike(field.label, asked.fields[key].label) for key, field in told.fields.items())
        and all(_are_alike(field.choices, asked.fields[key].choices) for key, field in told.fields.items())
    )
