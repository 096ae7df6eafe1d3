"""The list of a plenary in its three formats, read back by other programs: the same is said in each, and texts stay texts."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from models.formats import pdf, word, workbook
from models.moments import local_date, moment
from models.paper import Office
from models.papers.plenary import pages, plenary
from models.plenary import Attendee, Entry, Plenary
from models.rules.plenary import POSTPONED
from models.text import Phrase
from models.words import LANGUAGES, Words

NAMES = {code: Phrase(f"Nama {code}", f"Name {code}") for code in ("V1", "V2", "V3", "V4")}
NIP = "197001012005012001"
HOSTILE = '=HYPERLINK("http://x";"y")'


def entry(number: int, decision: str, reason: str = "", state: str = "waiting", issued_at: str = "") -> Entry:
    return Entry(
        *(f"v{number}", f"11.0{number}", f"Kabupaten {number}", "kabupaten", "Vera", "V2", "V2", ""),
        *(NAMES, Phrase("Varian V2", "Variant of V2"), decision, reason, state, issued_at),
    )


MET = Plenary(
    *("p", "2023-1", "1.10", "2023-05-09", "Jakarta", "Sri Wahyuni", "+62 812", "2023-05-08T01:00:00Z", "2023-05-09T05:00:00Z"),
    attendees=(Attendee(0, "Sri Wahyuni", NIP, "Deputi"), Attendee(1, "Budi", "", "")),
    entries=(
        entry(1, "V2", state="issued", issued_at="2023-05-10T02:00:00Z"),
        entry(2, "V3", HOSTILE),
        entry(3, POSTPONED, "05/2023"),
        entry(4, ""),
    ),
)
OFFICE = Office(("BADAN",))


def read_pdf(body: bytes, folder: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    (folder / "a.pdf").write_bytes(body)
    out = subprocess.run(["pdftotext", folder / "a.pdf", "-"], capture_output=True, check=True).stdout.decode()
    return " ".join(out.split())


def read_word(body: bytes) -> str:
    document = docx.Document(io.BytesIO(body))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join((*(each.text for each in document.paragraphs), *cells)).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_and_word_tell_head_decisions_and_who_signs(language: str, tmp_path: Path) -> None:
    words = Words(language)
    paper = plenary(words, MET, OFFICE)
    told = ("1.10", "Jakarta", "Kabupaten 2", HOSTILE, "05/2023", "NIP 19700101 200501 2 001", words("plenary.chair"))
    said = (words("plenary.postponed"), words.date(local_date(moment(MET.entries[0].issued_at))), words.of(NAMES["V3"]), "+62 812")
    day = {"id": "Selasa tanggal sembilan bulan Mei", "en": "Tuesday"}[language]
    for read in (read_pdf(pdf.written(paper), tmp_path), read_word(word.written(paper))):
        # A word longer than its column is broken.
        joined = "".join(read.split())
        for text in (*told, *said, day, words.of(MET.entries[0].recommended_name)):
            assert "".join(text.split()) in joined, text
        assert words("paper.plenary.open") not in read
    assert words("paper.plenary.open") in read_word(word.written(plenary(words, replace(MET, closed_at=""), OFFICE)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_holds_texts_as_texts_and_counts_as_numbers(language: str) -> None:
    words = Words(language)
    body = workbook.written(pages(words, MET), "x")
    assert body == workbook.written(pages(words, MET), "x")
    listed, whole, sums, present = openpyxl.load_workbook(io.BytesIO(body))
    rows = [[cell.value for cell in row] for row in listed.iter_rows(min_row=2)]
    assert [row[1] for row in rows] == ["11.01", "11.02", "11.03", "11.04"]
    assert (rows[1][5], rows[1][6], listed["G3"].data_type) == (f"V3 {words.of(NAMES['V3'])}", HOSTILE, "s")
    assert (rows[0][8], rows[1][8]) == (datetime(2023, 5, 10), None)  # noqa: DTZ001 - workbooks know no zones
    assert {row[0].value: row[1].value for row in whole.iter_rows(min_row=2)}[words("plenary.number")] == "1.10"
    counts = [cell.value for cell in sums["B"][1:]]
    assert counts == [0, 1, 1, 0, 1, 1, 4]
    assert (present["C2"].value, present["C2"].data_type) == (NIP, "s")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sums_called_an_approved_design_not_yet_approved_after_the_other_variant(language: str) -> None:
    words = Words(language)
    names = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(workbook.written(pages(words, MET), "x"))).worksheets[2]["A"][1:5]]
    assert names == [f"{code} {words(f'figure.verdict.{code}')}" for code in NAMES]
