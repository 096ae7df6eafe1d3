"""A whole day in the field on three laptops: from the letter of assignment to minutes signed by both sides, and what a return changes."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import docx
import pytest

from models.desk import agreed, answers, findings, reading, recalculations, reviewing, trips
from models.documents import kinds
from models.documents.submission import Submission
from tests.desk.acts import begun
from tests.desk.recalculation_kit import FORMULA, LEVEL, entered
from tests.desk.reviewing_kit import ready
from tests.desk.seconding_kit import quartet
from tests.driver import Verifier
from tests.journeys.kit import OneClock, take_all

DIFFERS: Final = "INS-01"
NEW: Final = "INS-02"
FOUND: Final = "INS-03"
DEADLINE: Final = "2023-06-30"


@dataclass
class Day(OneClock):
    """The laptops of Vera, whose verification it is, of Dua, who takes an area, and of Lina, who leads; and the stick between them."""

    laptops: Path
    stick: Path
    verification: str

    def written(self, ending: str) -> Path:
        """The one file on the stick that ends like this."""
        (found,) = self.stick.glob(f"*{ending}")
        return found


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Day:
    """Vera has answered her areas, Dua the instruments; one item both, and otherwise. The dialogs open on the stick."""
    stick = tmp_path / "verifier"
    (stick / "berkas").mkdir(parents=True)
    for name in ("SK Tim Kerja.pdf", "Perbup 7.pdf"):
        (stick / "berkas" / name).write_bytes(b"%PDF-")
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)
    monkeypatch.setattr(Path, "home", lambda: stick)
    with quartet(tmp_path / "laptops") as team:
        vera, dua = team.verifier.desk, team.second.desk
        verification = ready(vera)
        for item in (NEW, LEVEL):
            vera.do(answers.clear, verification, item)
        hers = begun(dua, "11")
        dua.do(answers.record_all, hers, {DIFFERS: 2, NEW: 3})
        dua.do(findings.record, hers, FOUND, {"text": "Pemetaan belum selesai", "stance": "agree", "deadline": DEADLINE})
        dua.do(recalculations.set_formula, hers, LEVEL, FORMULA)
        for number in range(1, 5):
            dua.do(recalculations.row, hers, LEVEL, entered(number, 9))
        return Day(team.verifier.clock, tmp_path / "laptops", stick, verification)


def read_back(path: Path) -> str:
    """What a reader of others finds in a PDF."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    return " ".join(subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode().split())


