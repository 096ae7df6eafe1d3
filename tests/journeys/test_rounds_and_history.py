"""Choosing the round one works in, announcing it, stating figures of others, and reading who changed what."""

import shutil
from pathlib import Path

from models.desk import answers, rounds
from models.desk.desk import Desk, opened
from models.documents import keys
from models.keyring import Keyring
from tests.desk.acts import LEVELS, begun
from tests.desk.reviewing_kit import founded
from tests.driver import at_work


async def test_a_round_is_opened_with_the_other_checklist_and_both_stand_side_by_side(desk: Desk) -> None:
    begun(desk)
    desk.close()
    async with at_work(desk.ledger.folder, size=(100, 30)) as ani:
        await ani.press("p")
        ani.sees("dipakai 2023-1 mt-kasn 2023", "1 verifikasi", "berlaku 1 Januari 2023 sampai 31 Oktober 2023")
        await ani.press("n")
        await ani.type("2026-1")
        await ani.press("down", "down")
        await ani.type("2 Januari 2026")
        await ani.press("ctrl+s")
        ani.sees("Sekarang bekerja dalam periode 2026-1 dengan mt-bkn 2026", "dipakai 2026-1")
        await ani.press("q", "a")
        await ani.type("32")
        await ani.press("enter")
        ani.sees("2026-1 · mt-bkn 2026")
        await ani.press("q", "escape", "escape")
        ani.sees("2026-1", "2023-1")


async def test_a_round_in_the_gap_between_two_checklists_is_warned_about(desk: Desk) -> None:
    desk.do(rounds.begin, "2024-1", "mt-kasn 2023", "1-3-2024")
    desk.do(rounds.choose, "2023-1")
    desk.close()
    async with at_work(desk.ledger.folder, size=(100, 30)) as ani:
        await ani.press("p", "j")
        ani.sees("di luar masa berlaku", "Daftar periksa mt-kasn 2023 tidak berlaku pada 1 Maret 2024")
        await ani.press("enter")
        ani.sees("dipakai 2024-1", "tidak berlaku pada 1 Maret 2024")


async def test_the_cursor_stands_on_the_round_just_opened_and_not_on_the_one_before(desk: Desk) -> None:
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("p", "n")
        await ani.type("2023-2")
        await ani.press("ctrl+s")
        ani.sees("› dipakai 2023-2", "2023-2 · Verifikasi Kesiapan")


async def test_a_season_that_is_over_is_closed_and_opened_again(desk: Desk) -> None:
    begun(desk)
    desk.close()
    async with at_work(desk.ledger.folder, size=(100, 30)) as ani:
        await ani.press("p", "t")
        ani.sees("Periode 2023-1 ditutup; t membukanya lagi", "1 verifikasi di dalamnya belum terbit hasilnya", "ditutup 1 verifikasi")
        await ani.press("q", "a")
        await ani.type("33")
        await ani.press("enter")
        ani.sees("Periode 2023-1 sudah ditutup, jadi verifikasi baru tidak dapat dimulai di dalamnya.")
        ani.sees("Belum ada verifikasi pada periode ini, dan periode ini sudah ditutup.")
        await ani.press("escape", "escape", "p", "t")
        ani.sees("Periode 2023-1 dibuka lagi.")
        await ani.press("q", "a")
        await ani.type("33")
        await ani.press("enter")
        ani.sees("2023-1 · mt-kasn 2023")


async def test_a_figure_of_others_is_stated_corrected_and_removed(desk: Desk) -> None:
    desk.close()
    async with at_work(desk.ledger.folder, size=(100, 30)) as ani:
        await ani.press("p", "x")
        ani.sees("Hanya angka acuan yang dapat dihapus")
        await ani.press("b")
        for text in ("9-5-2023", "Target RPJMN 2023", "87", "instansi", "Siaran pers"):
            await ani.type(text)
            await ani.press("enter")
        await ani.press("t", "ctrl+s")
        ani.sees("Tahun target wajib diisi")
        await ani.type("2023")
        await ani.press("ctrl+s")
        ani.sees("9-5-2023 Target RPJMN 2023", "87 instansi")
        await ani.press("j")
        ani.sees("Yang diukur Target · semua jenis · 2023")
        await ani.press("k")
        await ani.press("j", "enter", "backspace")
        await ani.type("8")
        await ani.press("ctrl+s")
        ani.sees("88 instansi")
        await ani.press("x")
        ani.sees("Angka acuan dihapus")
        ani.does_not_see("Target RPJMN 2023")
        await ani.press("u")
        ani.sees("88 instansi", "Perubahan terakhir pada angka acuan Target RPJMN 2023 dibatalkan")


