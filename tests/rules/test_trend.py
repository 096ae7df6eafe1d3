"""Trends never compare what was asked otherwise, never join what has another unit or source, and show a gap where there is no figure."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from models.figures_board import board
from models.reported import AgencyOver
from models.rules.counting import figures
from models.rules.figures import Figures
from models.rules.results import EVERYTHING, Result, stands
from models.rules.stated import Stated
from models.rules.trend import of_agency, over_years, without_gaps
from models.tabled import Asked
from models.text import Phrase
from models.trends import Run, Trend, of_number, of_series
from models.trends import of_agency as shown
from models.words import LANGUAGES, Words
from tests.rules.figures_kit import NOTICE, PLACES, TYPES, result

LATER = (
    Stated("2025-10-31", "Sudah berjalan", "82", "dari 643 instansi", "Moodindo", measure="implementing"),
    Stated("2025-12-31", "Sudah berjalan lagi", "39", "instansi", "KASN", measure="implementing"),
    Stated("2024-12-31", "Bagian", "3,47", "persen", "Ayo", measure="implementing"),
)
FIRST = result("A0", "V4", items={"REG-01": "aa", "REG-02": "bb", "INS-01": "dd", "INS-02": "ee"}, levels="12-0")
SECOND = result("A0", "V2", "2026-10-01", items={"REG-01": "cc", "REG-02": "bb", "INS-01": "dd", "INS-02": "ee"}, levels="4434")
AREAS = {(item, mark): item[:3] for each in (FIRST, SECOND) for item, mark in each.items.items()}


def counted(*results: Result) -> Mapping[str, Figures]:
    """The figures of each year."""
    found = {}
    for year in sorted({each.year for each in results}):
        those = tuple(each for each in results if each.year == year)
        found[year] = figures(EVERYTHING, stands(PLACES, those, ()), those, (), types=TYPES)
    return found


def points(run: Run) -> str:
    """When, and how full the bar is."""
    return ", ".join(f"{point.at} {'gap' if point.share is None else point.share}" for point in run.points)


def test_an_agency_is_compared_only_in_items_of_one_wording() -> None:
    found = of_agency("A0", (SECOND, FIRST, result("A1")), AREAS)
    assert [each.round for each in found.results] == ["2023-1", "2026-1"]
    assert [(each.item, each.levels) for each in found.items] == [("REG-02", (2, 4)), ("INS-02", (0, 4))]
    assert (found.common, found.changed, found.shares) == (("REG-02", "INS-02"), ("REG-01",), (Fraction(1, 4), Fraction(1)))
    assert [(each.area, each.common, each.asked, each.shares) for each in found.areas] == [
        ("REG", ("REG-02",), 2, (Fraction(1, 2), Fraction(1))),
        ("INS", ("INS-02",), 2, (Fraction(0), Fraction(1))),
    ]


def test_forks_and_what_was_withdrawn_are_in_no_line_and_said() -> None:
    forked = (result("A0", "V1", "2024-05-01", standing="fork"), result("A0", "V2", "2024-05-01", standing="fork"))
    replaced = result("A0", "V3", "2026-10-01", digest="old", standing="replaced")
    told = of_agency("A0", (FIRST, SECOND, *forked, replaced), AREAS)
    assert ([each.verdict for each in told.results], len(told.apart)) == (["V4", "V2"], 2)
    assert "2 results of this agency are forked" in shown(Words("en"), AgencyOver("Instansi 0", told, {})).notes[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_of_an_agency_says_what_it_compares_what_not_and_shows_years_without_a_result_as_a_gap(language: str) -> None:
    asked = {key: Asked(area, Phrase(f"Butir {key[0]}", f"Item {key[0]}")) for key, area in AREAS.items()}
    words = Words(language)
    told = shown(words, AgencyOver("Instansi 0", of_agency("A0", (SECOND, FIRST), AREAS), asked))
    assert [points(run) for run in told.runs] == [f"2023-1 {first}, 2024 gap, 2025 gap, 2026-1 1" for first in ("1/4", "1/2", "0")]
    assert [point.text for point in told.runs[0].points][::3] == [f"{words.number(25, 1)} % · V4", f"{words.number(100, 1)} % · V2"]
    assert [(each.item, each.levels, each.said) for each in told.items] == [
        ("REG-02", ("2", "4"), words("trend.moved.up")),
        ("INS-02", ("0", "4"), words("trend.moved.up")),
    ]
    assert told.changed == (f"REG-01  {words.of(Phrase('Butir', 'Item'))} REG-01",)
    assert told.notes == (words.count("trend.once", 1),)


def test_what_is_counted_over_the_years_stands_beside_what_was_stated() -> None:
    results = (result("A0", "V1"), result("A0", "V4", "2026-10-01"), result("A1", "V1", "2026-10-01"), result("A2", standing="fork"))
    series = {each.measure: each for each in over_years(counted(*results), (*LATER, *NOTICE))}
    assert {year: tally.agencies for year, tally in series["implementing"].counted.items()} == {"2023": ("A0",), "2026": ("A1",)}
    assert [each.value for each in series["implementing"].stated] == ["13", "3,47", "82", "39"]
    assert (series["target"].counted, [each.value for each in series["target"].stated]) == ({}, ["87"])
    assert without_gaps(("2026", "", "2023")) == ("2023", "2024", "2025", "2026")


def trend() -> Trend:
    results = (result("A0", "V1"), result("A1", "V1", "2026-10-01"), result("A3", "V1", "2026-10-01"))
    return of_series(Words("en"), next(each for each in over_years(counted(*results), (*LATER, *NOTICE)) if each.measure == "implementing"))


def test_points_of_another_unit_or_source_are_never_in_one_line_and_gaps_are_no_zeros() -> None:
    here, noticed, share, moodindo = trend().runs
    assert [each.is_stated for each in (here, noticed, share, moodindo)] == [False, True, True, True]
    assert points(here) == "2023 1/39, 2024 gap, 2025 gap, 2026 2/39"
    assert [point.agencies for point in here.points] == [("A0",), (), (), ("A1", "A3")]
    assert points(noticed) == "2023 1/3, 2024 gap, 2025 1"
    assert (here.full, noticed.full) == ("full bar = 39 agencies", "full bar = 39 instansi")
    assert (points(share), share.points[0].text) == ("2024 1", "3.47 (31 December 2024)")
    assert ("Moodindo" in moodindo.name, "of 643 agencies" in moodindo.name, points(moodindo)) == (True, True, "2025 1")
    assert "never joined" in trend().notes[0]


def test_a_number_of_the_board_is_followed_under_the_same_line_and_column() -> None:
    words = Words("en")
    years = counted(result("A0", "V1"), result("A2", "V4"), result("A2", "V1", "2024-10-01"))
    found = figures(EVERYTHING, stands(PLACES, (), ()), (), (), NOTICE, TYPES)
    boards = {year: board(words, each, {}) for year, each in years.items()}
    entries = {each.key: each for each in board(words, years["2023"], {})} | {each.key: each for each in board(words, found, {})}
    of_kota = of_number(words, "x", entries["verdicts/kota"], 0, boards, NOTICE)
    assert [(each.is_stated, points(each)) for each in of_kota.runs] == [(False, "2023 0, 2024 1")]
    progress = of_number(words, "x", entries["progress/2023/"], 0, boards, NOTICE)
    assert [(each.is_stated, [point.text for point in each.points]) for each in progress.runs] == [
        (False, ["1", "1"]),
        (True, ["13 (9 May 2023)"]),
    ]
    assert of_number(words, "x", entries["progress/2023/stated/2023-05-09/Sudah menerapkan"], 0, boards, NOTICE).runs[0].is_stated is False
