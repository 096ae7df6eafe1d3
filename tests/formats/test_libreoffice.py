"""LibreOffice as a foreign judge: a worksheet it has opened and saved is still the same worksheet, and texts are still texts."""

import shutil
import subprocess
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from models.checklists import shipped
from models.desk import answers, worksheets
from models.desk.desk import Desk
from models.formats import checklist_file, checklist_pages, checklist_rows, reading
from models.previews import Standing
from models.words import Words
from tests.desk.acts import begun
from tests.desk.filling import worked
from tests.formats.kit import HOSTILE, cells, entry, file_of, loaded, previewed, saved, standings, with_cell, written
from tests.formats.recap_kit import made

SOFFICE: Final = shutil.which("soffice")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")]


def saved_again(folder: Path, body: bytes, kind: str = "xlsx", name: str = "w.xlsx", *how: str) -> bytes:
    """The file as LibreOffice, told `how` to read it, saves it."""
    source = written(folder, name, body)
    out = folder / "again"
    command = [
        str(SOFFICE),
        f"-env:UserInstallation={(folder / 'office').as_uri()}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(out),
    ]
    subprocess.run([*command, *how, str(source)], check=True, capture_output=True, timeout=120)
    return next(out.iterdir()).read_bytes()


def test_a_worksheet_opened_and_saved_is_the_same(desk: Desk, tmp_path: Path) -> None:
    verification = worked(desk)
    for number, text in enumerate(HOSTILE, 8):
        desk.do(answers.annotate, verification, f"DSN-{number - 7:02}", text)
    again = saved_again(tmp_path, file_of(desk, verification))
    found = previewed(desk, again)
    assert standings(found) == {}
    assert len(found.entries) > 30
    filled_in = [cell for sheet in loaded(again).worksheets for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")]
    assert {cell.data_type for cell in filled_in} == {"s"}
    assert not any(cell.hyperlink for cell in filled_in)


def test_what_was_filled_in_is_taken_as_it_was_typed(desk: Desk, tmp_path: Path) -> None:
    verification = worked(desk)
    body = file_of(desk, verification)
    for number, text in enumerate(HOSTILE, 1):
        body = with_cell(body, f"DSN-{number:02}", "Catatan", text)
    found = previewed(desk, saved_again(tmp_path, with_cell(body, "DSN-01", "Jawaban", 3)))
    expected = {f"DSN-{number:02}/note": Standing.NEW for number, _ in enumerate(HOSTILE, 1)}
    assert standings(found) == expected | {"DSN-01/answer": Standing.NEW}
    assert [entry.changes[0].there for entry in found.of(Standing.NEW) if entry.noun == "note"] == list(HOSTILE)


def test_a_checklist_opened_and_saved_is_the_same_checklist(tmp_path: Path) -> None:
    raw = tomllib.loads(shipped("mt-bkn-2026.toml").decode())
    for text, item in zip(HOSTILE, raw["items"].values(), strict=False):
        item["question"]["id"] = item["sources"][0] = text
    again = checklist_file.read(saved_again(tmp_path, checklist_pages.body(raw, Words("id"))), "c.xlsx")
    assert again.body == checklist_rows.body(raw)


def test_the_choices_survive(desk: Desk, tmp_path: Path) -> None:
    book = loaded(saved_again(tmp_path, file_of(desk, worked(desk))))
    rules = book["REG Regulasi"].data_validations.dataValidation
    assert {str(rule.formula1).rpartition("!")[0].strip("'$") for rule in rules} == {"Pilihan"}
    assert sum(len(rule.sqref.ranges) for rule in rules) >= 2


def test_what_an_agency_filled_in_is_read_as_it_was_typed(desk: Desk, tmp_path: Path) -> None:
    verification = begun(desk)
    book = loaded(desk.ask(worksheets.request, verification, "id").body)
    page = next(page for page in book.worksheets if page["A2"].value == "REG-01")
    for column, text in zip("DEGHJ", HOSTILE, strict=False):
        page[f"{column}2"].value = text
        page[f"{column}2"].data_type = "s"
    page["F2"].value = date(2024, 12, 31)
    book["Data dasar"]["C2"].value = 1250
    again = saved_again(tmp_path, saved(book))
    assert loaded(again)[page.title].auto_filter.ref
    found = previewed(desk, again)
    assert standings(found) == dict.fromkeys(("D01", "REG-01/D01", "REG-01/note", "jpt_filled"), Standing.NEW)
    values = entry(found, "D01").values
    assert [values[name] for name in ("title", "number", "source", "location", "date")] == [*HOSTILE[:4], "2024-12-31"]
    assert str(entry(found, "REG-01/note").changes[0].there).endswith(HOSTILE[4])


def test_a_list_saved_as_separated_text_is_read(desk: Desk, tmp_path: Path) -> None:
    csv = saved_again(tmp_path, file_of(desk, worked(desk)), "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,2")
    (table,) = reading.tables(csv, "w.csv")
    assert ("REG-01", "3", HOSTILE[0]) in [(row[0], row[5], row[7]) for row in cells(table)]


def test_a_recap_opened_and_saved_holds_what_it_held(tmp_path: Path) -> None:
    (book,) = made("xlsx")
    before, after = loaded(book.body), loaded(saved_again(tmp_path, book.body))

    def held(found: Any) -> list[list[tuple[object, str]]]:
        rows = [row for sheet in found.worksheets for row in sheet.iter_rows()]
        return [[(cell.value, cell.data_type) for cell in row if cell.value is not None] for row in rows]

    assert held(after) == held(before)


def test_a_recap_for_indonesian_offices_is_not_spoilt_where_texts_are_guessed_at(tmp_path: Path) -> None:
    verdicts, _, evidence, *_ = made("csv-id")
    # Semicolon, quotes, UTF-8, Indonesian, and what looks like a number or a day becomes one, as Excel does.
    how = "--infilter=CSV:59,34,76,1,,1057,false,true,false"
    sheet = loaded(saved_again(tmp_path, evidence.body, "xlsx", "w.csv", how)).active
    assert [str(row[7].value).removeprefix("'") for row in sheet.iter_rows(min_row=2)] == list(HOSTILE)
    (tmp_path / "other").mkdir()
    first = next(loaded(saved_again(tmp_path / "other", verdicts.body, "xlsx", "w.csv", how)).active.iter_rows(min_row=2))
    assert [cell.value for cell in first if cell.data_type == "n" and cell.value is not None] == [74.99, 74.99]
    assert sum(cell.is_date for cell in first) == 2
