"""The keys menu, the palette, jumping, the names of keys and the tour: what is found there acts, or says why not."""

from pathlib import Path
from typing import Final

import pytest
from textual.widgets import Static

from screens.locked import LockedScreen, OpenProfile
from screens.menu import Menu, Palette
from screens.tour import SENTENCES
from tests.driver import at_work
from tui.themes import THEMES

pytestmark = pytest.mark.slow

TALL: Final = (80, 50)


async def test_the_menu_has_three_parts_and_runs_what_is_found(folder: Path, verification: str) -> None:
    async with at_work(folder, size=TALL) as ani:
        await ani.press("enter", "question_mark")
        ani.sees("Satu tombol menjawab butir pada kursor", "Di layar ini", "0-4 Jawab dengan level")
        await ani.press("end")
        ani.sees("Di semua layar", ": Cari perintah, layar, atau pengaturan", "Berpindah", "↑ ↓ j k Baris sebelumnya, berikutnya")
        await ani.type("riwayat")
        ani.sees("h Lihat riwayat perubahan butir ini")
        ani.does_not_see("Di layar ini")
        await ani.press("enter")
        ani.sees("Riwayat", "q kembali")


async def test_a_key_typed_in_the_menu_is_found_first_and_one_that_cannot_act_says_why(folder: Path, verification: str) -> None:
    async with at_work(folder) as ani:
        await ani.press("question_mark", "r")
        ani.sees("› r Reviu: verifikasi yang diserahkan", "Ini dilakukan oleh ketua tim")
        await ani.press("enter")
        ani.sees("Pekerjaan saya", "peran Anda verifikator")
        await ani.press("enter", "f1")
        await ani.type("Jawab dengan level")
        await ani.press("enter")
        ani.sees("Jawab dengan level, lalu lanjut: tekan 0-4.")


@pytest.mark.parametrize("key", ["colon", "ctrl+p"])
async def test_from_any_screen_the_palette_opens_another_by_words_of_either_language(folder: Path, verification: str, key: str) -> None:
    async with at_work(folder) as ani:
        await ani.press("enter", "e", key)
        assert isinstance(ani.app.screen, Palette)
        await ani.type("nat fig")
        await ani.press("enter")
        ani.sees("Angka nasional")
        await ani.press("q")
        ani.sees("Spasi rujuk")
        await ani.press(key)
        await ani.type("reviu:")
        await ani.press("enter")
        ani.sees("Spasi rujuk", "peran Anda verifikator")


async def test_the_palette_changes_theme_and_language_at_once(folder: Path, verification: str) -> None:
    async with at_work(folder) as ani:
        other = next(theme.name for theme in THEMES if theme.name != ani.app.theme)
        for query in ("theme light" if other.endswith("light") else "theme high", "language english"):
            await ani.press("colon")
            await ani.type(query)
            await ani.press("enter")
        ani.sees("My work", "q quit")
        assert ani.app.theme != "verifier-dark"


async def test_where_one_types_the_signs_still_open_and_letters_do_not_jump(folder: Path, verification: str) -> None:
    async with at_work(folder) as ani:
        await ani.press("a")
        await ani.type("J")
        ani.sees("J▏")
        await ani.press("question_mark", "end")
        assert isinstance(ani.app.screen, Menu)
        ani.sees("↑ ↓ Baris sebelumnya")
        ani.does_not_see("j k")
        await ani.press("question_mark", "colon")
        assert isinstance(ani.app.screen, Palette)
        await ani.press("colon")
        ani.sees("J▏")


async def test_a_letter_brings_the_cursor_to_any_line_in_sight(folder: Path, verification: str) -> None:
    async with at_work(folder) as ani:
        await ani.press("enter", "home", "J")
        ani.sees("c Sbg REG-03", "Lompat ke baris itu")
        await ani.press("c")
        ani.does_not_see("Lompat ke baris itu")
        assert ani.app.screen.item == "REG-03"  # type: ignore[attr-defined]
        await ani.press("J", "escape")
        assert ani.app.screen.item == "REG-03"  # type: ignore[attr-defined]


