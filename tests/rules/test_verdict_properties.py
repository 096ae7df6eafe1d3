"""What holds of the recommended verdict for any readiness, any answers and any facts."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.answers import UNCHECKED, Answer
from models.rules.checklist import Checklist
from models.rules.facts import Facts
from models.rules.verdict import CODES, Gate, Readiness, readiness, recommend, recommendation, renewed
from tests.builders import complete_answers, quick, some_answers, some_facts
from tests.rules.small import AREAS, GATES, SMALL, STRICT, STRICT_UNCAPPED, UNCAPPED

pytestmark = pytest.mark.slow

EVERY_RULE = pytest.mark.parametrize(
    "checklist",
    [
        pytest.param(SMALL, id="small"),
        pytest.param(STRICT, id="strict", marks=pytest.mark.slow),
        pytest.param(UNCAPPED, id="uncapped", marks=pytest.mark.slow),
        pytest.param(STRICT_UNCAPPED, id="both"),
    ],
)


def _readiness() -> st.SearchStrategy[Readiness]:
    gates = st.tuples(
        *(st.builds(Gate, st.just(item), st.just(item[:3]), st.integers(0, 4), st.just(needed)) for item, needed in GATES.items())
    )
    near = st.sampled_from((49, 50, 74, 75)).map(Fraction)
    scores = st.fixed_dictionaries({area: st.none() | near | st.fractions(0, 100) for area in AREAS})
    merits = st.sampled_from(("", "sangat_baik", "baik", "kurang", "buruk", "lain"))
    return st.builds(
        Readiness,
        gates=gates,
        scores=scores,
        placements=st.integers(0, 3),
        findings=st.integers(0, 3),
        approved=st.booleans(),
        merit=merits,
    )


@EVERY_RULE
@quick
@given(st.data())
def test_readiness_that_is_renewed_is_what_a_look_at_everything_gives(checklist: Checklist, data: st.DataObject) -> None:
    facts, before = data.draw(some_facts()), data.draw(some_answers(checklist))
    item = checklist.items[data.draw(st.sampled_from(checklist.codes))]
    after = {**before, item.code: data.draw(st.sampled_from([UNCHECKED, Answer(0), Answer(2), Answer(4)]))}
    asked = readiness(checklist, after, facts)
    assert renewed(readiness(checklist, before, facts), checklist, after, [item], asked.scores) == asked


@EVERY_RULE
@quick
@given(_readiness())
def test_something_is_always_recommended_and_always_has_a_name(checklist: Checklist, at: Readiness) -> None:
    found = recommend(checklist, at)
    assert found.code in CODES
    assert found.variant in checklist.verdict.names[found.code]
    assert set(found.flags) <= checklist.verdict.flags.keys()
    assert ("unapproved" in found.flags) is (at.has_filled and not at.approved)
    assert ("findings" in found.flags) is (at.has_filled and any(not gate.passed for gate in at.gates))
    assert found.code != "V1" or at.placements
    assert found.missing or found.code == "V1" or "merit_cap" in [reason.code for reason in found.because]


@EVERY_RULE
@quick
@given(_readiness())
def test_the_explanation_agrees_with_the_readiness(checklist: Checklist, at: Readiness) -> None:
    found = recommend(checklist, at)
    if found.code != "V1":
        named = [reason.fields["item"] for reason in found.missing if reason.code == "gate"]
        assert named == [gate.item for gate in at.gates if not gate.passed]
    for reason in found.missing:
        if reason.code == "area_short":
            assert at.scores[str(reason.fields["area"])] == reason.fields["score"]
            assert reason.fields["score"] + reason.fields["by"] == reason.fields["needed"]  # type: ignore[operator]  # both are fractions


@quick
@given(some_answers(SMALL), some_facts())
def test_nothing_is_recommended_exactly_while_an_item_is_unanswered(answers: Mapping[str, Answer], facts: Facts) -> None:
    unanswered = [code for code in SMALL.codes if not answers.get(code, UNCHECKED).is_given]
    assert (recommendation(SMALL, answers, facts) is None) is bool(unanswered)


@quick
@given(complete_answers(SMALL), some_facts())
def test_a_complete_sheet_is_always_given_a_recommendation(answers: Mapping[str, Answer], facts: Facts) -> None:
    assert recommendation(SMALL, answers, facts) is not None


@EVERY_RULE
@quick
@given(st.data())
def test_a_better_answer_never_makes_the_verdict_worse(checklist: Checklist, data: st.DataObject) -> None:
    answers, facts = data.draw(complete_answers(checklist)), data.draw(some_facts())
    code = data.draw(st.sampled_from([code for code, answer in answers.items() if answer.level is not None]))
    higher = [level for level in checklist.items[code].scale.levels if level >= (answers[code].level or 0)]
    before = recommendation(checklist, answers, facts)
    after = recommendation(checklist, {**answers, code: Answer(data.draw(st.sampled_from(higher)))}, facts)
    assert before is not None
    assert after is not None
    assert CODES.index(after.code) <= CODES.index(before.code)


@EVERY_RULE
@quick
@given(_readiness(), st.data())
def test_a_better_gate_or_score_never_makes_the_verdict_worse(checklist: Checklist, at: Readiness, data: st.DataObject) -> None:
    gates = tuple(replace(gate, level=data.draw(st.integers(gate.level, 4))) for gate in at.gates)
    scores = {area: None if score is None else data.draw(st.fractions(score, 100)) for area, score in at.scores.items()}
    better = recommend(checklist, replace(at, gates=gates, scores=scores))
    assert CODES.index(better.code) <= CODES.index(recommend(checklist, at).code)


@EVERY_RULE
@quick
@given(_readiness())
def test_an_approval_never_makes_the_verdict_worse(checklist: Checklist, at: Readiness) -> None:
    without, received = (recommend(checklist, replace(at, approved=approved)) for approved in (False, True))
    assert CODES.index(received.code) <= CODES.index(without.code)
    assert "unapproved" not in received.flags
