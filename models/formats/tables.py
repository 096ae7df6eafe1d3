"""A table as it was read: rows of texts under the numbers a spreadsheet shows, and its columns found by their headings."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Final

from models.text import Phrase, cut, folded
from models.words import both

SIZE_LIMIT: Final = 16_000_000
"""Largest file in bytes."""
CELL_LIMIT: Final = 1_000_000
"""Most cells of a table, the empty ones between others among them."""
_HEAD_ROWS: Final = 20
"""The heading stands in one of the first rows that hold anything."""
LONGEST_NAME: Final = 200
"""Longest code, heading or name of a sheet, in characters; a cell and a workbook may hold megabytes in its place."""


class Kind(StrEnum):
    """What a cell is that is no text: Excel may have made it of what somebody typed."""

    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds anything: its number, counted from 1 as a spreadsheet does, and its cells as seen."""

    number: int
    cells: tuple[str, ...]
    kinds: Mapping[int, Kind] = field(default_factory=dict)
    """The kinds of the cells that are no text, by position."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook, or a file of separated text."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Cells that were made one: first row and column, last row and column; rows counted from 1, columns from 0."""
    hidden: frozenset[int] = frozenset()
    """The numbers of the rows that nobody sees."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row below the heading: its number and its cells by column, empty where a column is not there."""

    number: int
    values: Mapping[str, str]
    kinds: Mapping[str, Kind]


@dataclass(frozen=True, slots=True)
class Headed:
    """A table whose heading was found."""

    sheet: str
    titles: Mapping[str, str]
    """For each column found its letter and heading, such as `B "Nama"`."""
    unknown: tuple[str, ...]
    """Headings that mean nothing here."""
    twice: tuple[str, ...]
    """Headings that mean a column already found."""
    records: tuple[Record, ...]

    def place(self, record: Record, column: str) -> Phrase:
        """Where a cell stands, in words."""
        title = self.titles.get(column, "-")
        return both("place.cell", sheet=self.sheet, row=record.number, column=title)


def headed(table: Table, columns: Mapping[str, frozenset[str]], needed: Collection[str]) -> Headed | None:
    """`table` under the first row that names every `needed` column; None where none does.

    `columns` holds the folded headings that each column may have.
    """
    for index, row in enumerate(table.rows[:_HEAD_ROWS]):
        found: dict[str, int] = {}
        unknown, twice = [], []
        for position, cell in enumerate(row.cells):
            name = _folded(cell) if len(cell) <= LONGEST_NAME else ""
            key = next((key for key, names in columns.items() if name in names), None)
            if key is None:
                unknown.append(cut(cell.strip(), LONGEST_NAME))
            elif key in found:
                twice.append(cut(cell.strip(), LONGEST_NAME))
            else:
                found[key] = position
        if found.keys() >= set(needed):
            titles = {key: f'{letter(position)} "{cut(row.cells[position].strip(), LONGEST_NAME)}"' for key, position in found.items()}
            records = tuple(_record(below, found, columns) for below in table.rows[index + 1 :])
            return Headed(table.name, titles, tuple(filter(None, unknown)), tuple(twice), records)
    return None


@lru_cache(maxsize=2_048)
def _folded(cell: str) -> str:
    """A heading folded: the sheets of a file, and one file after the other, bring the same ones."""
    return folded(cell)


def letter(position: int) -> str:
    """The letters of a column counted from 0: A, …, Z, AA and so on."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _record(row: Row, found: Mapping[str, int], columns: Collection[str]) -> Record:
    cells = row.cells
    values = {key: cells[found[key]] if found.get(key, len(cells)) < len(cells) else "" for key in columns}
    return Record(row.number, values, {key: row.kinds[position] for key, position in found.items() if position in row.kinds})