async def test_a_key_pressed_is_named_and_its_use_here_told(folder: Path, verification: str) -> None:
    async with at_work(folder, keys={"sheet.note": "plus"}) as ani:
        await ani.press("enter", "K", "plus")
        ani.sees('+ sampai. Namanya dalam verifier.toml: "plus"', "Gunanya: Tulis catatan butir (sheet.note)")
        await ani.press("question_mark")
        ani.sees('"question_mark"', "(menu)")
        await ani.press("ctrl+h")
        ani.sees("Di layar tadi tombol ini tidak dipakai.", "Banyak terminal menahan")
        await ani.press("escape")
        ani.sees("+ catatan")


async def test_the_tour_is_five_sentences_seen_once_and_skipped_at_will(folder: Path) -> None:
    async with at_work(folder) as ani:
        await ani.type("Ani Lestari")
        await ani.press("ctrl+s")
        for number in range(len(SENTENCES)):
            ani.sees(f"{number + 1}/{len(SENTENCES)}")
            await ani.press("enter")
        ani.sees("Belum ada verifikasi")
        await ani.press("T", "enter", "left")
        ani.sees("1/5", "Esc Lewati")
        await ani.press("escape")
        ani.does_not_see("1/5")
    async with at_work(folder) as ani:
        ani.sees("Belum ada verifikasi")
        ani.does_not_see("1/5")


async def test_a_locked_profile_offers_nothing_behind_its_lock(folder: Path, verification: str) -> None:
    async with at_work(folder) as ani:
        ani.app.push_screen(LockedScreen())
        await ani.until(lambda: isinstance(ani.app.screen, OpenProfile))
        await ani.settle()
        await ani.press("escape", "colon")
        assert isinstance(ani.app.screen, Palette)
        ani.sees("Ketik frasa sandi profil")
        for outside in ("instansi", "tema"):
            await ani.type(outside)
            ani.sees("Tidak ada yang cocok")
            await ani.press(*["backspace"] * len(outside))


async def test_a_dialog_tells_what_one_does_in_it_and_the_keys_of_the_field_in_focus(folder: Path, verification: str) -> None:
    async with at_work(folder) as ani:
        await ani.press("enter", "slash", "f1")
        ani.sees("Bantuan", "Ketik sebagian kode", "Enter Pilih")
        await ani.press("escape", "escape", "e", "n", "question_mark")
        ani.sees("Judul *", "?")
        await ani.press("f1")
        ani.sees("Isian bertanda * wajib diisi", "Ctrl+S Simpan", "← → Satu huruf ke kiri")
        await ani.press("escape", "down", "down", "question_mark")
        ani.sees("← → Pilihan sebelumnya atau berikutnya")


async def test_where_one_types_letters_were_told_as_keys_that_act(folder: Path, verification: str) -> None:
    async with at_work(folder, size=TALL) as ani:
        await ani.press("a", "question_mark")
        ani.sees("Lompat ke baris yang tampak", ": Cari perintah, layar, atau pengaturan")
        ani.does_not_see("J Lompat")
        await ani.type("nama sebuah tombol")
        await ani.press("enter", "J")
        ani.sees("Ketik untuk menyaring daftar")
        ani.does_not_see("Lompat ke baris")
        await ani.press("escape", "J")
        ani.sees("J▏")
        await ani.press("escape", "escape", "question_mark")
        await ani.type("Lompat")
        ani.sees("› J Lompat ke baris yang tampak")


async def test_what_a_key_does_was_cut_where_the_window_is_narrow(folder: Path, verification: str) -> None:
    async with at_work(folder, size=(60, 18), language="en") as ani:
        await ani.press("question_mark")

        def told() -> str:
            return str(ani.app.screen.query_one("#why", Static).content)

        assert told() == ""
        await ani.type("overdue")
        assert told() == "See the acceleration agendas of all agencies, what is overdue first."
        await ani.press(*["backspace"] * 7)
        await ani.type("review")
        assert told().startswith("Review: submissions that wait, with what is worth a look. This is done by")
