"""In the room: boxes recalculated, a folder of files registered, one document cited for many items, and loose notes."""

from pathlib import Path

import pytest

from models.codes import digest
from models.desk import answers, evidence, loose
from models.desk.desk import Desk
from tests.desk.acts import begun, sheet_of
from tests.desk.recalculation_kit import FORMULA, LEVEL, WORD, filled
from tests.driver import Verifier, at_work

pytestmark = pytest.mark.slow


async def go_to(ani: Verifier, item: str) -> None:
    await ani.press("slash")
    await ani.type(item)
    await ani.press("enter")


async def test_boxes_are_recalculated_and_the_level_follows(desk: Desk) -> None:
    verification = begun(desk)
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter", "l")
        ani.sees("REG-01 tidak memakai lembar hitung ulang")
        await go_to(ani, LEVEL)
        await ani.press("l", "n")
        ani.sees("Hitung ulang INS-12", "Rumus instansi untuk INS-12 belum diisi")
        await ani.press("enter")
        for name in FORMULA:
            if name != "boxes":
                await ani.type(FORMULA[name])
                await ani.press("enter")
        ani.sees("1 3 6 2 5 8 4 7 9")
        await ani.press("ctrl+s")
        ani.sees("SKP 60; Perilaku 40 · ≥ 70 · ≥ 85", "Baru 0 baris; diperlukan paling sedikit 5", "kotak 7, 8, 9")
        for box in "99998":
            await ani.press("n")
            for text in ("90", "90", "90", "90", box):
                await ani.type(text)
                await ani.press("enter")
            await ani.press("enter")
        ani.sees("hitung 9 · instansi 9 · cocok", "› 5 SKP 90", "hitung 9 · instansi 8 · TIDAK COCOK", "Tidak cocok: baris 5")
        await ani.press("a")
        ani.sees("Hitungan INS-12 diisi dari hitung ulang; level yang", "diusulkan: 3")
        await ani.press("x")
        ani.sees("Baris 5 dihapus. Tekan u", "4 dari 4 baris cocok", "Hitungan pada butir masih 4 dari 5")
        await ani.press("a")
        ani.sees("Baru 4 baris; jawaban disimpulkan dari paling sedikit 5")
        await ani.press("u", "u")
        ani.sees("4 dari 5 baris cocok")
        assert sheet_of(ani.desk, verification).line(LEVEL).answer.counts == {}


async def test_an_answer_that_says_something_else_is_replaced_only_where_that_is_wanted(desk: Desk) -> None:
    verification = filled(desk, WORD, (9, 9, 9, 9, 8))
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter")
        await go_to(ani, WORD)
        await ani.press("y")
        await go_to(ani, WORD)
        await ani.press("l")
        ani.sees("Usulan jawaban: Sebagian; jawaban Anda berbeda, tulis alasannya")
        # Once the reason is given, nothing is asked for any more.
        ani.desk.do(answers.annotate, verification, WORD, "Rumus diganti pada 2024")
        await ani.press("q", "l")
        ani.sees("jawaban Anda berbeda, alasannya tertulis")
        await ani.press("a")
        ani.sees("SIS-06 sudah dijawab")
        await ani.press("escape")
        assert sheet_of(ani.desk, verification).line(WORD).answer.level == 4
        await ani.press("a", "y")
        ani.sees("SIS-06 dijawab Sebagian sesuai hasil hitung ulang")
        assert sheet_of(ani.desk, verification).line(WORD).answer.level == 2


async def test_a_half_typed_row_is_there_again_and_a_name_is_no_number(desk: Desk) -> None:
    filled(desk, LEVEL, (9,))
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter")
        await go_to(ani, LEVEL)
        await ani.press("l", "n")
        await ani.type("87,5")
        await ani.press("escape", "n")
        ani.sees("87,5")
        for text in ("", "80", "80", "80", "9"):
            await ani.type(text)
            await ani.press("enter")
        await ani.press("backspace")
        await ani.type("Yosep")
        await ani.press("enter")
        ani.sees('"Yosep" bukan nomor urut', "menulis nama atau NIP pegawai")


