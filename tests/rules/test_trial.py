"""The rules tried out: the worked cases of the domain with assumed answers, levels for many items at once, and hidden items."""

from fractions import Fraction
from typing import Any, Final

import pytest
from hypothesis import given

from models.checklists import load, shipped
from models.rules import trial
from models.rules.answers import Answer
from models.rules.checklist import Scale
from models.rules.facts import Facts
from models.rules.trial import Assumed
from models.rules.verdict import Recommendation, readiness, recommend
from tests.builders import APPROVED, Rows, answered, complete_answers, filled, quick, some_facts
from tests.rules.small import SMALL
from tests.sheets import loaded, small_checklist

KASN: Final = load(shipped("mt-kasn-2023.toml"), "mt-kasn-2023.toml")
BKN: Final = load(shipped("mt-bkn-2026.toml"), "mt-bkn-2026.toml")
RECEIVED: Final = {"approval": "received", "merit": "baik"}
BAIK: Final[Rows] = {"PEN-06": ({"category": "baik"},)}


def at(level: int, /, *, checklist: Any = SMALL, more: Any = (), **assumed: Any) -> trial.Outcome:
    """What follows where every item is at a level, but for `more` of them, and the facts are as assumed."""
    found = trial.answered(checklist, Assumed(**assumed), checklist.codes, level)
    for code, other in dict(more).items():
        found = trial.answered(checklist, found, [code], other)
    return trial.outcome(checklist, found)


def told(found: Recommendation | None) -> tuple[str, str]:
    assert found is not None
    return f"{found.code} {found.variant}", ", ".join(found.flags)


@pytest.mark.parametrize(
    ("level", "more", "assumed", "expected"),
    [
        pytest.param(4, {}, {"placements": 3, **RECEIVED}, ("V1 name", ""), id="a"),
        pytest.param(4, {}, RECEIVED, ("V2 name", ""), id="b"),
        pytest.param(4, {}, {"placements": 2, "approval": "not_proposed", "merit": "baik"}, ("V2 unapproved", "unapproved"), id="c"),
        pytest.param(4, {"INS-01": 1, "INS-02": 0, "SIS-01": 1}, {"merit": "baik"}, ("V3 name", ""), id="d"),
        pytest.param(4, {"REG-01": 3, "REG-03": 0}, RECEIVED, ("V4 almost", ""), id="e: REG 67.5"),
        pytest.param(4, {"REG-01": 2}, {"placements": 1, "merit": "baik"}, ("V4 building", "unapproved, findings"), id="f"),
        pytest.param(0, {}, {}, ("V4 not_started", ""), id="g"),
        pytest.param(4, {}, {"approval": "received", "merit": "kurang"}, ("V3 approved", ""), id="h"),
        pytest.param(4, {}, {"findings": 1, **RECEIVED}, ("V2 name", ""), id="posts that do not count make no V1"),
    ],
)
def test_the_worked_cases_follow_from_what_is_assumed(level: int, more: Any, assumed: Any, expected: tuple[str, str]) -> None:
    assert told(at(level, more=more, **assumed).recommendation) == expected


@pytest.mark.parametrize("checklist", [KASN, BKN], ids=["kasn", "bkn"])
def test_the_shipped_checklists_give_each_verdict(checklist: Any) -> None:
    assert told(at(4, checklist=checklist, placements=1, approval="received").recommendation) == ("V1 name", "")
    assert told(at(3, checklist=checklist).recommendation)[0] == "V2 name"
    assert told(at(3, checklist=checklist, more={"SIS-01": 0}, approval="received").recommendation)[0] == "V3 approved"
    assert told(at(0, checklist=checklist).recommendation)[0] == "V4 not_started"


@given(complete_answers(SMALL), some_facts())
@quick
def test_a_trial_that_begins_with_a_verification_follows_as_that_does(answers: Any, facts: Facts) -> None:
    found = trial.outcome(SMALL, trial.of(SMALL, answers, facts, "kota"))
    assert found.ready == readiness(SMALL, answers, facts)
    assert found.recommendation == recommend(SMALL, found.ready)


def test_a_post_filled_before_the_approval_is_taken_over_as_a_finding() -> None:
    known = trial.of(SMALL, answered(SMALL), APPROVED | filled(("2023-02-28", 9), ("2023-03-01", 9)) | BAIK, "kota")
    assert (known.placements, known.findings, known.approval, known.merit, known.kind) == (1, 1, "received", "baik", "kota")


def test_nothing_is_recommended_while_an_item_is_unanswered() -> None:
    found = trial.outcome(SMALL, trial.answered(SMALL, Assumed(), SMALL.codes[:-2], 4))
    assert (found.unanswered, found.recommendation) == (SMALL.codes[-2:], None)


@pytest.mark.parametrize(
    ("scale", "nearest"),
    [(Scale.LEVEL, [0, 1, 2, 3, 4]), (Scale.YES_PARTLY_NO, [0, 2, 2, 4, 4]), (Scale.YES_NO, [0, 0, 4, 4, 4])],
)
def test_a_level_for_many_items_is_the_nearest_of_each_scale(scale: Scale, nearest: list[int]) -> None:
    assert [trial.nearest(scale, level) for level in range(5)] == nearest
    assert set(nearest) == set(scale.levels)


def test_of_many_items_only_those_that_may_become_not_applicable() -> None:
    found = trial.not_applicable(SMALL, trial.answered(SMALL, Assumed(), SMALL.codes, 2), SMALL.codes)
    assert [code for code, answer in found.answers.items() if answer.not_applicable] == ["INS-03", "SIS-02"]
    assert trial.outcome(SMALL, found).ready.scores["INS"] == 50
    assert trial.cleared(found, SMALL.codes).answers == {}


def test_a_hidden_item_is_not_waited_for_and_its_answer_counts_nowhere() -> None:
    conditional = loaded(small_checklist(**{"items.REG-03.when": ["REG-01 >= 3", "type = kota"]}))
    full = {code: Answer(4) for code in conditional.codes if code != "REG-03"}
    asked = trial.outcome(conditional, Assumed(full, kind="kota"))
    assert asked.unanswered == ("REG-03",)
    for hidden in (Assumed(full), Assumed(full, kind="provinsi"), Assumed({**full, "REG-01": Answer(2)}, kind="kota")):
        without = trial.outcome(conditional, hidden)
        assert without.recommendation is not None
        kept = trial.outcome(conditional, trial.answered(conditional, hidden, ["REG-03"], 0))
        assert kept == without
        assert without.ready.scores["DSN"] == Fraction(100)
