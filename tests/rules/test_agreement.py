"""Agreement of two people: worked cases, exact, and what each is called."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.agreement import MEANINGS, agreement
from models.words import LANGUAGES, Words

CATEGORIES = ["0", "1", "2", "3", "4", "-"]
PAIRS = st.lists(st.tuples(st.sampled_from(CATEGORIES), st.sampled_from(CATEGORIES)), max_size=60)


def test_the_case_of_every_textbook() -> None:
    # Fifty proposals: 20 both yes, 15 both no, 5 and 10 across. Observed 0.7, expected 0.5.
    found = agreement([("4", "4")] * 20 + [("4", "0")] * 5 + [("0", "4")] * 10 + [("0", "0")] * 15)
    assert (found.share, found.kappa, found.meaning) == (Fraction(7, 10), Fraction(2, 5), "fair")


def test_with_one_answer_throughout_kappa_is_undefined_though_all_agree() -> None:
    found = agreement([("3", "3")] * 13)
    assert (found.share, found.kappa, found.meaning) == (Fraction(1), None, "undefined")


def test_nothing_to_compare_is_said() -> None:
    found = agreement([])
    assert (found.items, found.share, found.kappa, found.meaning) == (0, None, None, "nothing")


def test_less_than_chance_is_poor() -> None:
    assert agreement([("0", "4"), ("4", "0")] * 3).kappa == -1
    assert agreement([("0", "4"), ("4", "0")] * 3).meaning == "poor"
    assert agreement([("0", "4")] * 5).meaning == "poor"


def test_of_few_items_no_name_is_given_whatever_their_kappa() -> None:
    assert agreement([("0", "4")]).meaning == agreement([("3", "3")] * 4).meaning == "few"
    assert agreement([("0", "4"), ("4", "0")]).kappa == -1


def test_not_applicable_is_a_category_of_its_own() -> None:
    assert agreement([("-", "0"), ("-", "-"), ("0", "0")]).agreed == 2


def test_a_bound_itself_still_has_the_lower_name() -> None:
    # Of ten pairs: 7 equal, 5 of each expected by chance; then one more of the equal ones.
    at = [("4", "4")] * 4 + [("4", "0")] + [("0", "4")] * 2 + [("0", "0")] * 3
    assert (agreement(at).kappa, agreement(at).meaning) == (Fraction(2, 5), "fair")
    above = agreement([*at, ("0", "0")])
    assert (above.kappa is not None and above.kappa > Fraction(2, 5), above.meaning) == (True, "moderate")


@given(PAIRS)
def test_kappa_stays_within_its_bounds_and_does_not_care_who_is_first(pairs: list[tuple[str, str]]) -> None:
    found = agreement(pairs)
    turned = agreement([(second, first) for first, second in pairs])
    assert found == turned
    assert found.kappa is None or -1 <= found.kappa <= 1
    assert (found.kappa == 1) is (found.kappa is not None and found.agreed == found.items)


@pytest.mark.parametrize("meaning", MEANINGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_meaning_has_a_plain_sentence(meaning: str, language: str) -> None:
    assert len(Words(language)(f"agreement.means.{meaning}").split()) > 4
