"""Settings changed at the screen hold at once, are found again after a restart, and leave the file as its owner wrote it.

A refusal names the file, and breaks elsewhere where that has another path; so only single words of it are looked for.
"""

from pathlib import Path

import pytest

from models import places
from models.desk.desk import Desk
from models.ledger.glance import look
from models.paper import Office
from models.settings import FILE, load
from models.words import Words
from tests.desk.reviewing_kit import trio
from tests.driver import Verifier, at_work
from tui.app import VerifierApp
from tui.command_line import Session
from tui.demonstration import demonstration

OWN = """# milik Ani
[look]
theme = 'verifier-dark'   # nyaman di malam hari

[keys]
# tombol sendiri
"""


@pytest.fixture(autouse=True)
def _founded(desk: Desk) -> None:
    """A profile at which nobody sits."""
    desk.close()


@pytest.fixture
def file(folder: Path) -> Path:
    """Ani's own settings file."""
    path = places.own_settings_file()
    path.parent.mkdir(parents=True)
    path.write_bytes(OWN.replace("\n", "\r\n").encode())
    return path


def holds(file: Path, *changes: tuple[str, str]) -> None:
    """Assert that the file is Ani's own but for `changes`."""
    text = OWN
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    assert file.read_bytes().decode() == text.replace("\n", "\r\n")
    assert list(file.parent.iterdir()) == [file]


async def to(ani: Verifier, name: str) -> None:
    """Go down to the setting of this name."""
    for _ in range(120):
        if f"› {name}" in ani.screen:
            return
        await ani.press("j")
    raise AssertionError(f"{name!r} is not among the settings")


async def typed(ani: Verifier, name: str, text: str) -> None:
    """Type `text` over what the setting of this name says, and save it."""
    await to(ani, name)
    await ani.press("enter", "home", "ctrl+k")
    await ani.type(text)
    await ani.press("ctrl+s")


async def test_the_letterhead_is_typed_line_by_line_and_the_size_is_chosen(folder: Path, file: Path) -> None:
    async with at_work(folder, language=None, size=(120, 40)) as ani:
        await ani.press("s")
        await to(ani, "Kop surat")
        ani.sees("Kop surat tanpa kop", "Baris-baris di puncak halaman pertama")
        await typed(ani, "Kop surat", "BADAN KEPEGAWAIAN NEGARA | Jalan Sutoyo 12")
        ani.sees("Kop surat diubah BADAN KEPEGAWAIAN NEGARA | Jalan Sutoyo 12")
        await to(ani, "Ukuran kertas")
        await ani.press("enter", "2")
        ani.sees("Ukuran kertas diubah F4")
        assert ani.app.settings.office == Office(("BADAN KEPEGAWAIAN NEGARA", "Jalan Sutoyo 12"), "f4")
        await ani.press("x", "k", "x")
        ani.sees("Kop surat tanpa kop", "Ukuran kertas A4")
    assert load(file).office == Office()


async def test_who_mistyped_their_name_at_the_first_start_corrects_it_among_the_settings(folder: Path) -> None:
    async with at_work(folder) as ani:
        await ani.press("s", "n")
        ani.sees("Nama, peran, dan wilayah Anda", "Ani Lestari", "Jawa Barat")
        await ani.press("end", *", M.Si.", "down", "right", "ctrl+s")
        ani.sees("Ani Lestari, M.Si.: tercatat.")
        await ani.press("escape")
        ani.sees("Ani Lestari, M.Si. · ketua tim · Jawa Barat")


async def test_whom_a_team_names_is_told_who_changes_that(tmp_path: Path) -> None:
    with trio(tmp_path):
        pass
    async with at_work(tmp_path / "vera") as vera:
        await vera.press("s", "n")
        vera.sees("Nama dan peran Vera ditetapkan oleh daftar tim.", "verifier team rename")


