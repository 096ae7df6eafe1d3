"""What goes wrong in a sheet of a checklist, each told with sheet, row and column and a remedy; all of it at once, and nothing is read."""

import io
from collections.abc import Callable
from functools import cache
from typing import Any, Final

import openpyxl
import pytest

from models.checklists import shipped
from models.errors import Refusal
from models.formats import checklist_file, checklist_pages
from models.formats.cells import Point, joined
from models.formats.checklist_file import Asked
from models.words import Words
from tests.formats.kit import saved

Change = Callable[[Any], None]
WORDS: Final = Words("id")


@cache
def body() -> bytes:
    return checklist_pages.of_file(shipped("example.toml"), WORDS)


def changed(*changes: Change) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(body()))
    for change in changes:
        change(book)
    return saved(book)


def cell(sheet: str, place: str, value: object) -> Change:
    def change(book: Any) -> None:
        book[sheet][place] = value

    return change


def faults(*changes: Change, point: Point | None = None) -> list[str]:
    with pytest.raises(Refusal) as caught:
        checklist_file.read(changed(*changes), "c.xlsx", Asked(point))
    found = caught.value.fields["faults"]
    assert isinstance(found, tuple)
    return [WORDS.fault(fault) for fault in found]


@pytest.mark.parametrize(
    ("sheet", "place", "value", "said"),
    [
        ("Butir", "A3", " REG-02", 'tulis "REG-02"'),
        ("Butir", "A3", "REG-01", "kode REG-01 sudah ada pada baris 2"),
        ("Butir", "A3", "2-Jan", "diubah oleh Excel"),
        ("Butir", "A3", 1.1, "mungkin maksudnya 1.10"),
        ("Butir", "A3", 7, "mungkin maksudnya 07"),
        ("Butir", "A3", "reg-02", "harus seperti REG-01"),
        ("Butir", "P3", "“REG-01 >= 3”", "kutip lengkung"),
        ("Butir", "P3", "REG-02 >= 2", "lebih dahulu"),
        ("Butir", "P3", "INS-01 >= 2", "lebih dahulu"),
        ("Butir", "P3", "REG-99 >= 2", '"REG-99" tidak ada'),
        ("Butir", "P3", "REG-01 >= 3, REG-01 < 4", "titik koma"),
        ("Butir", "P3", "REG-01 >= 3;", "tanpa isi"),
        ("Butir", "P3", "REG-01 >= 3; REG-01 < 2", "tidak akan pernah muncul"),
        ("Butir", "P3", "REG-01 ≥ 3", "bukan syarat"),
        ("Butir", "P2", "type = provinsi", "butir wajib tidak boleh bersyarat"),
        ("Butir", "M2", "1.234", "1234 atau 1,234"),
        ("Butir", "M2", 2.5, "bukan bilangan bulat"),
        ("Butir", "M2", "enam", "bukan bilangan"),
        ("Butir", "B2", "XYZ", '"XYZ" tidak ada'),
        ("Butir", "L2", "Benar / Salah", "bukan salah satu dari Tingkat 0-4"),
        ("Butir", "E2", 5, "Ubah format sel menjadi Teks"),
        ("Butir", "Z2", None, "kosong; isi sel ini"),
        ("Butir", "AB5", "lebih", "kosongkan sel ini"),
        ("Butir", "T2", "S18, S19", "titik koma"),
        ("Butir", "E1", " Pertanyaan (id)", "spasi di awal atau akhir judul kolom"),
        ("Butir", "K1", "Dasar", '"Dasar" tidak dikenal'),
        ("Area", "D2", 11, "tertulis 11, sedangkan jumlah bobot butirnya 10 (selisih -1)"),
        ("Area", "D2", "=5+5", "kesalahan rumus"),
        ("Hitungan", "A2", "REG-99", "REG-99 tidak ada pada lembar Butir"),
        ("Hitungan", "F2", 100, "isi salah satu saja"),
        ("Rentang nilai", "D3", 80, "batas harus menurun"),
        ("Daftar periksa", "C2", "31-02-2026", "bukan tanggal"),
        ("Daftar periksa", "B2", 2026.1, "mungkin maksudnya 2026.10"),
        ("Wajib bila disetujui", "B2", None, "kosong"),
        ("Isian bersyarat", "C2", "stat", "stat tidak ada pada lembar Isian fakta"),
    ],
)
def test_a_fault_is_told_at_its_cell_with_a_remedy(sheet: str, place: str, value: object, said: str) -> None:
    column, row = place.rstrip("0123456789"), place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    found = faults(cell(sheet, place, value))
    assert any(f"lembar {sheet}, baris {row}, kolom {column}" in each and said in each for each in found), found


def test_all_faults_are_told_at_once_in_the_order_of_the_sheets() -> None:
    found = faults(cell("Butir", "P3", "“x”"), cell("Area", "A2", " REG"), cell("Isian fakta", "C2", None), cell("Butir", "M2", "1.234"))
    assert [each.split(":")[0] for each in found] == [
        'lembar Area, baris 2, kolom A "Kode / Code"',
        'lembar Butir, baris 2, kolom M "Bobot / Weight"',
        'lembar Butir, baris 3, kolom P "Syarat muncul / Asked when"',
        'lembar Isian fakta, baris 2, kolom C "Label (id)"',
    ]


def test_a_row_whose_code_is_at_fault_hid_what_else_is_wrong_with_it() -> None:
    found = faults(cell("Butir", "A3", "REG-01"), cell("Butir", "P3", "“x”"), cell("Butir", "A4", 1.1), cell("Butir", "M4", "enam"))
    assert [each.split('"')[0] for each in found] == [f"lembar Butir, baris {at[1:]}, kolom {at[0]} " for at in ("A3", "P3", "A4", "M4")]


def test_what_nobody_sees_or_knows_is_refused() -> None:
    def hide(book: Any) -> None:
        book["Butir"].row_dimensions[3].hidden = True
        book["Area"].merge_cells("B2:B3")
        book.create_sheet("Catatan")["A1"] = "x"
        del book["Rentang nilai"]
        book["Unit pemilik"].insert_rows(1)
        book["Unit pemilik"]["B1"] = "judul"

    found = "\n".join(faults(hide))
    for said in (
        "Rentang nilai: lembar ini tidak ada",
        "lembar Catatan: lembar ini tidak dikenal",
        "digabung",
        "tersembunyi",
        "di atas judul",
    ):
        assert said in found, said


def test_a_number_that_means_two_is_read_as_the_user_says() -> None:
    change = cell("Isian fakta", "H4", "1.234")
    assert "dapat berarti" in faults(change)[0]
    assert "bukan bilangan bulat" in faults(change, point=Point.POINT)[0]
    box = checklist_file.read(changed(change), "c.xlsx", Asked(Point.COMMA)).checklist.facts["PEN-01"].fields["box"]
    assert box.greatest == 1234


def test_a_list_in_a_cell_is_written_as_it_is_read() -> None:
    assert joined(["S1", "a; b", 'kata "x"', "satu, dua"]) == 'S1; "a; b"; "kata ""x"""; "satu, dua"'


def test_what_is_no_checklist_is_said_to_be_none() -> None:
    with pytest.raises(Refusal, match=r"checklist\.layout"):
        checklist_file.read(b"a;b\n1;2\n", "c.csv")
