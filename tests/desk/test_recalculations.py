"""Recalculation sheets: formula, rows and the answer that follows, each act taken back at once."""

from fractions import Fraction

import pytest

from models.desk import answers, history, recalculations
from models.desk.desk import Desk
from models.errors import Refusal
from models.explanation import field_name, field_value
from models.rules.answers import Counted
from models.words import Words
from tests.desk.acts import acting_as_somebody_else, begun, contents, refused, sheet_of
from tests.desk.recalculation_kit import FORMULA, LEVEL, WORD, entered, filled


def test_a_formula_is_kept_with_decimal_texts_and_offered_to_the_other_item(desk: Desk) -> None:
    verification = begun(desk)
    assert desk.ask(recalculations.of, verification, LEVEL).entered is None
    found = desk.do(recalculations.set_formula, verification, LEVEL, FORMULA)
    assert found.entered is not None
    assert found.entered["performance"] == "SKP 60; Perilaku 40"
    assert found.entered["potential"] == "Kompetensi 50; Potensi 50"
    assert found.entered["potential_middle"] == "68.5"
    other = desk.ask(recalculations.of, verification, WORD)
    assert (other.formula, other.entered) == (None, found.entered)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"performance": ""}, "recalculation.weights"),
        ({"performance": "SKP 0; Perilaku 0"}, "recalculation.weights"),
        ({"performance": "SKP enam"}, "count.not_a_number"),
        ({"performance": "SKP -6"}, "count.negative"),
        ({"performance": "60"}, "recalculation.component"),
        ({"performance": ": 60"}, "recalculation.component"),
        ({"performance": "SKP 60; SKP 40"}, "recalculation.twice"),
        ({"potential": "SKP 60"}, "recalculation.twice"),
        ({"potential_middle": "77"}, "recalculation.cut_offs"),
        ({"potential_middle": "80"}, "recalculation.cut_offs"),
        ({"performance_high": ""}, "count.not_a_number"),
        ({"boxes": "1 2 3 4 5 6 7 8"}, "recalculation.boxes"),
        ({"boxes": "1 2 3 4 5 6 7 8 8"}, "recalculation.boxes"),
        ({"boxes": "1 2 3 4 5 6 7 8 10"}, "recalculation.box"),
    ],
)
def test_a_formula_that_cannot_be_is_refused_in_words(desk: Desk, change: dict[str, str], code: str) -> None:
    verification = begun(desk)
    with pytest.raises(Refusal) as caught:
        desk.do(recalculations.set_formula, verification, LEVEL, FORMULA | change)
    assert caught.value.code == code
    for language in ("id", "en"):
        assert Words(language).refusal(caught.value)
    assert desk.ask(recalculations.of, verification, LEVEL).formula is None


def test_three_digits_behind_a_sign_of_a_score_are_no_thousands(desk: Desk) -> None:
    verification = filled(desk, LEVEL, ())
    found = desk.do(recalculations.row, verification, LEVEL, entered(1, 5, "76,125"))
    assert found.result is not None
    assert found.result.boxes == {1: 5}


@pytest.mark.parametrize("number", ["", "Yosep", "0", "10000", "197001011995031002", "-1", "1.5"])
def test_a_row_is_a_number_and_never_a_name(desk: Desk, number: str) -> None:
    verification = filled(desk, LEVEL, ())
    assert refused(lambda: desk.do(recalculations.row, verification, LEVEL, entered(number, 9))) == "recalculation.number"


def test_a_row_has_a_number_of_its_own_and_a_box_from_one_to_nine(desk: Desk) -> None:
    verification = filled(desk, LEVEL, (9, 8))
    assert refused(lambda: desk.do(recalculations.row, verification, LEVEL, entered(1, 9))) == "recalculation.taken"
    assert refused(lambda: desk.do(recalculations.row, verification, LEVEL, entered(3, 0))) == "recalculation.box"
    assert refused(lambda: desk.do(recalculations.row, verification, LEVEL, entered(3, 9), 7)) == "recalculation.no_row"
    assert refused(lambda: desk.do(recalculations.remove, verification, LEVEL, 7)) == "recalculation.no_row"
    moved = desk.do(recalculations.row, verification, LEVEL, entered(12, 9), 1)
    assert [row.number for row in moved.rows] == [2, 12]
    assert moved.following == 13
    assert [row.number for row in desk.do(recalculations.remove, verification, LEVEL, 12).rows] == [2]