async def test_theme_language_and_a_key_hold_at_once_and_after_a_restart_and_comments_stay(folder: Path, file: Path) -> None:
    async with at_work(folder, language=None) as ani:
        await ani.press("s")
        ani.sees("Pengaturan", "verifier.toml", "Tema gelap", "Bahasa mengikuti profil")
        await to(ani, "Tema")
        await ani.press("enter", "2")
        ani.sees("Tema diubah terang", "Tema: terang", "tersimpan")
        assert ani.app.theme == "verifier-light"
        await ani.press("home", "enter", "3")
        ani.sees("Settings", "Language changed English", "saved")
        await typed(ani, "Choose an agency", "f9,f4")
        ani.sees("Choose an agency changed F9 F4")
        await ani.press("q")
        ani.sees("My work", "F9 agencies")
        await ani.press("a")
        ani.sees("My work")
        await ani.press("f4")
        ani.sees("Agencies", "to narrow the list")
    async with at_work(folder, language=None) as ani:
        ani.sees("My work", "F9 agencies")
        assert ani.app.theme == "verifier-light"
        await ani.press("f9")
        ani.sees("to narrow the list")
    holds(
        file,
        ("'verifier-dark'", '"verifier-light"'),
        ("hari\n", 'hari\nlanguage = "en"\n'),
        ("sendiri\n", 'sendiri\n"start.agencies" = "f9,f4"\n'),
    )


async def test_a_theme_is_worn_while_the_cursor_is_on_it_and_kept_only_when_chosen(folder: Path, file: Path) -> None:
    async with at_work(folder, language=None) as ani:
        await ani.press("s", "p")
        ani.sees("Pratinjau tema", "gelap saat ini", "Belum tersimpan: media penyimpanan penuh")
        await ani.press("down")
        assert ani.app.theme == "verifier-light"
        await ani.press("down")
        assert ani.app.theme == "verifier-contrast"
        await ani.press("escape")
        assert ani.app.theme == "verifier-dark"
        holds(file)
        await ani.press("p", "down", "enter")
        ani.sees("Tema diubah terang")
        assert ani.app.theme == "verifier-light"
    holds(file, ("'verifier-dark'", '"verifier-light"'))


async def test_without_a_file_the_shipped_one_is_written_and_x_takes_a_change_back(folder: Path) -> None:
    async with at_work(folder) as ani:
        await ani.press("s", "x")
        ani.sees("memang masih bawaan")
        assert not ani.app.settings_file.exists()
        await typed(ani, "Pilih instansi", "f9")
        await ani.press("x")
        ani.sees("Pilih instansi a", "Pilih instansi: a")
        await typed(ani, "Pilih instansi", "f9")
        await typed(ani, "Pilih instansi", "")
        ani.does_not_see("diubah")
        await ani.press("q", "a")
        ani.sees("untuk menyaring daftar")
        assert load(ani.app.settings_file).keys == {}


async def test_a_key_that_clashes_stays_in_the_form_with_the_command_it_belongs_to(folder: Path, file: Path) -> None:
    async with at_work(folder) as ani:
        await ani.press("s")
        for keys, said in (("q", "(quit)"), ("j", "bentrok"), ("ctrl+c", "menahan"), ("ab", "bukan")):
            await typed(ani, "Pilih instansi", keys)
            ani.sees(said, "keys.start.agencies")
            await ani.press("home", "ctrl+k", "escape")
        ani.sees("Pilih instansi a")
    holds(file)


async def test_a_folder_is_told_in_full_and_the_profile_waits_for_the_next_start(folder: Path, file: Path, tmp_path: Path) -> None:
    async with at_work(folder) as ani:
        await ani.press("s")
        await typed(ani, "Folder profil", "verifikasi")
        ani.sees("places.data", "verifikasi", "~/folder")
        await ani.press("home", "ctrl+k")
        await ani.type("~/verifikasi")
        await ani.press("ctrl+s")
        ani.sees("Folder profil diubah ~/verifikasi", "setelah verifier dijalankan kembali")
        await typed(ani, "Folder berkas hasil", str(tmp_path / "hasil"))
        assert places.export_folder(ani.app.settings) == tmp_path / "hasil"
    assert places.profile_folder(load(file)) == Path.home() / "verifikasi"


