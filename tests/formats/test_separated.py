"""Separated text is read as it was meant, whichever office program wrote it, or refused at the byte."""

import codecs
import os
from pathlib import Path
from typing import Final

import pytest

from models.errors import Refusal
from models.formats import reading, separated, tables
from tests.formats.kit import cells

ROWS: Final = [("Kode", "Nama"), ("31.70", "Jum’at Ma'ruf – é"), ("1.10", 'Kab. "Toli-Toli"')]
TEXT: Final = 'Kode;Nama\r\n31.70;Jum’at Ma\'ruf – é\r\n1.10;"Kab. ""Toli-Toli"""\r\n'


def read(body: bytes) -> list[tuple[str, ...]]:
    return cells(separated.read(body, "x.csv"))


def refused(body: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        separated.read(body, "x.csv")
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_any_encoding_and_separator_gives_the_same_rows(encoding: str, separator: str) -> None:
    assert read(TEXT.replace(";", separator).encode(encoding)) == ROWS


def test_big_endian_is_read_too() -> None:
    assert read(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == ROWS


def test_old_line_ends_are_line_ends() -> None:
    assert read(b"a;b\rc;d\r") == [("a", "b"), ("c", "d")]


def test_rows_have_the_numbers_a_spreadsheet_shows() -> None:
    found = separated.read(b'a,b\r\n\r\n"two\r\nlines",x\r\n,\r\nlast,y\r\n', "x.csv")
    assert [(row.number, row.cells[0]) for row in found.rows] == [(1, "a"), (3, "two\r\nlines"), (5, "last")]


def test_a_line_that_names_the_separator_is_no_row_but_counts() -> None:
    found = separated.read(b"sep=,\r\na;b,c\r\n", "x.csv")
    assert [(row.number, row.cells) for row in found.rows] == [(2, ("a;b", "c"))]


def test_decimal_commas_do_not_make_the_separator() -> None:
    assert read(b"Kode;Nilai;Lain\r\nA;1,5;2,5\r\nB;1,25;3,75\r\n")[1] == ("A", "1,5", "2,5")


@pytest.mark.parametrize("cell", ["1.10", "199001012015041001", "=1+1", "+62 812", "-5", "@here", "05/2023", " x "])
def test_cells_are_texts_exactly_as_they_stand(cell: str) -> None:
    assert read(f"a,b\n{cell},x\n".encode())[1] == (cell, "x")


@pytest.mark.parametrize(
    ("body", "row", "byte"),
    [
        ("Kode;é\nA;é\n".encode() + b"B;\xe9\n", 3, "0xE9"),
        (codecs.BOM_UTF8 + b"a;b\nA;\xff\n", 2, "0xFF"),
        (b"a;b\nA;\x81\n", 2, "0x81"),
        (b'a;b\n"x\ny";\x9d\n', 2, "0x9D"),
        (b"a;b\nc\x00;d\n", 2, "0x00"),
        (codecs.BOM_UTF16_LE + "a;b\nc;".encode("utf-16-le") + b"\x00\xd8a\x00", 2, "0x00"),
    ],
)
def test_a_byte_that_means_nothing_is_refused_with_its_row(body: bytes, row: int, byte: str) -> None:
    refusal = refused(body)
    assert (refusal.code, refusal.fields["row"], refusal.fields["byte"]) == ("table.bytes", row, byte)


@pytest.mark.parametrize("body", [b'a;b\n"c;d\n', b'a;b\n"c"x;d\n'])
def test_quotation_marks_that_do_not_match_are_refused_with_the_row(body: bytes) -> None:
    refusal = refused(body)
    assert (refusal.code, refusal.fields["row"]) == ("table.quotes", 2)


def test_too_much_is_refused() -> None:
    assert refused(b"x" * (tables.SIZE_LIMIT + 1)).code == "table.too_large"
    assert refused(b"," * (tables.CELL_LIMIT + 1)).code == "table.too_many"


def test_nothing_is_an_empty_table() -> None:
    assert read(b"") == []
    assert read(codecs.BOM_UTF8) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_that_is_called_a_table_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "data.csv")
    with pytest.raises(Refusal) as caught:
        reading.opened(tmp_path / "data.csv")
    assert caught.value.code == "document.unreadable"


def test_a_file_that_is_too_large_is_told_in_the_words_of_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data.csv").write_bytes(b"a" * 100)
    monkeypatch.setattr(reading, "SIZE_LIMIT", 99)
    with pytest.raises(Refusal) as caught:
        reading.opened(tmp_path / "data.csv")
    assert caught.value.code == "table.too_large"
