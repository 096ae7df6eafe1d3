"""The acceleration agenda on the screen: from the sheet drafted in one key, tracked, signed, written, and found where all are listed."""

from pathlib import Path

import pytest

from models.desk import agenda
from models.desk.desk import Desk, opened
from models.keyring import Keyring
from tests.conftest import StillClock
from tests.desk.agenda_kit import DONE, low
from tests.desk.reviewing_kit import Laptop
from tests.driver import at_work

pytestmark = pytest.mark.slow


async def test_it_is_drafted_tracked_signed_and_seen_again_in_the_next_round(desk: Desk, clock: StillClock) -> None:
    from models.desk import rounds, verifications

    folder, ring = desk.ledger.folder, Keyring(desk.ledger.folder)
    ring.make()
    verification = low(Laptop(desk, ring, clock))
    desk.close()
    async with at_work(folder, clock=clock) as vera:
        await vera.press("z")
        vera.sees("Belum ada agenda pada yang dilihat")
        await vera.press("q", "enter", "z")
        vera.sees("Belum ada aksi", "2 celah belum punya aksi")
        await vera.press("a")
        vera.sees("2 aksi: 2 belum selesai (0 terlambat), 0 selesai", "PEN-04 belum menyatakan", "REG-01*", "31-12-2023")
        await vera.press("down", "down", "enter", "tab", "tab")
        await vera.type("BKPSDM")
        await vera.press("ctrl+s")
        vera.sees("Aksi A01 tersimpan", "Penanggung jawab: BKPSDM")
        await vera.press("t", "right", "right", "ctrl+s")
        vera.sees("memerlukan bukti")
        await vera.press("tab", "tab")
        await vera.type("SK Gubernur 12")
        await vera.press("ctrl+s")
        vera.sees("Aksi A01: selesai", "9 Mei 2023, SK Gubernur 12")
        await vera.press("s", "y")
        vera.sees("revisi 1 ditandatangani")
        await vera.press("x")
        vera.sees("sudah dimuat dalam agenda yang ditandatangani")
        await vera.press("e", "2")
        await vera.worked()
        vera.sees("Agenda ditulis")
        assert b"SUMMARY:selesai: " in next((Path.home() / "Documents" / "verifier").glob("*.ics")).read_bytes()
    clock.step(300 * 86400)
    with opened(folder, clock=clock) as later:
        later.do(agenda.mark, verification, "A01", DONE)
        later.do(rounds.begin, "2024-1", day="2023-09-01")
        later.do(verifications.begin, "11")
    async with at_work(folder, clock=clock) as vera:
        await vera.press("z")
        vera.sees("1 terlambat", "Provinsi Aceh", "A02 REG-09", "terlambat")
        await vera.press("o")
        vera.sees("Agenda akselerasi · terlambat · semua instansi")
        vera.does_not_see("REG-01")
        await vera.press("o", "o")
        vera.sees("selesai · semua instansi", "REG-01")
        vera.does_not_see("REG-09")
        await vera.press("q", "enter")
        vera.sees("Agenda periode 2023-1: 2 aksi: 1 belum selesai (1 terlambat), 1 selesai")
        vera.sees("Agenda 2023-1 A01: selesai")
        await vera.press("z", "down", "enter")
        vera.sees("Standar kompetensi jabatan", "terlambat", "revisi 1")
