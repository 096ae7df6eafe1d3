"""What the trail tells of a verification: each act once, the newest first, with what it changed in fields that people know."""

import pytest

from models.desk import answers, evidence, facts, history, verdicts
from models.desk.desk import Desk
from models.explanation import field_name, field_value
from models.views import TrailLine
from models.words import LANGUAGES, Words
from tests.conftest import StillClock
from tests.desk.acts import BASE, LEVELS, POST, WORDS, answer_all, begun, sheet_of


@pytest.fixture
def verification(desk: Desk) -> str:
    """A verification begun."""
    return begun(desk)


def newest(desk: Desk, verification: str, item: str = "") -> TrailLine:
    return desk.ask(history.entries, verification, item)[0]


def test_an_act_is_told_with_moment_name_verb_item_and_change(desk: Desk, clock: StillClock, verification: str) -> None:
    desk.do(answers.record, verification, LEVELS, 2)
    clock.step()
    desk.do(answers.record, verification, LEVELS, 0)
    told = newest(desk, verification)
    assert told == TrailLine(4, "2023-05-09T07:05:01Z", "Ani Lestari", "answers.record", LEVELS, (("level", "2", "0"),))


def test_the_newest_stands_first_down_to_the_opening(desk: Desk, verification: str) -> None:
    desk.do(answers.record, verification, LEVELS, 2)
    desk.do(answers.annotate, verification, LEVELS, "Catatan")
    desk.do(history.undo, verification)
    lines = desk.ask(history.entries, verification)
    assert [line.verb for line in lines] == ["history.undo", "answers.annotate", "answers.record", "verifications.begin"]
    assert [line.changes for line in lines] == [
        (("note", "Catatan", ""),),
        (("note", "", "Catatan"),),
        (("level", "", "2"),),
        (("state", "", "draft"),),
    ]


def test_only_the_verification_asked_for_is_told(desk: Desk, verification: str) -> None:
    desk.do(answers.record, begun(desk, "11"), LEVELS, 1)
    assert [line.verb for line in desk.ask(history.entries, verification)] == ["verifications.begin"]
    assert desk.ask(history.entries, "nowhere") == ()


def test_one_item_is_told_without_the_others_of_the_same_act(desk: Desk, verification: str) -> None:
    desk.do(answers.record_all, verification, {LEVELS: 3, WORDS: 4})
    assert (newest(desk, verification).item, newest(desk, verification).changes) == (
        "",
        ((f"{LEVELS}.level", "", "3"), (f"{WORDS}.level", "", "4")),
    )
    assert (newest(desk, verification, WORDS).item, newest(desk, verification, WORDS).changes) == (WORDS, (("level", "", "4"),))


def test_an_item_that_a_note_only_mentions_is_not_concerned(desk: Desk, verification: str) -> None:
    desk.do(answers.annotate, verification, LEVELS, f'lihat "item":"{WORDS}"')
    desk.do(evidence.register, verification, {"title": "Perbup"}, LEVELS, "Pasal 8")
    assert desk.ask(history.entries, verification, WORDS) == ()
    cited, noted = desk.ask(history.entries, verification, LEVELS)
    assert (cited.verb, noted.verb) == ("evidence.register", "answers.annotate")
    assert ("citation", "", "B01 Pasal 8") in cited.changes


def test_every_act_is_told_in_words_of_both_languages(desk: Desk, verification: str) -> None:
    desk.do(facts.base, verification, BASE)
    desk.do(facts.record, verification, "PEN-01", POST)
    desk.do(facts.record, verification, "PEN-02", {"status": "not_proposed"})
    desk.do(answers.count, verification, "SIS-05", {"index": ("7,5", "")})
    desk.do(evidence.register, verification, {"title": "Perbup", "seen": "yes", "date": "1/2/2023"}, LEVELS)
    desk.do(evidence.change, verification, "B01", {"title": "Perwal", "status": "rejected"})
    optional = next(line.item.code for line in answer_all(desk, verification, 2).lines if line.item.not_applicable)
    desk.do(answers.not_applicable, verification, optional, "Disediakan oleh BKN")
    desk.do(answers.record_all, verification, {LEVELS: 3, WORDS: 4})
    desk.do(verdicts.record, verification, "V2", "Kata pimpinan")
    desk.do(facts.remove, verification, "PEN-01", 0)
    desk.do(history.undo, verification)
    checklist = sheet_of(desk, verification).checklist
    for words in map(Words, LANGUAGES):
        told = [
            (field_name(words, checklist, line.item, field), *(field_value(words, checklist, line.item, field, text) for text in values))
            for line in desk.ask(history.entries, verification)
            for field, *values in line.changes
        ]
        assert not [text for row in told for text in row if "." in text and words(text) == text and " " not in text and text != "7.5"]
        assert {words(f"act.{line.verb}") for line in desk.ask(history.entries, verification)}.isdisjoint({"act."})
    english = set(told)
    assert {
        (f"{WORDS} Answer", "Partly", "Yes"),
        (f"{LEVELS} Answer", "2", "3"),
        ("B01 Status", "accepted", "rejected"),
        ("B01 Title", "Perbup", "Perwal"),
        ("B01 Seen", "yes", "no"),
        ("Citation", "", "B01"),
        ("Not applicable", "no", "yes"),
        ("Verdict", "", "V2"),
        ("State", "", "draft"),
    } <= english


def test_every_verb_of_a_trail_has_its_sentence() -> None:
    for words in map(Words, LANGUAGES):
        for verb in (*history.UNDOABLE, "history.undo", "verifications.begin"):
            assert words(f"act.{verb}") != f"act.{verb}"
