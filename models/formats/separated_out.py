"""Separated text (CSV) out, in two profiles: for Excel as Indonesian offices have it, and for programs, who take every text as it is."""

import codecs
import csv
import io
import re
from datetime import date
from decimal import Decimal
from typing import Final

from models.formats.workbook import Cell, Page
from models.moments import day
from models.tabled import EXCEL

_TEXT: Final = "'"
"""What Excel is told by that the rest is a text."""
_FORMULA: Final = re.compile(r"^[\t\r]|(?:^|[\r\n])[^\S\r\n]*[=+\-@＝＋－＠]")
"""Excel looks behind blanks, after an inner line break, and takes the wide signs as well."""
_NUMBER: Final = re.compile(r"(?:\s*Rp)?(?=\D*\d)[\d\s.,:/()%\-]+(?:e[+\-]?\d+\s*)?", re.ASCII | re.IGNORECASE)
_WHOLE: Final = re.compile(r"0|[1-9][0-9]{0,14}", re.ASCII)
"""A number that Excel shows as it was written."""


def written(page: Page, profile: str) -> bytes:
    """The page in a profile: headings, then rows; the same page gives the same bytes.

    For Excel: UTF-8 with a mark, semicolons, CRLF, decimal comma, and an apostrophe before every text that Excel would take for a formula,
    or for a number or day which it would show otherwise. For programs: UTF-8 without a mark, commas, LF, decimal point, texts untouched.
    """
    is_excel = profile == EXCEL
    body = io.StringIO(newline="")
    told = csv.writer(body, delimiter=";" if is_excel else ",", lineterminator="\r\n" if is_excel else "\n")
    rows: list[tuple[Cell, ...]] = [tuple(column.title for column in page.columns), *page.rows]
    told.writerows([for_excel(cell) if is_excel else _plain(cell) for cell in row] for row in rows)
    return (codecs.BOM_UTF8 if is_excel else b"") + body.getvalue().encode()


def for_excel(cell: Cell) -> str:
    """A cell as Excel in Indonesian reads it; the apostrophe taken away again from a text gives what was there."""
    match cell:
        case str():
            return f"{_TEXT}{cell}" if _is_changed(cell) else cell
        case Decimal():
            return _plain(cell).replace(".", ",")
        case _:
            return _plain(cell)


def _is_changed(text: str) -> bool:
    """Whether Excel would make something else of a text."""
    if text.startswith(_TEXT) or _FORMULA.search(text):
        return True
    return not _WHOLE.fullmatch(text) and (_NUMBER.fullmatch(text) is not None or day(text) is not None)


def _plain(cell: Cell) -> str:
    match cell:
        case str():
            return cell
        case date():
            return cell.isoformat()
        case Decimal():
            return f"{cell:f}"
        case int():
            return str(cell)
        case None:
            return ""
