"""From an empty home to two verdict files: Intan Jaya in the highlands, and the Constitutional Court."""

from pathlib import Path

from models.desk import reading, verifications
from models.documents.verdict_file import opened
from models.views import Sheet
from tests.driver import Verifier, at_work

FIRST_KEYS = 60
"""DESIGN, section 7: from the opened sheet to the verdict screen, all 52 items answered without notes."""


async def _first_start(ani: Verifier, name: str = "Ani Lestari") -> None:
    ani.sees("Selamat datang / Welcome")
    await ani.type(name)
    await ani.press("ctrl+s")
    ani.sees("Pekerjaan saya", name, "Tur singkat", "1/5")
    await ani.press("escape")
    ani.sees("Belum ada verifikasi")


async def _open(ani: Verifier, query: str, name: str) -> None:
    await ani.press("a")
    await ani.type(query)
    ani.sees(name)
    await ani.press("enter")
    ani.sees(name, "0 dari 52 butir terjawab")


def _sheet(ani: Verifier, agency: str) -> Sheet:
    return ani.desk.ask(reading.sheet, ani.desk.ask(verifications.named, agency))


def _exported() -> list[Path]:
    return sorted((Path.home() / "Documents" / "verifier").glob("*.toml"))


async def test_a_newcomer_takes_intan_jaya_to_not_ready_with_at_most_sixty_keys(folder: Path) -> None:
    async with at_work(folder) as ani:
        await _first_start(ani)
        await _open(ani, "intan ja", "Kabupaten Intan Jaya")
        ani.pressed = 0
        for _ in range(52):
            await ani.press("0")
        ani.sees("52 dari 52 butir terjawab", "Semua butir terjawab")
        await ani.press("v")
        assert ani.pressed <= FIRST_KEYS
        ani.sees("V4 Belum siap (belum memulai)")
        await ani.press("v")
        ani.sees("Belum dicatat", "V4 Belum siap (belum memulai)")
        await ani.press("y")
        ani.sees("Kesimpulan V4 tercatat", "tersimpan")
        await ani.press("x")
        ani.sees("Berkas hasil (draf bertanda tangan)", "~/Documents/verifier")
        ani.does_not_see("unsigned-draft")
        assert _sheet(ani, "94.07").answered == 52
    (file,) = _exported()
    document = opened(file.read_bytes(), file.name)
    assert (document.agency.name, document.verdict.code, document.status) == ("Kabupaten Intan Jaya", "V4", "draft")


async def test_the_constitutional_court_is_ready_and_the_verifier_says_why_she_differs(folder: Path) -> None:
    async with at_work(folder, size=(140, 40)) as ani:
        await _first_start(ani)
        await _open(ani, "mahkamah konst", "Mahkamah Konstitusi")
        for _ in range(52):
            await ani.press("4")
        await ani.press("v")
        ani.sees("V2 Siap, belum menerapkan", "Semua 19 butir wajib terpenuhi")
        await ani.press("3")
        await ani.type("Menunggu surat persetujuan")
        await ani.press("ctrl+s")
        ani.sees("V3 Desain terbangun, belum disetujui", "Alasan: Menunggu surat persetujuan")
        await ani.press("x", "x")
    (file,) = _exported()
    document = opened(file.read_bytes(), file.name)
    assert (document.verdict.code, document.recommendation.code, document.verdict.differs) == ("V3", "V2", True)
    assert document.verdict.reason == "Menunggu surat persetujuan"
    assert len(document.items) == 52


async def test_one_real_item_with_note_evidence_counts_and_undo_across_a_restart(folder: Path) -> None:
    async with at_work(folder) as ani:
        await _first_start(ani)
        await _open(ani, "94.07", "Kabupaten Intan Jaya")
        await ani.press("3", "k", "n")
        await ani.type("3 orang hadir [/] [bold]x")
        await ani.press("escape")
        ani.sees("Catatan: 3 orang hadir [/] [bold]x")
        await ani.press("e", "n")
        await ani.type("Peraturan Bupati")
        await ani.press("enter")
        await ani.type("Pasal 3")
        await ani.press("ctrl+s")
        ani.sees("[x] B01 Peraturan Bupati", "Pasal 3 dilihat · diterima")
        await ani.press("q")
        ani.sees("Dirujuk: B01 Peraturan Bupati, Pasal 3")
        await ani.press("slash")
        await ani.type("ins 02")
        await ani.press("enter", "c")
        for value in ("18", "20", "70", "100", "75", "100"):
            await ani.type(value)
            await ani.press("enter")
        await ani.press("ctrl+s")
        ani.sees("Usulan dari hitungan: 2")
        await ani.press("enter")
        assert _sheet(ani, "94.07").line("INS-02").answer.level == 2
    async with at_work(folder) as ani:
        ani.sees("Kabupaten Intan Jaya", "2/52")
        await ani.press("enter", "u")
        ani.sees("Dibatalkan: jawaban INS-02")
        await ani.press("u", "u", "u")
        ani.sees("Dibatalkan: catatan REG-01")
        sheet = _sheet(ani, "94.07")
        assert (sheet.line("REG-01").answer.level, sheet.line("REG-01").answer.note, sheet.evidence) == (3, "", ())


