"""Scores are exact fractions of 100, over the applicable items only, and compared unrounded."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.answers import UNCHECKED, Answer
from models.rules.scoring import area_score, area_scores, band, overall_score
from tests.builders import NOT_APPLICABLE, answered, quick, some_answers
from tests.sheets import loaded, small_checklist, with_items

SMALL = loaded(small_checklist())
OPTIONAL = loaded(
    with_items("""
| code   | area | scale         | weight | gate | not applicable |
|--------|------|---------------|--------|------|----------------|
| REG-01 | REG  | level         | 20     | 3    |                |
| DSN-01 | DSN  | yes-partly-no | 30     | 4    |                |
| INS-01 | INS  | level         | 20     |      | yes            |
| INS-02 | INS  | level         | 10     |      | yes            |
| SIS-01 | SIS  | level         | 20     |      | yes            |
""")
)
"""A checklist in which whole areas may be not applicable."""


@pytest.mark.parametrize(
    ("levels", "score"),
    [
        ({"REG-01": 4, "REG-02": 4, "REG-03": 4}, Fraction(100)),
        ({"REG-01": 0, "REG-02": 0, "REG-03": 0}, Fraction(0)),
        ({"REG-01": 3, "REG-02": 4, "REG-03": 2}, Fraction(310, 4)),
        ({"REG-01": 1, "REG-02": 2, "REG-03": 0}, Fraction(110, 4)),
        ({"REG-01": 4}, Fraction(50)),
        ({}, Fraction(0)),
    ],
)
def test_an_area_is_weight_times_level_over_what_could_be_reached(levels: Mapping[str, int], score: Fraction) -> None:
    answers = {code: Answer(level) for code, level in levels.items()}
    assert area_score(SMALL.by_area["REG"], answers) == score


def test_thirds_stay_thirds() -> None:
    answers = answered(OPTIONAL, 4, INS_01=1, INS_02=2)
    assert area_scores(OPTIONAL, answers)["INS"] == Fraction(100, 3)
    assert overall_score(OPTIONAL, area_scores(OPTIONAL, answers)) == Fraction(20 * 100 + 30 * 100 + 10 * 100 + 20 * 100, 100)


def test_an_unanswered_item_weighs_as_nought() -> None:
    assert area_scores(SMALL, answered(SMALL, 4, REG_01=None)) == area_scores(SMALL, answered(SMALL, 4, REG_01=0))
    assert area_scores(SMALL, answered(SMALL, 4, REG_01=UNCHECKED))["REG"] == 50


def test_a_not_applicable_item_is_left_out_above_and_below_the_line() -> None:
    assert area_scores(OPTIONAL, answered(OPTIONAL, 4, INS_01=NOT_APPLICABLE, INS_02=3))["INS"] == 75


def test_an_area_with_nothing_applicable_is_left_out_and_the_others_are_scaled() -> None:
    answers = answered(OPTIONAL, 4, REG_01=2, INS_01=NOT_APPLICABLE, INS_02=NOT_APPLICABLE)
    scores = area_scores(OPTIONAL, answers)
    assert scores == {"REG": 50, "DSN": 100, "INS": None, "SIS": 100}
    assert overall_score(OPTIONAL, scores) == Fraction(20 * 50 + 30 * 100 + 20 * 100, 70)


def test_with_two_areas_left_out_the_rest_are_the_whole() -> None:
    answers = answered(OPTIONAL, 4, REG_01=1, INS_01=NOT_APPLICABLE, INS_02=NOT_APPLICABLE, SIS_01=NOT_APPLICABLE)
    assert overall_score(OPTIONAL, area_scores(OPTIONAL, answers)) == Fraction(20 * 25 + 30 * 100, 50)


def test_with_nothing_applicable_there_is_no_score() -> None:
    assert overall_score(OPTIONAL, dict.fromkeys(OPTIONAL.areas)) is None
    assert area_score((), {}) is None


def test_areas_weigh_as_the_checklist_says() -> None:
    scores = {"REG": Fraction(90), "DSN": Fraction(85), "INS": Fraction(80), "SIS": Fraction(88)}
    assert overall_score(SMALL, scores) == Fraction("85.1")


@pytest.mark.parametrize(
    ("score", "key"),
    [
        ("100", "adequate"),
        ("75", "adequate"),
        ("74.9999", "partial"),
        ("74.995", "partial"),
        ("50", "partial"),
        ("49.999999999", "inadequate"),
        ("0", "inadequate"),
    ],
)
def test_bands_are_compared_unrounded(score: str, key: str) -> None:
    assert band(SMALL, Fraction(score)).key == key


def test_one_part_in_a_million_millions_below_a_band_is_below_it() -> None:
    assert band(SMALL, Fraction(75) - Fraction(1, 10**12)).key == "partial"


@quick
@given(some_answers(SMALL))
def test_every_score_lies_between_nought_and_a_hundred(answers: Mapping[str, Answer]) -> None:
    scores = area_scores(SMALL, answers)
    overall = overall_score(SMALL, scores)
    found = [score for score in (*scores.values(), overall) if score is not None]
    assert all(0 <= score <= 100 for score in found)
    assert overall is not None
    assert min(found) <= overall <= max(found)


@quick
@given(some_answers(SMALL), st.data())
def test_no_score_falls_when_one_answer_rises(answers: Mapping[str, Answer], data: st.DataObject) -> None:
    code = data.draw(st.sampled_from([code for code in SMALL.codes if not answers.get(code, UNCHECKED).not_applicable]))
    item, level = SMALL.items[code], answers.get(code, UNCHECKED).level or 0
    risen = {**answers, code: Answer(data.draw(st.sampled_from([higher for higher in item.scale.levels if higher >= level])))}
    before, after = area_scores(SMALL, answers), area_scores(SMALL, risen)
    assert {area: score for area, score in after.items() if area != item.area} == {
        area: score for area, score in before.items() if area != item.area
    }
    assert (after[item.area] or 0) >= (before[item.area] or 0)
    assert (overall_score(SMALL, after) or 0) >= (overall_score(SMALL, before) or 0)


@quick
@given(some_answers(OPTIONAL))
def test_the_overall_score_agrees_with_the_formula_written_out(answers: Mapping[str, Answer]) -> None:
    total, weights = Fraction(0), 0
    for area in OPTIONAL.areas.values():
        applicable = [item for item in OPTIONAL.by_area[area.code] if not answers.get(item.code, UNCHECKED).not_applicable]
        if applicable:
            reached = sum(item.weight * (answers.get(item.code, UNCHECKED).level or 0) for item in applicable)
            total += area.weight * Fraction(reached, 4 * sum(item.weight for item in applicable)) * 100
            weights += area.weight
    assert overall_score(OPTIONAL, area_scores(OPTIONAL, answers)) == total / weights
