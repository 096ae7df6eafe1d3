"""The trip of a verification: its letter, days, place and method, and the people of both sides; each act can be taken back."""

from pathlib import Path

import pytest

from models.desk import drafts, history, trips
from models.desk.desk import Desk
from models.explanation import field_name, field_value
from models.rules.trip import grouped
from models.words import Words
from tests.desk.acts import acting_as_somebody_else, begun, contents, refused, sheet_of

LETTER = {
    "letter": "ST-12/2023",
    "letter_date": "5-5-2023",
    "begins": "9 Mei 2023",
    "ends": "11/5/2023",
    "place": "Sugapa",
    "method": "field",
}
SEKDA = {"name": "Yosep", "nip": "19700101 199503 1 002", "post": "Sekretaris Daerah", "function": "menandatangani"}


def names(desk: Desk, verification: str, side: str) -> list[str]:
    return [each.name for each in desk.ask(trips.of, verification).people(side)]


def test_nothing_is_known_of_a_trip_before_it_is_entered(desk: Desk) -> None:
    found = desk.ask(trips.of, begun(desk))
    assert (found.letter, found.method, found.team, found.agency) == ("", "", (), ())


def test_days_are_stored_as_days_and_a_trip_ends_after_it_begins(desk: Desk) -> None:
    verification = begun(desk)
    found = desk.do(trips.record, verification, LETTER)
    assert (found.letter_date, found.begins, found.ends, found.method) == ("2023-05-05", "2023-05-09", "2023-05-11", "field")
    assert refused(lambda: desk.do(trips.record, verification, LETTER | {"ends": "8-5-2023"})) == "trip.dates"
    assert refused(lambda: desk.do(trips.record, verification, LETTER | {"begins": "31-2-2023"})) == "fact.date"
    assert refused(lambda: desk.do(trips.record, verification, LETTER | {"method": "telepati"})) == "fact.choice"
    assert desk.ask(trips.of, verification) == found


def test_people_stay_in_order_and_those_behind_move_up(desk: Desk) -> None:
    verification = begun(desk)
    for name in ("Yosep", "Maria", "Paulus"):
        desk.do(trips.person, verification, "agency", SEKDA | {"name": name})
    desk.do(trips.person, verification, "team", {"name": "Vera"})
    desk.do(trips.person, verification, "agency", SEKDA | {"name": "Maria Magdalena"}, 1)
    desk.do(drafts.keep, drafts.of_person(verification, "agency", 1), {"name": "Mar"})
    desk.do(trips.remove, verification, "agency", 0)
    assert names(desk, verification, "agency") == ["Maria Magdalena", "Paulus"]
    assert desk.ask(drafts.under, f"{verification}/trip/") == ()
    desk.do(history.undo, verification)
    assert names(desk, verification, "agency") == ["Yosep", "Maria Magdalena", "Paulus"]
    assert names(desk, verification, "team") == ["Vera"]
    for act in (lambda: desk.do(trips.remove, verification, "agency", 3), lambda: desk.do(trips.person, verification, "team", SEKDA, 1)):
        assert refused(act) == "trip.nobody"
    assert refused(lambda: desk.do(trips.person, verification, "nobody", SEKDA)) == "fact.choice"


def test_what_was_typed_of_one_who_moved_does_not_open_in_anothers_form_after_an_undo(desk: Desk) -> None:
    verification = begun(desk)
    for name in ("Yosep", "Maria"):
        desk.do(trips.person, verification, "agency", SEKDA | {"name": name})
    desk.do(trips.person, verification, "team", {"name": "Vera"})
    desk.do(trips.remove, verification, "agency", 0)
    for side in ("agency", "team"):
        desk.do(drafts.keep, drafts.of_person(verification, side, 0), {"name": "Mar"})
    desk.do(history.undo, verification)
    assert names(desk, verification, "agency") == ["Yosep", "Maria"]
    assert desk.ask(drafts.under, f"{verification}/trip/") == (drafts.of_person(verification, "team", 0),)


def test_a_nip_has_eighteen_digits_and_is_written_in_groups(desk: Desk) -> None:
    verification = begun(desk)
    (person,) = desk.do(trips.person, verification, "agency", SEKDA).agency
    assert person.nip == "197001011995031002"
    assert grouped(person.nip) == "19700101 199503 1 002"
    assert grouped("") == ""
    # A NIK, which has sixteen digits, is nobody's business here.
    for wrong in ("9101010101700001", "1970010119950310021", "abc"):
        assert refused(lambda wrong=wrong: desk.do(trips.person, verification, "agency", SEKDA | {"nip": wrong})) == "trip.nip"
    assert refused(lambda: desk.do(trips.person, verification, "agency", {"name": "  "})) == "trip.name_missing"


def test_every_act_is_undone_to_the_last_row(desk: Desk) -> None:
    verification = begun(desk)
    before = contents(desk, "trail", "search_entry", "search_text", "verification")
    desk.do(trips.record, verification, LETTER)
    desk.do(trips.person, verification, "team", {"name": "Vera"})
    for _ in range(2):
        desk.do(history.undo, verification)
    assert contents(desk, "trail", "search_entry", "search_text", "verification") == before
    assert refused(lambda: desk.do(history.undo, verification)) == "undo.nothing"


@pytest.mark.parametrize(("language", "told"), [("id", "Cara verifikasi: Di lapangan"), ("en", "How it is verified: On site")])
def test_the_trail_tells_it_in_words(desk: Desk, language: str, told: str) -> None:
    verification, words = begun(desk), Words(language)
    desk.do(trips.record, verification, LETTER)
    desk.do(trips.person, verification, "agency", SEKDA)
    checklist = sheet_of(desk, verification).checklist
    said = [
        f"{field_name(words, checklist, '', field)}: {field_value(words, checklist, '', field, after)}"
        for entry in desk.ask(history.entries, verification)
        for field, _, after in entry.changes
    ]
    assert told in said
    assert any("Yosep" in each for each in said)
    assert not any("trip." in each for each in said)


def test_somebody_elses_trip_is_only_read(desk: Desk, folder: Path) -> None:
    verification = begun(desk)
    desk.do(trips.record, verification, LETTER)
    acting_as_somebody_else(desk)
    assert desk.ask(trips.of, verification).place == "Sugapa"
    assert refused(lambda: desk.do(trips.record, verification, LETTER)) == "permission.not_yours"
