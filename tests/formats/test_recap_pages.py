"""Tables of many agencies, judged by openpyxl and by the sniffer of csv: numbers stay numbers, texts stay texts, in every format."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from models.desk.freeze import Frozen
from models.formats import recap_pages, separated_out
from models.rules.results import Filter
from models.tabled import FORMATS, Tabled
from models.words import LANGUAGES, Words
from tests.formats.kit import HOSTILE, loaded, page
from tests.formats.recap_kit import made, tabled

GOLDEN = Path(__file__).with_name("golden_recap.json")
NOT_LEFT_ALONE = (
    "11.01",
    "2023-1",
    "9 Mei 2023",
    "1e5",
    "(5)",
    "Rp5.000",
    "0812",
    "- satu",
    "satu\n =1+1",
    "\t=1",
    "\u00a0@x",
    "100%",
    "1234567890123456",
)
LEFT_ALONE = ("11", "2023", "KEP. 800/12/2023", "hlm. 3", "Provinsi Aceh", "", "Pasal 8 ayat (1)", "123456789012345", "0")


def read(file: Frozen, encoding: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.body.decode(encoding), newline=""), delimiter=separator))


def test_a_workbook_holds_numbers_days_and_texts_each_as_what_it_is() -> None:
    book = loaded(made("xlsx")[0].body)
    assert book.sheetnames == ["Kesimpulan", "REG Regulasi", "Bukti dukung", "Tidak dihitung", "Butir", "Keterangan"]
    rows = {row[0].value: {head.value: cell for head, cell in zip(book.worksheets[0][1], row, strict=True)} for row in book.worksheets[0]}
    score, code, issued = rows["A0"]["REG Regulasi"], rows["11.01"]["Kode instansi"], rows["A0"]["Tanggal terbit"]
    assert (score.value, score.data_type, code.value, code.data_type) == (74.99, "n", "11.01", "s")
    assert (issued.value, issued.is_date, rows["A0"]["Berlaku sampai"].value) == (datetime(2023, 5, 1), True, datetime(2025, 12, 31))  # noqa: DTZ001
    assert [rows[each]["Kedudukan hasil"].value for each in ("A0", "A1", "11.01")] == ["berlaku", "berlaku", "belum ada hasil"]
    levels = [[cell.value for cell in row] for row in book["REG Regulasi"]]
    assert [row[-3:] for row in levels] == [
        ["REG-01 (aaaaaaaa)", "REG-02", "REG-01 (cccccccc)"],
        [3, "Tidak berlaku", None],
        [None, "Tidak berlaku", 3],
    ]
    for sheet in book.worksheets:
        assert (sheet.freeze_panes, bool(sheet.auto_filter.ref)) == ("B2", True)
        assert not any(cell.hyperlink or cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    texts = [row[column].value for row in book["Bukti dukung"].iter_rows(min_row=2) for column in (7, 8, 11, 12)]
    assert texts == [text for text in HOSTILE for _ in range(4)]


@pytest.mark.parametrize(("form", "encoding", "separator"), [("csv-id", "utf-8-sig", ";"), ("csv", "utf-8", ",")])
def test_separated_text_is_what_its_profile_says(form: str, encoding: str, separator: str) -> None:
    files = made(form)
    (verdicts, area, evidence, *_), is_excel = files, form == "csv-id"
    assert [file.name for file in files[:2]] == ["rekap_2023-1_Kesimpulan.csv", "rekap_2023-1_REG-Regulasi.csv"]
    assert csv.Sniffer().sniff(area.body.decode(encoding)).delimiter == separator
    assert (verdicts.body.startswith(b"\xef\xbb\xbf"), b"\r\n" in verdicts.body) == (is_excel, is_excel)
    assert ("74,99" if is_excel else "74.99") in read(verdicts, encoding, separator)[1]
    texts = [row[column] for row in read(evidence, encoding, separator)[1:] for column in (7, 8, 11, 12)]
    assert [text.removeprefix("'") if is_excel else text for text in texts] == [text for text in HOSTILE for _ in range(4)]
    if is_excel:
        assert all(text.startswith("'") for text in texts if text not in HOSTILE)


def test_excel_is_told_which_texts_it_would_spoil_and_no_others() -> None:
    assert [separated_out.for_excel(text) for text in LEFT_ALONE] == list(LEFT_ALONE)
    assert [separated_out.for_excel(text) for text in NOT_LEFT_ALONE] == [f"'{text}" for text in NOT_LEFT_ALONE]
    assert [separated_out.for_excel(cell) for cell in (Decimal("74.90"), 4, date(2023, 5, 9), "'x")] == ["74,90", "4", "2023-05-09", "''x"]
    assert separated_out.written(page(("1.10", 'a,"b"')), "csv") == b'K0,K1\n1.10,"a,""b"""\n'


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_the_same_results_are_the_same_bytes(form: str, language: str) -> None:
    files = made(form, language)
    assert files == made(form, language)
    # How much a workbook is packed is the packer's business.
    parts = {name: body.read(name) for body in [ZipFile(io.BytesIO(files[0].body))] for name in body.namelist()} if form == "xlsx" else {}
    found = {name: sha256(body).hexdigest() for name, body in (parts or {file.name: file.body for file in files}).items()}
    assert found == json.loads(GOLDEN.read_text("utf-8"))[f"{form}.{language}"]


def test_pages_of_nothing_still_have_their_headings() -> None:
    empty = Tabled(Filter(), date(2023, 5, 9), (), (), {}, {})
    assert [len(each.rows) for each in recap_pages.pages(empty, Words("en"))] == [0, 0, 0, 0, 8]


def test_a_verdict_past_its_day_was_called_one_that_holds() -> None:
    words = Words("id")
    for day, said in ((date(2025, 12, 31), "counted"), (date(2026, 1, 1), "over")):
        verdicts, *_, about = recap_pages.pages(replace(tabled(), day=day), words)
        at = [column.title for column in verdicts.columns].index(words("report.column.standing"))
        assert {row[at] for row in verdicts.rows if row[at] != words("report.standing.none")} == {words(f"report.standing.{said}")}
        assert (words("report.over") in [row[0] for row in about.rows]) == (said == "over")
