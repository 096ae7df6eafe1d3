"""The recommended verdict: rules V1 to V4 in their order, the merit cap, the flags, and the explanation as data.

Thresholds, names and switches are the checklist's; only the order is code (domain-decisions, "Verdict rules").
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from models.rules import facts as facts_
from models.rules.answers import UNCHECKED, Answer, is_complete
from models.rules.checklist import Checklist, Item
from models.rules.scoring import area_scores

CODES: Final = ("V1", "V2", "V3", "V4")


@dataclass(frozen=True, slots=True)
class Gate:
    """How one gate stands."""

    item: str
    area: str
    level: int
    needed: int

    @property
    def passed(self) -> bool:
        """Whether the answer reaches what the gate needs."""
        return self.level >= self.needed


@dataclass(frozen=True, slots=True)
class Readiness:
    """All that the verdict rules look at."""

    gates: tuple[Gate, ...]
    scores: Mapping[str, Fraction | None]
    placements: int = 0
    """Posts of PEN-01 that count."""
    findings: int = 0
    """Posts of PEN-01 that do not."""
    approved: bool = False
    merit: str = ""
    """Category of the merit system, empty when unknown."""
    nothing_started: bool = False

    @property
    def has_filled(self) -> bool:
        """Whether any post is listed as filled, counted or not."""
        return bool(self.placements or self.findings)


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of an explanation: a sentence of the catalogue (`reason.<code>`) and its fields."""

    code: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the rules recommend, and why."""

    code: str
    variant: str
    """Which of the verdict's names: `name`, `unapproved`, `approved`, `almost`, `building` or `not_started`."""
    flags: tuple[str, ...]
    because: tuple[Reason, ...]
    """What the verdict rests on."""
    missing: tuple[Reason, ...]
    """What the better verdicts lack: which gate, which area and by how much."""


def readiness(checklist: Checklist, answers: Mapping[str, Answer], facts: facts_.Facts) -> Readiness:
    """What the rules look at, from the answers and facts of one verification; `checklist` as far as it is asked."""
    counted, findings = facts_.placements(checklist, facts)
    return Readiness(
        gates=tuple(_gates(checklist.gates, answers)),
        scores=area_scores(checklist, answers),
        placements=counted,
        findings=findings,
        approved=facts_.is_approved(checklist, facts),
        merit=facts_.value(checklist, facts, "merit", "category"),
        nothing_started=_nothing_started(checklist, answers),
    )


def renewed(
    ready: Readiness,
    checklist: Checklist,
    answers: Mapping[str, Answer],
    items: Collection[Item],
    scores: Mapping[str, Fraction | None],
) -> Readiness:
    """What the rules look at once only the answers to `items` are others, and the areas have these `scores`.

    It is as `readiness`, without looking at all the rest again.
    """
    gates = {gate.item: gate for gate in _gates(items, answers)}
    return replace(
        ready,
        gates=tuple(gates.get(gate.item, gate) for gate in ready.gates) if gates else ready.gates,
        scores=scores,
        nothing_started=_still_nothing_started(ready, checklist, answers, items),
    )


def _still_nothing_started(ready: Readiness, checklist: Checklist, answers: Mapping[str, Answer], items: Collection[Item]) -> bool:
    touched = [item.code for item in items if item.code in checklist.verdict.not_started_items]
    if touched and not ready.nothing_started:
        return _nothing_started(checklist, answers)
    return ready.nothing_started and not any(answers.get(code, UNCHECKED).level for code in touched)


def _gates(items: Iterable[Item], answers: Mapping[str, Answer]) -> Iterator[Gate]:
    for item in items:
        if item.gate is not None:
            yield Gate(item.code, item.area, answers.get(item.code, UNCHECKED).level or 0, item.gate)


def _nothing_started(checklist: Checklist, answers: Mapping[str, Answer]) -> bool:
    asked = (code for code in checklist.verdict.not_started_items if code in checklist.items)
    return not any(answers.get(code, UNCHECKED).level for code in asked)