async def test_keys_that_do_not_fit_say_why_and_change_nothing(folder: Path) -> None:
    async with at_work(folder) as ani:
        await _first_start(ani)
        await _open(ani, "94.07", "Kabupaten Intan Jaya")
        await ani.press("y")
        ani.sees("REG-01 dijawab dengan level")
        await ani.press("minus")
        ani.sees("REG-01 tidak boleh dijawab Tidak berlaku")
        await ani.press("j", "3")
        ani.sees("REG-02 dijawab Ya (4), Sebagian (2), atau Tidak (0). Pilih salah satunya.")
        await ani.press("c")
        ani.sees("REG-02 tidak memerlukan hitungan")
        assert _sheet(ani, "94.07").answered == 0
        await ani.press("u")
        ani.sees("Tidak ada lagi yang dapat dibatalkan")


async def test_no_key_acts_on_what_a_small_window_does_not_show(folder: Path) -> None:
    async with at_work(folder) as ani:
        await _first_start(ani)
        await _open(ani, "94.07", "Kabupaten Intan Jaya")
        await ani.resize(50, 12)
        ani.sees("60")
        await ani.press("3", "y", "j", "4", "x", "u")
        await ani.resize(80, 24)
        assert _sheet(ani, "94.07").answered == 0
        await ani.press("3")
        assert _sheet(ani, "94.07").answered == 1


async def test_keys_typed_ahead_of_a_note_land_in_the_note(folder: Path) -> None:
    async with at_work(folder) as ani:
        await _first_start(ani)
        await _open(ani, "94.07", "Kabupaten Intan Jaya")
        await ani.type("n3 orang")
        await ani.press("escape")
        sheet = _sheet(ani, "94.07")
        assert (sheet.line("REG-01").answer.note, sheet.answered) == ("3 orang", 0)


async def test_the_language_changes_at_once_and_stays(folder: Path) -> None:
    async with at_work(folder, language=None) as ani:
        await _first_start(ani)
        await ani.press("b")
        ani.sees("My work", "No verification yet")
    async with at_work(folder, language=None) as ani:
        ani.sees("My work")


async def test_every_key_of_every_screen_can_be_read_in_both_languages(folder: Path) -> None:
    for language, title in (("id", "Tombol"), ("en", "Keys")):
        async with at_work(folder, language=language) as ani:
            if "Selamat" in ani.screen:
                await _first_start(ani)
                await _open(ani, "94.07", "Kabupaten Intan Jaya")
                await ani.press("q", "escape", "escape")
            await ani.press("enter")
            for keys in (("question_mark",), ("e", "question_mark"), ("f", "question_mark"), ("v", "question_mark")):
                await ani.press(*keys)
                ani.sees(title)
                ani.does_not_see("what.")
                await ani.press("escape", *(("q",) if len(keys) > 1 else ()))


async def test_a_window_too_small_says_what_is_needed_and_loses_nothing(folder: Path) -> None:
    async with at_work(folder, size=(80, 24)) as ani:
        await _first_start(ani)
        await _open(ani, "94.07", "Kabupaten Intan Jaya")
        await ani.press("3")
        await ani.resize(50, 12)
        ani.sees("Jendela terminal terlalu kecil", "60 kolom × 18 baris")
        await ani.resize(80, 24)
        ani.sees("1 dari 52 butir terjawab")


async def test_evidence_registered_once_is_cited_by_another_item_with_its_own_page(folder: Path) -> None:
    async with at_work(folder) as ani:
        await _first_start(ani)
        await _open(ani, "94.07", "Kabupaten Intan Jaya")
        await ani.press("e", "n")
        await ani.type(r"SK [final] D:\bukti\sk.pdf")
        await ani.press("ctrl+s", "q", "j", "e")
        ani.sees("[ ] B01 SK [final]")
        await ani.press("space", "p")
        await ani.type("hlm. 7")
        await ani.press("ctrl+s")
        ani.sees("[x] B01", "hlm. 7", "Dirujuk oleh: REG-01, REG-02")
        await ani.press("x")
        ani.sees("B01 masih dirujuk REG-01, REG-02")


async def test_facts_decide_the_verdict_and_a_wrong_date_stays_in_the_form(folder: Path) -> None:
    async with at_work(folder) as ani:
        await _first_start(ani)
        await _open(ani, "94.07", "Kabupaten Intan Jaya")
        await ani.press(*"4" * 52)
        await ani.press("f", "j", "n")
        for text in ("Sekretaris Daerah", "2", "821/1", "9-13-2023", "9", "1"):
            await ani.type(text)
            await ani.press("enter")
        ani.sees("bukan tanggal")
        await ani.press(*["backspace"] * 9)
        await ani.type("9-5-2023")
        await ani.press("ctrl+s")
        ani.sees("Sekretaris Daerah", "9 Mei 2023", "1 baris")
        await ani.press("q", "v")
        ani.sees("V2 Siap, penerapan tanpa persetujuan tercatat", "Perlu dicermati: menerapkan tanpa persetujuan tercatat")
