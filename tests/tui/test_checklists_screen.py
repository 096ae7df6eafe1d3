"""Checklists on the screen: the list, one of them, its rules tried out, two side by side, and a file with faults."""

from pathlib import Path

import pytest
import tomli_w

from models.desk import checklists, rounds
from models.desk.desk import Desk
from models.formats import checklist_file
from tests.desk.acts import LEVELS, answer_all, begun, contents, sheet_of
from tests.driver import Verifier, at_work
from tests.formats.kit import workbook
from tests.formats.lke_kit import ROWS
from tests.large import begun_long
from tests.sheets import small_checklist

pytestmark = pytest.mark.slow

SIZE = (100, 30)


def small(**changes: object) -> bytes:
    """The file of the small checklist."""
    return tomli_w.dumps(small_checklist(**changes)).encode()


async def find(somebody: Verifier, item: str) -> None:
    """Put the cursor on an item."""
    await somebody.press("slash")
    await somebody.type(item)
    await somebody.press("enter")


async def test_the_checklists_known_here_stand_side_by_side_with_what_rests_on_them(desk: Desk) -> None:
    begun(desk)
    desk.do(checklists.adopt, small(), "small.toml")
    desk.close()
    async with at_work(desk.ledger.folder, size=SIZE) as ani:
        await ani.press("C")
        ani.sees("3 daftar periksa", "mt-kasn 2023", "bawaan 1 periode, 1 verifikasi", "small 1", "belum terbit 0 periode, 0 verifikasi")
        await ani.press("down")
        ani.sees("4 area, 11 butir, berlaku 1 Januari 2023 sampai 31 Oktober 2023", "Belum diterbitkan dan belum dipakai")
        await ani.press("n")
        await ani.type("2023-2")
        await ani.press("ctrl+s")
        ani.sees("Sekarang bekerja dalam periode 2023-2 dengan small 1", "dipakai 1 periode")
        assert ani.desk.ask(rounds.lines)[0].checklist.name == "small 1"


async def test_an_item_is_read_in_its_checklist_from_the_sheet_and_its_rules_are_tried_without_a_trace(desk: Desk) -> None:
    verification = begun(desk)
    answer_all(desk, verification, 4)
    before = contents(desk)
    desk.close()
    async with at_work(desk.ledger.folder, size=SIZE) as ani:
        await ani.press("enter", "slash")
        await ani.type(LEVELS)
        await ani.press("enter", "C")
        ani.sees("mt-kasn 2023", f"› {LEVELS}", "wajib 3", "Apakah peraturan internal MT", "bobot 4", "Asal butir:")
        await ani.press("v")
        ani.sees("tidak disimpan", "V2 Siap, belum menerapkan", "butir wajib 19/19 · 100,00")
        await find(ani, LEVELS)
        await ani.press("2")
        ani.sees("V4 Belum siap (dalam pembangunan)", "butir wajib 18/19")
        ani.does_not_see("Permisalan saja")
        await ani.press("home", "j", "enter")
        ani.sees("Persetujuan telah diterima")
        await ani.press("5")
        ani.sees("V3 Desain terbangun, disetujui")
        await ani.press("v")
        ani.sees("Nilai area", "REG Regulasi:", "butir wajib 3/4")
        await ani.press("escape", "q", "q")
        assert sheet_of(ani.desk, verification).line(LEVELS).answer.level == 4
        assert contents(ani.desk) == before


async def test_a_whole_area_is_answered_by_one_key_each_item_as_its_scale_allows(desk: Desk) -> None:
    desk.do(checklists.adopt, small(**{"items.REG-03.when": ["REG-01 >= 3"]}), "small.toml")
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("C", "down", "v")
        ani.sees("Belum ada usulan: 10 butir belum dijawab, yang pertama REG-01", "Judul REG-03 tersembunyi")
        await ani.press("right_square_bracket", "1")
        ani.sees("butir wajib 0/2")
        await ani.press("3")
        ani.sees("Belum ada usulan: 8 butir", "3 butir dijawab dengan level 3", "Ya")
        await ani.press("home", "4", "right_square_bracket", "minus")
        ani.sees("Tidak ada butir di sini yang boleh tidak berlaku")
        await ani.press("right_square_bracket", "right_square_bracket", "minus")
        ani.sees("1 butir yang boleh tidak berlaku", "V2")
        await ani.press("b", "1", "g")
        ani.sees("› · REG-01")
        await ani.press("y")
        ani.sees("REG-01 dijawab dengan level")


