"""What an item admits, and what a sheet still lacks."""

from dataclasses import replace
from fractions import Fraction

import pytest

from models.errors import Refusal
from models.rules.answers import (
    INTERVIEW,
    UNCHECKED,
    Answer,
    Counted,
    Flag,
    Gap,
    Support,
    admit,
    admit_not_applicable,
    admit_word,
    flags,
    gaps,
    is_complete,
    stays,
)
from models.rules.checklist import NO, PARTLY, YES, Item, Scale
from tests.builders import NOT_APPLICABLE, answered
from tests.sheets import loaded, small_checklist

SMALL = loaded(small_checklist())
LEVEL, WORD, OPTIONAL_WORD = SMALL.items["REG-01"], SMALL.items["REG-02"], SMALL.items["INS-03"]


def of(count: int, total: int) -> Counted:
    """`count` of `total`."""
    return Counted(Fraction(count), Fraction(total))


def seen(*kinds: str) -> tuple[Support, ...]:
    """Evidence of these kinds, seen and accepted."""
    return tuple(Support(kind, is_seen=True) for kind in kinds)


def mentioned(*kinds: str) -> tuple[Support, ...]:
    """Evidence of these kinds, told of but not seen."""
    return tuple(Support(kind, is_seen=False) for kind in kinds)


@pytest.mark.parametrize("level", [0, 1, 2, 3, 4])
def test_a_level_item_admits_nought_to_four(level: int) -> None:
    assert admit(LEVEL, level) == level


@pytest.mark.parametrize(
    ("item", "now", "wanted", "why"),
    [
        (LEVEL, UNCHECKED, Answer(level=3), None),
        (LEVEL, Answer(level=2, note="Catatan"), Answer(level=3), None),
        (LEVEL, Answer(level=3, note="Catatan"), Answer(level=3), "answer.same"),
        (LEVEL, Answer(level=3, is_carried=True), Answer(level=3), None),
        (WORD, UNCHECKED, Answer(level=3), "answer.yes_no_only"),
        (LEVEL, UNCHECKED, Answer(not_applicable=True, reason="BKN"), "answer.not_applicable"),
        (OPTIONAL_WORD, UNCHECKED, Answer(not_applicable=True, reason="BKN"), None),
        (OPTIONAL_WORD, Answer(not_applicable=True, reason="BKN"), Answer(not_applicable=True, reason="BKN"), "answer.same"),
        (OPTIONAL_WORD, Answer(not_applicable=True, reason="BKN"), Answer(not_applicable=True, reason="SIMATA"), None),
    ],
)
def test_what_stays_as_it_is_where_many_are_answered_alike(item: Item, now: Answer, wanted: Answer, why: str | None) -> None:
    found = stays(item, now, wanted)
    assert (found.code if found else None) == why


@pytest.mark.parametrize("level", [YES, PARTLY, NO])
def test_a_yes_partly_no_item_admits_its_three_answers(level: int) -> None:
    assert admit(WORD, level) == admit_word(WORD, level) == level


@pytest.mark.parametrize("level", [1, 3])
def test_one_and_three_are_no_answers_to_yes_partly_no(level: int) -> None:
    with pytest.raises(Refusal) as refused:
        admit(WORD, level)
    assert (refused.value.code, refused.value.fields) == ("answer.yes_no_only", {"item": "REG-02"})


