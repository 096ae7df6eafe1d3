"""Whatever single thing happens to a sheet, it is read as it stands or refused at the place where it happened; nothing is lost unseen."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.checklists import shipped
from models.errors import Fault, Refusal
from models.formats import checklist_file, checklist_pages, reading
from models.formats.cells import Place
from models.formats.checklist_layout import PAGES
from models.formats.checklist_sheet import GUIDE, choices_of
from models.formats.tables import Kind, Row, Table, letter
from models.text import folded
from models.words import Words
from tests.checklists_made import raw_checklists
from tests.sheets import Raw

pytestmark = pytest.mark.slow

WORDS: Final = Words("id")
NAMES: Final = {folded(name.id) for page in PAGES for column in page.columns for name in choices_of(column).values()}
Change = Callable[[str], tuple[str, Kind | None]]
CHANGES: Final[dict[str, Change]] = {
    "emptied": lambda _text: ("", None),
    "blank before": lambda text: (f" {text}", None),
    "blank after": lambda text: (f"{text} ", None),
    "hard blank": lambda text: (f"{text}\u00a0", None),
    "a number": lambda _text: ("1.1", Kind.NUMBER),
    "a whole number": lambda _text: ("7", Kind.NUMBER),
    "a day": lambda _text: ("2026-01-02", Kind.DATE),
    "a day of Excel": lambda _text: ("2-Jan", None),
    "an error": lambda _text: ("#REF!", None),
    "curly quotes": lambda text: (f"“{text}”", None),
    "two in one": lambda text: (f"{text}, {text}", None),
    "ambiguous": lambda _text: ("1.234", None),
    "another": lambda _text: ("zzz", None),
    "longer": lambda text: (f"{text}x", None),
    "control": lambda text: (f"{text}\u200b", None),
    "small letters": lambda text: (text.lower(), None),
}


@cache
def tables() -> tuple[Table, ...]:
    """The sheets of the example."""
    return reading.tables(checklist_pages.of_file(shipped("example.toml"), WORDS), "c.xlsx")


def told(found: Sequence[Table]) -> list[tuple[str, list[tuple[str, ...]]]]:
    """What sheets hold, whatever the order of sheets and columns; headings and choices in any case, and No says no more than nothing."""
    only_telling = {WORDS(f"layout.page.{key}") for key in GUIDE}
    held = []
    for table in found:
        if table.name not in only_telling:
            columns = zip(*(padded(row, table) for row in table.rows), strict=True)
            held.append(
                (table.name, sorted((folded(column[0]), *map(plain, column[1:])) for column in columns if any(map(str.strip, column[1:]))))
            )
    return sorted(held)


def plain(cell: str) -> str:
    said = folded(cell)
    return "" if said == "tidak" or not cell.strip() else said if said in NAMES else cell


def padded(row: Row, table: Table) -> tuple[str, ...]:
    width = max(len(each.cells) for each in table.rows)
    return (*row.cells, *[""] * (width - len(row.cells)))


def outcome(changed: Sequence[Table]) -> tuple[Fault, ...]:
    """The faults of the changed sheets; where there are none, they are told to be written again as they stand."""
    try:
        found = checklist_file.of_tables(changed, "c.xlsx")
    except Refusal as refusal:
        faults = refusal.fields["faults"]
        assert isinstance(faults, tuple)
        return faults
    again = reading.tables(checklist_pages.of_file(found.body, WORDS), "c.xlsx")
    assert told(again) == told(changed)
    return ()


@settings(max_examples=20, deadline=None, database=None)
@given(st.data())
def test_a_changed_cell_is_read_as_it_stands_or_refused_where_it_is(data: st.DataObject) -> None:
    try_a_change(tables(), data)


@pytest.mark.slow
@settings(max_examples=80, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(raw_checklists(), st.data())
def test_so_it_is_with_a_changed_cell_of_any_checklist(raw: Raw, data: st.DataObject) -> None:
    sheets = reading.tables(checklist_pages.body(raw, WORDS, spare=0), "c.xlsx")
    for _ in range(5):
        try_a_change(sheets, data)


def try_a_change(sheets: Sequence[Table], data: st.DataObject) -> None:
    """Change a cell, and see that it is read as it stands or that a fault is told there."""
    number = data.draw(st.integers(1, len(sheets) - 2), "sheet")
    table = sheets[number]
    index = data.draw(st.integers(0, len(table.rows) - 1), "row")
    row = table.rows[index]
    position = data.draw(st.integers(0, len(row.cells) - 1), "column")
    before = row.cells[position]
    text, kind = CHANGES[data.draw(st.sampled_from(sorted(CHANGES)), "change")](before)
    cells = (*row.cells[:position], text, *row.cells[position + 1 :])
    kinds = {other: was for other, was in row.kinds.items() if other != position} | ({position: kind} if kind else {})
    changed = replace(table, rows=(*table.rows[:index], Row(row.number, cells, kinds), *table.rows[index + 1 :]))
    faults = outcome((*sheets[:number], changed, *sheets[number + 1 :]))
    assert not faults or any(meant(fault, table.name, row.number, position, before) for fault in faults), list(map(WORDS.fault, faults))


def meant(fault: Fault, sheet: str, row: int, position: int, before: str) -> bool:
    """Whether a fault is told where something was changed, or tells that what stood there is missed elsewhere."""
    place = fault.place
    is_there = isinstance(place, Place) and place.sheet == sheet and (place.row == row or place.column == letter(position))
    said = WORDS.fault(fault)
    return is_there or (bool(before) and before in said) or (fault.code == "weights_differ") or f"lembar {sheet}:" in said


@settings(max_examples=20, deadline=None, database=None)
@given(st.data())
def test_a_row_taken_out_or_doubled_is_read_or_told_with_what_it_was(data: st.DataObject) -> None:
    sheets = tables()
    number = data.draw(st.integers(1, len(sheets) - 2), "sheet")
    table = sheets[number]
    index = data.draw(st.integers(1, len(table.rows) - 1), "row")
    row = table.rows[index]
    twin = Row(table.rows[-1].number + 1, row.cells, row.kinds)
    rows = {"gone": (*table.rows[:index], *table.rows[index + 1 :]), "doubled": (*table.rows, twin)}
    changed = replace(table, rows=rows[data.draw(st.sampled_from(sorted(rows)), "change")])
    faults = outcome((*sheets[:number], changed, *sheets[number + 1 :]))
    if faults:
        said = [WORDS.fault(fault) for fault in faults]
        assert any(table.name in each or any(cell and cell in each for cell in row.cells) for each in said), said


def test_columns_and_sheets_may_be_moved() -> None:
    turned = [replace(table, rows=tuple(Row(row.number, padded(row, table)[::-1], {}) for row in table.rows)) for table in tables()[1:-1]]
    numbers = [replace(table, rows=tuple(map(number_kinds, table.rows))) for table in turned]
    assert outcome(numbers[::-1]) == ()


def number_kinds(row: Row) -> Row:
    return Row(
        row.number, row.cells, {position: Kind.NUMBER for position, cell in enumerate(row.cells) if cell.isdecimal() and len(cell) < 3}
    )
