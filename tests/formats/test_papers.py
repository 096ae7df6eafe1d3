"""Papers as PDF and Word: what they say is read back by foreign readers, pages are counted, and equal papers are equal bytes."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from models.formats import pdf, word
from models.paper import Heading, Numbered, Pairs, Paper, Paragraph, Signature, Signatures, Size, Table
from tests.formats.kit import pdf_text

ROWS = tuple((f"REG-{number:02}", "Apakah peraturan sudah ditetapkan?", "ya — “cukup” ✓") for number in range(1, 61))
PAPER = Paper(
    language="id",
    letterhead=("BADAN KEPEGAWAIAN NEGARA", "Jalan Sutoyo 12, Jakarta"),
    title="BERITA ACARA",
    subtitle="Nomor: B-1/2023",
    blocks=(
        Paragraph("Pada hari ini\nkami bertemu."),
        Heading("A. Dasar"),
        Numbered(("Surat <b>tugas</b> & lampirannya", "Peraturan")),
        Pairs((("Instansi", "Provinsi Jawa Barat"),)),
        Table(("Kode", "Pertanyaan", "Hasil"), ROWS, (1, 4, 2)),
        Signatures((Signature("Ketua Tim", "Lina", "NIP 1"), Signature("Instansi", "Budi"), Signature("Anggota", ""))),
    ),
    foot="0123456789abcdef",
    page="Halaman {page} dari {pages}",
)
SHORT = replace(PAPER, blocks=(*PAPER.blocks[:4], PAPER.blocks[-1]))


def test_a_foreign_reader_finds_every_word_on_counted_pages(tmp_path: Path) -> None:
    pages = pdf_text(pdf.written(PAPER), tmp_path / "x.pdf").split("\f")[:-1]
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert "0123456789abcdef" in page
        assert f"Halaman {number} dari {len(pages)}" in page
        if "REG-" in page:
            assert page.split()[0] == "BADAN" or page.split()[:3] == ["Kode", "Pertanyaan", "Hasil"]
    whole = " ".join(" ".join(pages).split())
    for said in ("BADAN KEPEGAWAIAN NEGARA", "Nomor: B-1/2023", "1. Surat <b>tugas</b> & lampirannya", "ya — “cukup” ✓", "NIP 1"):
        assert said in whole
    assert [whole.count(row[0]) for row in ROWS] == [1] * len(ROWS)


def test_a_part_with_a_long_table_begins_below_what_stands_before_it(tmp_path: Path) -> None:
    for rows in (1, 39, 57):
        part = (Heading("B. Daftar"), Table(("Kode", "Pertanyaan", "Hasil"), ROWS[:rows], (1, 4, 2)))
        first, *_ = pdf_text(pdf.written(replace(PAPER, blocks=(Paragraph("Pada hari ini"), *part))), tmp_path / "x.pdf").split("\f")
        assert "B. Daftar" in first
        assert "REG-01" in first


def test_headings_do_not_stand_alone_at_the_foot_of_a_page_and_a_short_table_is_not_divided(tmp_path: Path) -> None:
    for rows in (24, 26, 29, 33):  # where the heading comes to the foot of the page
        table = Table(("Kode", "Pertanyaan", "Hasil"), ROWS[:rows], (1, 4, 2))
        part = (Heading("C. Lampiran"), Heading("1. Nama"), Table(("Nomor", "Nama"), (("ZZ-01", "x\n" * 7), ("ZZ-02", "x\n" * 8)), (1, 2)))
        pages = pdf_text(pdf.written(replace(PAPER, blocks=(table, *part))), tmp_path / "x.pdf").split("\f")
        (begun,) = [page for page in pages if "C. Lampiran" in page]
        assert "ZZ-01" in begun
        assert "ZZ-02" in begun


def test_a_row_goes_on_to_the_next_page_whole_and_the_head_stands_once_on_each(tmp_path: Path) -> None:
    rows = tuple((code, "satu\ndua\ntiga\nempat\nlima", "enam") for code, *_ in ROWS)
    table = Table(("Kode", "Pertanyaan", "Hasil"), rows, (1, 4, 2))
    pages = pdf_text(pdf.written(replace(PAPER, blocks=(table,))), tmp_path / "x.pdf").split("\f")[:-1]
    assert len(pages) > 2
    for page in pages:
        assert page.count("Pertanyaan") == 1
        assert page.count("satu") == page.count("lima") == page.count("REG-") > 0


def test_places_to_sign_stay_together_with_what_is_signed(tmp_path: Path) -> None:
    places = Signatures((Signature("Ketua Tim", "Lina"), Signature("Instansi", "Budi"), Signature("Anggota", "")), "Demikian dibuat")
    for rows in (25, 28, 31):  # where the places to sign come to the foot of the page
        table = Table(("Kode", "Pertanyaan", "Hasil"), ROWS[:rows], (1, 4, 2))
        pages = pdf_text(pdf.written(replace(PAPER, blocks=(table, places))), tmp_path / "x.pdf").split("\f")
        (signed,) = [page for page in pages if "Ketua Tim" in page]
        assert "Budi" in signed
        assert "Anggota" in signed
        assert "Demikian dibuat" in signed


@pytest.mark.parametrize(("text", "size"), [("kata " * 2_000, "a4"), ("x" * 10_000, "f4"), ("\n" * 300, "a4")])
def test_no_text_is_too_long_for_a_cell(text: str, size: Size, tmp_path: Path) -> None:
    long = replace(PAPER, blocks=(Table(("Kode", "Catatan"), (("REG-01", text),), (1, 3)),), size=size)
    found = pdf_text(pdf.written(long), tmp_path / "x.pdf")
    assert found.count("kata") == text.count("kata")
    assert docx.Document(io.BytesIO(word.written(long))).tables[0].rows[1].cells[1].text == text


@pytest.mark.parametrize("text", ["kata " * 2_000, "x" * 10_000, "\n" * 300])
def test_a_reason_longer_than_a_page_ended_every_paper_of_its_round(text: str, tmp_path: Path) -> None:
    long = replace(PAPER, blocks=(Pairs((("Instansi", "Provinsi Jawa Barat"), ("Alasan", text), ("Pleno", "Nomor 1"))), PAPER.blocks[-1]))
    found = pdf_text(pdf.written(long), tmp_path / "x.pdf")
    assert found.count("kata") == text.count("kata")
    assert "Nomor 1" in found


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert pdf.written(SHORT) == pdf.written(replace(SHORT))
    assert word.written(SHORT) == word.written(replace(SHORT))
    assert pdf.written(SHORT) != pdf.written(replace(SHORT, foot="fedcba9876543210"))


def test_word_says_the_same_as_the_pdf() -> None:
    document = docx.Document(io.BytesIO(word.written(PAPER)))
    said = [paragraph.text for paragraph in document.paragraphs]
    for text in ("BADAN KEPEGAWAIAN NEGARA", "BERITA ACARA", "Pada hari ini\nkami bertemu.", "1.\tSurat <b>tugas</b> & lampirannya"):
        assert text in said
    pairs, table, signed = document.tables
    assert [cell.text for cell in pairs.rows[0].cells] == ["Instansi", ":", "Provinsi Jawa Barat"]
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == [("Kode", "Pertanyaan", "Hasil"), *ROWS]
    assert [cell.text for row in signed.rows for cell in row.cells if cell.text] == [
        "Ketua Tim",
        "Instansi",
        "Lina",
        "Budi",
        "NIP 1",
        "Anggota",
        "…" * 12,
    ]
    assert document.sections[0].footer.paragraphs[0].text.startswith("0123456789abcdef\tHalaman ")


@pytest.mark.parametrize(("size", "millimetres"), [("a4", (210, 297)), ("f4", (215, 330))])
def test_the_paper_has_the_size_that_was_asked_for(size: Size, millimetres: tuple[int, int]) -> None:
    section = docx.Document(io.BytesIO(word.written(replace(SHORT, size=size)))).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == millimetres
    box = next(line for line in pdf.written(replace(SHORT, size=size)).split(b"\n") if b"/MediaBox" in line)
    width, height = (float(part) for part in box.split(b"[")[1].split(b"]")[0].split()[2:])
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == millimetres


@pytest.mark.parametrize("size", ["a4", "f4"])
def test_a_long_foot_was_written_over_the_count_of_the_pages(size: Size, tmp_path: Path) -> None:
    foot = f"Kementerian {'Pendayagunaan Aparatur Negara ' * 9}· 2023-1 · 0123456789abcdef"
    said = " ".join(pdf_text(pdf.written(replace(SHORT, foot=foot, size=size)), tmp_path / "x.pdf").split())
    assert "… · 2023-1 · 0123456789abcdef Halaman 1 dari 1" in said


@pytest.mark.parametrize("rows", [2, 40])
def test_a_sentence_about_a_table_stood_with_its_heading_at_the_foot_of_the_page_before(rows: int, tmp_path: Path) -> None:
    for lines in range(24, 37):
        filling = tuple(Paragraph(f"Baris {number}") for number in range(lines))
        table = Table(("Nomor", "Nama"), tuple((f"ZZ-{number:02}", "x") for number in range(rows)), (1, 2))
        for said in ((), (Paragraph("Pada butir di bawah ini. " * 9),)):
            body = pdf.written(replace(PAPER, blocks=(*filling, Heading("C. Lampiran"), *said, table)))
            (begun,) = [page for page in pdf_text(body, tmp_path / "x.pdf").split("\f") if "C. Lampiran" in page]
            assert "ZZ-00" in begun, (lines, bool(said))
