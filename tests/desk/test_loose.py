"""Loose notes: written at once, found by searching, and given to an item later."""

import pytest

from models.desk import answers, drafts, history, loose, searching
from models.desk.desk import Desk
from tests.desk.acts import LEVELS, acting_as_somebody_else, begun, contents, refused, sheet_of


def test_a_loose_note_is_kept_and_found_until_it_is_given_to_an_item(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.annotate, verification, LEVELS, "Sudah ada.")
    (note,) = desk.do(loose.write, verification, "Komite bersidang\ntiap zamrud ")
    assert note.text == "Komite bersidang\ntiap zamrud"
    assert [(hit.kind, hit.key) for hit in desk.ask(searching.find, "zamrud")] == [("loose", note.id)]
    desk.do(drafts.keep, loose.place(verification, note.id), {"text": "tiap"})
    sheet = desk.do(loose.give, verification, note.id, LEVELS)
    assert sheet.line(LEVELS).answer.note == "Sudah ada.\n\nKomite bersidang\ntiap zamrud"
    assert [each.item for each in desk.ask(loose.of, verification)] == [LEVELS]
    assert [(hit.kind, hit.key) for hit in desk.ask(searching.find, "zamrud")] == [("note", LEVELS)]
    assert desk.ask(drafts.under, f"{verification}/loose/") == ()


def test_a_note_is_given_once_and_changed_only_before(desk: Desk) -> None:
    verification = begun(desk)
    (note,) = desk.do(loose.write, verification, "satu")
    (note,) = desk.do(loose.change, verification, note.id, "dua")
    assert note.text == "dua"
    desk.do(loose.give, verification, note.id, LEVELS)
    assert sheet_of(desk, verification).line(LEVELS).answer.note == "dua"
    assert refused(lambda: desk.do(loose.give, verification, note.id, LEVELS)) == "loose.given"
    assert refused(lambda: desk.do(loose.change, verification, note.id, "tiga")) == "loose.given"
    assert refused(lambda: desk.do(loose.give, verification, "x", LEVELS)) == "loose.unknown"


def test_notes_given_to_no_item_stand_first(desk: Desk) -> None:
    verification = begun(desk)
    (first,) = desk.do(loose.write, verification, "satu")
    desk.do(loose.write, verification, "dua")
    desk.do(loose.give, verification, first.id, LEVELS)
    assert [each.text for each in desk.ask(loose.of, verification)] == ["dua", "satu"]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_loose_note_is_refused(desk: Desk, text: str) -> None:
    verification = begun(desk)
    assert refused(lambda: desk.do(loose.write, verification, text)) == "loose.empty"


def test_every_act_on_loose_notes_is_taken_back(desk: Desk) -> None:
    verification = begun(desk)
    before = contents(desk, "trail", "verification")
    (note,) = desk.do(loose.write, verification, "zamrud")
    desk.do(loose.change, verification, note.id, "zirkon")
    desk.do(loose.give, verification, note.id, LEVELS)
    for _ in range(3):
        desk.do(history.undo, verification)
    assert contents(desk, "trail", "verification") == before


def test_somebody_elses_loose_notes_are_only_read(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(loose.write, verification, "zamrud")
    acting_as_somebody_else(desk)
    assert len(desk.ask(loose.of, verification)) == 1
    assert refused(lambda: desk.do(loose.write, verification, "x")) == "permission.not_yours"
