"""Which items are asked, and that what was answered to the others counts nowhere."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.register import TYPES
from models.rules.answers import Answer, is_complete
from models.rules.asking import asked, hidden, progress
from models.rules.scoring import area_scores, overall_score
from models.rules.verdict import readiness, recommendation
from tests.builders import NO_APPROVAL, answered, quick, some_answers
from tests.conditional import CONDITIONAL
from tests.rules.small import SMALL

PROVINCE = "provinsi"


def unasked(answers: Mapping[str, Answer], kind: str = PROVINCE) -> set[str]:
    """The codes that are not asked."""
    return set(CONDITIONAL.codes) - set(asked(CONDITIONAL, answers, kind).codes)


@pytest.mark.parametrize(
    ("levels", "kind", "expected"),
    [
        ({}, "provinsi", {"REG-03", "DSN-03", "SIS-02"}),
        ({}, "kementerian", {"REG-03", "DSN-03", "INS-03", "SIS-02"}),
        ({"REG-01": 2}, "provinsi", {"REG-03", "DSN-03", "SIS-02"}),
        ({"REG-01": 3}, "provinsi", {"DSN-03", "SIS-02"}),
        ({"REG-01": 3, "REG-03": 2}, "provinsi", {"SIS-02"}),
        ({"REG-01": 3, "REG-03": 1}, "provinsi", {"DSN-03", "SIS-02"}),
        # An item that is itself hidden fulfils nothing, whatever was answered to it.
        ({"REG-01": 2, "REG-03": 4}, "provinsi", {"REG-03", "DSN-03", "SIS-02"}),
        ({"REG-02": 4}, "provinsi", {"REG-03", "DSN-03"}),
        ({"REG-02": 4}, "kota", {"REG-03", "DSN-03", "SIS-02"}),
        ({"REG-02": 2}, "provinsi", {"REG-03", "DSN-03", "SIS-02"}),
    ],
)
def test_an_item_is_asked_where_all_its_conditions_hold(levels: dict[str, int], kind: str, expected: set[str]) -> None:
    assert unasked({code: Answer(level) for code, level in levels.items()}, kind) == expected
    assert hidden(CONDITIONAL, levels, kind) == expected


def test_not_applicable_fulfils_no_condition() -> None:
    assert unasked({"REG-01": Answer(not_applicable=True, reason="-")}) == unasked({})


def test_a_checklist_without_conditions_is_asked_as_it_is() -> None:
    assert asked(SMALL, {}, PROVINCE) is SMALL


def test_it_is_complete_when_all_is_answered_that_is_asked() -> None:
    answers = answered(CONDITIONAL, REG_01=0, REG_03=None, DSN_03=None, SIS_02=None, REG_02=0)
    assert not is_complete(CONDITIONAL, answers)
    assert is_complete(asked(CONDITIONAL, answers, PROVINCE), answers)
    assert not is_complete(asked(CONDITIONAL, answers, PROVINCE), answers | {"INS-03": Answer()})
    assert progress(asked(CONDITIONAL, answers, "lns"), {"REG-01": Answer(1), "REG-02": Answer(), "REG-03": Answer(2)}) == {
        "REG": (1, 2),
        "DSN": (0, 2),
        "INS": (0, 2),
        "SIS": (0, 1),
    }


def test_an_area_of_which_nothing_is_asked_is_left_out() -> None:
    alone = replace(CONDITIONAL, items={code: CONDITIONAL.items[code] for code in ("REG-01", "INS-03")})
    answers = {"REG-01": Answer(2), "INS-03": Answer(4)}
    scores = area_scores(asked(alone, answers, "lns"), answers)
    assert scores["INS"] is None
    assert overall_score(alone, scores) == 50


@quick
@given(some_answers(CONDITIONAL), some_answers(CONDITIONAL), st.sampled_from(TYPES))
def test_what_is_answered_to_a_hidden_item_changes_nothing(answers: Mapping[str, Answer], other: Mapping[str, Answer], kind: str) -> None:
    asks = asked(CONDITIONAL, answers, kind)
    again = dict(answers) | {code: other.get(code, Answer()) for code in CONDITIONAL.codes if code not in asks.items}
    without = {code: answer for code, answer in answers.items() if code in asks.items}
    for changed in (again, without):
        assert asked(CONDITIONAL, changed, kind) is asks
        assert readiness(asks, changed, NO_APPROVAL) == readiness(asks, answers, NO_APPROVAL)
        assert recommendation(asks, changed, NO_APPROVAL) == recommendation(asks, answers, NO_APPROVAL)
        assert is_complete(asks, changed) == is_complete(asks, answers)