async def test_the_language_of_the_file_won_again_after_b(folder: Path, file: Path) -> None:
    file.write_text('[look]\nlanguage = "id" # tetap\n')
    async with at_work(folder, language=None) as ani:
        await ani.press("b")
        ani.sees("My work")
    async with at_work(folder, language=None) as ani:
        ani.sees("My work")
    assert file.read_text() == '[look]\nlanguage = "en" # tetap\n'


async def test_the_language_of_the_profile_is_spoken_again_when_the_setting_is_taken_back(folder: Path, file: Path) -> None:
    async with at_work(folder, language=None) as ani:
        await ani.press("s", "enter", "3")
        ani.sees("Settings")
        await ani.press("enter", "1")
        ani.sees("Pengaturan", "Bahasa mengikuti profil")


async def test_a_file_that_cannot_be_written_says_why_and_nothing_changes(folder: Path) -> None:
    own = places.own_settings_file().parent
    own.parent.mkdir(parents=True)
    own.write_text("a file in the place of the folder")
    async with at_work(folder) as ani:
        await ani.press("s", "j", "enter", "2")
        ani.sees("Pengaturan tidak dapat ditulis ke", "Tema gelap")
        assert ani.app.theme == "verifier-dark"
    assert own.read_text() == "a file in the place of the folder"


async def test_a_file_spoiled_meanwhile_is_refused_where_one_came_from(folder: Path, file: Path) -> None:
    async with at_work(folder) as ani:
        file.write_text("[look]\nlangauge = 'en'\n")
        await ani.press("s")
        ani.sees("Pekerjaan saya", "look.langauge", "look.language")
        file.write_text(OWN)
        await ani.press("s")
        file.write_text("[look")
        await ani.press("j", "enter", "2")
        ani.sees("Tema gelap", "TOML")
    assert file.read_text() == "[look"


async def test_in_the_demo_nothing_of_ones_own_changes(folder: Path, file: Path) -> None:
    with demonstration(Session(Words("id"), load(file), folder)) as session:
        app = VerifierApp(session, look(session.folder))
        async with app.run_test(size=(80, 24)) as pilot:
            ani = Verifier(app, pilot)
            await ani.until(lambda: app.is_ready)
            await ani.press("s", "j", "enter", "2")
            ani.sees("DEMO", "Tema diubah terang", "Berlaku selama demo ini saja")
        assert app.settings.file == session.folder / FILE
        assert (app.settings.theme, app.settings.export) == ("verifier-light", session.settings.export)
    holds(file)


async def test_deadlines_and_files_that_go_along_were_not_among_the_settings(folder: Path, file: Path) -> None:
    async with at_work(folder, language=None, size=(120, 40)) as ani:
        await ani.press("s")
        await to(ani, "Tenggat yang diusulkan")
        await ani.press("enter", "1")
        assert ani.app.settings.quarters == 0
        await to(ani, "Berkas bukti dukung")
        await ani.press("enter", "3")
        assert ani.app.settings.files == 5_000_000
    assert (load(file).quarters, load(file).files) == (0, 5_000_000)


async def test_a_correction_of_ones_name_that_was_left_half_typed_had_no_name_and_led_nowhere(folder: Path) -> None:
    async with at_work(folder) as ani:
        await ani.press("s", "n", "end", "x", "escape", "q", "D")
        ani.sees("› pengaturan: Ani Lestarix")
        await ani.press("enter")
        ani.sees("Pengaturan", "Tema")
        await ani.press("n")
        ani.sees("Ani Lestarix")
