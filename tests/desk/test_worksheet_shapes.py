"""A worksheet is read whatever people do with its rows, columns and sheets; and no single change of a cell slips in."""

from dataclasses import replace
from random import Random
from typing import Final

import pytest

from models.desk import facts, history, reading, worksheets
from models.desk.desk import Desk
from models.errors import Refusal
from models.formats import worksheet
from models.formats.tables import Row, Table
from models.previews import Standing
from models.text import Phrase
from models.views import Sheet
from tests.desk.acts import begun, contents, raw, sheet_of, timeless
from tests.desk.filling import previewed, tables_of, with_text, worked
from tests.formats.kit import standings

pytestmark = pytest.mark.slow

TEXTS: Final = (
    "",
    "0",
    "1",
    "4",
    "7",
    "Ya",
    "Tidak berlaku",
    "-1",
    "lain",
    "=1+1",
    "B01",
    "B02 (x)",
    "9-5-2023",
    "REG-01",
    "PEN-01",
    "12,5",
)
TOLD: Final = {
    worksheet.ANSWERS: {"answer", "reason", "note", "cited"},
    worksheet.EVIDENCE: {"title", "number", "date", "valid_until", "source", "location"},
    worksheet.CITATIONS: {"place"},
    worksheet.FACTS: {"value"},
}
"""Columns of which every change must be told."""


@pytest.fixture
def verification(desk: Desk) -> str:
    """A verification on which something of every kind was noted."""
    return worked(desk)


def told(sheet: Sheet) -> dict[str, object]:
    """Everything that stands on a sheet, by where it stands."""
    found: dict[str, object] = {f"base {key}": value for key, value in sheet.base.items()}
    for line in sheet.lines:
        code, answer = line.item.code, line.answer
        found |= {f"{code} answer": (answer.level, answer.reason) if answer.is_given else None, f"{code} note": answer.note}
        found |= {f"{code} {key}": counted for key, counted in answer.counts.items()}
        found |= {f"{code} {citation.evidence.code}": citation.place for citation in line.citations}
    for evidence in sheet.evidence:
        found |= {f"{evidence.code} {name}": getattr(evidence, name) for name in evidence.__slots__}
    for fact, rows in sheet.facts.items():
        found |= {f"{fact} {number} {key}": value for number, row in enumerate(rows) for key, value in row.items()}
    return {place: value for place, value in found.items() if value is not None and value != ""}


def columns_of(table: Table) -> tuple[str, ...]:
    """The columns of a sheet of the worksheet, none of those that only people read."""
    kinds = (worksheet.ANSWERS, worksheet.EVIDENCE, worksheet.CITATIONS, worksheet.COUNTS, worksheet.FACTS)
    heading = table.rows[0].cells
    return next((kind for kind in kinds if heading == tuple(worksheet.heading(kind, column).id for column in kind)), ())


@pytest.mark.parametrize("seed", range(4))
def test_no_single_change_of_a_cell_overwrites_anything_unasked(desk: Desk, verification: str, seed: int) -> None:
    random, tables = Random(seed), tables_of(desk, verification)
    before, stored = told(sheet_of(desk, verification)), contents(desk, "trail", "verification")
    ours = [index for index, table in enumerate(tables) if columns_of(table)]
    for _ in range(60):
        index = random.choice(ours)
        columns, rows = columns_of(tables[index]), tables[index].rows
        row, column, text = random.randrange(1, len(rows)), random.randrange(len(columns)), random.choice(TEXTS)
        old = rows[row].cells[column]
        found = previewed(desk, changed := with_text(tables, index, row, column, text))
        if columns[column] in TOLD.get(columns, ()) and text.casefold() != old.casefold():
            assert standings(found), (rows[row].cells, columns[column], text)
        filled = worksheet.read(changed, "w.xlsx")
        taken = desk.do(worksheets.take, filled, found.chosen(["new"])).entries
        after = told(sheet_of(desk, verification))
        assert {place: after.get(place) for place in before} == before, (rows[row].cells, columns[column], text)
        if taken:
            desk.do(history.undo, verification)
        assert contents(desk, "trail", "verification") == stored


