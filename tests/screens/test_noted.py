"""Practices and notes on a screen: found by item, read, noted with consent, corrected and hidden."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.desk import notes, people, rounds
from models.desk.desk import Desk, opened
from models.keyring import Keyring
from tests.conftest import StillClock
from tests.desk.acts import begun
from tests.desk.noting_kit import ITEM, PRACTICE, VISIT, wrote
from tests.desk.reviewing_kit import Laptop
from tests.driver import Verifier, at_work

pytestmark = pytest.mark.slow


@pytest.fixture
def lead(tmp_path: Path, clock: StillClock) -> Iterator[Laptop]:
    """A lead at a laptop of their own."""
    folder = tmp_path / "lina"
    with opened(folder, clock=clock) as desk:
        desk.do(people.found, name="Lina", role="lead", language="id")
        ring = Keyring(folder)
        ring.make()
        yield Laptop(desk, ring, clock)


async def to_agency(verifier: Verifier, name: str) -> None:
    """The notes on an agency, from the list of agencies."""
    await verifier.press("a")
    await verifier.type(name)
    await verifier.press("tab")


async def fill(verifier: Verifier, *values: str) -> None:
    """Type values into the fields of a form one after the other, and save."""
    for value in values:
        if value:
            await verifier.type(value)
        await verifier.press("tab")
    await verifier.press("ctrl+s")


async def test_a_visit_is_noted_corrected_and_hidden(desk: Desk, clock: StillClock) -> None:
    Keyring(desk.ledger.folder).make()
    desk.close()
    async with at_work(desk.ledger.folder, clock=clock) as vera:
        await to_agency(vera, "Aceh")
        vera.sees("Catatan: Provinsi Aceh", "Belum ada catatan", "(c koreksi)", "(p praktik)")
        await vera.press("p")
        vera.sees("Ini dilakukan oleh")
        await vera.press("n")
        vera.sees("Catatan baru: Provinsi Aceh")
        await fill(vera, "", "", "Pendampingan", "Kepala BKPSDM", "Kotak belum dipakai", "Mulai dari pengawas")
        vera.sees("Tercatat: kunjungan · Provinsi Aceh · 9 Mei 2023", "Pendampingan", "Mulai dari pengawas")
        await vera.press("c", "tab", "tab")
        await vera.type(" kedua")
        await vera.press("ctrl+s")
        vera.sees("Pendampingan kedua", "1 catatan")
        await vera.press("x")
        vera.sees("Disembunyikan di sini. Tekan h", "Pendampingan")
        vera.does_not_see("Pendampingan kedua")
        await vera.press("h", "enter")
        vera.sees("(disembunyikan) Pendampingan kedua")


async def test_a_practice_without_consent_stays_in_its_form(lead: Laptop) -> None:
    lead.desk.close()
    async with at_work(lead.desk.ledger.folder, clock=lead.clock) as lina:
        await to_agency(lina, "Aceh")
        await lina.press("p")
        await lina.type(ITEM)
        await lina.press("enter")
        lina.sees(f"Praktik baik {ITEM}: Provinsi Aceh")
        await fill(lina, "Umpan balik", "Tiap semester", "Dibahas komite", "", "", "Kepala BKD")
        lina.sees("Disetujui oleh (jabatan)", "wajib diisi", "Hanya dengan persetujuan instansi")
        await lina.press("escape")
        assert lina.desk.ask(notes.practices) == ()
        await lina.press("p")
        await lina.type(ITEM)
        await lina.press("enter")
        lina.sees("Umpan balik")
        await lina.press("tab", "tab", "tab")
        await fill(lina, "Sekretaris Daerah", "8-5-2023")
        lina.sees("Tercatat: praktik baik", "Sekretaris Daerah, 8 Mei 2023")
        assert [note.item for note in lina.desk.ask(notes.practices)] == [ITEM]


async def test_an_item_leads_to_the_practices_on_it_and_tells_those_of_another_version(lead: Laptop) -> None:
    wrote(lead, "practice", PRACTICE)
    begun(lead.desk, "94.07")
    lead.clock.step()
    lead.desk.close()
    async with at_work(lead.desk.ledger.folder, size=(140, 40), clock=lead.clock) as lina:
        await lina.press("enter", "slash")
        await lina.type(ITEM)
        await lina.press("enter", "p")
        lina.sees("Umpan balik 360 derajat", "Provinsi Aceh", "Mengapa layak dicontoh")
        lina.does_not_see("berbunyi lain")
        await lina.press("enter")
        lina.sees("Persetujuan:", "Sekretaris Daerah, 5 Mei 2023")
        await lina.press("escape", "tab")
        lina.sees("Catatan: Provinsi Aceh")
        await lina.press("q", "escape")
        lina.sees("Intan Jaya")


async def test_a_practice_on_an_item_that_reads_otherwise_is_told_as_such(lead: Laptop) -> None:
    wrote(lead, "practice", PRACTICE, about="REG-01")
    lead.desk.do(rounds.begin, "2026-1", "mt-bkn 2026")
    begun(lead.desk, "94.07")
    lead.desk.close()
    async with at_work(lead.desk.ledger.folder, clock=lead.clock) as lina:
        await lina.press("enter", "p")
        lina.sees("mt-kasn 2023 Provinsi Aceh", "Butir REG-01 pada mt-kasn 2023 berbunyi lain")


async def test_a_practice_is_marked_from_the_item_of_a_sheet(lead: Laptop) -> None:
    begun(lead.desk, "11")
    lead.desk.close()
    async with at_work(lead.desk.ledger.folder, clock=lead.clock) as lina:
        await lina.press("enter", "p")
        lina.sees("Belum ada praktik baik untuk butir REG-01")
        await lina.press("insert")
        await fill(lina, "Peraturan tersendiri", "Peraturan gubernur", "Lengkap", "Sekretaris Daerah", "8-5-2023", "Kepala BKD")
        lina.sees("Tercatat: praktik baik · Provinsi Aceh", "Peraturan tersendiri")
        await lina.press("escape", "escape", "o")
        lina.sees("Praktik baik", "REG-01 Peraturan tersendiri")
        await lina.press("insert")
        lina.sees("Praktik baik ditandai dari butirnya")
        await lina.type("aceh")
        lina.sees("aceh▏", "Peraturan tersendiri")
        await lina.type("x")
        lina.sees("Tidak ada praktik yang cocok", "(Enter baca)")


async def test_a_verifier_reads_practices_and_marks_none(desk: Desk) -> None:
    begun(desk, "11")
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter", "p", "insert")
        ani.sees("Ini dilakukan oleh ketua tim", "(Ins tandai)")


@pytest.mark.parametrize(("query", "title"), [("pengawas kedua", "Catatan: Provinsi Aceh"), ("umpan balik 360", "Praktik baik")])
async def test_the_search_opens_a_note_where_it_stands(lead: Laptop, query: str, title: str) -> None:
    wrote(lead, "practice", PRACTICE)
    wrote(lead, "visit", VISIT | {"advised": "Mulai dari pengawas kedua"})
    lead.desk.close()
    async with at_work(lead.desk.ledger.folder, clock=lead.clock) as lina:
        await lina.press("slash")
        await lina.type(query)
        lina.sees("9-5-2023" if query.startswith("umpan") else "8-5-2023", "Aceh")
        await lina.press("enter")
        lina.sees(title, "Provinsi Aceh")