def in_word(path: Path) -> str:
    """What a reader of others finds in a Word file, its foot included."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    foot = [each.text for section in document.sections for each in section.footer.paragraphs]
    return " ".join(" ".join([*(each.text for each in document.paragraphs), *cells, *foot]).split())


async def fill_in(person: Verifier, *texts: str) -> None:
    """Fill in a form from its first field on, and save it."""
    for text in texts:
        await person.type(text)
        await person.press("enter")
    await person.press("ctrl+s")


async def choose(person: Verifier, text: str) -> None:
    """Choose the numbered line that says this."""
    line = next(line for line in person.screen.splitlines() if text in line)
    await person.press(next(part for part in line.replace("›", " ").replace("│", " ").split() if part.isdecimal()))


async def go_to(person: Verifier, item: str) -> None:
    await person.press("slash")
    await person.type(item)
    await person.press("enter")


async def prepare(vera: Verifier) -> None:
    """The letter of assignment, both sides, and the request printed before a question is asked."""
    await vera.press("enter", "d", "enter")
    await fill_in(vera, "ST-12/2023", "5-5-2023", "9-5-2023", "9-5-2023", "Banda Aceh")
    await vera.press("end", "n")
    await fill_in(vera, "Yosep", "197001011995031002", "Sekretaris Daerah")
    await vera.press("home", "j", "n")
    await fill_in(vera, "Vera", "", "", "ketua")
    await vera.press("p")
    await choose(vera, "Daftar permintaan data · PDF")
    await vera.worked()
    await vera.press("q")


async def in_the_room(vera: Verifier) -> None:
    """Files ticked in bulk, an interview, a loose note given to an item, and the receipt."""
    await vera.press("home", "e", "f", "down", "enter", "tab", "enter")
    await vera.worked()
    await vera.press("a", "enter")
    await vera.worked()
    vera.sees("2 bukti dukung")
    await vera.press("q", "n")
    # Title, kind, number (the time), date, valid until, source (the post): nobody's name.
    await vera.type("Wawancara Baperjakat")
    await vera.press("tab", "tab", *["right"] * 8, "tab")
    await vera.type("10.00")
    await vera.press("tab")
    await vera.type("9-5-2023")
    await vera.press("tab", "tab")
    await vera.type("Kepala BKPSDM")
    await vera.press("ctrl+s", "q")
    await vera.press("b")
    await vera.type("Komite bersidang tiga kali")
    await vera.press("escape", "o", "enter")
    await vera.type("REG-06")
    await vera.press("enter", "q", "w")
    await choose(vera, "Tanda terima dokumen · PDF")
    await vera.worked()
    vera.sees("Tanda terima dokumen")


async def take_over(dua: Verifier) -> None:
    """The fifth row of the recalculation, its level, and the area handed over."""
    await dua.press("enter")
    await go_to(dua, LEVEL)
    await dua.press("l", "end", "n")
    await fill_in(dua, "90", "90", "90", "90", "8")
    dua.sees("Tidak cocok: baris 5")
    await dua.press("a", "q", "enter")
    dua.sees("INS")
    await dua.press("q", "e", "n", "1", "2", "tab", "tab", "2", "ctrl+s")
    await choose(dua, "Vera")
    dua.sees("Serah terimakan area INS", "kepada Vera")
    await dua.press("y")
    dua.sees("Diserahterimakan")


async def merge(vera: Verifier) -> None:
    """What came on the stick is merged; the overlap is settled with its reason."""
    await take_all(vera)
    await vera.press("e", "enter")
    vera.sees("1 berbeda", "Catatan perbaikan: 1 baru", f"Hitung ulang {LEVEL} ikut masuk")
    await vera.press("y")
    vera.sees(f"! {DIFFERS}", "Vera 3 / Dua 2", "baru, 0 disatukan, 0 berbeda.")
    await vera.press("enter", "2")
    await vera.type("Dibaca berdua.")
    await vera.press("ctrl+s", "q")


async def close(vera: Verifier, day: Day) -> str:
    """The minutes closed and written; the first sixteen characters of their digest."""
    await vera.press("home", "enter", "d", "b", "s", "ctrl+s", "y")
    await vera.worked()
    vera.sees("sudah ditutup")
    return vera.desk.ask(agreed.mark, day.verification)[:16]


async def submit(vera: Verifier) -> None:
    await vera.press("home", "y")
    for key in ("s", "y", "y"):
        await vera.press(key)
        await vera.worked()
    vera.sees("berikan kepada ketua tim")
    await vera.press("q")


async def test_from_the_letter_of_assignment_to_what_a_return_changes(day: Day) -> None:
    async with day.at(day.laptops / "vera") as vera:
        await prepare(vera)
        await in_the_room(vera)
        assert vera.desk.ask(trips.of, day.verification).letter == "ST-12/2023"
        sheet = vera.desk.ask(reading.sheet, day.verification)
        assert sheet.line("REG-06").answer.note == "Komite bersidang tiga kali"
        assert [each.source for each in sheet.evidence if each.kind == "interview"] == ["Kepala BKPSDM"]
    assert "DAFTAR PERMINTAAN DATA" in read_back(day.written("permintaan-data.pdf"))
    assert "Perbup 7" in read_back(day.written("tanda-terima.pdf"))
    async with day.at(day.laptops / "dua") as dua:
        await take_over(dua)
    async with day.at(day.laptops / "vera") as vera:
        await merge(vera)
        mark = await close(vera, day)
        sheet = vera.desk.ask(reading.sheet, day.verification)
        assert [sheet.line(item).answer.level for item in (DIFFERS, NEW, LEVEL)] == [2, 3, 3]
        await vera.press("q", "q", "q")
        await submit(vera)
    for text in (read_back(day.written(f"berita-acara_{mark}.pdf")), in_word(day.written(f"berita-acara_{mark}.docx"))):
        assert mark in text
        assert "Pemetaan belum selesai" in text
        assert "Yosep" in text
    submission = day.written("_submission_*.toml")
    told = kinds.parsed(submission.read_bytes(), submission.name)
    assert isinstance(told, Submission) and told.minutes.startswith(mark)
    await returned(day)
    async with day.at(day.laptops / "vera") as vera:
        await take_all(vera)
        await vera.press("home", "enter", "home", "4", "home")
        vera.sees("≠ BA", "≠ berbeda dari Berita Acara, yang mencatat: 3")
        assert vera.desk.ask(agreed.differs, day.verification) == ("REG-01",)
        await vera.press("q")
        again = await close(vera, day)
        minutes = vera.desk.ask(agreed.of, day.verification)
        assert minutes is not None and (minutes.status, minutes.changed) == ("supplement", ("REG-01",))
    listed = in_word(day.written(f"berita-acara_{again}.docx"))
    assert "REG-01" in listed and "REG-03" not in listed


async def returned(day: Day) -> None:
    """Lina returns it for a remark on its first item."""
    async with day.at(day.laptops / "lina") as lina:
        await take_all(lina)
        await lina.press("r", "enter", "home", "r")
        await lina.type("Pasal berapa?")
        await lina.press("ctrl+s", "x", "tab")
        await lina.type("Lengkapi pasalnya.")
        await lina.press("ctrl+s")
        lina.sees("dikembalikan")
        assert lina.desk.ask(reviewing.standing, day.verification).state == "returned"
