"""From the board of figures to pages: every number with how it was counted and the agencies behind it, then what was chosen."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from models.figures_board import Entry
from models.figures_told import how, scope
from models.formats.workbook import Cell, Column, Page
from models.rules.figures import Figures
from models.words import Words

_WIDTHS: Final = {"part": 30, "line": 44, "column": 16, "value": 16, "agencies": 12, "said": 50, "counted": 70, "codes": 50}


def pages(words: Words, found: Figures, entries: Sequence[Entry], day: date) -> tuple[Page, ...]:
    """A row for each number on the board, and a page that says what was chosen and when."""
    columns = tuple(Column(words(f"report.figure.{name}"), width) for name, width in _WIDTHS.items())
    rows = tuple(row for entry in entries for row in _rows(words, entry))
    chosen: tuple[tuple[Cell, ...], ...] = (
        (words("report.chosen"), scope(words, found.filter)),
        (words("report.day"), day),
        (words("report.agencies"), len(found.agencies)),
    )
    meaning = tuple(Column(words(f"report.column.{name}"), width) for name, width in (("said", 40), ("meaning", 90)))
    return (
        Page(words("report.page.figures"), columns, rows, is_filtered=True),
        Page(words("report.page.meaning"), meaning, chosen, is_filtered=True),
    )


def _rows(words: Words, entry: Entry) -> Iterator[tuple[Cell, ...]]:
    line = f"{entry.heading}: {entry.label}" if entry.heading else entry.label
    for cell in entry.cells:
        # A number that others stated has no agencies behind it, which is not none.
        count = None if entry.how == "stated" and not cell.agencies else len(cell.agencies)
        value: Cell = int(cell.text) if cell.text.isascii() and cell.text.isdigit() else cell.text
        said = "; ".join(filter(None, (entry.said, *(cell.more or entry.more)))) or None
        head = (words(f"figure.part.{entry.part}"), line, cell.name or None)
        yield (*head, value, count, said, how(words, entry.how), " ".join(cell.agencies) or None)
