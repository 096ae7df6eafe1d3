"""What makes an answer or a verification worth a second look, and how much: the order in which a lead looks at things.

Nothing here says that an answer is wrong. Thresholds, gates and scales are the checklist's; only the weights are code.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from models.rules import facts as facts_
from models.rules.answers import UNCHECKED, Answer, differs
from models.rules.checklist import TOP_LEVEL, Checklist, Item
from models.rules.self_assessment import SelfAnswer, is_big
from models.rules.verdict import Readiness, readiness

BASE: Final = "base"
"""The key of the base data among what is told otherwise, where items and facts have their codes."""
SLIGHT: Final = 1
"""The weight of what is told last and not counted: it holds of most good sheets too."""
WEIGHTS: Final[Mapping[str, int]] = {
    # of the whole verification
    "verdict_differs": 8,
    "area_near": 3,
    # of its status facts
    "fact_not_counted": 6,
    "fact_unapproved": 6,
    "fact_not_started": 6,
    "fact_untouched": 6,
    # of a fact, an item or the base data that were answered otherwise before it came back
    "changed": 5,
    # of an item
    "no_evidence": 4,
    "interview_only": 4,
    "gate_at": 4,
    "unseen": 3,
    "proposal_differs": 3,
    "self_differs": 3,
    "not_applicable": 2,
    "gate_near": SLIGHT,
    "gate_top": SLIGHT,
}
"""What each reason weighs, by its code."""


@dataclass(frozen=True, slots=True)
class Weak:
    """Something worth a look, and why."""

    kind: str
    """verdict, area, fact, base or item."""
    key: str
    """The area, fact or item; the recorded verdict."""
    reasons: tuple[str, ...]
    """Codes, the one that weighs most first."""

    @property
    def weight(self) -> int:
        """What its reasons weigh together."""
        return sum(WEIGHTS[code] for code in self.reasons)

    @property
    def is_slight(self) -> bool:
        """Whether nothing speaks for it but what holds of most good sheets too."""
        return self.weight <= SLIGHT


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked at: a verification as it was answered."""

    answers: Mapping[str, Answer]
    flags: Mapping[str, Collection[str]]
    """`answers.Flag` of each item whose evidence does not carry its answer."""
    facts: facts_.Facts
    recommended: str = ""
    """What the rules recommend; empty before every item is answered."""
    verdict: str = ""
    """What was recorded, empty for nothing."""
    said: Mapping[str, SelfAnswer] = field(default_factory=dict)
    """What the agency says of itself, by item."""
    changed: Collection[str] = ()
    """The items, facts and `BASE` that the submission before told otherwise."""


def weak(checklist: Checklist, at: Looked) -> tuple[Weak, ...]:
    """Everything worth a look, the weightiest first; of equal ones the whole before the item, then the answer that scores most."""
    ready = readiness(checklist, at.answers, at.facts)
    found = [*_verdict(at), *_areas(checklist, at, ready), *_facts(checklist, at, ready), *_items(checklist, at)]
    gained = {code: item.weight * (at.answers.get(code, UNCHECKED).level or 0) for code, item in checklist.items.items()}
    places = {code: (-gained[code], number) for number, code in enumerate(checklist.codes)}
    return tuple(sorted(found, key=lambda each: (-each.weight, each.kind == "item", places.get(each.key, (0, 0)), each.kind, each.key)))


def risk(found: Iterable[Weak]) -> int:
    """One number by which a queue is put in order: the greater, the more there is to look at."""
    return sum(each.weight for each in found)


def _weak(kind: str, key: str, codes: Iterable[str]) -> Iterator[Weak]:
    reasons = sorted(codes, key=lambda code: (-WEIGHTS[code], code))
    if reasons:
        yield Weak(kind, key, tuple(reasons))


def _verdict(at: Looked) -> Iterator[Weak]:
    if at.verdict and at.recommended and at.verdict != at.recommended:
        yield Weak("verdict", at.verdict, ("verdict_differs",))


def _areas(checklist: Checklist, at: Looked, ready: Readiness) -> Iterator[Weak]:
    """The areas that reach a threshold of the verdict and would not if their heaviest item were answered one step lower."""
    for code, items in checklist.by_area.items():
        score = ready.scores[code]
        counted = [item for item in items if not at.answers.get(item.code, UNCHECKED).not_applicable]
        if score is None:
            continue
        possible = sum(item.weight for item in counted) * TOP_LEVEL
        step = max(Fraction(item.weight * _step(item, at.answers.get(item.code, UNCHECKED)) * 100, possible) for item in counted)
        thresholds = (checklist.verdict.ready_score, checklist.verdict.implementing_score)
        if any(least <= score < least + step for least in thresholds):
            yield Weak("area", code, ("area_near",))


def _step(item: Item, answer: Answer) -> int:
    """How many levels an answer would lose if it were one step lower."""
    lower = [level for level in item.scale.levels if level < (answer.level or 0)]
    return (answer.level or 0) - lower[-1] if lower else 0


def _facts(checklist: Checklist, at: Looked, ready: Readiness) -> Iterator[Weak]:
    """The facts that contradict one another, or the answers."""
    filled, reasoned = checklist.fact_with("placements"), checklist.fact_with("not-started")
    if filled is not None and ready.has_filled:
        told = {"fact_not_counted": ready.findings, "fact_unapproved": not ready.approved, "fact_untouched": ready.nothing_started}
        yield from _weak("fact", filled.code, (code for code, holds in told.items() if holds))
    if reasoned is not None and ready.placements and any(any(row.values()) for row in at.facts.get(reasoned.code, ())):
        yield from _weak("fact", reasoned.code, ("fact_not_started",))
    for code in checklist.facts:
        yield from _weak("fact", code, ("changed",) if code in at.changed else ())
    yield from _weak("base", BASE, ("changed",) if BASE in at.changed else ())


def _items(checklist: Checklist, at: Looked) -> Iterator[Weak]:
    for code, item in checklist.items.items():
        answer = at.answers.get(code, UNCHECKED)
        differs = ("self_differs",) if is_big(at.said.get(code), answer) else ()
        changed = ("changed",) if code in at.changed else ()
        yield from _weak("item", code, (*_item(item, answer, at.flags.get(code, ())), *differs, *changed))


def _item(item: Item, answer: Answer, flags: Collection[str]) -> Iterator[str]:
    yield from (str(flag) for flag in flags)
    if answer.not_applicable:
        yield "not_applicable"
    if differs(item, answer):
        yield "proposal_differs"
    if item.gate is not None and answer.level is not None and answer.level >= item.gate:
        levels = item.scale.levels
        steps = levels.index(answer.level) - levels.index(item.gate)
        if steps == 0:
            yield "gate_at" if item.gate < levels[-1] else "gate_top"
        elif steps == 1:
            yield "gate_near"
