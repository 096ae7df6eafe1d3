"""Agendas as files, judged by openpyxl and by another reader of calendars: texts stay texts, days are days, equal ones are equal bytes."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import pytest

from models import agenda_told, planning
from models.agenda import Action, Agenda
from models.formats import agenda_pages, calendar, separated_out, workbook
from models.paper import Office
from models.tabled import AGENDAS, DATA, EXCEL
from models.text import Phrase
from models.words import Words
from tests.desk.agenda_kit import HOSTILE
from tests.formats.kit import loaded, pdf_text

GOLDEN: Final = Path(__file__).with_name("golden_agenda.json")
ID: Final = Words("id")
ZIPPED: Final = ("xlsx", "docx")


def action(code: str, text: str, **more: Any) -> Action:
    blank = dict.fromkeys(("was", "level", "number", "unit", "owner", "deadline", "done_on", "evidence", "cited", "reason", "output"), "")
    told = {**blank, "scale": "level", "gate": False, "status": "planned", "deadline": "2026-12-31", **more}
    return Action(code=code, item="REG-01", item_digest="0" * 64, title=Phrase("Peraturan", "Regulation"), action=text, **told)


def hostile() -> Agenda:
    """An agenda every text of which some program would read as something else."""
    actions = tuple(action(f"A{number:02}", text, owner=text.splitlines()[0], output=text) for number, text in enumerate(HOSTILE, 1))
    more = (
        action("A90", "Selesai", status="done", done_on="2026-11-01", evidence="SK 12", number="1.50", unit="%"),
        action("A91", "Batal", status="dropped", reason="Digabung"),
    )
    return Agenda("v1", "33.74", "Kota Semarang", "kota", "Jawa Tengah", "2026-1", "mt-bkn 2026", (*actions, *more), "2026-11-29",
                  document="d" * 64, person="Lina", at="2026-11-20T03:04:05Z", revision=3, stamp="2026-11-20T03:04:05Z")  # fmt: skip


def rows(agenda: Agenda) -> list[dict[str, Any]]:
    """The actions as openpyxl reads them, by the heading of their columns."""
    sheet = loaded(workbook.written(agenda_pages.pages((agenda,), ID, "semua"), "daftar")).worksheets[0]
    head, *told = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in told]


def test_every_text_comes_back_from_a_workbook_as_it_was_and_days_and_numbers_as_such() -> None:
    found = rows(hostile())
    assert [row["Aksi"] for row in found[: len(HOSTILE)]] == list(HOSTILE)
    assert [row["Penanggung jawab"] for row in found[: len(HOSTILE)]] == [text.splitlines()[0] for text in HOSTILE]
    assert (found[0]["Kode instansi"], found[0]["Tenggat"].date(), found[7]["Target angka"]) == ("33.74", date(2026, 12, 31), 1.5)
    assert (found[7]["Status"], found[7]["Tanggal selesai"].date()) == ("selesai", date(2026, 11, 1))


def test_a_target_was_shown_rounder_in_a_workbook_than_on_paper() -> None:
    agenda = replace(
        hostile(), actions=(action("A01", "Ukur", number="12.345", unit="%"), action("A02", "Ukur", number="1000.5", unit="%"))
    )
    body = workbook.written(agenda_pages.pages((agenda,), ID, "semua"), "daftar")
    head, *told = loaded(body).worksheets[0].iter_rows()
    cells = [row[[cell.value for cell in head].index("Target angka")] for row in told]
    assert [(cell.value, cell.number_format) for cell in cells] == [(12.345, "0.000"), (1000.5, "0.00")]
    assert [agenda_told.target(ID, each) for each in agenda.actions] == ["12,345 %", "1.000,5 %"]
    # Typed again as it is shown it would be twelve thousand.
    assert agenda.actions[0].planned["number"] == "12,3450"


@pytest.mark.parametrize("profile", [EXCEL, DATA])
def test_every_text_comes_back_from_separated_text(profile: str) -> None:
    import csv

    body = separated_out.written(agenda_pages.actions((hostile(),), ID), profile).decode("utf-8-sig")
    told = list(csv.DictReader(io.StringIO(body, newline=""), delimiter=";" if profile == EXCEL else ","))
    found = [row["Aksi"].removeprefix("'") if profile == EXCEL else row["Aksi"] for row in told]
    assert found[: len(HOSTILE)] == list(HOSTILE)
    assert [row["Aksi"].startswith("'") for row in told[:6]] == [profile == EXCEL] * 6


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_another_reader_of_calendars_finds_every_deadline_as_a_whole_day() -> None:
    import vobject

    body = calendar.written((hostile(),), ID)
    (found,) = vobject.readComponents(body.decode())
    events = {event.uid.value: event for event in found.vevent_list}
    first = events["v1-A01@verifier"]
    assert (first.dtstart.value, first.dtend.value) == (date(2026, 12, 31), date(2027, 1, 1))
    assert (first.dtstamp.value, first.sequence.value) == (datetime(2026, 11, 20, 3, 4, 5, tzinfo=UTC), "3")
    for number, text in enumerate(HOSTILE, 1):
        assert f"Aksi: {text}\nKeluaran: {text}" in events[f"v1-A{number:02}@verifier"].description.value
    assert events["v1-A90@verifier"].summary.value.startswith("selesai: Kota Semarang")
    assert events["v1-A91@verifier"].status.value == "CANCELLED"


def test_no_line_of_a_calendar_is_longer_than_it_may_be() -> None:
    body = calendar.written((hostile(),), ID)
    assert body.endswith(b"END:VCALENDAR\r\n")
    lines = body.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    # No character is torn apart where a line is broken.
    assert [line.decode() for line in lines]


def test_a_later_revision_takes_the_place_of_the_earlier_in_a_calendar() -> None:
    changed = replace(hostile(), is_changed=True, stamp="2026-11-25T03:04:05Z")
    body = calendar.written((changed,), ID)
    assert b"SEQUENCE:4\r\n" in body
    assert b"UID:v1-A01@verifier\r\n" in body


def written(form: str, language: str) -> dict[str, str]:
    """The digest of an agenda in a format; of a workbook that of each part, for how much it is packed is the packer's business."""
    body = planning.written(Words(language), (hostile(),), form, Office(), "semua").body
    parts = {name: file.read(name) for file in [ZipFile(io.BytesIO(body))] for name in file.namelist()} if form in ZIPPED else {form: body}
    return {name: sha256(part).hexdigest() for name, part in parts.items()}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("form", AGENDAS)
