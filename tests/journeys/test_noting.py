"""A practice and a visit go from one laptop to the other by a folder, are corrected there and back, and stay out of every verdict."""

from pathlib import Path

import pytest

from models.desk import freeze, notes
from tests.desk.noting_kit import ITEM, VISIT, wrote
from tests.desk.reviewing_kit import Trio, ready
from tests.driver import Verifier, at_work
from tests.journeys.kit import take_all


async def fill(verifier: Verifier, *values: str) -> None:
    for value in values:
        await verifier.type(value)
        await verifier.press("tab")
    await verifier.press("ctrl+s")


async def to_notes(verifier: Verifier, agency: str) -> None:
    await verifier.press("a")
    await verifier.type(agency)
    await verifier.press("tab")


async def test_notes_travel_by_folder(team: Trio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = tmp_path / "berbagi" / "verifier"
    shared.mkdir(parents=True)
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: shared.parent)
    monkeypatch.setattr(Path, "home", lambda: shared)
    clock = team.verifier.clock
    verification = ready(team.verifier.desk, "94.07")
    before = team.verifier.desk.ask(freeze.verdict_file, verification)
    for laptop in (team.verifier, team.lead, team.supervisor):
        laptop.desk.close()

    async with at_work(tmp_path / "lina", clock=clock) as lina:
        await to_notes(lina, "aceh")
        await lina.press("p")
        await lina.type(ITEM)
        await lina.press("enter")
        await fill(lina, "Kotak tiap semester", "Dipetakan dua kali setahun", "Dipakai komite", "Sekda", "8-5-2023", "Kepala BKD")
        lina.sees("Tercatat: praktik baik · Provinsi Aceh", "Sekda, 8 Mei 2023")
        await lina.press("e")
        lina.sees("disalin ke")

    clock.step()
    async with at_work(tmp_path / "vera", clock=clock, language="en", size=(140, 40)) as vera:
        await take_all(vera)
        await vera.press("enter", "slash")
        await vera.type(ITEM)
        await vera.press("enter", "p")
        vera.sees(f"Good practices: {ITEM}", "Kotak tiap semester", "Provinsi Aceh", "Consent")
        await vera.press("tab")
        vera.sees("Notes: Provinsi Aceh", "1 note")
        await vera.press("c")
        vera.sees("lead")
        await vera.press("n")
        await fill(vera, "", "", "Assistance", "Head of BKD", "Boxes were shown", "Publish the criteria")
        vera.sees("Noted: visit · Provinsi Aceh · 9 May 2023", "Publish the criteria", "2 notes")
        await vera.press("e")
        vera.sees("copied to")
        assert vera.desk.ask(freeze.verdict_file, verification) == before

    clock.step()
    async with at_work(tmp_path / "lina", clock=clock) as lina:
        await take_all(lina)
        await lina.press("slash")
        await lina.type("criteria")
        lina.sees("kunjungan", "Aceh")
        await lina.press("enter")
        lina.sees("Catatan: Provinsi Aceh", "Assistance", "Vera")
        await lina.press("c")
        lina.sees("ditulis Vera")
        await lina.press("end", "c")
        lina.sees(f"Koreksi praktik baik {ITEM}")
        await lina.type(" sekali")
        await lina.press("ctrl+s")
        lina.sees("Kotak tiap semester sekali", "2 catatan")
        await lina.press("e")

    clock.step()
    async with at_work(tmp_path / "vera", clock=clock) as vera:
        await take_all(vera)
        await vera.press("o")
        vera.sees("1 praktik", "Kotak tiap semester sekali")
        assert [note.purpose for note in vera.desk.ask(notes.of_agency, "11")] == ["practice", "visit"]


async def test_a_correction_left_half_typed_is_found_again_on_its_agency(team: Trio) -> None:
    wrote(team.verifier, "visit", VISIT)
    latest, _ = wrote(team.verifier, "visit", VISIT | {"date": "9-5-2023", "title": "Kunjungan kedua"})
    folder, clock = team.verifier.desk.ledger.folder, team.verifier.clock
    team.verifier.desk.close()
    async with at_work(folder, clock=clock) as vera:
        await to_notes(vera, "aceh")
        await vera.press("end", "c", "tab", "tab")
        await vera.type(" yang benar")
        await vera.press("escape", "escape", "escape", "escape", "D", "enter")
        vera.sees("Catatan: Provinsi Aceh", latest.title)
        await vera.press("c")
        vera.sees("manajemen talenta yang", "dipulihkan")
