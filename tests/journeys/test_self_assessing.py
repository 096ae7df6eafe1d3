"""An agency assesses itself in our sheet; it is taken beside the answers, seen where they differ, corrected by another, and undone."""

from pathlib import Path

import openpyxl

from models.desk import answers, reading, self_assessments
from models.desk.desk import Desk
from tests.desk.acts import begun
from tests.desk.own_kit import taken
from tests.desk.reviewing_kit import ready, trio
from tests.driver import at_work


def filled(desk: Desk, verification: str, name: str, changes: dict[str, str]) -> Path:
    """The sheet as the agency fills it in: cells of the first area by their address."""
    path = Path.home() / name
    path.write_bytes(desk.ask(self_assessments.file, verification, "id").body)
    book = openpyxl.load_workbook(path)
    for cell, value in changes.items():
        book.worksheets[1][cell] = value
    book.save(path)
    return path


async def test_an_agency_says_more_of_itself_than_is_found(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, "REG-01", 1)
    first = filled(desk, verification, "pm.xlsx", {"F2": "4", "G2": "D:\\MT\\[SK] 12.pdf", "F3": "Ya", "F4": "9"})
    second = filled(desk, verification, "pm2.xlsx", {"F2": "2", "F3": "Ya"})
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter", "a")
        ani.sees("Penilaian mandiri: Provinsi Jawa Barat", "Belum ada penilaian mandiri. w menulis lembar kosong")
        await ani.takes_in(first)
        ani.sees("ditolak (1)", "REG-03", "baru (2)", "REG-01 (kosong) → 4", "lembar REG Regulasi, baris 4, kolom F")
        await ani.press("y")
        ani.sees("Penilaian mandiri diambil; 2 isian berubah")
        await ani.press("y")
        ani.sees("tidak mengubah penilaian mandiri")
        await ani.press("q")
        ani.sees("pm.xlsx", "REG Regulasi", "mandiri 2/13 · verifikasi 1/13", "4 : 1 REG-01", "≠ PM", "4 (3 tingkat di atas jawaban)")
        await ani.press("g")
        ani.sees("REG-01: penilaian mandiri 4 (3 tingkat di atas jawaban). Butir seperti ini: 1.")
        await ani.press("enter")
        ani.sees("› 1 REG-01", "≠ PM", "tulis alasannya dalam catatan butir")
        await ani.press("i")
        ani.sees("D:\\MT\\[SK] 12.pdf")
        await ani.press("escape", "n")
        await ani.type("SK belum ditandatangani")
        await ani.press("escape")
        ani.does_not_see("tulis alasannya")
        await ani.press("a")
        await ani.takes_in(second)
        ani.sees("berbeda (1)", "REG-01 4 → 2", "sama (1)")
        await ani.press("y", "q", "q", "u")
        ani.sees("Dibatalkan: pengambilan penilaian mandiri instansi")
        said = ani.desk.ask(reading.sheet, verification).line("REG-01").self_answer
        assert said is not None and said.level == 4


async def test_the_empty_sheet_is_written_and_the_filled_one_taken_from_the_start(desk: Desk) -> None:
    verification, folder = begun(desk), desk.ledger.folder
    path = filled(desk, verification, "pm.xlsx", {"F2": "3"})
    desk.close()
    (folder / "verifier.toml").write_text(f"[places]\nexport = '{folder / 'hasil'}'\n")
    async with at_work(folder, size=(140, 40)) as ani:
        await ani.press("enter", "a", "w")
        await ani.worked()
        assert [each.name for each in (folder / "hasil").iterdir()] == ["2023-1_32_penilaian-mandiri.xlsx"]
        ani.sees("2023-1_32_penilaian-mandiri.xlsx ditulis ke")
        await ani.press("q", "q")
        await ani.takes_in(path)
        ani.sees("Penilaian mandiri pm.xlsx", "REG-01 (kosong) → 3")


async def test_the_lead_sees_it_on_another_laptop_and_changes_nothing_of_it(tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        verification = ready(team.verifier.desk)
        taken(team.verifier.desk, verification, {"REG-01": {"level": "0", "evidence": "belum ada"}, "REG-08": {"level": "3"}})
        team.verifier.desk.do(answers.annotate, verification, "REG-01", "Peraturan sudah diundangkan")
        team.lead.takes(team.verifier.submits(verification))
        clock = team.lead.clock
    async with at_work(tmp_path / "lina", clock=clock) as lina:
        await lina.press("r", "enter", "m")
        lina.sees(
            "Penilaian mandiri: Provinsi Aceh", "Penilaian mandiri.xlsx", "0 : 3 REG-01", "≠ PM", "3 : 3 REG-08", "mandiri – · verifikasi"
        )
        await lina.press("m")
        lina.sees("Verifikasi ini milik Vera; Anda hanya dapat membacanya")
        await lina.press("g", "enter")
        lina.sees("REG-01", "berbeda dua tingkat atau lebih dari penilaian mandiri", "belum ada", "Peraturan sudah diundangkan")
