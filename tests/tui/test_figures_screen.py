"""The figures of the demo on the screen: stated beside counted, the agencies behind a number, filters, cohorts, trend and recap."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.desk import cohorts, figures, recaps
from models.desk.desk import opened
from models.figures_board import PARTS, board
from models.figures_moved import with_moved
from models.rules.results import Filter
from models.words import Words
from screens.trend import NumberTrendScreen
from screens.widgets.lines import Lines
from tests.driver import at_work

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]


@pytest.fixture
def profile(demonstrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The demo's profile to work on; files for people land beside it."""
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)
    shutil.copytree(demonstrated, tmp_path / "profile")
    yield tmp_path / "profile"


@pytest.mark.parametrize(
    ("language", "size", "told"),
    [
        (
            "id",
            (80, 24),
            ("2023 dihitung 1/87", "kurang 86", "2023 dinyatakan 13/87", "kurang 74; rincian 14", "dinyatakan 9 Mei 2023 8", "siaran pers"),
        ),
        (
            "en",
            (140, 40),
            ("2023 counted 1/87", "86 missing", "2023 stated 13/87", "74 missing; parts 14", "stated 9 May 2023 8", "press release"),
        ),
    ],
)
async def test_the_first_look_says_the_numbers_of_the_notice_beside_those_counted(
    profile: Path, language: str, size: tuple[int, int], told: tuple[str, ...]
) -> None:
    async with at_work(profile, language=language, size=size) as person:
        await person.press("u")
        person.sees(*told)
        person.does_not_see("figure.")


async def test_a_cell_opens_the_agencies_behind_it_and_from_there_the_verification(profile: Path) -> None:
    async with at_work(profile) as person:
        await person.press("u", "right_square_bracket", *["down"] * 5, *["left"] * 2)
        person.sees("[1]", "kabupaten, V4: 1")
        await person.press("enter")
        person.sees("kabupaten, V4", "1 instansi", "V4 2023-1")
        await person.press("enter")
        person.sees("REG")
        await person.press("escape", "escape")
        person.sees("Angka nasional", "kabupaten, V4: 1")
        await person.press("left", "enter")
        person.sees("Tidak ada instansi di balik angka ini")


async def test_the_number_under_the_cursor_was_cut_off_behind_a_long_name_in_a_small_window(profile: Path) -> None:
    async with at_work(profile, size=(60, 18)) as person:
        await person.press("u", *["right_square_bracket"] * 4)
        person.sees("Lama dalam tiap status, dalam hari: median/terlama, hari: 36")


async def test_a_filter_narrows_every_number_is_saved_by_name_used_and_removed(profile: Path) -> None:
    async with at_work(profile) as person:
        await person.press("u", "s")
        person.sees("Kelompok semua instansi tidak disimpan")
        await person.press("f")
        await person.type("lpnk")
        await person.press("enter", "escape", "escape")
        person.sees("LPNK: 28 instansi")
        await person.press("s")
        await person.type("Badan")
        await person.press("ctrl+s")
        person.sees("Kelompok Badan disimpan")
        assert [each.filter for each in person.desk.ask(cohorts.lines)] == [Filter(types=("lpnk",))]
        await person.press("f", "delete")
        await person.type("badan")
        person.sees("[ ] Badan")
        await person.press("enter", "escape", "escape")
        person.sees("kelompok Badan: 28 instansi")
        await person.press("w", "enter", *["backspace"] * 5)
        await person.type("Pusat")
        await person.press("ctrl+s")
        person.sees("Kelompok Badan sekarang bernama Pusat", "kelompok Pusat: 28 instansi")
        await person.press("x", "enter")
        person.sees("Kelompok Pusat dihapus", "semua instansi: 659 instansi")
        assert person.desk.ask(cohorts.lines) == ()
        await person.press("u", "u")
        assert [each.name for each in person.desk.ask(cohorts.lines)] == ["Badan"]


async def test_a_list_and_a_merit_category_make_a_cohort(profile: Path) -> None:
    async with at_work(profile) as person:
        await person.press("u", "n")
        await person.type("Undangan")
        await person.press("tab")
        await person.type("31, Dinas Angin")
        await person.press("ctrl+s")
        person.sees("Tidak dikenal sebagai instansi: Dinas Angin")
        await person.press(*["backspace"] * 11)
        await person.type("BKN")
        await person.press("ctrl+s")
        person.sees("Kelompok Undangan (2 instansi) disimpan")
        await person.press("f")
        await person.type("sangat baik")
        person.sees("[ ] Sangat Baik · Hasil penilaian", "Kategori merit")
        await person.press("enter", "escape", "escape", "s")
        await person.type("Merit")
        await person.press("ctrl+s")
        saved = {each.name: each for each in person.desk.ask(cohorts.lines)}
        assert (saved["Undangan"].agencies, saved["Merit"].filter) == (frozenset({"31", "BKN"}), Filter(merits=("sangat_baik",)))