def test_the_same_agenda_gives_the_same_bytes(form: str, language: str) -> None:
    found = written(form, language)
    # What is packed inside a PDF depends on the packer of the machine.
    expected = written(form, language) if form == "pdf" else json.loads(GOLDEN.read_text("utf-8"))[f"{form}.{language}"]
    assert found == expected


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_end_of_a_quarter_was_broken_within_its_month_on_paper(language: str, tmp_path: Path) -> None:
    agenda = replace(hostile(), actions=(action("A01", "Ukur", deadline="2026-09-30"),))
    body = planning.written(Words(language), (agenda,), "pdf", Office(), "semua").body
    assert "September" in pdf_text(body, tmp_path / "x.pdf")


def test_actions_that_were_dropped_were_missing_from_the_sum() -> None:
    count = len(HOSTILE)
    told = f"{count + 2} aksi: {count} belum selesai (0 terlambat), 1 selesai, 1 dibatalkan"
    assert agenda_told.counts(ID, hostile()) == told


def test_a_gate_that_was_met_lacked_the_mark_that_was_said_to_stand_at_every_gate(tmp_path: Path) -> None:
    agenda = replace(hostile(), actions=(action("A01", "Tetapkan", gate=True), action("A02", "Mutakhirkan")))
    assert [row["Butir wajib belum terpenuhi"] for row in rows(agenda)] == ["Ya", None]
    told = " ".join(pdf_text(planning.written(ID, (agenda,), "pdf", Office(), "semua").body, tmp_path / "x.pdf").split())
    assert ID("agenda.gates_marked") in told
    assert ID("paper.working.marked") not in told
