"""A checklist as our own sheet (XLSX): a page for each kind of thing, what may be chosen offered in the cells, and a page that explains."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from models.formats import workbook
from models.formats.cells import joined
from models.formats.checklist_layout import PAGES, Column, Kind, Page, bilingual, heading
from models.formats.checklist_rows import rows
from models.formats.checklist_sheet import choices_of, code_column
from models.formats.workbook import Cell, Choice
from models.words import Words, both

_SPARE: Final = 20
"""Empty rows under what is there already."""
_OFFERED: Final = {"area": "areas", "unit": "units", "item": "items"}
"""Columns that offer the codes of a page."""
_MOST: Final = 500
"""A longer list of codes helps nobody."""
_GUIDE_WIDTHS: Final = (26, 34, 90)


def body(raw: Mapping[str, Any], words: Words, *, spare: int = _SPARE) -> bytes:
    """The workbook that says `raw`, which is what a checklist file says; the same file and language give the same bytes.

    Raises:
        Refusal: `export.cell` where a text is longer than a cell can hold.
    """
    found = {page.key: list(rows(page, raw)) for page in PAGES}
    pages = [_page(page, found, words, spare) for page in PAGES]
    return workbook.written([_guide(words), *pages], words("layout.page.lists"))


def of_file(body_: bytes, words: Words) -> bytes:
    """The workbook that says what the checklist file in `body_` says; refused like `body`."""
    return body(tomllib.loads(body_.decode("utf-8")), words)


def _page(page: Page, found: Mapping[str, list[Any]], words: Words, spare: int) -> workbook.Page:
    columns = (*(code_column(page, code) for code in page.codes), *page.columns)
    cells = tuple(
        (
            *(_cell(code_column(page, key), code, words) for key, code in zip(page.codes, codes, strict=True)),
            *(_cell(column, values[column.key], words) for column in page.columns),
        )
        for codes, values in found[page.key]
    )
    more = 0 if page.is_single and cells else 1 if page.is_single else spare
    choices = [
        Choice(0, len(cells) + more - 1, position, options)
        for position, column in enumerate(columns)
        if (options := _options(page, column, found, words)) and len(cells) + more
    ]
    headings = tuple(workbook.Column(bilingual(heading(column.key)), column.width) for column in columns)
    return workbook.Page(words(f"layout.page.{page.key}"), headings, cells, tuple(choices), more)


def _cell(column: Column, value: Any, words: Words) -> Cell:
    """A value as it is typed: numbers as numbers, all else as text."""
    if value is None or value == column.default:
        return ""
    match column.kind:
        case Kind.FLAG:
            return words.of(choices_of(column)["yes" if value else "no"])
        case Kind.CHOICE:
            return words.of(choices_of(column)[value]) if value in choices_of(column) else str(value)
        case Kind.WHOLE:
            return int(value)
        case Kind.LIST:
            return joined(value)
        case Kind.WHOLES:
            return "; ".join(map(str, value))
        case _:
            return str(value)


def _options(page: Page, column: Column, found: Mapping[str, list[Any]], words: Words) -> tuple[str, ...]:
    if column.choices:
        return tuple(map(words.of, choices_of(column).values()))
    other = _OFFERED.get(column.key)
    codes = tuple(codes[0] for codes, _ in found[other]) if other and other != page.key else ()
    return codes if len(codes) <= _MOST else ()


def _guide(words: Words) -> workbook.Page:
    """What each page and column is for."""
    lines: list[tuple[Cell, ...]] = [("", "", line) for line in words("layout.how").split("\n")]
    for page in PAGES:
        lines.append((words(f"layout.page.{page.key}"), "", words(f"layout.about.{page.key}")))
        lines += [("", name, words(f"layout.hint.{noun}")) for noun, name in _nouns(page).items()]
    name = words("layout.page.guide")
    columns = zip((name, "", ""), _GUIDE_WIDTHS, strict=True)
    return workbook.Page(name, tuple(workbook.Column(title, width, is_entry=False) for title, width in columns), tuple(lines))


def _nouns(page: Page) -> Mapping[str, str]:
    """What the columns of a page are called, those for two languages or for several steps once; a star marks what every row must say."""
    needed = {*page.codes, *(column.noun for column in page.columns if column.is_needed)}
    keys: Sequence[str] = (*page.codes, *(column.noun for column in page.columns))
    return {noun: bilingual(both(f"layout.column.{noun}")) + (" *" if noun in needed else "") for noun in dict.fromkeys(keys)}
