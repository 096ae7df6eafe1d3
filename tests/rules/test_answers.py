"""What an item admits, what its counts propose, and what a sheet still lacks."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Refusal
from models.rules.answers import (
    INTERVIEW,
    UNCHECKED,
    Answer,
    Counted,
    Flag,
    Gap,
    admit,
    admit_not_applicable,
    admit_word,
    differs,
    flags,
    gaps,
    is_complete,
    proposed,
    with_base,
)
from models.rules.checklist import NO, PARTLY, YES
from tests.builders import NOT_APPLICABLE, answered, quick
from tests.sheets import loaded, small_checklist

SMALL = loaded(small_checklist())
LEVEL, WORD, OPTIONAL_WORD = SMALL.items["REG-01"], SMALL.items["REG-02"], SMALL.items["INS-03"]
STAFF, STRATA, INDEX = SMALL.items["INS-01"], SMALL.items["INS-02"], SMALL.items["SIS-02"]
LEVEL_GATE, LEVEL_ONLY = SMALL.items["INS-01"], SMALL.items["REG-03"]


def of(count: str | int, total: str | int | None) -> Counted:
    """`count` of `total`."""
    return Counted(Fraction(count), None if total is None else Fraction(total))


@pytest.mark.parametrize("level", [0, 1, 2, 3, 4])
def test_a_level_item_admits_nought_to_four(level: int) -> None:
    assert admit(LEVEL, level) == level


@pytest.mark.parametrize("level", [YES, PARTLY, NO])
def test_a_yes_partly_no_item_admits_its_three_answers(level: int) -> None:
    assert admit(WORD, level) == admit_word(WORD, level) == level


@pytest.mark.parametrize("level", [1, 3])
def test_one_and_three_are_no_answers_to_yes_partly_no(level: int) -> None:
    with pytest.raises(Refusal) as refused:
        admit(WORD, level)
    assert (refused.value.code, refused.value.fields) == ("answer.yes_no_only", {"item": "REG-02"})


@pytest.mark.parametrize("item", [LEVEL, WORD], ids=["level", "yes-partly-no"])
@pytest.mark.parametrize("level", [-1, 5, 99])
def test_nothing_beyond_four_or_below_nought_is_admitted(item: object, level: int) -> None:
    found = LEVEL if item is LEVEL else WORD
    with pytest.raises(Refusal) as refused:
        admit(found, level)
    assert (refused.value.code, refused.value.fields) == ("answer.level", {"item": found.code, "level": level})


def test_words_are_refused_where_a_level_is_asked() -> None:
    with pytest.raises(Refusal) as refused:
        admit_word(LEVEL, YES)
    assert (refused.value.code, refused.value.fields) == ("answer.level_only", {"item": "REG-01"})


def test_not_applicable_needs_an_item_that_allows_it_and_a_reason() -> None:
    assert admit_not_applicable(OPTIONAL_WORD, "Disediakan oleh BKN") == "Disediakan oleh BKN"
    with pytest.raises(Refusal) as refused:
        admit_not_applicable(OPTIONAL_WORD, "")
    assert refused.value.code == "answer.reason_missing"
    with pytest.raises(Refusal) as refused:
        admit_not_applicable(WORD, "Disediakan oleh BKN")
    assert refused.value.code == "answer.not_applicable"


@pytest.mark.parametrize(
    ("answer", "given"), [(UNCHECKED, False), (Answer(note="nanti"), False), (Answer(0), True), (NOT_APPLICABLE, True)]
)
def test_not_yet_checked_is_no_answer_and_nought_is_one(answer: Answer, given: bool) -> None:
    assert answer.is_given is given


def test_a_sheet_is_complete_when_every_item_is_answered() -> None:
    assert is_complete(SMALL, answered(SMALL, 0, INS_03=NOT_APPLICABLE))
    assert not is_complete(SMALL, answered(SMALL, 4, SIS_02=None))
    assert not is_complete(SMALL, {})


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
        ({"unheard-of": of(1, 1)}, 0),
    ],
)
def test_the_highest_level_whose_shares_all_hold_is_proposed(counts: dict[str, Counted], level: int | None) -> None:
    assert proposed(STRATA, counts) == level


def test_an_item_without_shares_proposes_nothing() -> None:
    assert proposed(LEVEL, {"staff": of(9, 10)}) is None


@quick
@given(st.integers(0, 500), st.integers(1, 500))
def test_counting_one_more_never_lowers_the_proposal(count: int, total: int) -> None:
    before, after = (proposed(STAFF, {"staff": of(number, total)}) for number in (count, count + 1))
    assert before is not None
    assert after is not None
    assert before <= after


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


@pytest.mark.parametrize(
    ("code", "answer", "kinds", "expected"),
    [
        ("REG-01", UNCHECKED, (), [Gap.UNANSWERED]),
        ("REG-01", Answer(note="nanti"), ("decree",), [Gap.UNANSWERED]),
        ("REG-01", Answer(0), (), []),
        ("REG-01", Answer(1), (), [Gap.GATE_EVIDENCE]),
        ("REG-01", Answer(1), ("decree",), []),
        ("REG-02", Answer(PARTLY), (), [Gap.GATE_EVIDENCE]),
        ("REG-03", Answer(4), (), []),
        ("INS-03", NOT_APPLICABLE, (), []),
        ("INS-03", Answer(not_applicable=True), (), [Gap.REASON]),
        ("INS-01", Answer(1, counts={"staff": of(95, 100)}), ("report",), [Gap.DIFFERENCE]),
        ("INS-01", Answer(1, counts={"staff": of(95, 100)}, note="dua unit belum"), ("report",), []),
        ("INS-01", Answer(1, counts={"staff": of(95, 100)}), (), [Gap.DIFFERENCE, Gap.GATE_EVIDENCE]),
        ("INS-01", Answer(counts={"staff": of(95, 100)}), (), [Gap.UNANSWERED]),
    ],
)
def test_submission_is_blocked_by_what_is_missing(code: str, answer: Answer, kinds: tuple[str, ...], expected: list[Gap]) -> None:
    assert list(gaps(SMALL.items[code], answer, kinds)) == expected


@pytest.mark.parametrize(
    ("code", "level", "kinds", "expected"),
    [
        ("REG-03", None, (), []),
        ("REG-03", 0, (), []),
        ("REG-03", 1, (), [Flag.NO_EVIDENCE]),
        ("REG-03", 1, (INTERVIEW,), []),
        ("REG-03", 2, (INTERVIEW,), [Flag.INTERVIEW_ONLY]),
        ("REG-03", 4, (INTERVIEW, INTERVIEW), [Flag.INTERVIEW_ONLY]),
        ("REG-03", 4, (INTERVIEW, "decree"), []),
        ("REG-03", 4, ("decree",), []),
        ("REG-02", NO, (INTERVIEW,), []),
        ("REG-02", PARTLY, (INTERVIEW,), []),
        ("REG-02", YES, (INTERVIEW,), [Flag.INTERVIEW_ONLY]),
        ("REG-02", YES, (INTERVIEW, "system"), []),
        ("REG-02", YES, (), [Flag.NO_EVIDENCE]),
    ],
)
def test_an_interview_alone_supports_level_one_or_partly(
    code: str, level: int | None, kinds: tuple[str, ...], expected: list[Flag]
) -> None:
    assert list(flags(SMALL.items[code], Answer(level), kinds)) == expected