def moved(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """Rows in another order, with empty lines, and sheets turned round under other names."""
    random = Random(1)

    def mixed(table: Table) -> Table:
        heading, *rows = table.rows
        random.shuffle(rows)
        spread = [Row(2 * number + 5, row.cells) for number, row in enumerate(rows)]
        return Table(f"x{table.name}", (heading, *spread))

    first, *others = tables
    return (*map(mixed, reversed(others)), first)


def test_rows_and_sheets_may_be_moved_and_renamed(desk: Desk, verification: str) -> None:
    found = previewed(desk, moved(tables_of(desk, verification)))
    assert standings(found) == {}
    assert len(found.entries) == len(previewed(desk, tables_of(desk, verification)).entries)


def without(table: Table, *titles: str) -> Table:
    """The sheet without the columns of these headings."""
    kept = [index for index, title in enumerate(table.rows[0].cells) if title not in titles]
    return replace(table, rows=tuple(Row(row.number, tuple(row.cells[index] for index in kept)) for row in table.rows))


def test_columns_may_be_left_out_and_others_put_in(desk: Desk, verification: str) -> None:
    tables = tuple(
        without(table, "Pertanyaan", "Arti jawaban", "Jawaban", "Usulan", "Bukti yang dirujuk") for table in tables_of(desk, verification)
    )
    heading, *rows = tables[1].rows
    widened = Table(tables[1].name, (Row(1, (*heading.cells, "Paraf")), *(Row(row.number, (*row.cells, "ok")) for row in rows)))
    found = previewed(desk, (tables[0], widened, *tables[2:]))
    assert set(standings(found).values()) == {Standing.KEPT}
    assert found.unread == (f"{tables[1].name}: Paraf",)


def test_a_sheet_of_another_kind_is_told_and_not_read(desk: Desk, verification: str) -> None:
    found = previewed(desk, (*tables_of(desk, verification), Table("Rekap", (Row(1, ("Nama", "Nilai")), Row(2, ("Ani", "3"))))))
    assert (standings(found), found.unread) == ({}, ("Rekap",))


def test_without_the_rows_of_facts_there_is_only_the_first(desk: Desk, verification: str) -> None:
    *others, last = (table for table in tables_of(desk, verification) if table.name != "Pilihan")
    single = Table(last.name, tuple(row for row in last.rows if row.cells[1] in ("Baris", "1")))
    found = previewed(desk, (*others, without(single, "Baris")))
    assert standings(found) == {}
    assert "PEN-01/1" in {entry.id for entry in found.entries}


def test_a_column_that_is_there_twice_is_refused(desk: Desk, verification: str) -> None:
    first, second, *others = tables_of(desk, verification)
    doubled = replace(second, rows=tuple(Row(row.number, (*row.cells, row.cells[5])) for row in second.rows))
    with pytest.raises(Refusal) as caught:
        previewed(desk, (first, doubled, *others))
    assert (caught.value.code, caught.value.fields["column"]) == ("worksheet.twice", "Jawaban")


def test_a_wrong_choice_of_a_fact_was_answered_with_keys_that_no_sheet_shows(desk: Desk, verification: str) -> None:
    *others, last = (table for table in tables_of(desk, verification) if table.name != "Pilihan")
    added = Row(999, ("PEN-04", "1", "exists", "", "TRUE"))
    kept = tuple(row for row in last.rows if row.cells[0] != "PEN-04")
    (found,) = previewed(desk, (*others, Table(last.name, (*kept, added)))).of(Standing.REFUSED)
    assert found.why is not None
    assert (found.why.code, found.why.fields["choices"]) == ("fact.choice", Phrase("Ya, Tidak", "Yes, No"))


def test_new_rows_of_a_fact_follow_the_last_however_they_are_numbered(desk: Desk, verification: str) -> None:
    *others, last = (table for table in tables_of(desk, verification) if table.name != "Pilihan")
    values = {"post": "Baru", "stratum": "pratama", "decree": "3", "date": "1-4-2023", "box": "9"}
    rows = [
        ("PEN-01", number, key, "", f"{value} {number}" if key == "post" else value) for number in "74" for key, value in values.items()
    ]
    added = Table(last.name, (*last.rows, *(Row(900 + index, row) for index, row in enumerate(rows))))
    filled = worksheet.read((*others, added), "w.xlsx")
    found = desk.ask(worksheets.preview, filled)
    assert standings(found) == {"PEN-01/4": Standing.NEW, "PEN-01/7": Standing.NEW}
    desk.do(worksheets.take, filled, found.chosen(["new"]))
    assert [row["post"] for row in sheet_of(desk, verification).facts["PEN-01"]] == ["-5", "Kadis", "Baru 4", "Baru 7"]


def test_base_data_and_counts_of_one_worksheet_fit_each_other(desk: Desk) -> None:
    full = worked(desk)
    tables = tables_of(desk, full)
    raw(desk, "DELETE FROM base", "DELETE FROM count")
    found = previewed(desk, tables)
    assert {entry.id for entry in found.of(Standing.NEW)} >= {"jpt_filled", "INS-02/jpt/count"}
    filled = worksheet.read(tables, "w.xlsx")
    desk.do(worksheets.take, filled, found.chosen(["new"]))
    assert standings(desk.ask(worksheets.preview, filled)) == {}


def test_base_data_too_small_for_what_was_counted_is_refused_when_taken(desk: Desk, verification: str) -> None:
    tables = tables_of(desk, verification)
    index = next(index for index, table in enumerate(tables) if columns_of(table) is worksheet.COUNTS)
    row = next(number for number, row in enumerate(tables[index].rows) if row.cells[1] == "jpt_filled")
    filled = worksheet.read(with_text(tables, index, row, 3, "5"), "w.xlsx")
    before = contents(desk)
    with pytest.raises(Refusal) as caught:
        desk.do(worksheets.take, filled, ["jpt_filled"])
    assert caught.value.code == "count.exceeds"
    assert contents(desk) == before


def test_of_two_agencies_each_takes_its_own(desk: Desk, verification: str) -> None:
    other = begun(desk, "11")
    desk.do(facts.base, other, {"pelaksana": "3"})
    sheet = timeless(desk.ask(reading.sheet, verification))
    assert {entry.id for entry in previewed(desk, tables_of(desk, other)).entries} == {"pelaksana"}
    assert timeless(desk.ask(reading.sheet, verification)) == sheet
