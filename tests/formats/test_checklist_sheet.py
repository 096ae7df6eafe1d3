"""A checklist written as our own sheet and read back is the same file, and nothing in a sheet is repaired in silence."""

import tomllib

from hypothesis import given, settings

from models.formats import checklist_file, checklist_pages, checklist_rows
from models.words import Words
from tests.checklists_made import raw_checklists
from tests.sheets import Raw, loaded

quick = settings(max_examples=10, deadline=None, database=None)


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
    found = checklist_file.read(checklist_pages.body(raw, Words("id"), spare=1), "c.xlsx")
    assert found.body == body