async def test_two_versions_are_compared_with_the_text_of_both(desk: Desk) -> None:
    desk.close()
    async with at_work(desk.ledger.folder, size=SIZE) as ani:
        await ani.press("C", "d")
        ani.sees("mt-kasn 2023 → mt-bkn 2026", "butir: 47 sama, 5 berubah, 0 baru, 0 hilang")
        await ani.press("j")
        ani.sees("› berubah", "REG-01", "2023:", "2026:")
        await ani.press("t")
        ani.sees("mt-bkn 2026 → mt-kasn 2023")
        await ani.press("enter")
        ani.sees("Dasar", "SE1, P1")


async def test_two_checklists_of_one_version_number_were_both_called_by_it(desk: Desk) -> None:
    desk.do(checklists.adopt, small(version="2026"), "small.toml")
    desk.close()
    async with at_work(desk.ledger.folder, size=SIZE) as ani:
        await ani.press("C", "d", "1")
        ani.sees("Kode", "mt-bkn 2026:", "small 2026:")


@pytest.mark.slow
async def test_a_file_is_taken_only_when_all_its_faults_are_repaired(desk: Desk) -> None:
    desk.close()
    path = Path.home() / "small.toml"
    path.write_bytes(small(**{"items.REG-01.gate": 9, "items.REG-02.unit": "lain"}))
    async with at_work(desk.ledger.folder, size=SIZE) as ani:
        await ani.press("C", "m", "tab")
        await ani.type(str(path))
        await ani.press("enter")
        await ani.worked()
        ani.sees("2 kesalahan", "items.REG-01.gate", "items.REG-02.unit", "Perbaiki dan simpan berkasnya")
        await ani.press("y")
        ani.sees("Perbaiki dan simpan berkasnya")
        path.write_bytes(small())
        await ani.press("r")
        await ani.worked()
        ani.sees("small 1 belum ada di sini dan akan ditambahkan", "Berkas sudah dibaca ulang")
        await ani.press("y")
        ani.sees("small 1 tersimpan, belum terbit")
        await ani.press("q", "down", "x", "1")
        await ani.worked()
        ani.sees("3 daftar periksa", "Daftar periksa ditulis: small-1.xlsx")
        (sheet,) = Path.home().rglob("small-1.xlsx")
        assert checklist_file.opened(sheet).checklist.items == ani.desk.ask(checklists.named, "small 1").items
        await ani.press("x", "3")
        ani.sees("Daftar periksa ditulis: templat-daftar-periksa.xlsx")
        await ani.press("q", "m", "tab")
        await ani.type(str(sheet))
        await ani.press("enter")
        await ani.until(lambda: "Daftar periksa dari" in ani.screen)
        ani.sees("Daftar periksa dari small-1.xlsx", "small 1 sudah ada di sini dengan isi lain")


@pytest.mark.slow
async def test_an_lke_is_taken_in_after_asking_for_what_it_cannot_say(desk: Desk) -> None:
    desk.close()
    path = Path.home() / "lke.xlsx"
    path.write_bytes(workbook(ROWS))
    async with at_work(desk.ledger.folder, size=SIZE) as ani:
        await ani.press("C", "m", "tab")
        await ani.type(str(path))
        await ani.press("enter")
        await ani.worked()
        ani.sees("Keterangan untuk membaca berkas", "mt-bkn 2026")
        await ani.press("down")
        await ani.type("zi 2026")
        await ani.press("down")
        await ani.type("Regulasi")
        await ani.press("ctrl+s")
        await ani.worked()
        ani.sees("zi 2026 belum ada di sini", "REG Regulasi")
        await ani.press("down")
        ani.sees("REG-01 sampai REG-02")
        await ani.press("y", "q")
        ani.sees("3 daftar periksa", "zi 2026")


@pytest.mark.slow
async def test_two_thousand_items_are_shown_and_tried_at_once(folder: Path, clock: object) -> None:
    begun_long(folder, clock)  # type: ignore[arg-type]
    async with at_work(folder, size=SIZE) as ani:
        await ani.press("C", "down", "v", "3")
        ani.sees("2.028 dari 2.028 butir terjawab", "V2")
