"""Workbooks (XLSX) out: a text is never a formula, a link or a number, numbers and dates are; the same pages give the same bytes."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import ceil
from typing import Final

import xlsxwriter
from xlsxwriter.color import Color
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from models.errors import Refusal

_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CREATED: Final = datetime(2023, 1, 1)  # noqa: DTZ001 - XLSX knows no zones; constant, so that equal pages are equal bytes
_CELL_LIMIT: Final = 32_767
"""Longest text of a cell, in the units of UTF-16 that Excel counts."""
_NAME_LIMIT: Final = 31
_LINE: Final = 15
"""Height of a line, in points."""
_BUTTON: Final = 3
"""What the button of a filter takes of a heading, in characters."""
_ROW_LIMIT: Final = 409
_PLACES: Final = 2
"""The decimals of a number, where it has no more."""
_FORMS: Final[Mapping[type, str]] = {int: "0", Decimal: "0.00", date: "d mmm yyyy"}
"""How numbers and days look; the names of months are those of who opens it."""
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))


Cell = str | int | Decimal | date | None
"""What a cell holds: a text as it is, a whole number, one with decimals, a day, or nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, and whether it is there to be filled in."""

    title: str
    width: int
    is_entry: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """The texts that the cells of `column` offer in the rows `first` to `last`; all counted from 0, rows below the heading."""

    first: int
    last: int
    column: int
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a workbook: heading and rows, `spare` empty rows ready to be filled in, and what cells offer."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    choices: tuple[Choice, ...] = ()
    spare: int = 0
    hides_heading: bool = False
    is_filtered: bool = False
    """Whether rows can be picked out by what stands in a column."""


def written(pages: Sequence[Page], lists: str, tell: Callable[[str], None] = lambda _page: None) -> bytes:
    """The workbook with these pages and, where cells offer choices, a hidden one of the name `lists`; `tell` hears of each page begun.

    Raises:
        Refusal: `export.cell` where a text is longer than a cell of Excel can hold.
    """
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, _OPTIONS) as book:
        book.set_properties({"created": _CREATED})
        look = _Look(book)
        taken: set[str] = {lists.casefold()}
        sheets = [(page, book.add_worksheet(_name(page.name, taken))) for page in pages]
        kept = _Lists(lists)
        for page, sheet in sheets:
            tell(page.name)
            _fill(page, sheet, look)
            for choice in page.choices:
                rule = {"validate": "list", "source": kept.source(choice.options), "ignore_blank": True}
                sheet.data_validation(choice.first + 1, choice.column, choice.last + 1, choice.column, rule)
        kept.put(book, look)
    return body.getvalue()


class _Look:
    """The few formats."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        cell = {"num_format": "@", "text_wrap": True, "valign": "top", "border": 1, "border_color": "silver"}
        self.entry: Format = book.add_format(cell)
        self.given: Format = book.add_format({**cell, "bg_color": Color.theme(0, 2)})
        self.kinds: Mapping[type, Format] = {kind: book.add_format({**cell, "num_format": form}) for kind, form in _FORMS.items()}
        self._book, self._cell = book, cell
        self._finer: dict[int, Format] = {}
        self.heading: Format = book.add_format({**cell, "bold": True, "bg_color": "navy", "font_color": "white"})

    def number(self, cell: int | Decimal) -> Format:
        """The format of a number: none is shown rounder than it is."""
        places = len(f"{cell:f}".partition(".")[2]) if isinstance(cell, Decimal) else 0
        if places <= _PLACES:
            return self.kinds[type(cell)]
        if places not in self._finer:
            self._finer[places] = self._book.add_format({**self._cell, "num_format": f"0.{'0' * places}"})
        return self._finer[places]


class _Lists:
    """The choices of all cells, each list once, on a hidden page: within a cell's rule they may not be long."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lists: list[tuple[str, ...]] = []

    def source(self, options: tuple[str, ...]) -> str:
        """The cells that hold `options`."""
        if options not in self._lists:
            self._lists.append(options)
        row = self._lists.index(options)
        return f"='{self._name}'!{xlsxwriter.utility.xl_range_abs(row, 0, row, len(options) - 1)}"

    def put(self, book: xlsxwriter.Workbook, look: _Look) -> None:
        """Add the page."""
        if not self._lists:
            return
        sheet = book.add_worksheet(self._name)
        for row, options in enumerate(self._lists):
            for column, option in enumerate(options):
                _put(sheet, row, column, option, look.given)
        sheet.hide()


def _fill(page: Page, sheet: Worksheet, look: _Look) -> None:
    for position, column in enumerate(page.columns):
        sheet.set_column(position, position, column.width)
        _put(sheet, 0, position, column.title, look.heading)
    lines = max(_lines(column.title, max(1, column.width - _BUTTON * page.is_filtered)) for column in page.columns)
    if lines > 1 and not page.hides_heading:
        sheet.set_row(0, _LINE * lines)
    empty = ("",) * len(page.columns)
    for number, cells in enumerate((*page.rows, *[empty] * page.spare), 1):
        lines = max(_lines(str(cell), column.width) for cell, column in zip(cells, page.columns, strict=True))
        if lines > 1:
            sheet.set_row(number, min(_LINE * lines, _ROW_LIMIT))
        for position, (column, cell) in enumerate(zip(page.columns, cells, strict=True)):
            is_entry = column.is_entry or number > len(page.rows)
            match cell:
                case str():
                    _put(sheet, number, position, cell, look.entry if is_entry else look.given)
                case None:
                    sheet.write_blank(number, position, None, look.entry)
                case date():
                    sheet.write_datetime(number, position, cell, look.kinds[date])
                case _:
                    sheet.write_number(number, position, cell, look.number(cell))
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if page.is_filtered:
        sheet.autofilter(0, 0, len(page.rows) + page.spare, len(page.columns) - 1)
    if page.hides_heading:
        sheet.set_row(0, None, None, {"hidden": True})
    else:
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)


def _lines(text: str, width: int) -> int:
    """How many lines `text` takes in a column of `width` characters; not every program finds out by itself."""
    return sum(max(1, ceil(len(piece) / width)) for piece in text.split("\n"))


def _put(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * _CELL_LIMIT:
        raise Refusal("export.cell", sheet=sheet.get_name(), cell=xlsxwriter.utility.xl_rowcol_to_cell(row, column), limit=_CELL_LIMIT)
    sheet.write_string(row, column, text, look)


def _name(text: str, taken: set[str]) -> str:
    """`text` as the name of a sheet that Excel takes, not among those `taken`."""
    plain = "".join(filter(str.isprintable, text)).translate(_NOT_IN_NAMES).strip()
    name, number = plain[:_NAME_LIMIT].strip() or "-", 2
    while name.casefold() in taken:
        name, number = f"{plain[: _NAME_LIMIT - 4]} {number}", number + 1
    taken.add(name.casefold())
    return name
