"""The minutes of a day at the screen: findings agreed, closed with a key, written, and supplemented once an answer differs."""

import tomllib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import docx
import pytest

from models.codes import digest
from models.desk import agreed, answers, findings, scans
from models.desk.desk import opened
from models.documents import travelling
from models.documents.travelling import Signed
from models.previews import Arriving
from tests.desk.minutes_kit import closes, visited
from tests.desk.reviewing_kit import Laptop, Trio, ready, trio
from tests.driver import Verifier, at_work
from tests.journeys.conftest import SAID, Disk

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: Path.home() / "Documents")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Trio]:
    """Three laptops of one team."""
    with trio(tmp_path) as made:
        yield made


@asynccontextmanager
async def vera(team: Trio, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Verifier]:
    """Vera at her keyboard, with the minutes open."""
    folder = team.verifier.desk.ledger.folder
    team.verifier.desk.close()
    team.verifier.clock.step()
    async with at_work(folder, clock=team.verifier.clock, size=size) as verifier:
        await verifier.press("enter", "d", "b")
        yield verifier


def out() -> Path:
    return Path.home() / "Documents" / "verifier"


async def test_findings_are_agreed_and_the_minutes_closed_signed_and_written(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    visited(team.verifier, verification)
    async with vera(team) as screen:
        screen.sees("Berita Acara belum ditutup", "0 catatan perbaikan")
        await screen.press("x")
        screen.sees("Tidak ada catatan perbaikan pada baris ini")
        await screen.press("p")
        screen.sees("Belum ada Berita Acara")
        await screen.press("n")
        await screen.type("reg-02")
        await screen.press("tab")
        await screen.type("SK belum ada")
        await screen.press("tab", "3", "ctrl+s")
        screen.sees("Keberatan instansi pada REG-02 belum beralasan")
        await screen.press("tab")
        await screen.type("SK sudah ditandatangani")
        await screen.press("ctrl+s")
        screen.sees("1 catatan perbaikan", "SK belum ada", "Keberatan", "SK sudah ditandatangani")
        await screen.press("s")
        await screen.type("12/BA/2023")
        await screen.press("ctrl+s")
        screen.sees("Tutup dan tanda tangani Berita Acara Provinsi Aceh, periode 2023-1?")
        await screen.press("y")
        await screen.worked()
        minutes = screen.desk.ask(agreed.of, verification)
        mark = screen.desk.ask(agreed.mark, verification)[:16]
        assert minutes is not None and minutes.number == "12/BA/2023"
        assert minutes.findings["REG-02"].stance == "object"
        screen.sees("sudah ditutup", mark)
        await screen.press("s", "ctrl+s")
        screen.sees("sudah memuat semua ini")
    names = sorted(path.name for path in out().iterdir())
    assert names == [f"2023-1_11_berita-acara_{mark}.docx", f"2023-1_11_berita-acara_{mark}.pdf"] + [
        f"2023-1_11_minutes_{mark}.toml{end}" for end in ("", ".sig")
    ]
    read = docx.Document(str(out() / names[0]))
    assert any(mark in each.text for section in read.sections for each in section.footer.paragraphs)
    assert tomllib.loads((out() / names[2]).read_text())["number"] == "12/BA/2023"


async def test_what_is_missing_is_taken_over_and_taken_back(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    team.verifier.desk.do(answers.clear, verification, "REG-03")
    async with vera(team) as screen:
        screen.sees("REG-03", "0 catatan perbaikan")
        await screen.press("a")
        screen.does_not_see("0 catatan perbaikan")
        screen.sees("kekurangan dicatat sebagai catatan perbaikan")
        await screen.press("a")
        screen.sees("Tidak ada kekurangan baru")
        await screen.press("u")
        screen.sees("0 catatan perbaikan", "catatan perbaikan dari kekurangan")
        await screen.press("s")
        screen.sees("Hari dan tempat kunjungan belum dicatat")


async def test_an_answer_changed_afterwards_is_marked_and_supplemented_and_the_submission_names_it(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    visited(team.verifier, verification)
    first = closes(team.verifier, verification)
    team.verifier.desk.do(answers.record, verification, "REG-01", 4)
    async with vera(team) as screen:
        screen.sees("1 butir berbeda dari Berita Acara", "REG-01", "berbeda dari Berita Acara")
        await screen.press("s", "ctrl+s", "y")
        await screen.worked()
        minutes = screen.desk.ask(agreed.of, verification)
        assert minutes is not None
        assert (minutes.status, minutes.changed, minutes.supplements) == ("supplement", ("REG-01",), digest(first.body))
        screen.sees("Berita Acara tambahan 11 Mei 2023 sudah ditutup")
        screen.does_not_see("berbeda dari Berita Acara")
        # The number comes later, from the office; it stays the supplement it was.
        await screen.press("s")
        await screen.type("13/BA/2023")
        await screen.press("ctrl+s", "y")
        await screen.worked()
        numbered = screen.desk.ask(agreed.of, verification)
        assert numbered is not None and (numbered.number, numbered.changed) == ("13/BA/2023", ("REG-01",))
    files = [each for each in travelling.gathered([out()]) if isinstance(each, Signed)]
    assert Arriving.REFUSED not in team.lead.takes(first, *files)
    assert team.lead.desk.ask(agreed.of, verification) == numbered


async def test_a_finding_that_was_changed_or_removed_since_does_not_stand_there_as_agreed(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    visited(team.verifier, verification)
    for item in ("REG-02", "REG-03", "REG-04"):
        team.verifier.desk.do(findings.record, verification, item, {"text": f"SK {item} belum ada", "stance": "agree"})
    closes(team.verifier, verification)
    team.verifier.desk.do(findings.record, verification, "REG-03", {"text": "SK baru", "stance": "agree"})
    team.verifier.desk.do(findings.remove, verification, "REG-04")
    async with vera(team) as screen:
        # What is missing about an item stands behind its finding.
        lines = [" ".join(line.split()) for line in reversed(screen.screen.splitlines())]
        told = {item: line for line in lines for item in ("REG-02", "REG-03", "REG-04") if item in line}
        assert told["REG-02"].endswith("belum ada Sepakat")
        assert told["REG-03"].endswith("SK baru berbeda dari Berita Acara")
        assert told["REG-04"].endswith("SK REG-04 belum ada berbeda dari Berita Acara")


async def test_the_scan_of_the_signed_paper_is_attached_and_taken_off(team: Trio, disk: Disk) -> None:
    verification = ready(team.verifier.desk)
    visited(team.verifier, verification)
    (Path.home() / "ba.pdf").write_bytes(b"%PDF-1.4 signed")
    (Path.home() / "ba.jpg").write_bytes(b"text")
    async with vera(team) as screen:
        await screen.press("t")
        screen.sees("Tutup Berita Acara dahulu")
    with opened(team.verifier.desk.ledger.folder, clock=team.verifier.clock) as desk:
        again = Laptop(desk, team.verifier.ring, team.verifier.clock)
        closes(again, verification)
        again.submits(verification)
    async with vera(team) as screen:
        for name, said in (("ba.jpg", "bukan pindaian yang dapat dilampirkan"), ("ba.pdf", "Pindaian ba.pdf dilampirkan")):
            await screen.press("t", "tab")
            await screen.paste(name)
            await screen.press("enter")
            screen.sees(said)
        mark = digest(b"%PDF-1.4 signed")
        screen.sees(f"Pindaian ba.pdf, 1 kB · sidik {mark[:16]}")
        await screen.press("home", "j")
        screen.sees(mark)
        disk.refused = {scans.remove}
        await screen.press("x")
        screen.sees(SAID, mark)
        disk.refused = set()
        await screen.press("x")
        screen.sees("Pindaian ba.pdf dilepas")
        screen.does_not_see("1 kB")


async def test_on_the_sheet_an_answer_that_differs_says_so(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    visited(team.verifier, verification)
    closes(team.verifier, verification)
    async with vera(team, size=(120, 30)) as screen:
        await screen.press("q", "q")
        screen.does_not_see("≠")
        await screen.press("home", "4", "home")
        screen.sees("≠ BA", "≠ berbeda dari Berita Acara, yang mencatat: 3")
        await screen.press("v", "s")
        screen.sees("1 jawaban berbeda dari Berita Acara, tidak menghalangi", "REG-01: berbeda dari Berita Acara")
        await screen.press("q", "q", "home", "3", "home")
        screen.does_not_see("≠")


async def test_the_lead_sees_which_answers_differ_and_that_the_minutes_are_not_here(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    visited(team.verifier, verification)
    closed = closes(team.verifier, verification)
    team.verifier.desk.do(answers.record, verification, "REG-01", 4)
    team.lead.takes(team.verifier.submits(verification))
    folder = team.lead.desk.ledger.folder
    team.lead.desk.close()
    async with at_work(folder, clock=team.lead.clock) as lina:
        await lina.press("r", "enter")
        lina.sees("Berita Acara yang dirujuk penyerahan ini belum ada di sini.")
        lina.does_not_see("≠")
    with opened(folder, clock=team.lead.clock) as desk:
        Laptop(desk, team.lead.ring, team.lead.clock).takes(closed)
    async with at_work(folder, clock=team.lead.clock) as lina:
        await lina.press("r", "enter")
        lina.sees("1 butir berbeda dari Berita Acara.")
        await lina.press("home")
        lina.sees("≠ BA", "≠ berbeda dari Berita Acara, yang mencatat: 3")


async def test_the_period_for_completion_is_set_and_ended(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    visited(team.verifier, verification)
    async with vera(team) as screen:
        await screen.press("m")
        screen.sees("Tutup Berita Acara dahulu")
        await screen.press("c")
        screen.sees("Tidak ada kelengkapan yang sedang ditunggu")
    async with at_work(team.verifier.desk.ledger.folder, clock=team.verifier.clock) as screen:
        await screen.press("enter", "d", "b", "s", "ctrl+s", "y")
        await screen.worked()
        await screen.press("m")
        await screen.type("31-12-2099")
        await screen.press("ctrl+s")
        screen.sees("Menunggu kelengkapan dari instansi sampai 31 Desember 2099")
        await screen.press("m", "ctrl+u")
        await screen.type("12-5-2023")
        await screen.press("ctrl+s", "q", "q", "q")
        screen.sees("› Menunggu kelengkapan dari instansi sampai 12 Mei 2023")
        team.verifier.clock.step(9 * 24 * 3600)
        await screen.press("enter", "d", "b", "q", "q", "q")
        screen.sees("12 Mei 2023 sudah lewat")
        await screen.press("enter", "d", "b", "c")
        screen.sees("Instansi sudah melengkapi; masa kelengkapan sampai 12 Mei 2023 ditutup")
        await screen.press("q", "q", "q")
        screen.does_not_see("kelengkapan")
