"""The board tells what the notice of 9 May 2023 stated beside what is counted, in both languages, and how each number was counted."""

from dataclasses import replace
from datetime import date

import pytest

from models import register
from models.figures_board import PARTS, Entry, board, named
from models.figures_moved import with_moved
from models.figures_told import how
from models.rules.counting import figures
from models.rules.movement import Recap, movement
from models.rules.results import EVERYTHING, Result, Work, stands
from models.rules.stated import Stated
from models.text import Phrase
from models.words import Words
from tests.rules.figures_kit import PLACES, TYPES, result

SHIPPED = tuple(Stated(**each) for each in register.stated())
LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])
ITEMS = {"REG-01": "aa"}
FULL = (
    result(
        "A0",
        "V2",
        reason="budget",
        merit="baik",
        merit_scheme=Phrase("UU 5/2014", "Law 5/2014"),
        flags={"unapproved": Phrase("Tanda", "Flag")},
        items=ITEMS,
        levels="2",
        counts_told='{"INS-02": {"jpt": ["9", "10"]}}',
        areas_told='{"REG": {"name": {"id": "Regulasi", "en": "Regulation"}, "weight": 20, "score": "50", "exact": "50", "band": null}}',
    ),
    result("A1", standing="fork"),
)


def told(language: str, *results: Result, stated: tuple[Stated, ...] = SHIPPED) -> tuple[Words, tuple[Entry, ...]]:
    works = (Work("w", "A2", "2023-1", "2023-05-01", "draft", "2023-05-02T00:00:00Z"),)
    here = stands(PLACES, results, works)
    found = figures(EVERYTHING, here, results, works, stated, TYPES)
    moved = movement(here, Recap("2023-05-20T00:00:00Z", EVERYTHING, {"A0": ("V4", "draft")}), date(2023, 6, 10))
    return Words(language), with_moved(Words(language), board(Words(language), found, {}), moved)


def cells(entries: tuple[Entry, ...], key: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(cell.name, cell.text, cell.agencies) for each in entries if each.key == key for cell in each.cells]


def text(entries: tuple[Entry, ...]) -> str:
    return "\n".join(" ".join((each.label, *(cell.text for cell in each.cells), each.said, *each.more)) for each in entries)


@pytest.mark.parametrize(("language", "said"), [("id", "437,50/1.000"), ("en", "437.50/1,000")])
def test_a_sum_of_counts_with_decimals_was_told_without_them(language: str, said: str) -> None:
    _, entries = told(language, result("A0", "V2", counts_told='{"SIS-05": {"index": ["437.5", "1000"]}}'))
    assert [each.said for each in entries if each.part == "coverage"] == [said]


@LANGUAGES
def test_every_number_of_every_part_says_how_it_was_counted(language: str) -> None:
    words, entries = told(language, *FULL)
    assert {each.part for each in entries} == set(PARTS)
    for each in entries:
        assert how(words, each.how) not in ("", f"figure.how.{each.how}")
        assert all(named(words, each, place).startswith(words(f"figure.part.{each.part}")) for place in range(len(each.cells)))


def test_the_notice_is_told_as_it_stands_in_either_language() -> None:
    _, indonesian = told("id")
    _, english = told("en")
    assert "2023 dinyatakan 13/87 kurang 74; rincian 14" in text(indonesian)
    assert "2023 stated 13/87 74 missing; parts 14" in text(english)
    assert "Siap, belum menerapkan, dinyatakan 9 Mei 2023 8" in text(indonesian)
    assert "Ready, not yet implementing, stated 9 May 2023 8" in text(english)
    assert "13 instansi; rincian 14" in text(indonesian)
    assert "13 agencies; parts 14" in text(english)
    assert "Rincian menurut jenis instansi berjumlah 14: 5, 3, 2, 2, 1, 1." in text(indonesian)
    assert "The list by type of agency comes to 14: 5, 3, 2, 2, 1, 1." in text(english)
    assert [each.key for each in indonesian] == [each.key for each in english]


def test_nothing_that_the_program_ships_is_indonesian_in_english() -> None:
    _, entries = told("en")
    for each in SHIPPED:
        assert f" {each.unit}" not in text(entries)
    assert not [word for word in ("siaran pers", "harinya", "Kementerian", "Rincian", "persen", "6,5") if word in text(entries)]
    assert "6.5 percent of 633 agencies" in text(entries)


def test_what_somebody_typed_stays_as_it_was_typed() -> None:
    own = Stated("2026-05-05", "Instansi dinilai", "12", "instansi", "Rapat", "Dicatat sendiri.", measure="assessed")
    corrected = replace(SHIPPED[0], source="Laporan kami")
    _, entries = told("en", stated=(own, corrected))
    assert "5 May 2026  Instansi dinilai - 12 instansi" in text(entries)
    assert "Rapat" in text(entries)
    assert "Agencies assessed by the merit system" in text(entries)
    assert "Laporan kami" in text(entries)


def test_a_figure_of_one_type_or_of_nothing_known_stands_for_itself() -> None:
    city = Stated("2026-05-05", "Kota", "5", "instansi", "BKN", measure="implementing", type="kota")
    other = Stated("2026-05-05", "Lain", "7", "instansi", "BKN")
    _, entries = told("id", result("A2"), result("A0"), stated=(city, other))
    assert [[cell.text for cell in each.cells] for each in entries if each.part == "stated"] == [["1", "5 instansi"], ["-", "7 instansi"]]
    assert not [each for each in entries if each.part == "progress" and each.how == "stated"]


def test_what_moved_and_what_waits_is_told_for_all_by_type_and_by_region_with_who_is_behind_it() -> None:
    _, entries = told("en", *FULL)
    assert [each.key for each in entries if each.part == "movement"] == ["movement/", "movement/type/kementerian", "movement/region/"]
    assert ("up", "1", ("A0",)) in cells(entries, "movement/")
    assert cells(entries, "movement/type/kementerian")[0] == ("up", "1", ("A0",))
    assert [each.key for each in entries if each.part == "waiting"] == ["waiting/", "waiting/type/kota", "waiting/region/"]
    assert cells(entries, "waiting/type/kota") == [("draft", "39/39", ("A2",)), ("all", "1", ("A2",))]
    assert "draft: 1 agency, median 39 days; longest I2 39." in text(entries)


@pytest.mark.parametrize(
    ("value", "number", "amount"),
    [("1.250", 1250, "1250"), ("1 250", 1250, "1250"), ("6,5", None, "6.5"), ("6.5", None, "6.5"), ("13", 13, "13"), ("±13", None, None)],
)
def test_a_value_is_a_number_however_it_is_written(value: str, number: int | None, amount: str | None) -> None:
    found = Stated("2023-05-09", "", value, "", "")
    assert (found.number, None if found.amount is None else str(float(found.amount))) == (
        number,
        None if amount is None else str(float(amount)),
    )
