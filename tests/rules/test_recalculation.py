"""Boxes worked out anew by an agency's own formula."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.recalculation import BOXES, Axis, Formula, Row, recalculated
from tests.builders import quick

PERFORMANCE = Axis({"SKP": Fraction(60), "Perilaku": Fraction(40)}, Fraction(70), Fraction(85))
POTENTIAL = Axis({"Kompetensi": Fraction(1)}, Fraction(68), Fraction(77))
FORMULA = Formula(PERFORMANCE, POTENTIAL)


def scores(skp: float, behaviour: float, competency: float) -> dict[str, Fraction]:
    return {"SKP": Fraction(str(skp)), "Perilaku": Fraction(str(behaviour)), "Kompetensi": Fraction(str(competency))}


@pytest.mark.parametrize(
    ("found", "box"),
    [
        (scores(90, 90, 80), 9),
        (scores(80, 80, 80), 8),
        (scores(90, 90, 70), 7),
        (scores(60, 60, 80), 6),
        (scores(80, 80, 70), 5),
        (scores(90, 90, 60), 4),
        (scores(60, 60, 70), 3),
        (scores(80, 80, 60), 2),
        (scores(60, 60, 60), 1),
    ],
)
def test_each_box_has_its_place(found: dict[str, Fraction], box: int) -> None:
    assert FORMULA.box(found) == box


def test_a_cut_off_belongs_to_what_is_above_it_and_nothing_is_rounded() -> None:
    assert FORMULA.box(scores(85, 85, 77)) == 9
    # 84.996 is written 85.00 and is still below 85.
    assert FORMULA.box(scores(84.99, 85.005, 77)) == 8
    assert FORMULA.box(scores(85, 85, 76.999999)) == 7


def test_an_agency_with_another_matrix_writes_its_own() -> None:
    assert replace(FORMULA, boxes=tuple(reversed(BOXES))).box(scores(90, 90, 80)) == 1


def rows(*boxes: int) -> tuple[Row, ...]:
    return tuple(Row(number, scores(90, 90, 80), box) for number, box in enumerate(boxes, 1))


@pytest.mark.parametrize(
    ("boxes", "matching", "word"),
    [((9,) * 4, 4, None), ((9,) * 5, 5, "yes"), ((9, 9, 9, 9, 8), 4, "partly"), ((8,) * 5, 0, "no"), ((), 0, None)],
)
def test_what_follows_from_the_rows(boxes: tuple[int, ...], matching: int, word: str | None) -> None:
    found = recalculated(FORMULA, rows(*boxes))
    assert (found.matching, found.word) == (matching, word)


def test_rows_that_differ_and_boxes_without_a_row_are_named() -> None:
    found = recalculated(FORMULA, rows(9, 8, 9, 9, 1))
    assert (found.mismatches, found.uncovered) == ((2, 5), (7,))


@quick
@given(st.lists(st.integers(0, 100), min_size=3, max_size=3), st.integers(1, 1000))
def test_weights_that_add_up_to_something_else_mean_the_same(given_scores: list[int], factor: int) -> None:
    found = scores(*given_scores)
    wider = replace(PERFORMANCE, weights={name: weight * factor for name, weight in PERFORMANCE.weights.items()})
    assert replace(FORMULA, performance=wider).box(found) == FORMULA.box(found)
