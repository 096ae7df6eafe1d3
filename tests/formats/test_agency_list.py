"""A list of agencies: every fault at once, with row and column; what is empty says nothing."""

from io import BytesIO
from typing import Final

import pytest
from openpyxl import load_workbook

from models.errors import Refusal
from models.formats import agency_list, reading
from models.previews import AgencyPreview
from models.register import TYPES
from models.words import Words
from tests.formats.kit import saved, workbook

KNOWN: Final = {
    "32": {"code": "32", "name": "Provinsi Jawa Barat", "short_name": "Prov. Jabar", "type": "provinsi", "province_code": "32"}
    | dict.fromkeys(("valid_from", "valid_to", "predecessor"), ""),
    "BKN": {"code": "BKN", "name": "Badan Kepegawaian Negara", "short_name": "BKN", "type": "lpnk"}
    | dict.fromkeys(("province_code", "valid_from", "valid_to", "predecessor"), ""),
}
HEADING: Final = ("Kode", "Nama", "Singkatan", "Jenis", "Kode provinsi", "Berlaku dari", "Berlaku sampai", "Pendahulu")


def compared(*rows: tuple[object, ...]) -> AgencyPreview:
    """What a workbook with these rows would change."""
    return agency_list.compared(agency_list.read(reading.tables(workbook(rows), "l.xlsx"), "l.xlsx"), KNOWN)


def faults(*rows: tuple[object, ...]) -> list[str]:
    """The faults of the rows below the heading, in Indonesian."""
    words = Words("id")
    return [words.fault(fault) for fault in compared(HEADING, *rows).faults]


def row(code: object = "32.90", name: str = "Kabupaten Baru", type_: str = "kabupaten", **more: object) -> tuple[object, ...]:
    """A row under `HEADING`."""
    return (code, name, more.get("short", ""), type_, more.get("province", ""), more.get("start", ""), more.get("end", ""), "")


@pytest.mark.parametrize("heading", [("Kode Instansi", "NAMA INSTANSI", "Jenis  instansi"), ("agency code", "Agency name", "Agency Type")])
def test_a_list_whose_headings_name_the_agency_was_not_understood(heading: tuple[str, ...]) -> None:
    found = compared(heading, ("32.90", "Kabupaten Baru", "kabupaten"))
    assert ([each.code for each in found.changes], found.faults, found.unread) == (["32.90"], (), ())


def test_a_clean_list_has_no_fault() -> None:
    assert faults(row(), row("A/B", "Lembaga", "LNS", province="32", start="1/2/2020", end="2023-05-09")) == []


@pytest.mark.parametrize(
    ("bad", "place", "said"),
    [
        (row(""), 'kolom A "Kode"', "kosong"),
        (row(name=""), 'kolom B "Nama"', "kosong"),
        (row(type_=""), 'kolom D "Jenis"', "kosong"),
        (row(type_="planet"), 'kolom D "Jenis"', '"planet" bukan salah satu dari kementerian, LPNK'),
        (row(31.7), 'kolom A "Kode"', "mungkin maksudnya 31.70"),
        (row("31.7"), 'kolom A "Kode"', "mungkin maksudnya 31.70"),
        (row("2023-01-31 00:00:00"), 'kolom A "Kode"', "diubah oleh Excel"),
        (row("01-Mei"), 'kolom A "Kode"', "diubah oleh Excel"),
        (row("Jan-23"), 'kolom A "Kode"', "diubah oleh Excel"),
        (row(123456789012345678), 'kolom A "Kode"', "diubah oleh Excel"),
        (row("#NAMA?"), 'kolom A "Kode"', "diubah oleh Excel"),
        (row("32.\x0b90"), 'kolom A "Kode"', "karakter kendali"),
        (row("x" * 81), 'kolom A "Kode"', "lebih dari 80"),
        (row(name="x" * 501), 'kolom B "Nama"', "lebih dari 500"),
        (row(province="77"), 'kolom E "Kode provinsi"', "tidak ada provinsi dengan kode 77"),
        (row(province="BKN"), 'kolom E "Kode provinsi"', "tidak ada provinsi dengan kode BKN"),
        (row(start="30-2-2023"), 'kolom F "Berlaku dari"', "bukan tanggal"),
        (row(start="2023-05-09", end="8-5-2023"), 'kolom G "Berlaku sampai"', "mendahului"),
    ],
)
def test_a_fault_is_told_with_its_row_and_column(bad: tuple[object, ...], place: str, said: str) -> None:
    if "\x0b" in str(bad[0]):
        found = agency_list.read(reading.tables(";".join(map(str, HEADING)).encode() + b"\n;;;;;;;\n32.\x0b90;x;;kota;;;;\n", "l"), "l")
        told = [Words("id").fault(fault) for fault in agency_list.compared(found, KNOWN).faults]
        assert "baris 3" in told[0]
    else:
        told = faults(row("A"), bad)
        assert "baris 3" in told[0]
    assert len(told) == 1
    assert place in told[0]
    assert said in told[0]


