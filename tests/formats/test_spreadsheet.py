"""Workbooks are read as one sees them; what is made to fill the memory is refused before it does."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final

import pytest

from models.errors import Refusal
from models.formats import reading, spreadsheet, tables
from models.formats.tables import Kind
from models.formats.workbook import written
from tests.formats.kit import HOSTILE, cells, loaded, page, repacked, saved, workbook

SHEET: Final = "xl/worksheets/sheet1.xml"


def refused(body: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        reading.tables(body, "x.xlsx")
    return caught.value.code


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        (5, "5", Kind.NUMBER),
        (1.1, "1.1", Kind.NUMBER),
        (0.1 + 0.2, "0.3", Kind.NUMBER),
        (1e-7, "0.0000001", Kind.NUMBER),
        (-12.5, "-12.5", Kind.NUMBER),
        (199001012015041001, "1.99001012015041e+17", Kind.NUMBER),
        (date(2023, 5, 9), "2023-05-09", Kind.DATE),
        (datetime.fromisoformat("2023-05-09T14:05:00"), "2023-05-09 14:05:00", Kind.DATE),
        (time(14, 5), "14:05:00", Kind.DATE),
        (True, "TRUE", None),
        ("1.10", "1.10", None),
        ("", None, None),
    ],
)
def test_a_cell_is_the_text_one_sees(value: object, text: str | None, kind: Kind | None) -> None:
    (table,) = spreadsheet.read(workbook([("a", value, "b")]), "x.xlsx")
    (row,) = table.rows
    assert row.cells == ("a", text or "", "b")
    assert row.kinds.get(1) == kind


@pytest.mark.parametrize(("kept", "shown"), [(b"NaN", "nan"), (b"1e400", "inf"), (b"-inf", "-inf")])
def test_a_number_that_is_none_or_has_no_end_was_taken_for_one_and_ended_the_program(kept: bytes, shown: str) -> None:
    body = repacked(workbook([("a", 5)]), lambda name, content: content.replace(b"<v>5</v>", b"<v>%b</v>" % kept))
    ((row,),) = (table.rows for table in spreadsheet.read(body, "x.xlsx"))
    assert (row.cells, row.kinds) == (("a", shown), {})


@pytest.mark.parametrize("shape", ["yyyy-mm-dd", "[h]:mm", "General"])
@pytest.mark.parametrize(("value", "text"), [(199001012015041001, "1.99001012015041e+17"), (-2e11, "-200000000000"), (1e9, "1000000000")])
def test_a_long_number_in_a_cell_for_days_or_hours_ended_the_program(value: float, text: str, shape: str) -> None:
    book = loaded(workbook([("NIP", value)]))
    book.active["B1"].number_format = shape
    ((row,),) = (table.rows for table in spreadsheet.read(saved(book), "x.xlsx"))
    assert (row.cells, row.kinds) == (("NIP", text), {1: Kind.NUMBER})


@pytest.mark.parametrize("value", [b"-2e11", b"2e11"])
def test_what_the_library_stumbles_over_for_all_that_is_refused(value: bytes) -> None:
    book = loaded(workbook([(7,)]))
    book.active["A1"].number_format = "[h]:mm"
    hidden = b"<!-- --><v>%b</v>" % value
    assert refused(repacked(saved(book), lambda name, content: content.replace(b"<v>7</v>", hidden))) == "table.unreadable"


def test_texts_stay_texts() -> None:
    book = loaded(workbook([("x",)]))
    for number, text in enumerate(HOSTILE, 1):
        book.active.cell(number, 1).value = text
        book.active.cell(number, 1).data_type = "s"
    (table,) = spreadsheet.read(saved(book), "x.xlsx")
    assert [row.cells[0] for row in table.rows] == list(HOSTILE)
    assert not any(row.kinds for row in table.rows)


def test_rows_have_their_numbers_and_sheets_their_names() -> None:
    first, second = spreadsheet.read(workbook([(), (), ("", "a"), (), ("b",)], [("c",)], names=("Satu", "Dua")), "x.xlsx")
    assert [(row.number, row.cells) for row in first.rows] == [(3, ("", "a")), (5, ("b", ""))]
    assert (first.name, second.name, cells(second)) == ("Satu", "Dua", [("c",)])


def test_an_empty_sheet_is_an_empty_table() -> None:
    assert cells(spreadsheet.read(workbook([]), "x.xlsx")[0]) == []


@pytest.mark.parametrize(
    "body",
    [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500, workbook([("a",)])[:-30], workbook([("a",)])[:200]],
    ids=["a beginning", "rubbish", "cut at the end", "cut"],
)
def test_what_is_no_workbook_is_refused(body: bytes) -> None:
    assert refused(body) == "table.unreadable"


def test_an_archive_without_a_workbook_is_refused() -> None:
    assert refused(repacked(workbook([("a",)]), lambda name, content: b"<x/>")) == "table.unreadable"


def test_another_kind_of_workbook_is_refused_by_its_kind() -> None:
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600) == "table.kind"
    ods = io.BytesIO()
    with zipfile.ZipFile(ods, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refused(ods.getvalue()) == "table.kind"


def swollen(name: str, content: bytes) -> bytes:
    return content + b" " * 80_000_000 if name == SHEET else content


def far(name: str, content: bytes) -> bytes:
    return content.replace(b'r="A1"', b"r = 'XFD1048576'") if name == SHEET else content


def far_row(name: str, content: bytes) -> bytes:
    wide = b"<row>" + b"<c><v>1</v></c>" * 2_000 + b'</row><row r="1048576"><c><v>1</v></c></row></sheetData>'
    return content.replace(b"</sheetData>", wide) if name == SHEET else content


def repeating(name: str, content: bytes) -> bytes:
    if name == SHEET:
        return content.replace(b"</sheetData>", b"<row>" + b'<c t="s"><v>0</v></c>' * 3_000 + b"</row></sheetData>")
    return content.replace(b"<t>K0</t>", b"<t>" + b"a" * 30_000 + b"</t>")


def roomy(name: str, content: bytes) -> bytes:
    return content.replace(b'uniqueCount="2"', b'uniqueCount="4294967295"')


def in_utf_16(name: str, content: bytes) -> bytes:
    return content.decode().replace("UTF-8", "UTF-16").encode("utf-16") if name == SHEET else content


def in_a_sheet(rows: bytes, text: bytes = b"<t>K0</t>") -> Callable[[str, bytes], bytes]:
    """A change that puts more rows into the sheet, and another text in the place of the first shared one."""
    return lambda name, content: (content.replace(b"</sheetData>", rows + b"</sheetData>") if name == SHEET else content).replace(
        b"<t>K0</t>", text
    )


def far_out(cell: bytes) -> Callable[[str, bytes], bytes]:
    return in_a_sheet(b'<row r="1048576">' + cell + b"</row>")


LONG: Final = b"<t>" + b"a" * 30_000 + b"</t>"


@pytest.mark.parametrize(
    "change",
    [
        far_out(b"""<c r="XFD1048576" x="/>"><v>1</v></c>"""),
        far_out(b"""<c r="XFD1048576"><a-b:v>1</a-b:v></c>"""),
        far_out(b"""<c r="XFD1048576"><!--<row--><v>1</v></c>"""),
        far_out(b"""<c r="XFD1"/><c><v>1</v></c>"""),
        far_out(b"""<c r="&#88;FD1048576"><v>1</v></c>"""),
        in_a_sheet(b'<row><c r="XFD1"><v>1</v></c></row>' + b"<row><c><v>1</v></c></row>" * 3_000),
        *(
            in_a_sheet(b"<row>" + b'<c t="s"><v%b</v></c>' % number * 3_000 + b"</row>", LONG)
            for number in (b"><si/></v><v>0", b"><!-- -->0", b"><![CDATA[0]]>", b' x=">">0', b">+0", b">00000000000", b">&#48;")
        ),
    ],
)
def test_a_workbook_that_hides_from_patterns_what_would_fill_the_memory_is_refused(change: Callable[[str, bytes], bytes]) -> None:
    # Of each of them five kilobytes ended the program, with everything that was open in it.
    assert refused(repacked(written([page(("a",))], "Pilihan"), change)) == "table.too_many"


@pytest.mark.parametrize(
    "rows",
    [b"<row><v" + b' r="A1"' * 100_000, b"<v " * 100_000, b"<row><c><f/>" + b" " * 100_000],
    ids=["places", "openings", "blanks"],
)
def test_a_workbook_that_would_keep_a_pattern_busy_for_hours_is_refused_at_once(rows: bytes) -> None:
    assert refused(repacked(written([page(("a",))], "Pilihan"), in_a_sheet(rows))) == "table.unreadable"


def test_a_document_type_in_a_workbook_is_refused() -> None:
    kind = b"""<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"""
    change = lambda _, content: content.replace(b"<sst", kind + b"<sst")  # noqa: E731
    assert refused(repacked(written([page(("a",))], "Pilihan"), change)) == "table.unreadable"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (swollen, "table.too_large"),
        (far, "table.too_many"),
        (far_row, "table.too_many"),
        (repeating, "table.too_many"),
        (roomy, "table.too_many"),
        (in_utf_16, "table.unreadable"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_what_would_fill_the_memory_is_refused(change: object, code: str) -> None:
    assert callable(change)
    changed = repacked(written([page(("a",))], "Pilihan"), change)
    assert len(changed) < 1_000_000
    assert refused(changed) == code


def test_a_size_that_is_a_lie_is_found_out() -> None:
    body = repacked(workbook([("a",)]), swollen)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        size = archive.getinfo(SHEET).file_size
    lying = body.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != body
    assert refused(lying) == "table.unreadable"


def test_too_many_parts_and_too_many_bytes_are_refused() -> None:
    more = {f"x{number}.xml": b"" for number in range(1_001)}
    assert refused(repacked(workbook([("a",)]), lambda _, content: content, more)) == "table.too_many"
    assert refused(b"PK\x03\x04" + b"\0" * tables.SIZE_LIMIT) == "table.too_large"


def test_a_formatted_cell_far_out_that_holds_nothing_is_no_matter() -> None:
    book = loaded(workbook([("a",)]))
    book.active.cell(1_048_576, 16_384).number_format = "@"
    assert cells(spreadsheet.read(saved(book), "x.xlsx")[0]) == [("a",)]