@pytest.mark.parametrize(("level", "good"), [(YES, True), (PARTLY, False), (NO, True), (1, False), (3, False)])
def test_a_yes_no_item_admits_its_two_answers(level: int, good: bool) -> None:
    two = replace(WORD, scale=Scale.YES_NO)
    if good:
        assert admit(two, level) == admit_word(two, level) == level
        return
    for each in (admit, admit_word):
        with pytest.raises(Refusal) as refused:
            each(two, level)
        assert (refused.value.code, refused.value.fields) == ("answer.two_only", {"item": "REG-02"})


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
    ("code", "answer", "evidence", "expected"),
    [
        ("REG-01", UNCHECKED, (), [Gap.UNANSWERED]),
        ("REG-01", Answer(note="nanti"), seen("decree"), [Gap.UNANSWERED]),
        ("REG-01", Answer(0), (), []),
        ("REG-01", Answer(1), (), [Gap.GATE_EVIDENCE]),
        ("REG-01", Answer(1), seen("decree"), []),
        ("REG-02", Answer(PARTLY), (), [Gap.GATE_EVIDENCE]),
        ("REG-03", Answer(4), (), []),
        ("INS-03", NOT_APPLICABLE, (), []),
        ("INS-03", Answer(not_applicable=True), (), [Gap.REASON]),
        ("INS-01", Answer(1, counts={"staff": of(95, 100)}), seen("report"), [Gap.DIFFERENCE]),
        ("INS-01", Answer(1, counts={"staff": of(95, 100)}, note="dua unit belum"), seen("report"), []),
        ("INS-01", Answer(1, counts={"staff": of(95, 100)}), (), [Gap.DIFFERENCE, Gap.GATE_EVIDENCE]),
        ("INS-01", Answer(counts={"staff": of(95, 100)}), (), [Gap.UNANSWERED]),
    ],
)
def test_submission_is_blocked_by_what_is_missing(code: str, answer: Answer, evidence: tuple[Support, ...], expected: list[Gap]) -> None:
    assert list(gaps(SMALL.items[code], answer, evidence)) == expected


@pytest.mark.parametrize(
    ("code", "level", "evidence", "expected"),
    [
        ("REG-03", None, (), []),
        ("REG-03", 0, (), []),
        ("REG-03", 1, (), [Flag.NO_EVIDENCE]),
        ("REG-03", 1, seen(INTERVIEW), []),
        ("REG-03", 2, seen(INTERVIEW), [Flag.INTERVIEW_ONLY]),
        ("REG-03", 4, seen(INTERVIEW, INTERVIEW), [Flag.INTERVIEW_ONLY]),
        ("REG-03", 4, seen(INTERVIEW, "decree"), []),
        ("REG-03", 4, seen("decree"), []),
        ("REG-02", NO, seen(INTERVIEW), []),
        ("REG-02", PARTLY, seen(INTERVIEW), []),
        ("REG-02", YES, seen(INTERVIEW), [Flag.INTERVIEW_ONLY]),
        ("REG-02", YES, seen(INTERVIEW, "system"), []),
        ("REG-02", YES, (), [Flag.NO_EVIDENCE]),
        ("REG-03", 2, seen(INTERVIEW) + mentioned("decree"), [Flag.UNSEEN]),
    ],
)
def test_an_interview_alone_supports_level_one_or_partly(
    code: str, level: int | None, evidence: tuple[Support, ...], expected: list[Flag]
) -> None:
    assert list(flags(SMALL.items[code], Answer(level), evidence)) == expected


@pytest.mark.parametrize(
    ("code", "level", "evidence", "expected"),
    [
        ("REG-01", 4, mentioned("decree"), [Flag.UNSEEN]),
        ("REG-01", 2, mentioned("system", "decree"), [Flag.UNSEEN]),
        ("REG-01", 1, mentioned("decree"), []),
        ("REG-01", 4, mentioned("decree") + seen("system"), []),
        ("REG-01", 4, mentioned(INTERVIEW), [Flag.INTERVIEW_ONLY]),
        ("REG-02", YES, mentioned("decree"), [Flag.UNSEEN]),
        ("REG-02", PARTLY, mentioned("decree"), []),
        ("REG-02", YES, seen("decree"), []),
    ],
)
def test_a_decree_that_nobody_saw_lifted_a_gate_to_four_without_a_flag(
    code: str, level: int, evidence: tuple[Support, ...], expected: list[Flag]
) -> None:
    assert list(flags(SMALL.items[code], Answer(level), evidence)) == expected
    assert list(gaps(SMALL.items[code], Answer(level), evidence)) == []
