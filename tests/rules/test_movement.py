"""What moved since a recap, and how long work waits."""

from collections.abc import Mapping
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.figures_moved import with_moved
from models.figures_told import LINES, progress, recap
from models.rules.counting import figures
from models.rules.movement import DIRECTIONS, Recap, movement, stood
from models.rules.results import EVERYTHING, Result, Work, stands
from models.rules.stated import Stated
from models.words import LANGUAGES, Words
from tests.rules.figures_kit import NOTICE, PLACES, TYPES, result

TODAY = date(2023, 6, 10)


def before(**stood_: str) -> Recap:
    return Recap("2023-05-20T00:00:00Z", EVERYTHING, {code: (verdict, "draft") for code, verdict in stood_.items()})


def directions(*results: Result, since: Recap | None) -> Mapping[str, str]:
    found = movement(stands(PLACES, results, ()), since, TODAY)
    return {each.place.code: each.direction for each in found.moved}


def test_agencies_go_up_down_begin_end_or_stay() -> None:
    since = before(A0="V2", A1="V1", A2="none", A3="V4")
    now = (result("A0", "V1"), result("A1", "V3"), result("A2", "V4"), result("A3", "V4", standing="withdrawn"))
    assert directions(*now, since=since) == {"A0": "up", "A1": "down", "A2": "new", "A3": "gone"}
    assert set(directions(*now, since=None).values()) == {"same"}


def test_work_waits_by_state_and_never_less_than_no_day() -> None:
    works = (
        Work("w0", "A0", "2023-1", "2023-05-01", "submitted", "2023-06-01T03:00:00Z"),
        Work("w1", "A1", "2023-1", "2023-05-01", "submitted", "2023-05-11T03:00:00Z"),
        Work("w2", "A2", "2023-1", "2023-05-01", "draft", "2024-01-01T03:00:00Z"),
        Work("w3", "A3", "2023-1", "2023-05-01", "issued", "2023-01-01T03:00:00Z"),
    )
    found = movement(stands(PLACES, (), works), None, TODAY)
    assert [(each.state, each.longest, each.median, each.agencies) for each in found.waiting] == [
        ("submitted", 30, 9, (("A1", 30), ("A0", 9))),
        ("draft", 0, 0, (("A2", 0),)),
    ]
    (cities,) = (group for group in found.by_type if group.code == "kota")
    assert [each.state for each in cities.waiting] == ["draft"]


@given(st.dictionaries(st.sampled_from(("A0", "A1", "A2", "B7")), st.sampled_from(("V1", "V2", "V3", "V4", "none"))))
def test_everybody_moves_one_way(then: dict[str, str]) -> None:
    now = stands(PLACES, (result("A0", "V2"), result("A2", "V4")), ())
    found = movement(now, before(**then), TODAY)
    assert sum(len(found.of(direction)) for direction in DIRECTIONS) == len(now)
    for groups in (found.by_type, found.by_region):
        assert sum(sum(group.directions.values()) for group in groups) == len(now)
    again = movement(now, Recap("", EVERYTHING, stood(now)), TODAY)
    assert {each.direction for each in again.moved} == {"same"}


def test_a_recap_has_ten_lines_and_names_nobody() -> None:
    results = (result("A0", "V1", people={"verifier": "Vera"}), result("A2", "V2", reason="leadership", people={"verifier": "Vera"}))
    works = (Work("w1", "A1", "2023-1", "2023-05-01", "submitted", "2023-05-11T03:00:00Z"),)
    here = stands(PLACES, results, works)
    found = figures(EVERYTHING, here, results, works, NOTICE, TYPES)
    for words in map(Words, LANGUAGES):
        for since in (None, before(A0="V2")):
            lines = recap(words, found, movement(here, since, TODAY), TODAY)
            assert len(lines) == LINES
            assert all(line and "\n" not in line and "figure." not in line and "Vera" not in line for line in lines)
    assert "86" in lines[2]
    assert "I0, I2" in lines[7]
    assert "submitted for 30 days (I1)" in lines[6]


def test_a_recap_told_of_a_target_for_a_year_to_come_that_nothing_of_it_was_reached() -> None:
    results = (result("A0", "V1"),)
    to_come = Stated("2023-05-09", "Target 2029", "300", "instansi", "RPJMN", measure="target", year="2029")
    for stated, told in (((*NOTICE, to_come), "2023: 1 implementing"), ((to_come,), "2023: 1 implementing")):
        found = figures(EVERYTHING, stands(PLACES, results, ()), results, (), stated, TYPES)
        assert recap(Words("en"), found, movement((), None, TODAY), TODAY)[2].startswith(told)
    found = figures(EVERYTHING, stands(PLACES, (), ()), (), (), (to_come,), TYPES)
    assert recap(Words("en"), found, movement((), None, TODAY), TODAY)[2].startswith("2029: 0 implementing")


def test_days_of_more_than_three_digits_were_written_in_two_ways_in_one_recap() -> None:
    works = (Work("w1", "A1", "2020-1", "2020-05-01", "submitted", "2020-05-11T03:00:00Z"),)
    here = stands(PLACES, (), works)
    found = movement(here, None, TODAY)
    told = "\n".join(recap(Words("id"), figures(EVERYTHING, here, (), works), found, TODAY))
    waiting = next(entry for entry in with_moved(Words("id"), (), found) if entry.part == "waiting")
    assert "1.125" in told
    assert waiting.more == ("diserahkan: 1 instansi, median 1.125 hari; terlama I1 1.125.",)
    assert "1125" not in told


def test_a_target_of_four_digits_was_written_otherwise_than_what_is_missing_of_it() -> None:
    target = Stated("2023-05-09", "Target", "1000", "instansi", "RPJMN", measure="target", year="2023")
    found = figures(EVERYTHING, stands(PLACES, (), ()), (), (), (target,), TYPES)
    assert progress(Words("id"), found.progress[0]) == "2023: 0 menerapkan dari target 1.000; kurang 1.000"
