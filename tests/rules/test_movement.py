"""What moved since a recap, how long work waits, and trends that never compare what was asked otherwise."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from models.figures_told import LINES, recap
from models.rules.counting import figures
from models.rules.movement import DIRECTIONS, Recap, movement, stood
from models.rules.results import EVERYTHING, Result, Work, stands
from models.rules.stated import Stated
from models.rules.trend import of_agency, over_years
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


def test_an_agency_is_compared_only_in_items_of_one_wording() -> None:
    first = result("A0", "V4", items={"REG-01": "aa", "REG-02": "bb", "INS-01": "dd"}, levels="12-")
    second = result("A0", "V2", "2026-10-01", items={"REG-01": "cc", "REG-02": "bb", "INS-01": "dd"}, levels="443")
    found = of_agency("A0", (second, first, result("A1")))
    assert [each.round for each in found.results] == ["2023-1", "2026-1"]
    assert [(each.item, each.levels) for each in found.items] == [("REG-02", (2, 4))]
    assert (found.common, found.changed, found.shares) == (("REG-02",), ("REG-01",), (Fraction(1, 2), Fraction(1)))


def test_what_is_counted_over_the_years_stands_beside_what_was_stated() -> None:
    later = Stated("2025-10-31", "Sudah berjalan", "82", "dari 643 instansi", "Moodindo", measure="implementing")
    results = (result("A0", "V1"), result("A0", "V4", "2026-10-01"), result("A1", "V1", "2026-10-01"), result("A2", standing="fork"))
    series = {each.measure: each for each in over_years(results, (later, *NOTICE))}
    assert {year: tally.agencies for year, tally in series["implementing"].counted.items()} == {"2023": ("A0",), "2026": ("A1",)}
    assert [each.value for each in series["implementing"].stated] == ["13", "82"]
    assert (series["target"].counted, [each.value for each in series["target"].stated]) == ({}, ["87"])


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
