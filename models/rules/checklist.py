"""The checklist as a value: areas, items, ladders, gates, counts, facts and the thresholds of the verdict.

What a file says becomes these in `rules/definition.py`; nothing here reads a file.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Final

from models.rules.conditions import Condition
from models.text import Phrase

YES, PARTLY, NO = 4, 2, 0
"""How yes, partly and no are stored: the values of the level scale that they weigh as."""
TOP_LEVEL: Final = 4
BELOW_A_MILLION: Final = 999_999
"""The greatest number a fact or a base figure may be."""
AREA_WEIGHT: Final = 100_000
"""The greatest weight of an area, which is the sum of its items' weights."""
_NARROWED: Final = 8
"""How many parts of a checklist are remembered."""


class Scale(StrEnum):
    """How an item is answered."""

    LEVEL = "level"
    YES_PARTLY_NO = "yes-partly-no"
    YES_NO = "yes-no"

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels an answer may have."""
        return _LEVELS[self]


_LEVELS: Final = {Scale.LEVEL: (0, 1, 2, 3, 4), Scale.YES_PARTLY_NO: (NO, PARTLY, YES), Scale.YES_NO: (NO, YES)}


@dataclass(frozen=True, slots=True)
class Count:
    """A number the verifier counts for an item: n, of N."""

    key: str
    label: Phrase
    base: tuple[str, ...] = ()
    """The base data whose sum is N; empty when N is typed or fixed."""
    fixed: int | None = None
    """A fixed N, such as 100 for an index."""


@dataclass(frozen=True, slots=True)
class Share:
    """A condition on a count: its share of N compared with a percentage."""

    count: str
    strict: bool
    """Whether the share must be above (not just at) the percentage."""
    percent: int


@dataclass(frozen=True)
class Item:
    """One scored question of a checklist."""

    code: str
    area: str
    title: Phrase
    question: Phrase
    evidence: Phrase
    scale: Scale
    ladder: Mapping[int, Phrase]
    """What each level means."""
    weight: int
    unit: str
    origin: str
    ladder_origin: str = ""
    gate: int | None = None
    """The least level that passes; None when the item is no gate."""
    not_applicable: bool = False
    not_applicable_reasons: tuple[Phrase, ...] = ()
    help: Phrase | None = None
    basis: str = ""
    sources: tuple[str, ...] = ()
    crosswalk: tuple[str, ...] = ()
    counts: Mapping[str, Count] = field(default_factory=dict)
    proposal: Mapping[int, tuple[Share, ...]] = field(default_factory=dict)
    """The levels that counts can decide, each with the shares it needs."""
    when: tuple[Condition, ...] = ()
    """What must hold for the item to be asked; always asked where empty. It does not change what an answer means."""

    @cached_property
    def digest(self) -> str:
        """SHA-256 over what an answer means: code, texts, scale, ladder, weight, gate, not-applicable (DESIGN, section 3)."""
        meaning = [
            self.code,
            [self.question.id, self.question.en],
            self.scale.value,
            [[level, phrase.id, phrase.en] for level, phrase in sorted(self.ladder.items())],
            self.weight,
            self.gate,
            self.not_applicable,
        ]
        return hashlib.sha256(json.dumps(meaning, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Area:
    """One of the areas, with the weight of its score in the total."""

    code: str
    name: Phrase
    weight: int


@dataclass(frozen=True, slots=True)
class FactField:
    """One field of a status fact."""

    key: str
    label: Phrase
    kind: str
    """text, number, date or choice."""
    least: int = 0
    greatest: int = BELOW_A_MILLION
    """The span a number may lie in."""
    required: bool = False
    required_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    choices: Mapping[str, Phrase] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """A status fact: not scored, but the verdict rests on it."""

    code: str
    text: Phrase
    role: str
    """placements, approval, not-started, merit, or empty."""
    repeats: bool
    fields: Mapping[str, FactField]


@dataclass(frozen=True, slots=True)
class Band:
    """A label for a span of scores, from `floor` up to the next band."""

    key: str
    name: Phrase
    floor: int


@dataclass(frozen=True, slots=True)
class VerdictRules:
    """Thresholds and switches of the rules V1 to V4; their order is code (`rules/verdict.py`)."""

    ready_score: int
    implementing_score: int
    design_areas: tuple[str, ...]
    design_gates_when_approved: Mapping[str, int]
    not_started_items: tuple[str, ...]
    approval_received: tuple[str, ...]
    ready_requires_approval: bool
    placement_boxes: tuple[int, ...]
    merit_cap: tuple[str, ...]
    names: Mapping[str, Mapping[str, Phrase]]
    """Names by verdict code (V1 to V4) and variant (`name`, `approved`, `almost`, …)."""
    flags: Mapping[str, Phrase]


@dataclass(frozen=True)
class Checklist:
    """A checklist of one version, as loaded: what a verification is pinned to."""

    id: str
    version: str
    valid_from: str
    valid_to: str
    title: Phrase
    digest: str
    """SHA-256 of the file's bytes."""
    areas: Mapping[str, Area]
    units: Mapping[str, Phrase]
    base: Mapping[str, Phrase]
    items: Mapping[str, Item]
    facts: Mapping[str, Fact]
    bands: tuple[Band, ...]
    verdict: VerdictRules

    def is_in_force(self, day: str) -> bool:
        """Whether its rules hold on `day` (ISO date); without an end they hold until they are replaced."""
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)

    @property
    def name(self) -> str:
        """Id and version, such as `mt-kasn 2023`."""
        return f"{self.id} {self.version}"

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The item codes in order."""
        return tuple(self.items)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each item in that order, from 0."""
        return {code: place for place, code in enumerate(self.items)}

    @cached_property
    def by_area(self) -> Mapping[str, tuple[Item, ...]]:
        """The items of each area, in order."""
        found: dict[str, list[Item]] = {code: [] for code in self.areas}
        for item in self.items.values():
            found.setdefault(item.area, []).append(item)
        return {code: tuple(found[code]) for code in self.areas}

    @cached_property
    def conditional(self) -> tuple[Item, ...]:
        """The items that are asked on conditions, in order."""
        return tuple(item for item in self.items.values() if item.when)

    @cached_property
    def gates(self) -> tuple[Item, ...]:
        """The items that are gates, in order."""
        return tuple(item for item in self.items.values() if item.gate is not None)

    @cached_property
    def named(self) -> frozenset[str]:
        """The items that conditions name."""
        return frozenset(each.item for item in self.conditional for each in item.when if each.item in self.items)

    def without(self, codes: frozenset[str]) -> "Checklist":
        """Itself without some of its items; itself where those are none."""
        if not codes:
            return self
        if codes not in self._narrowed:
            # One for each agency and step of an answer would be thousands in a season.
            if len(self._narrowed) >= _NARROWED:
                self._narrowed.clear()
            self._narrowed[codes] = replace(self, items={code: item for code, item in self.items.items() if code not in codes})
        return self._narrowed[codes]

    @cached_property
    def _narrowed(self) -> dict[frozenset[str], "Checklist"]:
        """Itself without the items that were left out last: reading a long one anew takes longer than an answer may."""
        return {}

    def fact_with(self, role: str) -> Fact | None:
        """The fact that plays `role` in the verdict rules."""
        return next((fact for fact in self.facts.values() if fact.role == role), None)
