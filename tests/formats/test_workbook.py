"""Workbooks of ours, judged by openpyxl: every cell a text, nothing a formula or a link, equal pages equal bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Refusal
from models.formats import spreadsheet, workbook
from models.formats.workbook import Choice, Column, Page
from tests.builders import quick
from tests.formats.kit import HOSTILE, cells, loaded, page

ALL = (*HOSTILE, "_x000D_", " both ", "two\nlines", "😀", "é")
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=30).filter(lambda text: "_x" not in text)


def test_every_cell_is_a_text() -> None:
    sheet = loaded(workbook.written([page(*((text,) for text in ALL))], "Pilihan")).worksheets[0]
    found = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in found] == list(ALL)
    assert {(cell.data_type, cell.number_format, cell.hyperlink) for cell in found} == {("s", "@", None)}


@quick
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5))
def test_what_is_written_is_read_again(rows: list[tuple[str, str]]) -> None:
    (table,) = spreadsheet.read(workbook.written([page(*rows)], "Pilihan"), "x.xlsx")
    assert cells(table)[1:] == [row for row in rows if any(map(str.strip, row))]


def test_the_same_pages_are_the_same_bytes() -> None:
    pages = [page(("a", "b"), ("c", "d")), Page("Dua", (Column("K", 5),), (("x",),), (Choice(0, 0, 0, ("x", "y")),))]
    assert workbook.written(pages, "Pilihan") == workbook.written(pages, "Pilihan")


def test_a_text_longer_than_a_cell_is_refused_with_its_place() -> None:
    with pytest.raises(Refusal) as caught:
        workbook.written([page(("a", "😀" * 16_384))], "Pilihan")
    assert (caught.value.code, caught.value.fields["cell"]) == ("export.cell", "B2")
    workbook.written([page(("a", "😀" * 16_383))], "Pilihan")


@pytest.mark.parametrize("name", ["a/b\\c", "[x]:*?", "'", "", "n" * 40, "tab\tname", "Pilihan"])
def test_any_name_of_a_page_becomes_one_that_is_allowed(name: str) -> None:
    pages = [Page(name, (Column("K", 5),), (("x",),), (Choice(0, 0, 0, ("x",)),))] * 2
    names = loaded(workbook.written(pages, "Pilihan")).sheetnames
    assert len({each.casefold() for each in names}) == 3
    assert all(0 < len(each) <= 31 and not set(each) & set("[]:*?/\\'\t") for each in names)


def test_cells_offer_their_choices() -> None:
    long = tuple(f"pilihan, dengan koma {number} dan teks yang panjang sekali" for number in range(12))
    choices = (Choice(0, 1, 0, ("Ya", "Tidak")), Choice(2, 2, 1, long), Choice(3, 3, 0, ("Ya", "Tidak")))
    book = loaded(workbook.written([Page("Satu", (Column("K", 5), Column("L", 5)), (("", ""),) * 4, choices)], "Pilihan"))
    rules = {str(rule.sqref): rule.formula1 for rule in book["Satu"].data_validations.dataValidation}
    assert rules == {"A2:A3": "'Pilihan'!$A$1:$B$1", "B4": "'Pilihan'!$A$2:$L$2", "A5": "'Pilihan'!$A$1:$B$1"}
    assert [cell.value for cell in book["Pilihan"][2]] == list(long)
    assert book["Pilihan"].sheet_state == "hidden"


def test_the_heading_stays_in_sight_and_nothing_is_protected() -> None:
    sheet = loaded(workbook.written([page(("a",))], "Pilihan")).worksheets[0]
    assert (sheet.freeze_panes, sheet.protection.sheet) == ("B2", False)
    hidden = loaded(workbook.written([Page("x", (Column("mark", 5),), (("a",),), hides_heading=True)], "Pilihan")).worksheets[0]
    assert (hidden.row_dimensions[1].hidden, hidden["A1"].value) == (True, "mark")


def test_a_row_is_as_high_as_its_longest_cell() -> None:
    rows = (("one", "x" * 95), ("one", "a\nb\nc"), ("one", "two"), ("one", "x" * 20_000))
    sheet = loaded(workbook.written([page(*rows)], "Pilihan")).worksheets[0]
    assert [sheet.row_dimensions[number].height for number in (2, 3, 4, 5)] == [150, 45, None, 408.75]


def test_a_heading_longer_than_its_column_is_seen_in_full() -> None:
    columns = (Column("Kode instansi", 13), Column("Alasan belum menerapkan", 13))
    heights = [
        loaded(workbook.written([Page("x", columns, (("a", "b"),), is_filtered=is_filtered)], "Pilihan"))
        .worksheets[0]
        .row_dimensions[1]
        .height
        for is_filtered in (False, True)
    ]
    assert heights == [30, 45]