def test_rows_wait_for_a_formula_and_for_scores_it_newly_asks_for(desk: Desk) -> None:
    verification = begun(desk)
    assert refused(lambda: desk.do(recalculations.row, verification, LEVEL, entered(1, 9))) == "recalculation.no_formula"
    assert refused(lambda: desk.do(recalculations.apply, verification, LEVEL)) == "recalculation.no_formula"
    verification = filled(desk, LEVEL, (9, 9, 9, 9, 9))
    found = desk.do(recalculations.set_formula, verification, LEVEL, FORMULA | {"potential": "Asesmen 1"})
    assert found.incomplete == (1, 2, 3, 4, 5)
    assert refused(lambda: desk.do(recalculations.apply, verification, LEVEL)) == "recalculation.incomplete"


def test_the_count_and_by_it_the_level_follow_from_the_rows(desk: Desk) -> None:
    verification = filled(desk, LEVEL, (9, 9, 9, 9))
    assert refused(lambda: desk.do(recalculations.apply, verification, LEVEL)) == "recalculation.few"
    desk.do(recalculations.row, verification, LEVEL, entered(5, 8))
    line = desk.do(recalculations.apply, verification, LEVEL).line(LEVEL)
    assert line.answer.counts["matching"] == Counted(Fraction(4), Fraction(5))
    assert line.proposed == 3
    assert line.answer.level is None
    differing = desk.do(answers.record, verification, LEVEL, 1).line(LEVEL)
    assert "difference" in {str(gap) for gap in differing.gaps}, "one may differ with a reason"


@pytest.mark.parametrize(("boxes", "level"), [((9,) * 5, 4), ((9, 9, 9, 9, 8), 2), ((8,) * 5, 0)])
def test_the_word_follows_from_the_rows(desk: Desk, boxes: tuple[int, ...], level: int) -> None:
    verification = filled(desk, WORD, boxes)
    sheet = desk.do(recalculations.apply, verification, WORD)
    assert sheet.line(WORD).answer.level == level
    assert sheet.answered == 1


def test_other_items_have_no_sheet(desk: Desk) -> None:
    verification = begun(desk)
    assert refused(lambda: desk.do(recalculations.set_formula, verification, "INS-01", FORMULA)) == "recalculation.not_asked"


@pytest.mark.parametrize("item", [LEVEL, WORD])
def test_every_act_on_a_sheet_is_taken_back(desk: Desk, item: str) -> None:
    verification = begun(desk)
    without = ("trail", "search_entry", "search_text", "verification")
    before = contents(desk, *without)
    desk.do(recalculations.set_formula, verification, item, FORMULA)
    for number in range(1, 7):
        desk.do(recalculations.row, verification, item, entered(number, 9))
    desk.do(recalculations.row, verification, item, entered(8, 9), 6)
    desk.do(recalculations.remove, verification, item, 8)
    desk.do(recalculations.apply, verification, item)
    for _ in range(10):
        assert desk.do(history.undo, verification).item == item
    assert contents(desk, *without) == before


def test_the_trail_tells_formula_and_rows_in_words_without_a_name(desk: Desk) -> None:
    verification, words = filled(desk, LEVEL, (9,)), Words("id")
    checklist = sheet_of(desk, verification).checklist
    said = [
        f"{field_name(words, checklist, LEVEL, field)}: {field_value(words, checklist, LEVEL, field, after)}"
        for entry in desk.ask(history.entries, verification)
        for field, _, after in entry.changes
    ]
    assert not any("recalculation." in each for each in said)
    assert any("SKP 90; Perilaku 90" in each for each in said)


def test_somebody_elses_sheet_is_only_read(desk: Desk) -> None:
    verification = filled(desk, LEVEL, (9,))
    acting_as_somebody_else(desk)
    assert len(desk.ask(recalculations.of, verification, LEVEL).rows) == 1
    assert refused(lambda: desk.do(recalculations.remove, verification, LEVEL, 1)) == "permission.not_yours"
