"""Somebody looks whether the files of evidence are still there, from the sheet, and registers a changed one anew."""

from pathlib import Path

import pytest

from models.desk import evidence, reading
from models.desk.desk import Desk
from models.evidence_files import known
from models.words import LANGUAGES, Words
from tests.desk.acts import LEVELS, begun
from tests.driver import at_work


@pytest.fixture
def place(desk: Desk, tmp_path: Path) -> Path:
    """A folder with three files registered as evidence; then one was changed, and one taken away."""
    verification, folder = begun(desk), tmp_path / "bukti"
    folder.mkdir()
    for name in ("SK Tim.pdf", "Pergub 12.pdf", "Renstra.pdf"):
        (folder / name).write_bytes(name.encode())
        desk.do(evidence.register, verification, {"title": name, "location": str(folder / name)}, LEVELS)
    list(known(desk, verification))
    desk.close()
    (folder / "Pergub 12.pdf").write_bytes(b"lain sama sekali")
    (folder / "Renstra.pdf").unlink()
    return folder


async def test_what_became_of_the_files_is_seen_and_one_is_registered_anew(desk: Desk, place: Path) -> None:
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter", "B")
        await ani.worked()
        ani.sees("1 ada · 1 hilang · 1 berubah", "B02 Pergub 12.pdf berubah", "B03 Renstra.pdf hilang", "B01 SK Tim.pdf ada")
        ani.sees("bukan lagi yang dahulu dibaca", "Kini di sana: 1 kB")
        await ani.press("d")
        ani.sees("Catat berkas pada")
        await ani.press("y")
        ani.sees("Berkas B02 dicatat ulang.", "B02 Pergub 12.pdf ada")
        await ani.press("a")
        await ani.worked()
        ani.sees("2 ada · 1 hilang")
        # The list of evidence shows what was found.
        await ani.press("home", "enter")
        ani.sees("hilang · belum dilihat", "Tidak ada berkas di sana")
        await ani.press("u")
        sheet = ani.desk.ask(reading.sheet, ani.app.screen._verification)  # type: ignore[attr-defined]
        assert sheet.evidence[1].size == len("Pergub 12.pdf")


async def test_a_missing_file_cannot_be_registered_and_nothing_is_there_to_look_for(desk: Desk, place: Path) -> None:
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter", "B")
        await ani.worked()
        await ani.press("j", "d")
        ani.sees("Pada B03 tidak ada berkas yang dapat dicatat")
        await ani.press("s")
        await ani.worked()
        ani.sees("semua verifikasi · 3 berkas")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_was_found_is_written_as_a_table(desk: Desk, place: Path, language: str) -> None:
    words, folder = Words(language), desk.ledger.folder
    (folder / "verifier.toml").write_text(f"[places]\nexport = '{folder / 'out'}'\n", "utf-8")
    async with at_work(folder, language=language, size=(140, 40)) as ani:
        await ani.press("enter", "B")
        await ani.worked()
        await ani.press("x", "3")
        (file,) = (folder / "out").iterdir()
        ani.sees(file.name)
        assert words("sweep.standing.missing") in file.read_text("utf-8")


async def test_without_files_there_is_nothing_to_look_for(desk: Desk) -> None:
    begun(desk)
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter", "B", "a")
        ani.sees("Belum ada bukti dukung yang lokasinya berupa berkas")
