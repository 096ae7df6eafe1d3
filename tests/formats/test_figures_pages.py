"""The figures as tables: numbers are numbers, each says how it was counted, and what others stated has no agencies behind it."""

import pytest

from models.figures_board import board
from models.figures_moved import with_moved
from models.formats import figures_pages, workbook
from models.words import LANGUAGES, Words
from tests.formats.kit import loaded
from tests.formats.national_kit import told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_board_is_a_row_with_how_it_was_counted(language: str) -> None:
    words, found = Words(language), told()
    entries = with_moved(words, board(words, found.figures, {}), found.moved)
    book = loaded(workbook.written(figures_pages.pages(words, found.figures, entries, found.day), "x"))
    _head, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert len(rows) == sum(len(entry.cells) for entry in entries)
    assert all(row[6] and "figure." not in row[6] for row in rows)
    behind = {code for *_, codes in rows for code in (codes or "").split()}
    assert behind == {"A0", "A1", "A2", "A3"}
    assert [row for row in rows if isinstance(row[3], int) and row[4] is not None and row[3] != row[4]] == []
    stated = words("board.column.stated")
    assert {row[4] for row in rows if row[2] == stated} == {None}
    assert book.worksheets[1]["B4"].value == 4
