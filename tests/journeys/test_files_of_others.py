"""Files go out to colleagues and come back: worksheets, lists of agencies, every verdict file at once."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import openpyxl

from models.desk import answers, reading, verifications, worksheets
from models.desk.desk import Desk
from models.documents.verdict_file import opened as read
from screens.base import HouseScreen
from screens.working import Outcome, Working
from tests.desk.acts import LEVELS, WORDS, begun, decided
from tests.driver import at_work


def filled_in(desk: Desk, verification: str, changes: dict[str, str]) -> Path:
    """The worksheet of a verification as a colleague fills it in: cells of the first area by their address."""
    frozen = desk.ask(worksheets.file, verification, "id")
    path = Path.home() / "kembali.xlsx"
    path.write_bytes(frozen.body)
    book = openpyxl.load_workbook(path)
    for cell, value in changes.items():
        book.worksheets[1][cell] = value
    book.save(path)
    return path


async def test_a_worksheet_comes_back_and_what_differs_is_taken_only_when_chosen(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, LEVELS, 2)
    path = filled_in(desk, verification, {"F2": "4", "F3": "Sebagian", "H3": "Dari Biro SDM", "F4": "7"})
    desk.close()
    async with at_work(desk.ledger.folder, size=(100, 30)) as ani:
        await ani.takes_in(path)
        ani.sees("berbeda (1)", f"[ ] {LEVELS}/answer 2 → 4", "baru (2)", f"[x] {WORDS}/answer (kosong) → Sebagian", "ditolak (1)")
        await ani.press("y")
        ani.sees("2 isian diambil", "berbeda (1)")
        sheet = ani.desk.ask(reading.sheet, verification)
        assert (sheet.line(LEVELS).answer.level, sheet.line(WORDS).answer.level, sheet.line(WORDS).answer.note) == (2, 2, "Dari Biro SDM")
        await ani.press("y")
        ani.sees("Belum ada yang ditandai")
        await ani.press("home", "space", "y")
        assert ani.desk.ask(reading.sheet, verification).line(LEVELS).answer.level == 4
        await ani.press("enter", "u")
        ani.sees("Dibatalkan:")
        assert ani.desk.ask(reading.sheet, verification).line(LEVELS).answer.level == 2


async def test_what_an_agency_was_asked_is_printed_filled_in_and_comes_back_as_evidence(desk: Desk) -> None:
    verification, folder = begun(desk), desk.ledger.folder
    desk.close()
    (folder / "verifier.toml").write_text(f"[places]\nexport = '{folder / 'out'}'\n")
    async with at_work(folder, size=(100, 30)) as ani:
        await ani.press("enter", "w")
        ani.sees("3 Daftar permintaan data · Excel")
        await ani.press("j", "j")
        ani.sees("m di layar awal mengambilnya kembali")
        await ani.press("enter")
        await ani.worked()
        (path,) = (folder / "out").iterdir()
        book = openpyxl.load_workbook(path)
        titles = {cell.value: cell for cell in next(page for page in book.worksheets if page["A2"].value == "REG-01")["D"]}
        titles["Judul dokumen"].offset(1).value = "Perbup 12"
        book["Data dasar"]["C2"].value = "dua"
        book["Data dasar"]["E1"].value = "Paraf"
        book.save(path)
        await ani.press("q")
        await ani.takes_in(path)
        ani.sees(
            "Daftar permintaan data 2023-1_32",
            "[x] D01 (kosong) → Perbup 12",
            "[x] REG-01/D01",
            "ditolak (1)",
            "Data dasar: Paraf",
            " y masukkan",
        )
        await ani.press("y")
        ani.sees("2 isian diambil", "sama (2)")
        await ani.press("enter", "e")
        ani.sees("[x] B01 Perbup 12", "belum dilihat")
        await ani.press("q", "u")
        ani.sees("Dibatalkan: pengambilan isian lembar kerja atau daftar permintaan")
        assert ani.desk.ask(reading.sheet, verification).evidence == ()


async def test_a_worksheet_of_another_profile_is_refused_in_words(desk: Desk) -> None:
    path = filled_in(desk, begun(desk), {})
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and len(cell.value) == 16:
                cell.value = "0" * 16
    book.save(path)
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.takes_in(path)
        ani.sees("kembali.xlsx")
        ani.does_not_see("Traceback")
        ani.sees("Pekerjaan saya")


async def test_a_list_of_agencies_is_looked_at_before_it_is_taken(desk: Desk) -> None:
    path = Path.home() / "instansi.csv"
    path.write_text("\ufeffkode;nama;jenis\n94.07;Kabupaten Intan Jaya Raya;kabupaten\nUJI;Badan Uji;lpnk\n", "utf-8")
    desk.close()
    async with at_work(desk.ledger.folder, size=(100, 30)) as ani:
        await ani.takes_in(path)
        ani.sees("1 baru · 1 berubah", "94.07 Kabupaten Intan Jaya Raya", "UJI Badan Uji")
        await ani.press("y")
        ani.sees("0 baru · 0 berubah")
        await ani.press("q", "a")
        await ani.type("badan uji")
        ani.sees("Badan Uji")


async def test_a_list_with_faults_is_told_whole_and_not_taken(desk: Desk) -> None:
    path = Path.home() / "instansi.csv"
    path.write_text("kode,nama,jenis\n,Tanpa Kode,lpnk\nX,Jenis Aneh,kerajaan\n", "utf-8")
    desk.close()
    async with at_work(desk.ledger.folder, size=(100, 30)) as ani:
        await ani.takes_in(path)
        ani.sees("baris 2", "baris 3", "kerajaan", "(y masukkan)")
        await ani.press("y")
        ani.sees("Perbaiki berkasnya")


async def test_every_verdict_file_is_written_and_what_is_not_is_said(desk: Desk) -> None:
    decided(desk)
    other = desk.do(verifications.begin, "94.07")
    desk.do(answers.record_all, other, dict.fromkeys(desk.ask(reading.sheet, other).checklist.codes, 0))
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("w", "2")
        await ani.worked()
        ani.sees("1 dari 1 berkas hasil ditulis ke ~/Documents/verifier")
    (file,) = (Path.home() / "Documents" / "verifier").iterdir()
    assert read(file.read_bytes(), file.name).agency.name == "Provinsi Jawa Barat"


async def test_a_worksheet_is_written_for_colleagues(desk: Desk) -> None:
    begun(desk)
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("l")
        ani.sees("_lembar-kerja.xlsx ditulis ke")
    (file,) = (Path.home() / "Documents" / "verifier").iterdir()
    assert openpyxl.load_workbook(file).worksheets[1]["A2"].value == LEVELS


async def test_long_work_is_shown_and_stops_before_its_next_step(desk: Desk) -> None:
    begun(desk)
    desk.close()
    reached, go_on, ended = Event(), Event(), list[Outcome]()

    def steps() -> Iterator[tuple[int, int]]:
        yield 0, 3
        yield 1, 3
        reached.set()
        go_on.wait(20)
        yield 2, 3
        yield 3, 3

    async with at_work(desk.ledger.folder) as ani:
        assert isinstance(ani.app.screen, HouseScreen)
        ani.app.screen.work("Menghitung", steps, ended.append)
        await ani.until(lambda: isinstance(ani.app.screen, Working))
        await ani.until(lambda: reached.is_set() and "1 dari 3" in ani.screen)
        await ani.press("escape")
        ani.sees("Menghitung", "Berhenti setelah langkah ini selesai")
        go_on.set()
        await ani.until(lambda: bool(ended))
    assert ended == [Outcome(2, is_stopped=True)]