async def test_the_history_of_an_item_tells_who_and_what_stood_there_before(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, LEVELS, 2)
    desk.do(answers.record, verification, "DSN-01", 1)
    desk.do(answers.annotate, verification, LEVELS, "Catatan [b]panjang")
    desk.do(answers.record, verification, LEVELS, 4)
    desk.close()
    async with at_work(desk.ledger.folder, size=(100, 30)) as ani:
        await ani.press("enter", "slash")
        await ani.type(LEVELS)
        await ani.press("enter", "h")
        ani.sees(f"Riwayat {LEVELS}", "Jawaban 2 → 4", "Catatan – → Catatan [b]panjang", "Ani Lestari", "semula 2", "menjadi 4")
        ani.does_not_see("DSN-01")
        await ani.press("a")
        ani.sees("Riwayat verifikasi", "DSN-01", "pembukaan verifikasi")
        await ani.press("a", "q", "u", "h")
        ani.sees("pembatalan: Jawaban 4 → 2")


async def test_what_was_done_on_another_laptop_is_told_in_the_history(desk: Desk) -> None:
    verification, ring = begun(desk), Keyring(desk.ledger.folder)
    elsewhere = keys.device_id(ring.device().public)
    desk.do(answers.record, verification, LEVELS, 2)
    desk.close()
    for path in (desk.ledger.folder / "keys").iterdir():
        path.unlink()
    ring.device()
    with opened(desk.ledger.folder) as here:
        here.do(answers.record, verification, LEVELS, 4)
    async with at_work(desk.ledger.folder, size=(100, 30)) as ani:
        await ani.press("enter", "slash")
        await ani.type(LEVELS)
        await ani.press("enter", "h")
        ani.sees("Jawaban 2 → 4", "Ani Lestari (laptop lain)")
        ani.does_not_see(elsewhere)
        await ani.press("j")
        ani.sees(f"Dibuat di laptop lain: {elsewhere}")


async def test_a_round_is_announced_and_opened_where_its_document_is_taken(tmp_path: Path, stick: Path) -> None:
    folders = founded()
    shutil.copytree(folders[0], tmp_path / "team")
    async with at_work(tmp_path / "team" / "surya", size=(100, 30)) as surya:
        await surya.press("p", "n")
        await surya.type("2023-2")
        await surya.press("ctrl+s", "p")
        surya.sees("Umumkan periode 2023-2 dengan mt-bkn 2026 dan 0 angka acuan kepada tim?")
        await surya.press("y")
        surya.sees("Periode 2023-2 diumumkan", "Diumumkan kepada tim oleh Surya")
        await surya.press("t")
        surya.sees("diumumkan sebagai periode yang terbuka.")
        await surya.press("p")
        surya.sees("Umumkan kepada tim bahwa periode 2023-2 ditutup")
        await surya.press("n", "t")
        surya.does_not_see("diumumkan sebagai periode")
    (file,) = stick.rglob("2023-2_round_*.toml")
    async with at_work(tmp_path / "team" / "vera", size=(100, 30)) as vera:
        vera.app.screen.go("arrivals", paths=(file.parent,))  # type: ignore[attr-defined]
        await vera.until(lambda: "[x]" in vera.screen)
        await vera.worked()
        vera.sees("2023-2 · mt-bkn 2026")
        await vera.press("y")
        await vera.worked()
        await vera.press("q", "p")
        vera.sees("dipakai 2023-2 mt-bkn 2026", "Diumumkan kepada tim oleh Surya")
        await vera.press("p")
        vera.sees("penanggung jawab")