async def test_agencies_behind_a_number_are_saved_as_they_are(profile: Path) -> None:
    async with at_work(profile) as person:
        await person.press("u", "right_square_bracket", *["down"] * 7, *["left"] * 2, "enter", "insert")
        await person.type("Didampingi")
        await person.press("ctrl+s")
        (saved,) = person.desk.ask(cohorts.lines)
        assert saved.agencies == {"94.07"}


async def test_of_a_list_only_the_marked_agencies_are_saved(profile: Path) -> None:
    async with at_work(profile) as person:
        await person.press("u", "right_square_bracket", "enter", "left", "down", "down", "left")
        person.sees("[x]", "[ ]", "2 instansi ditandai")
        await person.press("insert")
        await person.type("Dua")
        await person.press("ctrl+s")
        (saved,) = person.desk.ask(cohorts.lines)
        assert len(saved.agencies) == 2


async def test_the_trend_of_what_moved_or_waits_ended_the_program(profile: Path) -> None:
    async with at_work(profile) as person:
        await person.press("u")
        lines = person.app.screen.query_one(Lines)
        keys = [line.key for line in lines.lines if line.selectable and line.key.partition("/")[0] in ("movement", "waiting", "apart")]
        assert {key.partition("/")[0] for key in keys} >= {"movement", "waiting"}
        for key in keys:
            lines.move_to(key)
            await person.press("t")
            assert isinstance(person.app.screen, NumberTrendScreen), key
            if not key.startswith("apart"):
                person.sees("angka ini tidak dihitung per tahun")
            await person.press("q")


async def test_the_recap_is_shown_and_written_and_the_trend_keeps_stated_apart(profile: Path, tmp_path: Path) -> None:
    async with at_work(profile) as person:
        await person.press("u", "t")
        person.sees("Dihitung di sini batang penuh = 13 instansi", "Dinyatakan KASN, siaran pers, satuan: instansi", "13 (9 Mei 2023)")
        await person.press("enter")
        person.sees("dihitung, 2023", "1 instansi")
        await person.press("escape", "down", "enter")
        person.sees("Tidak ada instansi di balik nilai ini")
        await person.press("escape", "m")
        person.sees("(semua instansi)")
        await person.press("r")
        person.sees("Sejak 9 Mei 2023: naik 0")
        await person.press("escape")
        person.sees("Rekap ditulis: rekap-")
        await person.press("e")
        person.sees("Laporan nasional · PDF", "Rekap kesimpulan · Excel", "Angka nasional · CSV untuk program")
        await person.press("1")
        await person.worked()
        person.sees("Laporan nasional (semua instansi) ditulis:", "laporan-nasional_")
        await person.press("e", "3")
        await person.worked()
        person.sees("Rekap kesimpulan (semua instansi) ditulis:", "rekap.xlsx")
        await person.press("e", "8")
        await person.worked()
        person.sees("Angka nasional (semua instansi) ditulis:", "Dengan 1 berkas lagi.")
    (file,) = (tmp_path / "verifier").glob("rekap-*.txt")
    assert len(file.read_text("utf-8").splitlines()) == 10
    (national,) = (tmp_path / "verifier").glob("laporan-nasional_*.pdf")
    assert national.read_bytes().startswith(b"%PDF")
    (tables,) = (tmp_path / "verifier").glob("*.xlsx")
    assert "94.07" in {cell.value for row in load_workbook(tables).worksheets[0].iter_rows() for cell in row}


def test_every_part_of_the_board_is_filled_and_every_number_is_how_many_are_behind_it(demonstrated: Path) -> None:
    with opened(demonstrated, writing=False) as desk:
        found, moved = desk.ask(recaps.told)
        known = desk.ask(figures.checklists, found)
    for language in ("id", "en"):
        entries = with_moved(Words(language), board(Words(language), found, known), moved)
        assert [part for part in PARTS if part not in {each.part for each in entries}] == ["flags"]
        assert len({each.key for each in entries}) == len(entries)
        counted = [cell for each in entries for cell in each.cells if cell.agencies and cell.text.isdecimal()]
        assert [cell for cell in counted if int(cell.text) != len(cell.agencies)] == []
        assert all(not cell.agencies for each in entries if each.how == "stated" for cell in each.cells[-1:])
        coverage = {each.key: each.said for each in entries if each.part == "coverage"}
        assert {key.split("/")[1] for key in coverage} == {"INS-01", "INS-02", "INS-03"}
