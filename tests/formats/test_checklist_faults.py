"""What goes wrong in a sheet of a checklist, each told with sheet, row and column and a remedy; all of it at once, and nothing is read."""

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Final

import openpyxl
import pytest

from models.checklists import shipped
from models.errors import Refusal
from models.formats import checklist_file, checklist_pages, reading
from models.formats.cells import Cell, Point, Reader, joined
from models.formats.checklist_file import Asked
from models.formats.tables import Kind, Row, Table, letter
from models.words import Words
from tests.formats.kit import saved

Sheets = dict[str, Table]
Change = Callable[[Sheets], None]
WORDS: Final = Words("id")
COLUMNS: Final = list(map(letter, range(40)))


@cache
def body() -> bytes:
    return checklist_pages.of_file(shipped("example.toml"), WORDS)


@cache
def tables() -> tuple[Table, ...]:
    return reading.tables(body(), "c.xlsx")


def cell(sheet: str, place: str, value: object) -> Change:
    """Another value in a cell: a number is one, everything else a text."""
    position = COLUMNS.index(place.rstrip("0123456789"))
    number = int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))

    def other(row: Row) -> Row:
        texts = [*row.cells, *[""] * (position + 1 - len(row.cells))]
        texts[position] = "" if value is None else str(value)
        kinds = {place: kind for place, kind in row.kinds.items() if place != position}
        return Row(row.number, tuple(texts), kinds | ({} if isinstance(value, str | None) else {position: Kind.NUMBER}))

    def change(sheets: Sheets) -> None:
        table = sheets[sheet]
        sheets[sheet] = replace(table, rows=tuple(other(row) if row.number == number else row for row in table.rows))

    return change


def changed(*changes: Change) -> tuple[Table, ...]:
    sheets = {table.name: table for table in tables()}
    for change in changes:
        change(sheets)
    return tuple(sheets.values())


def faults(*changes: Change, point: Point | None = None) -> list[str]:
    return told(lambda: checklist_file.of_tables(changed(*changes), "c.xlsx", Asked(point)))


def told(read: Callable[[], object]) -> list[str]:
    with pytest.raises(Refusal) as caught:
        read()
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
        ("Area", "D2", "#REF!", "kesalahan rumus"),
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


def test_a_sheet_without_rows_was_told_to_lack_its_row_1() -> None:
    def empty(sheets: Sheets) -> None:
        sheets["Area"] = replace(sheets["Area"], rows=sheets["Area"].rows[:1])

    assert "lembar Area: lembar ini belum berisi; isi paling sedikit satu baris" in faults(empty)


def test_what_nobody_sees_or_knows_is_refused() -> None:
    book = openpyxl.load_workbook(io.BytesIO(body()))
    book["Butir"].row_dimensions[3].hidden = True
    book["Butir"]["M2"] = "=5+1"
    book["Area"].merge_cells("B2:B3")
    book.create_sheet("Catatan")["A1"] = "x"
    del book["Rentang nilai"]
    book["Unit pemilik"].insert_rows(1)
    book["Unit pemilik"]["B1"] = "judul"
    found = "\n".join(told(lambda: checklist_file.read(saved(book), "c.xlsx")))
    for said in (
        "Rentang nilai: lembar ini tidak ada",
        "lembar Catatan: lembar ini tidak dikenal",
        "sel digabung",
        "baris 3, kolom A: baris ini",
    ):
        assert said in found, said
    for said in ("di atas judul", "tersembunyi", "kesalahan rumus #CALC!"):
        assert said in found, said


def test_a_number_that_means_two_is_read_as_the_user_says() -> None:
    change = cell("Isian fakta", "H4", "1.234")
    assert "dapat berarti" in faults(change)[0]
    assert "bukan bilangan bulat" in faults(change, point=Point.POINT)[0]
    box = checklist_file.of_tables(changed(change), "c.xlsx", Asked(Point.COMMA)).checklist.facts["PEN-01"].fields["box"]
    assert box.greatest == 1234


def test_a_list_in_a_cell_is_written_as_it_is_read() -> None:
    assert joined(["S1", "a; b", 'kata "x"', "satu, dua"]) == 'S1; "a; b"; "kata ""x"""; "satu, dua"'


def test_what_is_no_checklist_is_said_to_be_none() -> None:
    with pytest.raises(Refusal, match=r"checklist\.layout"):
        checklist_file.read(b"a;b\n1;2\n", "c.csv")


def test_a_cell_of_blanks_keeps_nobody_waiting() -> None:
    reader, blanks = Reader(), " " * 100_000
    assert reader.texts(Cell("Butir", 5, 0, text=f'a;{blanks}b{blanks}"')) is None
    assert [fault.code for _, fault in reader.faults] == ["list_quotes"]


def test_blanks_around_the_texts_of_a_cell_mean_nothing() -> None:
    assert Reader().texts(Cell("Butir", 5, 0, text='S1 \t;  "a; b" \n\tdua kata ; " c"')) == ["S1", "a; b", "dua kata", " c"]


@pytest.mark.parametrize("text", ["9" * 5_000, "1" + ",999" * 2_000, "-" + "9" * 5_000, "1;" + "9" * 5_000])
def test_a_number_of_thousands_of_digits_is_told_and_ended_the_program(text: str) -> None:
    for name in ("number", "whole", "wholes"):
        reader = Reader()
        assert getattr(reader, name)(Cell("Butir", 5, 0, text=text)) is None
        assert len(reader.faults) == 1
