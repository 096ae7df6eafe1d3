"""An agency's assessment of itself beside what was verified: differences, the reason that is asked for, and its own scores."""

from fractions import Fraction

import pytest

from models.rules.answers import Answer, Gap
from models.rules.scoring import area_scores, overall_score
from models.rules.self_assessment import SILENT, SelfAnswer, SelfScore, difference, gaps, is_big, overall, scores
from tests.rules.small import SMALL


@pytest.mark.parametrize(
    ("said", "answer", "levels", "asks"),
    [
        (SelfAnswer(4), Answer(3), 1, False),
        (SelfAnswer(4), Answer(2), 2, True),
        (SelfAnswer(1), Answer(4), -3, True),
        (SelfAnswer(2), Answer(2), 0, False),
        (SelfAnswer(4), Answer(), None, False),
        (SelfAnswer(4), Answer(not_applicable=True, reason="milik pusat"), None, False),
        (SelfAnswer(not_applicable=True), Answer(0), None, False),
        (SILENT, Answer(0), None, False),
        (None, Answer(0), None, False),
    ],
)
def test_only_two_levels_can_differ_and_two_steps_ask_for_a_reason(
    said: SelfAnswer | None, answer: Answer, levels: int | None, asks: bool
) -> None:
    assert (difference(said, answer), is_big(said, answer)) == (levels, asks)


@pytest.mark.parametrize(("note", "found"), [("", [Gap.SELF_ASSESSMENT]), ("draf belum ditetapkan", [])])
def test_the_note_of_the_item_is_the_reason(note: str, found: list[Gap]) -> None:
    assert list(gaps(SelfAnswer(4), Answer(1, note=note))) == found


def test_an_agency_is_scored_as_the_verifier_scores_and_only_where_it_answered_all_of_an_area() -> None:
    said = {"REG-01": SelfAnswer(3), "REG-02": SelfAnswer(4), "REG-03": SelfAnswer(2), "DSN-01": SelfAnswer(4), "DSN-02": SILENT}
    found = scores(SMALL, said)
    assert found["REG"] == SelfScore(3, 3, Fraction(310, 4))
    assert (found["DSN"].given, found["DSN"].score) == (1, None)
    assert found["SIS"].score is None
    assert overall(SMALL, found) is None


def test_the_whole_of_it_is_weighted_as_the_verifier_weighs_it_and_what_is_not_asked_is_left_out() -> None:
    asked = SMALL.without(frozenset({"REG-03"}))
    found = scores(asked, {code: SelfAnswer(2 if code == "REG-01" else 4) for code in SMALL.codes})
    expected = overall_score(asked, area_scores(asked, {code: Answer(2 if code == "REG-01" else 4) for code in asked.codes}))
    assert found["REG"].total == 2
    assert overall(asked, found) == expected
