"""From a sheet to what is asked of its agency as a workbook: a page for each unit, which its people fill in with Excel."""

from collections.abc import Mapping
from typing import Final

from models.formats import workbook, worksheet, worksheet_pages
from models.formats.workbook import Choice, Column, Page
from models.formats.worksheet import ASKED, FIGURES
from models.rules import asking
from models.rules.answers import INTERVIEW
from models.rules.checklist import Checklist, Item
from models.rules.evidence import KINDS
from models.views import Sheet
from models.words import Words

_WIDTHS: Final[Mapping[str, int]] = {
    "item": 11,
    "asked": 48,
    "kind": 18,
    "title": 36,
    "number": 18,
    "date": 22,
    "source": 22,
    "location": 34,
    "place": 20,
    "remark": 34,
    "count": 18,
    "label": 48,
    "n": 14,
}
_SPARE: Final = 15
"""Rows of a unit for items of which it has several documents."""
_KINDS: Final = tuple(kind for kind in KINDS if kind != INTERVIEW)


def body(sheet: Sheet, words: Words) -> bytes:
    """What is asked of the agency of `sheet` as a workbook (XLSX), nothing of what was answered in it; equal ones are equal bytes."""
    asked = asking.conceivable(sheet.checklist, sheet.agency.type)
    units = {unit: [item for item in asked.items.values() if item.unit == unit] for unit in asked.units}
    pages = [_unit(sheet.checklist, words.of(asked.units[unit]), items, words) for unit, items in units.items() if items]
    return workbook.written([_cover(sheet, words), *pages, _figures(sheet, words), *_facts(sheet, words)], words("worksheet.lists"))


def _cover(sheet: Sheet, words: Words) -> Page:
    checklist = sheet.checklist
    told = {
        "request.title": sheet.agency.name,
        "worksheet.agency": sheet.agency.code,
        "list.round": sheet.round,
        "worksheet.checklist": words.of(checklist.title),
        "worksheet.verifier": sheet.verifier,
    }
    rows = [(words(key), text) for key, text in told.items()]
    how = [(str(number), text) for number, text in enumerate(words("request.how").split("\n"), 1)]
    whose = (worksheet.REQUEST, worksheet.MAJOR, sheet.id, checklist.digest, sheet.agency.code, sheet.round, words.language)
    columns = tuple(Column(title, width, is_entry=False) for title, width in zip(whose, (26, 100, *[1] * 5), strict=True))
    return Page(words("worksheet.cover"), columns, tuple((*row, *[""] * 5) for row in (*rows, *how)), hides_heading=True)


def _unit(checklist: Checklist, name: str, items: list[Item], words: Words) -> Page:
    when = {item.code: worksheet_pages.condition(checklist, item, words) for item in items}
    rows = tuple((item.code, f"{words.of(item.title)}\n{when[item.code]}{words.of(item.evidence)}", *[""] * 8) for item in items)
    last = len(rows) + _SPARE - 1
    choices = (
        Choice(len(rows), last, ASKED.index("item"), tuple(item.code for item in items)),
        Choice(0, last, ASKED.index("kind"), tuple(words(f"evidence.kind.{kind}") for kind in _KINDS)),
    )
    given = ("item", "asked")
    return Page(name, _columns(ASKED, given, words), rows, choices, _SPARE, is_filtered=True)


def _figures(sheet: Sheet, words: Words) -> Page:
    rows = tuple((key, words.of(label), "") for key, label in sheet.checklist.base.items())
    return Page(words("worksheet.base"), _columns(FIGURES, ("count", "label"), words), rows, is_filtered=True)


def _facts(sheet: Sheet, words: Words) -> tuple[Page, ...]:
    """The facts, as a worksheet asks for them; nothing of what is known."""
    return (worksheet_pages.facts(sheet.checklist, {}, words),) if sheet.checklist.facts else ()


def _columns(kind: tuple[str, ...], given: tuple[str, ...], words: Words) -> tuple[Column, ...]:
    return tuple(Column(words.of(worksheet.heading(kind, each)), _WIDTHS[each], is_entry=each not in given) for each in kind)
