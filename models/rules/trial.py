"""A checklist tried out: what is assumed of an agency in, scores, gates and the recommended verdict out. Nothing of it is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

from models.rules import asking
from models.rules import facts as facts_
from models.rules.answers import UNCHECKED, Answer
from models.rules.checklist import Checklist, Scale
from models.rules.scoring import overall_score
from models.rules.verdict import Readiness, Recommendation, readiness, recommend

COUNTED: Final = ("placements", "findings")
"""What is assumed as a number besides answers."""
_NOT_APPLICABLE: Final = Answer(not_applicable=True)


@dataclass(frozen=True, slots=True)
class Assumed:
    """What is assumed of an agency that there need not be."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    """Only levels and "not applicable" count; hidden items may have answers too."""
    placements: int = 0
    """Posts that count as filled."""
    findings: int = 0
    """Posts filled that do not count."""
    approval: str = ""
    """Status of the approval by its key; empty when unknown."""
    merit: str = ""
    """Category of the merit system by its key; empty when unknown."""
    kind: str = ""
    """Type of the agency; empty when unknown, which fulfils no condition on it."""


@dataclass(frozen=True)
class Outcome:
    """What follows from what is assumed."""

    asked: Checklist
    """The checklist as far as it is asked."""
    unanswered: tuple[str, ...]
    """The items asked that have no answer yet; while there is one, nothing is recommended."""
    ready: Readiness
    overall: Fraction | None
    recommendation: Recommendation | None

    @cached_property
    def open(self) -> frozenset[str]:
        """The same items, to look one up."""
        return frozenset(self.unanswered)


def of(checklist: Checklist, answers: Mapping[str, Answer], facts: facts_.Facts, kind: str) -> Assumed:
    """What is known of a real agency, to be assumed at first."""
    placements, findings = facts_.placements(checklist, facts)
    status = facts_.value(checklist, facts, "approval", "status")
    merit = facts_.value(checklist, facts, "merit", "category")
    return Assumed({code: answer for code, answer in answers.items() if answer.is_given}, placements, findings, status, merit, kind)


def outcome(checklist: Checklist, assumed: Assumed) -> Outcome:
    """Scores, gates and recommendation by the same rules as those of a verification."""
    asked = asking.asked(checklist, assumed.answers, assumed.kind)
    ready = replace(
        readiness(asked, assumed.answers, {}),
        placements=assumed.placements,
        findings=assumed.findings,
        approved=assumed.approval in checklist.verdict.approval_received,
        merit=assumed.merit,
    )
    unanswered = tuple(code for code in asked.codes if not assumed.answers.get(code, UNCHECKED).is_given)
    return Outcome(asked, unanswered, ready, overall_score(asked, ready.scores), None if unanswered else recommend(asked, ready))


def nearest(scale: Scale, level: int) -> int:
    """The level of a scale that is nearest to `level`; of two as near, the higher."""
    return min(scale.levels, key=lambda each: (abs(each - level), -each))


def answered(checklist: Checklist, assumed: Assumed, codes: Iterable[str], level: int) -> Assumed:
    """The same with these items at a level, each at the nearest that its scale has."""
    return _with(assumed, {code: Answer(nearest(checklist.items[code].scale, level)) for code in codes})


def not_applicable(checklist: Checklist, assumed: Assumed, codes: Iterable[str]) -> Assumed:
    """The same with those of these items not applicable that may be."""
    return _with(assumed, {code: _NOT_APPLICABLE for code in codes if checklist.items[code].not_applicable})


def cleared(assumed: Assumed, codes: Iterable[str]) -> Assumed:
    """The same without answers to these items."""
    gone = frozenset(codes)
    return replace(assumed, answers={code: answer for code, answer in assumed.answers.items() if code not in gone})


def noted(assumed: Assumed, name: str, value: str) -> Assumed:
    """The same with another value of what is assumed besides answers, by its name here."""
    changes: dict[str, Any] = {name: int(value) if name in COUNTED else value}
    return replace(assumed, **changes)


def _with(assumed: Assumed, answers: Mapping[str, Answer]) -> Assumed:
    return replace(assumed, answers={**assumed.answers, **answers})
