"""What was asked of an agency, filled in row by row without a spreadsheet."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from models.desk import worksheets
from models.desk.desk import Desk
from models.formats import reading, worksheet
from models.formats.tables import Kind, Row, Table
from models.formats.worksheet import ASKED, FIGURES, Filled
from models.previews import WorksheetPreview

PERBUP: Final = {"item": "REG-01", "title": "Perbup Manajemen Talenta", "number": "12/2024", "date": "31-12-2024", "place": "Pasal 3"}

_DRAWN: Final[dict[str, tuple[Table, ...]]] = {}
"""Drawn once in each language: lists of one agency, round and checklist differ by the verification they are written from alone."""


def asked(desk: Desk, verification: str, language: str = "id") -> tuple[Table, ...]:
    """The sheets of the list of what is asked of the agency that tests begin with."""
    if language not in _DRAWN:
        _DRAWN[language] = reading.tables(desk.ask(worksheets.request, verification, language).body, "p.xlsx")
    cover, *others = _DRAWN[language]
    mark, major, _, *whose = cover.rows[0].cells
    head = replace(cover.rows[0], cells=(mark, major, verification, *whose))
    return (replace(cover, rows=(head, *cover.rows[1:])), *others)


def with_rows(tables: tuple[Table, ...], *rows: Mapping[str, str], kinds: Mapping[str, Kind] | None = None) -> tuple[Table, ...]:
    """The sheets with these rows: at the item or figure they name where it is empty, else below; `kinds` are those of cells by column."""
    for said in rows:
        columns = FIGURES if "count" in said else ASKED
        at = next((at for at, table in enumerate(tables) if _rows_of(table, said[columns[0]])), 1)
        cells = tuple(said.get(column, "") for column in columns)
        marked = {columns.index(column): kind for column, kind in (kinds or {}).items()}
        tables = (*tables[:at], _with_row(tables[at], cells, marked), *tables[at + 1 :])
    return tables


def _rows_of(table: Table, key: str) -> list[int]:
    """Where the rows of a key stand."""
    return [at for at, row in enumerate(table.rows) if row.cells[0] == key]


def _with_row(table: Table, cells: tuple[str, ...], kinds: Mapping[int, Kind]) -> Table:
    free = next((at for at in _rows_of(table, cells[0]) if not any(table.rows[at].cells[2:])), len(table.rows))
    number = table.rows[free].number if free < len(table.rows) else table.rows[-1].number + 1
    return replace(table, rows=(*table.rows[:free], Row(number, cells, kinds), *table.rows[free + 1 :]))


def back(tables: tuple[Table, ...]) -> Filled:
    """The list as it came back."""
    return worksheet.read(tables, "p.xlsx")


def filled(desk: Desk, verification: str, *rows: Mapping[str, str], language: str = "id") -> Filled:
    """The list with these rows, as it came back."""
    return back(with_rows(asked(desk, verification, language), *rows))


def taken(desk: Desk, came: Filled, *words: str) -> WorksheetPreview:
    """What is taken of it when `words` are named, what is new where none are."""
    return desk.do(worksheets.take, came, desk.ask(worksheets.preview, came).chosen(words or ["new"]))
