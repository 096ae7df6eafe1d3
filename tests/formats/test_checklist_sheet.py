"""A checklist written as our own sheet and read back is the same file, and nothing in a sheet is repaired in silence."""

import tomllib

import pytest
from hypothesis import given, settings

from models.formats import checklist_file, checklist_pages, checklist_rows
from models.words import Words
from tests.checklists_made import raw_checklists
from tests.large import ITEMS, long_checklist
from tests.sheets import Raw, loaded

pytestmark = pytest.mark.slow

quick = settings(max_examples=8, deadline=None, database=None)


@quick
@given(raw_checklists())
def test_any_checklist_is_written_as_a_file_and_read_back(raw: Raw) -> None:
    body = checklist_rows.body(raw)
    again = tomllib.loads(body.decode())
    assert loaded(again) == loaded(raw)
    assert checklist_rows.body(again) == body


@quick
@given(raw_checklists())
def test_any_checklist_survives_from_the_file_to_a_sheet_and_back(raw: Raw) -> None:
    body = checklist_rows.body(raw)
    found = checklist_file.read(checklist_pages.body(raw, Words("id"), spare=1), "c.xlsx", is_made=False)
    assert found.body == body


@pytest.mark.slow
def test_two_thousand_items_with_long_and_odd_texts_survive() -> None:
    raw = tomllib.loads(long_checklist().decode())
    for number, (code, item) in enumerate(raw["items"].items()):
        item["help"] = {"id": f"{code} 😀 مرحبا " + "panjang sekali " * (1_300 if number % 50 == 0 else 1), "en": "x" * 500}
    found = checklist_file.read(checklist_pages.body(raw, Words("en")), "c.xlsx")
    assert found.body == checklist_rows.body(raw)
    assert len(found.checklist.items) == ITEMS
