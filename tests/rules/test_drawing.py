"""The draw: reproducible, from every type, and not to be steered by the order of a list."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from models.rules.drawing import draw

TYPES = ["kementerian", "lpnk", "provinsi", "kota", "kabupaten"]
AGENCIES = st.dictionaries(st.text("0123456789.", min_size=1, max_size=5), st.sampled_from(TYPES), max_size=80)
SEEDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=10)


def test_the_same_on_every_machine() -> None:
    # Written down once: whoever draws again with round, share and seed gets these.
    agencies = [(f"{number:02}", TYPES[number % 2]) for number in range(40)]
    assert draw(agencies, "2026-1", 10, "7") == ("04", "19", "20", "27")


@given(AGENCIES, SEEDS, st.integers(0, 100), st.randoms())
def test_the_order_of_the_list_and_doubled_lines_do_not_matter(agencies: dict[str, str], seed: str, share: int, chance: object) -> None:
    lines = list(agencies.items()) * 2
    chance.shuffle(lines)  # type: ignore[attr-defined]
    assert draw(lines, "r", share, seed) == draw(agencies.items(), "r", share, seed)


@given(AGENCIES, SEEDS, st.integers(0, 100))
def test_of_each_type_its_share_and_at_least_one(agencies: dict[str, str], seed: str, share: int) -> None:
    drawn = draw(agencies.items(), "r", share, seed)
    assert list(drawn) == sorted(set(drawn))
    for kind in set(agencies.values()):
        of = sum(each == kind for each in agencies.values())
        found = sum(agencies[code] == kind for code in drawn)
        assert found == 0 if share == 0 else found >= 1
        assert abs(found - Fraction(of * share, 100)) <= Fraction(1, 2) or found == 1


@given(AGENCIES, SEEDS, st.integers(0, 100), st.integers(0, 100))
def test_a_greater_share_adds_to_what_a_smaller_one_drew(agencies: dict[str, str], seed: str, one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert set(draw(agencies.items(), "r", less, seed)) <= set(draw(agencies.items(), "r", more, seed))


@given(AGENCIES, SEEDS, st.integers(1, 100))
def test_another_type_changes_nothing_for_the_others(agencies: dict[str, str], seed: str, share: int) -> None:
    one = {code: kind for code, kind in agencies.items() if kind == "kota"}
    drawn = draw(agencies.items(), "r", share, seed)
    assert [code for code in drawn if code in one] == list(draw(one.items(), "r", share, seed))


def test_everything_is_drawn_of_the_whole_and_another_seed_or_round_draws_others() -> None:
    agencies = [(str(number), "kota") for number in range(200)]
    assert len(draw(agencies, "2026-1", 100, "7")) == 200
    found = {draw(agencies, round_id, 10, seed) for round_id in ("2026-1", "2026-2") for seed in ("7", "8")}
    assert len(found) == 4
    # A seed that ends as the round begins is another draw.
    assert draw(agencies, "11", 10, "1") != draw(agencies, "1", 10, "11")