def test_a_doubled_code_is_told_with_both_rows() -> None:
    (fault,) = faults(row("A"), row("B"), row(" A "))
    assert "baris 4" in fault
    assert "sudah ada pada baris 2" in fault


def test_all_faults_are_told_at_once_in_the_order_of_the_rows() -> None:
    told = faults(row("", "", "planet", start="x"), row(province="99"), row("31.7"))
    assert [fault.split(", kolom")[0].rpartition(" ")[2] for fault in told] == ["2", "2", "2", "2", "3", "4"]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("type_", TYPES)
def test_a_type_is_understood_by_its_name_in_either_language_and_by_its_code(language: str, type_: str) -> None:
    for written in (Words(language)(f"type.{type_}"), type_, type_.upper()):
        (change,) = compared(HEADING, row(type_=written)).changes
        assert change.values["type"] == type_


@pytest.mark.parametrize(
    "heading",
    [("Kode", "Nama", "Jenis"), ("Code", "Name", "Type"), (" KODE * ", "nama:", "jenis"), ("code", "name", "type")],
)
def test_headings_are_understood_in_either_language(heading: tuple[str, ...]) -> None:
    found = compared(("Daftar instansi 2026",), (), (*heading, "Warna"), ("X", "Lembaga X", "LNS", "hijau"))
    assert [(change.code, change.name, change.is_new) for change in found.changes] == [("X", "Lembaga X", True)]
    assert found.unread == ("Warna",)


def test_without_codes_it_is_no_list() -> None:
    with pytest.raises(Refusal) as caught:
        compared(("Nama", "Jenis"), ("X", "LNS"))
    assert caught.value.code == "table.heading"


def test_a_heading_that_is_there_twice_is_a_fault() -> None:
    assert [fault.code for fault in compared(("Kode", "Nama", "Jenis", "Name"), ("X", "Satu", "LNS", "Dua")).faults] == ["heading_twice"]


def test_what_changes_is_shown_field_by_field_and_the_others_stay() -> None:
    found = compared(HEADING, row("BKN", "Badan Kepegawaian", "", end="31/12/2030"), row("32", "Provinsi Jawa Barat", "province"))
    (change,) = found.changes
    assert (change.code, change.is_new, found.same, found.kept) == ("BKN", False, 1, ())
    assert [(each.label.id, each.here, each.there) for each in change.changes] == [
        ("Nama", "Badan Kepegawaian Negara", "Badan Kepegawaian"),
        ("Berlaku sampai", "", "2030-12-31"),
    ]
    assert change.values == KNOWN["BKN"] | {"name": "Badan Kepegawaian", "valid_to": "2030-12-31"}


def test_agencies_not_named_are_kept_and_counted() -> None:
    assert compared(HEADING, row()).kept == ("32", "BKN")


def test_a_list_of_codes_and_dates_changes_only_the_dates() -> None:
    (change,) = compared(("Kode", "Berlaku sampai"), ("BKN", "2030-01-01")).changes
    assert change.values == KNOWN["BKN"] | {"valid_to": "2030-01-01"}
    assert [fault.code for fault in compared(("Kode", "Berlaku sampai"), ("NEW", "2030-01-01")).faults] == ["heading_missing"] * 2


def test_a_province_of_the_same_list_is_known() -> None:
    assert faults(row("91", "Provinsi Baru", "provinsi"), row("91.01", "Kota Baru", "kota", province="91")) == []


def test_a_heading_that_a_new_agency_needs_was_missed_in_a_column_without_a_name_row_by_row() -> None:
    told = [Words("id").fault(fault) for fault in compared(("Kode", "Nama"), ("32.90", "Kabupaten A"), ("32.91", "Kabupaten B")).faults]
    assert len(told) == 1
    assert '"Jenis"' in told[0]


def test_a_second_sheet_of_agencies_was_left_out_without_a_word() -> None:
    book = load_workbook(BytesIO(workbook([HEADING, row()])))
    other = book.create_sheet("Jawa Tengah")
    for each in (HEADING, row("33.90")):
        other.append(each)
    book.create_sheet("Catatan").append(("tanpa", "judul"))
    found = agency_list.compared(agency_list.read(reading.tables(saved(book), "l.xlsx"), "l.xlsx"), KNOWN)
    assert [change.code for change in found.changes] == ["32.90"]
    assert found.unread == ("Jawa Tengah",)


def test_an_end_before_the_beginning_that_the_register_knows_was_taken() -> None:
    known = KNOWN | {"BKN": KNOWN["BKN"] | {"valid_from": "2026-01-01"}}
    for heading, value, is_at_fault in (
        ("Berlaku sampai", "2025-12-31", True),
        ("Berlaku sampai", "2026-12-31", False),
        ("Nama", "Badan", False),
    ):
        found = agency_list.read(reading.tables(workbook([("Kode", heading), ("BKN", value)]), "l.xlsx"), "l.xlsx")
        assert [fault.code for fault in agency_list.compared(found, known).faults] == ["period"] * is_at_fault