async def test_files_of_a_folder_are_registered_at_once_and_not_twice(desk: Desk, tmp_path: Path) -> None:
    verification = begun(desk)
    desk.close()
    folder = Path.home() / "berkas"
    folder.mkdir(parents=True)
    for name in ("SK Tim.pdf", "\x1b[31mjahat.pdf", "[red]Perbup.pdf"):
        (folder / name).write_bytes(b"isi")
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter", "e", "f")
        await ani.until(lambda: "berkas" in ani.screen)
        await ani.press("down", "enter", "tab", "enter")
        await ani.worked()
        ani.sees("0 dari 3 berkas dicentang", "[red]Perbup.pdf", "[31mjahat.pdf")
        await ani.press("enter")
        ani.sees("Belum ada berkas yang dicentang")
        await ani.press("end", "space")
        ani.sees("1 dari 3 berkas")
        await ani.press("a")
        ani.sees("2 dari 3 berkas", "ganti nama berkas")
        await ani.press("home", "space")
        ani.sees("tidak dapat dicentang")
        await ani.press("enter")
        await ani.worked()
        ani.sees("2 bukti dukung", "didaftarkan dan dirujuk untuk", "sudah B01", "sudah B02")
        await ani.press("j", "space")
        ani.sees("tidak dapat dicentang")
        await ani.press("q")
        ani.sees("[x] B01", "[x] B02", "Berkas terbaca: 1 kB")
        assert {each.digest for each in sheet_of(ani.desk, verification).evidence} == {digest(b"isi")}
        await ani.press("u")
        assert sheet_of(ani.desk, verification).evidence == ()


async def test_ticks_for_many_items_are_kept_until_they_are_saved_as_one_act(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(evidence.register, verification, {"title": "Perbup [x]"}, "REG-01", "Pasal 1")
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter", "e", "m")
        ani.sees("B01 untuk banyak butir: Perbup [x]", "1 butir dicentang", "Pasal 1")
        await ani.press("enter")
        ani.sees("Belum ada perubahan pada rujukan B01")
        await ani.press("space", "space", "p")
        await ani.type("Pasal 7")
        await ani.press("enter")
        ani.sees("Pasal 7", "Belum disimpan", "draf tercatat")
        await ani.press("q", "m")
        ani.sees("Centang yang belum Anda simpan telah dipulihkan", "Pasal 7")
        await ani.press("enter")
        ani.sees("B01 dirujuk untuk 2 butir")
        cited = {line.item.code: line.citations[0].place for line in sheet_of(ani.desk, verification).lines if line.citations}
        assert cited == {"REG-02": "", "REG-03": "Pasal 7"}


async def test_a_loose_note_is_written_from_the_start_list_and_given_to_an_item(desk: Desk) -> None:
    verification = begun(desk)
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("n")
        await ani.type("Komite bersidang zamrud")
        await ani.press("escape")
        ani.sees("Catatan lepas tersimpan")
        await ani.press("enter", "b")
        ani.sees("Catatan lepas: Prov. Jawa Barat")
        await ani.press("escape", "o")
        ani.sees("Komite bersidang zamrud", "belum ditempatkan")
        await ani.press("enter")
        await ani.type("REG-06")
        await ani.press("enter")
        ani.sees("Catatan ditambahkan pada REG-06", "ditempatkan pada REG-06")
        await ani.press("enter")
        ani.sees("sudah ditempatkan pada REG-06")
        assert sheet_of(ani.desk, verification).line("REG-06").answer.note == "Komite bersidang zamrud"
        await ani.press("u")
        ani.sees("belum ditempatkan")


async def test_a_found_loose_note_is_opened_where_it_stands(desk: Desk) -> None:
    desk.do(loose.write, begun(desk), "Sidang zamrud")
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("slash")
        await ani.type("zamrud")
        await ani.until(lambda: "Sidang zamrud" in ani.screen)
        await ani.press("enter")
        ani.sees("Catatan lepas", "› Sidang zamrud")
        await ani.press("q")
        ani.sees("lepas Sidang zamrud")


async def test_an_interview_asks_for_post_date_and_time_and_says_what_it_supports(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(evidence.register, verification, {"title": "Wawancara", "kind": "interview"}, "REG-01")
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter", "e")
        ani.sees("Wawancara saja mendukung paling tinggi level 1 atau Sebagian")
        await ani.press("enter", "ctrl+s")
        ani.sees("Lengkapi jabatan narasumber (asal),", "tanggal, dan pukulnya (nomor)")
