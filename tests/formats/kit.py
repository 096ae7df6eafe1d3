"""Files of other programs for tests: workbooks as openpyxl writes and reads them, and worksheets with a cell changed."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from models.desk import worksheets
from models.desk.desk import Desk
from models.formats import reading, worksheet
from models.formats.tables import Table
from models.formats.workbook import Column, Page
from models.formats.worksheet import Filled
from models.previews import Entry, Standing, WorksheetPreview

HOSTILE: Final = (
    '=HYPERLINK("http://x")',
    "+62 812 3456 789",
    "-5",
    "@here",
    "199001012015041001",
    "1.10",
    "05/2023",
    "{=1+1}",
    "http://example.test/a",
    "[/]\t[b",
    "'satu",
)
"""Texts that spreadsheets like to make something else of."""


def workbook(*sheets: Sequence[Sequence[object]], names: Sequence[str] = ()) -> bytes:
    """A workbook as another program writes it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(names[number] if names else f"Sheet{number + 1}")
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def page(*rows: tuple[str, ...]) -> Page:
    """A page of our own with these rows."""
    return Page("Lembar", tuple(Column(f"K{number}", 10) for number, _ in enumerate(rows[0])), rows)


def saved(book: Any) -> bytes:
    """The bytes of an openpyxl workbook."""
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def loaded(body: bytes) -> Any:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(body))


def cells(table: Table) -> list[tuple[str, ...]]:
    """The rows of a table without their numbers."""
    return [row.cells for row in table.rows]


def repacked(body: bytes, change: Callable[[str, bytes], bytes], more: Mapping[str, bytes] | None = None) -> bytes:
    """The archive with its parts changed and others added."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, content in (more or {}).items():
            target.writestr(name, content)
    return packed.getvalue()


def file_of(desk: Desk, verification: str, language: str = "id") -> bytes:
    """The worksheet of a verification."""
    return desk.ask(worksheets.file, verification, language).body


def filled(body: bytes, file: str = "w.xlsx") -> Filled:
    """The worksheet as it is read."""
    return worksheet.read(reading.tables(body, file), file)


def previewed(desk: Desk, body: bytes) -> WorksheetPreview:
    """What a worksheet would change."""
    return desk.ask(worksheets.preview, filled(body))


def standings(found: WorksheetPreview) -> dict[str, Standing]:
    """How the entries stand, the same ones left out."""
    return {entry.id: entry.standing for entry in found.entries if entry.standing is not Standing.SAME}


def entry(found: WorksheetPreview, name: str) -> Entry:
    """The entry of a name."""
    (one,) = (each for each in found.entries if each.id == name)
    return one


def place(book: Any, key: Sequence[str], column: str, keys: Sequence[str]) -> Any:
    """The cell in `column` of the row whose `keys` columns hold `key`, on whichever sheet has them, by Indonesian headings."""
    for sheet in book.worksheets:
        heading = {cell.value: cell.column for cell in sheet[1]}
        if not {column, *keys} <= heading.keys():
            continue
        for row in sheet.iter_rows(min_row=2):
            if [row[heading[name] - 1].value for name in keys] == list(key):
                return row[heading[column] - 1]
    raise AssertionError((key, column))


def with_cell(body: bytes, key: str | Sequence[str], column: str, value: object, keys: Sequence[str] = ("Kode butir",)) -> bytes:
    """The worksheet with one cell changed, as somebody would in a spreadsheet."""
    book = loaded(body)
    cell = place(book, [key] if isinstance(key, str) else key, column, keys)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    return saved(book)


def written(folder: Path, name: str, body: bytes) -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(body)
    return path


def pdf_text(body: bytes, path: Path) -> str:
    """What a foreign reader finds in a PDF, its pages divided by form feeds."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    path.write_bytes(body)
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
