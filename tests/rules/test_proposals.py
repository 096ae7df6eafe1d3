"""What counts propose: proved by what was counted, and nothing while what it needs is missing."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checklists import SHIPPED as FILES
from models.checklists import load, shipped
from models.rules.answers import INTERVIEW, Answer, Counted, Gap, Support, differs, flags, gaps, proposed, with_base
from models.rules.checklist import Item, Share
from tests.builders import quick
from tests.sheets import loaded, small_checklist

SMALL = loaded(small_checklist())
LEVEL, STAFF, STRATA, INDEX = (SMALL.items[code] for code in ("REG-01", "INS-01", "INS-02", "SIS-02"))


def of(count: str | int, total: str | int | None) -> Counted:
    """`count` of `total`."""
    return Counted(Fraction(count), None if total is None else Fraction(total))


@pytest.mark.parametrize(
    ("staff", "total", "level"),
    [
        ("0", 100, 0),
        ("69.99", 100, 0),
        ("70", 100, 1),
        ("89.99", 100, 1),
        ("90", 100, 1),
        ("90.01", 100, 2),
        ("100", 100, 2),
        (2, 3, 0),
        (6999, 10_000, 0),
        (699_999_999, 1_000_000_000, 0),
        (900_000_001, 1_000_000_000, 2),
    ],
)
def test_a_share_is_compared_unrounded_at_least_seventy_above_ninety(staff: str | int, total: int, level: int) -> None:
    assert proposed(STAFF, {"staff": of(staff, total)}) == level


@pytest.mark.parametrize(
    ("index", "level"),
    [("0", 0), ("0.01", 1), ("79.99", 1), ("80", 2), ("89.99", 2), ("90", 3), ("97.99", 3), ("98", 4), ("98.4", 4), ("100", 4)],
)
def test_an_index_out_of_a_hundred_proposes_the_level(index: str, level: int) -> None:
    assert proposed(INDEX, {"index": of(index, 100)}) == level


@pytest.mark.parametrize(
    ("counts", "level"),
    [
        ({}, None),
        ({"jpt": of(9, None)}, None),
        ({"jpt": of(0, 0)}, None),
        ({"jpt": of(0, 10)}, 0),
        ({"jpt": of(1, 1000)}, 1),
        ({"jpt": of(9, 10)}, 2),
        ({"jpt": of(9, 10), "administrator": of(75, 100)}, 2),
        ({"jpt": of(9, 10), "administrator": of(75, 100), "pengawas": of("74.99", 100)}, 2),
        ({"jpt": of(9, 10), "administrator": of(75, 100), "pengawas": of(75, 100)}, 3),
        ({"jpt": of("8.99", 10), "administrator": of(75, 100), "pengawas": of(75, 100)}, 1),
        ({"jpt": of(0, 10), "administrator": of(75, 100), "pengawas": of(75, 100)}, 0),
        ({"jpt": of("8.99", 10)}, 1),
        ({"jpt": of("8.99", 10), "administrator": of(75, 100)}, 1),
        ({"jpt": of(9, 10), "administrator": of(75, None), "pengawas": of(75, 100)}, 2),
        ({"unheard-of": of(1, 1)}, None),
    ],
)
def test_the_highest_level_whose_shares_all_hold_is_proposed(counts: dict[str, Counted], level: int | None) -> None:
    assert proposed(STRATA, counts) == level


def test_an_item_without_shares_proposes_nothing() -> None:
    assert proposed(LEVEL, {"staff": of(9, 10)}) is None


def test_a_stratum_of_nobody_kept_the_level_from_being_proposed_and_answering_it_was_a_gap() -> None:
    nobody = {"jpt": of(9, 10), "administrator": of(75, 100), "pengawas": of(0, 0)}
    assert proposed(STRATA, nobody) == 3
    assert list(gaps(STRATA, Answer(3, counts=nobody), (Support("report", is_seen=True),))) == []
    assert proposed(STRATA, {"jpt": of(0, 0), "administrator": of(75, 100), "pengawas": of("74.99", 100)}) == 2


def test_a_stratum_that_base_data_say_nobody_is_in_needs_no_count() -> None:
    typed = {"jpt": of(9, None), "pengawas": of(75, 100)}
    counts = with_base(STRATA, typed, {"jpt_filled": 10, "administrator": 0})
    assert counts == {"jpt": of(9, 10), "pengawas": of(75, 100), "administrator": of(0, 0)}
    assert proposed(STRATA, counts) == 3
    assert with_base(STRATA, {}, {"jpt_filled": 10, "administrator": 0}) == {}


@pytest.mark.parametrize("counts", [{"jpt": of(0, 0)}, {key: of(0, 0) for key in ("jpt", "administrator", "pengawas")}])
def test_where_there_is_nobody_at_all_nothing_is_proved(counts: dict[str, Counted]) -> None:
    assert proposed(STRATA, counts) is None


@pytest.mark.parametrize(
    "counts",
    [
        {"administrator": of(8, 10)},
        {"administrator": of(0, 10)},
        {"administrator": of(10, 10), "pengawas": of(10, 10)},
        {"administrator": of(10, 10), "pengawas": of(10, 10), "jpt": of(3, None)},
    ],
)
def test_a_partial_entry_proposed_nought_and_enter_recorded_it(counts: dict[str, Counted]) -> None:
    assert proposed(STRATA, counts) is None
    assert not differs(STRATA, Answer(3, counts=counts))


def test_no_level_is_proposed_over_a_rung_whose_count_is_missing() -> None:
    ladder = replace(STRATA, proposal={1: (Share("jpt", True, 0),), 2: (Share("pengawas", False, 50),)})
    assert proposed(ladder, {"pengawas": of(6, 10)}) is None
    assert proposed(ladder, {"pengawas": of(6, 10), "jpt": of(0, 10)}) == 2
    assert proposed(ladder, {"pengawas": of(4, 10), "jpt": of(0, 10)}) == 0
    assert proposed(ladder, {"jpt": of(0, 10)}) is None
    assert proposed(ladder, {"jpt": of(1, 10)}) == 1


def test_more_than_there_are_proposed_a_level() -> None:
    assert proposed(STAFF, {"staff": of(15, 5)}) is None
    assert proposed(STRATA, {"jpt": of(9, 10), "administrator": of(75, 100), "pengawas": of(1, 0)}) == 2


SHIPPED: Final = tuple(item for file in FILES for item in load(shipped(file), file).items.values() if item.proposal)


@st.composite
def counted(draw: st.DrawFn, item: Item) -> dict[str, Counted]:
    """Any counts of `item`: some missing, some without N, some of nobody."""
    totals = st.none() | st.sampled_from((0, 1, 10)) | st.integers(0, 20_000)
    found = {}
    for key, count in item.counts.items():
        if draw(st.booleans()):
            total = count.fixed or draw(totals)
            found[key] = of(draw(st.integers(0, 20_000 if total is None else total)), total)
    return found


def _needed(item: Item) -> set[str]:
    return {share.count for shares in item.proposal.values() for share in shares}


@quick
@given(st.sampled_from(SHIPPED), st.data())
def test_a_proposal_never_falls_when_a_count_rises(item: Item, data: st.DataObject) -> None:
    counts = data.draw(counted(item))
    risen = {
        key: replace(old, count=Fraction(data.draw(st.integers(int(old.count), 20_000 if old.of is None else int(old.of)))))
        for key, old in counts.items()
    }
    before, after = proposed(item, counts), proposed(item, risen)
    assert (before is None) is (after is None)
    assert before is None or (after is not None and before <= after)


@quick
@given(st.sampled_from(SHIPPED), st.data())
def test_nothing_is_proposed_only_while_something_needed_is_missing_or_nobody_is_there(item: Item, data: st.DataObject) -> None:
    counts = data.draw(counted(item))
    level = proposed(item, counts)
    needed = _needed(item)
    known = {key for key in needed & counts.keys() if counts[key].of is not None}
    if level is not None:
        assert level in item.scale.levels
    else:
        assert known != needed or not any(counts[key].of for key in known)


@quick
@given(st.sampled_from(SHIPPED), st.data())
def test_what_was_proposed_never_falls_when_another_count_is_entered(item: Item, data: st.DataObject) -> None:
    counts = data.draw(counted(item))
    fewer = {key: found for key, found in counts.items() if data.draw(st.booleans())}
    before, after = proposed(item, fewer), proposed(item, counts)
    assert before is None or (after is not None and before <= after)


@quick
@given(st.sampled_from(SHIPPED), st.data())
def test_gaps_and_flags_are_told_of_any_answer_and_taking_the_proposal_is_no_difference(item: Item, data: st.DataObject) -> None:
    evidence = data.draw(st.lists(st.builds(Support, st.sampled_from((INTERVIEW, "decree", "system")), st.booleans())).map(tuple))
    answer = Answer(data.draw(st.none() | st.sampled_from(item.scale.levels)), counts=data.draw(counted(item)))
    assert set(gaps(item, answer, evidence)) <= set(Gap)
    assert len(list(flags(item, answer, evidence))) <= 1
    assert not differs(item, replace(answer, level=proposed(item, answer.counts)))


BASE = {"jpt_filled": 10, "administrator": 90, "pengawas": 200, "pelaksana": 700}


@pytest.mark.parametrize(
    ("code", "key", "typed", "base", "total"),
    [
        ("INS-01", "staff", None, BASE, 1000),
        ("INS-01", "staff", 5, BASE, 1000),
        ("INS-02", "jpt", None, BASE, 10),
        ("INS-02", "jpt", None, {"jpt_filled": 0}, 0),
        ("INS-02", "pengawas", 55, BASE, 55),
        ("INS-02", "pengawas", None, BASE, None),
        ("SIS-02", "index", 5, {}, 100),
        ("INS-01", "staff", None, {"jpt_filled": 10}, None),
        ("INS-01", "staff", 5, {"jpt_filled": 10}, 5),
        ("INS-01", "unheard-of", 5, BASE, 5),
    ],
)
def test_base_data_are_n_once_all_of_them_are_known(
    code: str, key: str, typed: int | None, base: Mapping[str, int], total: int | None
) -> None:
    assert with_base(SMALL.items[code], {key: of(3, typed)}, base) == {key: of(3, total)}


@pytest.mark.parametrize(
    ("staff", "level", "different"),
    [
        (60, 0, False),
        (60, 1, True),
        (80, 0, True),
        (80, 1, False),
        (80, 2, True),
        (80, 4, True),
        (95, 1, True),
        (95, 2, False),
        (95, 3, False),
        (95, 4, False),
        (95, None, False),
        (None, 4, False),
    ],
)
def test_a_level_differs_from_the_proposal_except_above_what_shares_decide(staff: int | None, level: int | None, different: bool) -> None:
    answer = Answer(level, counts={} if staff is None else {"staff": of(staff, 100)})
    assert differs(STAFF, answer) is different
