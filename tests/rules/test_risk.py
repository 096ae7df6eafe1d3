"""What is worth a look: each reason by a table, the order and the number by properties."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.answers import Answer, Counted, Flag
from models.rules.checklist import Checklist
from models.rules.facts import Facts
from models.rules.risk import SLIGHT, WEIGHTS, Looked, Weak, risk, weak
from models.words import LANGUAGES, Words
from tests.builders import APPROVED, NO_APPROVAL, NOT_APPLICABLE, answered, filled, quick, some_answers, some_facts
from tests.rules.small import SMALL
from tests.sheets import loaded, small_checklist


def reasons(at: Looked, key: str, checklist: Checklist = SMALL) -> tuple[str, ...]:
    """Why `key` is worth a look, nothing where it is not."""
    return next((each.reasons for each in weak(checklist, at) if each.key == key), ())


def looked(level: int = 4, facts: Facts = NO_APPROVAL, /, **other: int | Answer | None) -> Looked:
    """Every item answered with `level` but for those named."""
    return Looked(answered(SMALL, level, **other), {}, facts)


@pytest.mark.parametrize(
    ("item", "level", "expected"),
    [
        ("REG-01", 2, ()),
        ("REG-01", 3, ("gate_at",)),
        ("REG-01", 4, ("gate_near",)),
        ("INS-01", 1, ()),
        ("INS-01", 2, ("gate_at",)),
        ("INS-01", 3, ("gate_near",)),
        ("INS-01", 4, ()),
        ("REG-02", 4, ("gate_top",)),
        ("REG-02", 2, ()),
        ("REG-03", 3, ()),
        ("REG-01", None, ()),
    ],
)
def test_a_gate_that_barely_passes(item: str, level: int | None, expected: tuple[str, ...]) -> None:
    assert reasons(looked(**{item.replace("-", "_"): level}), item) == expected


@pytest.mark.parametrize("flag", Flag)
def test_an_answer_whose_evidence_does_not_carry_it(flag: Flag) -> None:
    at = Looked(answered(SMALL, 4), {"DSN-03": (flag,)}, NO_APPROVAL)
    assert reasons(at, "DSN-03") == (flag.value,)
    assert not weak(SMALL, at)[0].is_slight


def test_what_is_not_applicable() -> None:
    assert reasons(looked(INS_03=NOT_APPLICABLE), "INS-03") == ("not_applicable",)


@pytest.mark.parametrize(("level", "expected"), [(2, ("proposal_differs",)), (3, ()), (4, ("proposal_differs",))])
def test_an_answer_that_is_not_what_its_counts_propose(level: int, expected: tuple[str, ...]) -> None:
    counted = Answer(level, counts={"index": Counted(Fraction(92), Fraction(100))})
    assert reasons(looked(SIS_02=counted), "SIS-02") == expected


def test_an_answer_above_what_counts_can_decide_does_not_differ_from_them() -> None:
    counted = Answer(4, counts={"staff": Counted(Fraction(95), Fraction(100))})
    assert reasons(looked(INS_01=counted), "INS-01") == ()


@pytest.mark.parametrize(("verdict", "recommended", "expected"), [("V1", "V2", True), ("V2", "V2", False), ("", "V2", False)])
def test_a_verdict_against_the_recommendation(verdict: str, recommended: str, expected: bool) -> None:
    at = replace(looked(), verdict=verdict, recommended=recommended)
    assert (reasons(at, verdict) == ("verdict_differs",)) is expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        # REG: 10, 6 and 4 of 20; one step of REG-01 or REG-02 is 12.5 or 15 of 100.
        ({"REG_01": 4, "REG_02": 4, "REG_03": 4}, False),
        ({"REG_01": 3, "REG_02": 4, "REG_03": 3}, True),
        ({"REG_01": 3, "REG_02": 2, "REG_03": 4}, False),
        ({"REG_01": 2, "REG_02": 2, "REG_03": 2}, True),
        ({"REG_01": 0, "REG_02": 0, "REG_03": 0}, False),
    ],
)
def test_an_area_that_one_step_of_one_answer_would_take_below_a_threshold(answers: Mapping[str, int], expected: bool) -> None:
    assert (reasons(looked(**answers), "REG") == ("area_near",)) is expected


def test_the_thresholds_are_those_of_the_checklist() -> None:
    lower = loaded(small_checklist(**{"verdict.ready_score": 95}))
    assert reasons(looked(), "REG") == ()
    assert reasons(looked(), "REG", lower) == ("area_near",)


@pytest.mark.parametrize(
    ("facts", "levels", "expected"),
    [
        (NO_APPROVAL, 4, {}),
        (APPROVED | filled(("2023-03-01", 9)), 4, {}),
        (APPROVED | filled(("2023-02-28", 9)), 4, {"PEN-01": ("fact_not_counted",)}),
        (NO_APPROVAL | filled(("2023-03-01", 9)), 4, {"PEN-01": ("fact_unapproved",)}),
        (APPROVED | filled(("2023-03-01", 9)), 0, {"PEN-01": ("fact_untouched",)}),
        (APPROVED | filled(("2023-03-01", 9)) | {"PEN-05": ({"reason": "budget"},)}, 4, {"PEN-05": ("fact_not_started",)}),
        (APPROVED | {"PEN-05": ({"reason": "budget"},)}, 4, {}),
    ],
)
def test_facts_that_contradict_one_another_or_the_answers(facts: Facts, levels: int, expected: Mapping[str, tuple[str, ...]]) -> None:
    found = {each.key: each.reasons for each in weak(SMALL, looked(levels, facts)) if each.kind == "fact"}
    assert found == expected


def test_the_weightiest_stands_first_and_what_holds_of_most_good_sheets_last() -> None:
    at = replace(
        looked(4, NO_APPROVAL, INS_03=NOT_APPLICABLE, INS_01=2),
        flags={"REG-03": (Flag.NO_EVIDENCE,), "INS-01": (Flag.UNSEEN,)},
        verdict="V1",
        recommended="V2",
    )
    found = [(each.key, each.weight, each.is_slight) for each in weak(SMALL, at)]
    assert found[:4] == [("V1", 8, False), ("INS-01", 7, False), ("REG-03", 4, False), ("INS-03", 2, False)]
    assert [each for each in found if not each[2]] == found[:4]
    assert {weight for _, weight, is_slight in found if is_slight} == {SLIGHT}


@quick
@given(some_answers(SMALL), some_facts(), st.dictionaries(st.sampled_from(SMALL.codes), st.frozensets(st.sampled_from(Flag), max_size=2)))
def test_the_order_is_that_of_the_weights_and_the_same_in_whatever_order_answers_come(
    answers: Mapping[str, Answer], facts: Facts, flags: Mapping[str, frozenset[Flag]]
) -> None:
    at = Looked(answers, flags, facts)
    found = weak(SMALL, at)
    assert [each.weight for each in found] == sorted((each.weight for each in found), reverse=True)
    assert risk(found) == sum(WEIGHTS[code] for each in found for code in each.reasons)
    assert len({(each.kind, each.key) for each in found}) == len(found)
    assert all(each.reasons for each in found)
    turned = replace(at, answers=dict(reversed(list(answers.items()))), flags=dict(reversed(list(flags.items()))))
    assert weak(SMALL, turned) == found


@quick
@given(some_answers(SMALL), st.sampled_from(SMALL.codes), st.sampled_from(Flag))
def test_one_reason_more_is_never_less_to_look_at(answers: Mapping[str, Answer], item: str, flag: Flag) -> None:
    at = Looked(answers, {}, NO_APPROVAL)
    more = replace(at, flags={item: (flag,)})
    assert risk(weak(SMALL, more)) == risk(weak(SMALL, at)) + WEIGHTS[flag]


@quick
@given(some_facts())
def test_what_is_not_yet_checked_is_nothing_to_look_at(facts: Facts) -> None:
    assert not [each for each in weak(SMALL, Looked({}, {}, facts)) if each.kind in ("item", "verdict")]


@pytest.mark.parametrize("code", WEIGHTS)
def test_every_reason_has_a_weight_and_a_sentence(code: str) -> None:
    assert WEIGHTS[code] >= SLIGHT
    assert all(Words(language)(f"weak.{code}") != f"weak.{code}" for language in LANGUAGES)


def test_nothing_to_look_at_weighs_nothing() -> None:
    assert risk(()) == 0
    assert risk((Weak("item", "REG-01", ("gate_at", "unseen")),)) == 7
