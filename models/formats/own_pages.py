"""From a sheet to the one in which its agency assesses itself: what is asked, without anything that was answered or noted here."""

from collections.abc import Mapping, Sequence
from typing import Final

from models.formats import workbook, worksheet, worksheet_pages
from models.formats.workbook import Choice, Column, Page
from models.formats.worksheet import OWN
from models.rules import asking
from models.rules.checklist import Checklist, Item
from models.views import Sheet
from models.words import Words

_WIDTHS: Final[Mapping[str, int]] = {
    "item": 11,
    "title": 30,
    "question": 48,
    "ladder": 44,
    "scale": 16,
    "level": 16,
    "evidence": 44,
    "note": 34,
}


def body(sheet: Sheet, words: Words) -> bytes:
    """The sheet for the agency of `sheet` as a workbook (XLSX), a page for each area; equal ones are equal bytes."""
    asked, pages = asking.conceivable(sheet.checklist, sheet.agency.type), []
    for code, items in asked.by_area.items():
        name = f"{code} {words.of(asked.areas[code].name)}"
        pages += [_area(sheet.checklist, name, items, words)] if items else []
    return workbook.written([_cover(sheet, words), *pages], words("worksheet.lists"))


def _cover(sheet: Sheet, words: Words) -> Page:
    checklist = sheet.checklist
    told = {
        "self.title": sheet.agency.name,
        "worksheet.agency": sheet.agency.code,
        "list.round": sheet.round,
        "worksheet.checklist": f"{checklist.name} - {words.of(checklist.title)}",
        "worksheet.verifier": sheet.verifier,
    }
    rows = [(words(key), text) for key, text in told.items()]
    how = [(str(number), text) for number, text in enumerate(words("self.how").split("\n"), 1)]
    whose = (worksheet.OWN_MARK, worksheet.MAJOR, sheet.id, checklist.digest, sheet.agency.code, sheet.round, words.language)
    columns = tuple(Column(title, width, is_entry=False) for title, width in zip(whose, (26, 100, *[1] * 5), strict=True))
    return Page(words("worksheet.cover"), columns, tuple((*row, *[""] * 5) for row in (*rows, *how)), hides_heading=True)


def _area(checklist: Checklist, name: str, items: Sequence[Item], words: Words) -> Page:
    offered = OWN.index("level")
    choices = tuple(Choice(row, row, offered, worksheet_pages.answers(item, words)) for row, item in enumerate(items))
    columns = tuple(
        Column(words.of(worksheet.heading(OWN, each)), _WIDTHS[each], is_entry=each != "item" and worksheet.is_entry(OWN, each))
        for each in OWN
    )
    return Page(name, columns, tuple(_item(checklist, item, words) for item in items), choices, is_filtered=True)


def _item(checklist: Checklist, item: Item, words: Words) -> tuple[str, ...]:
    told = worksheet_pages.asked(checklist, item, words)
    return tuple(told.get(column, "") for column in OWN)