def recommendation(checklist: Checklist, answers: Mapping[str, Answer], facts: facts_.Facts) -> Recommendation | None:
    """The recommended verdict; None before every applicable item of `checklist`, as far as it is asked, is answered."""
    if not is_complete(checklist, answers):
        return None
    return recommend(checklist, readiness(checklist, answers, facts))


def recommend(checklist: Checklist, at: Readiness) -> Recommendation:
    """The first verdict of V1 to V4 that matches `at`, capped by merit where the checklist says so."""
    rules = checklist.verdict
    code, variant, notes = _first_match(checklist, at)
    if code in ("V1", "V2") and at.merit in rules.merit_cap:
        code, variant, notes = "V3", _design_variant(at), [Reason("merit_cap", {"category": at.merit})]
    elif code == "V2" and rules.ready_requires_approval and not at.approved:
        code, variant, notes = "V3", _design_variant(at), [Reason("worth_proposing")]
    flags = []
    if at.has_filled and not at.approved:
        flags.append("unapproved")
    if at.has_filled and any(not gate.passed for gate in at.gates):
        flags.append("findings")
    return Recommendation(
        code=code,
        variant=variant,
        flags=tuple(flags),
        because=(*notes, *_grounds(checklist, at, code)),
        missing=tuple(_shortcomings(checklist, at, code)),
    )


def _first_match(checklist: Checklist, at: Readiness) -> tuple[str, str, list[Reason]]:
    rules = checklist.verdict
    all_gates = all(gate.passed for gate in at.gates)
    if all_gates and _reach(at, at.scores, rules.implementing_score) and at.placements and at.approved:
        return "V1", "name", []
    if all_gates and _reach(at, at.scores, rules.ready_score):
        return "V2", "unapproved" if at.has_filled and not at.approved else "name", []
    if not any(True for _ in _design_gates_failed(checklist, at)) and _reach(at, rules.design_areas, rules.ready_score):
        return "V3", _design_variant(at), []
    if all_gates:
        return "V4", "almost", []
    return "V4", "not_started" if at.nothing_started else "building", []


def _design_variant(at: Readiness) -> str:
    return "approved" if at.approved else "name"


def _reach(at: Readiness, areas: Mapping[str, object] | tuple[str, ...], least: int) -> bool:
    return all(score is None or score >= least for score in (at.scores[area] for area in areas))


def _design_gates_failed(checklist: Checklist, at: Readiness) -> Iterator[Gate]:
    lowered = checklist.verdict.design_gates_when_approved if at.approved else {}
    for gate in at.gates:
        if gate.area in checklist.verdict.design_areas and gate.level < lowered.get(gate.item, gate.needed):
            yield gate


def _grounds(checklist: Checklist, at: Readiness, code: str) -> Iterator[Reason]:
    rules = checklist.verdict
    if code in ("V1", "V2"):
        yield Reason("all_gates", {"count": len(at.gates)})
        yield Reason("all_areas", {"needed": rules.implementing_score if code == "V1" else rules.ready_score})
    if code == "V3" and _reach(at, rules.design_areas, rules.ready_score):
        yield Reason("design", {"areas": rules.design_areas, "needed": rules.ready_score})
    if code == "V1":
        yield Reason("placements", {"count": at.placements})
    if code in ("V1", "V3") and at.approved:
        yield Reason("approved")
    if at.findings:
        yield Reason("findings", {"count": at.findings})


def _shortcomings(checklist: Checklist, at: Readiness, code: str) -> Iterator[Reason]:
    rules = checklist.verdict
    if code == "V1":
        return
    for gate in at.gates:
        if not gate.passed:
            yield Reason("gate", {"item": gate.item, "level": gate.level, "needed": gate.needed})
    for area, score in at.scores.items():
        if score is not None and score < rules.ready_score:
            yield Reason("area_short", {"area": area, "score": score, "needed": rules.ready_score, "by": rules.ready_score - score})
    if not at.placements:
        yield Reason("no_placements")
    if not at.approved:
        yield Reason("not_approved")
