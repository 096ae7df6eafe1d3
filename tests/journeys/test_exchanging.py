"""A whole round over one stick, at three keyboards: submitted, returned, repaired, approved, issued, and each step told to the others."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import evidence, reading, reviewing, submitting, ways
from models.desk.desk import Desk, opened
from models.keyring import Keyring
from tests.desk.lead_kit import PAPUA, WAIVED, WEAK, solid
from tests.desk.reviewing_kit import Laptop, trio
from tests.driver import Verifier
from tests.journeys.kit import OneClock

AGENCY = "Kabupaten Intan Jaya"


@dataclass
class Round(OneClock):
    """The laptops of three people, and the one verification that goes between them."""

    folder: Path
    verification: str

    def at_desk_of(self, name: str, desk: Desk) -> Laptop:
        """The laptop of somebody whose screen is closed."""
        return Laptop(desk, Keyring(self.folder / name), self.clock)


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    """Vera's verification is ready; the laptops of Lina and Surya know the stick already."""
    with trio(tmp_path) as team:
        made = Round(team.lead.clock, tmp_path, solid(team.verifier.desk, PAPUA, WEAK))
    (tmp_path / "stick").mkdir()
    for name in ("lina", "surya"):
        (tmp_path / name / "verifier.toml").write_text(f"[carriers]\nusb-tim = '{tmp_path / 'stick'}'\n", "utf-8")
    (tmp_path / "vera" / "verifier.toml").write_text("", "utf-8")
    return made


async def exchange(somebody: Verifier, *told: str) -> None:
    """Exchange from the start screen, read what came of it, and go back."""
    await somebody.press("c", "enter")
    await somebody.worked()
    somebody.sees(*told)
    await somebody.press("q")


async def test_a_whole_round_goes_over_one_stick(round_: Round) -> None:
    stick = round_.folder / "stick"
    async with round_.at(round_.folder / "vera") as vera:
        vera.sees("1 verifikasi hanya ada di laptop ini")
        await vera.press("c")
        vera.sees("Belum ada media pertukaran", "daftar tim", "· Tim Uji")
        await vera.press("n", "1")
        await vera.type("usb-tim")
        await vera.press("enter")
        await vera.type(str(stick))
        await vera.press("ctrl+s")
        vera.sees("Media pertukaran “usb-tim” tersimpan", "belum terkirim · belum pernah")
        await vera.press("q", "y", "s", "y")
        vera.sees("data berikutnya mengirimkannya")
        await vera.press("q")
        vera.sees("diserahkan", "1 verifikasi hanya ada di laptop ini")
        await exchange(vera, "0 dokumen datang; 2 dokumen terkirim", "↑ Kabupaten Intan Jaya · 2023-1", "di media usb-tim")
        vera.does_not_see("hanya ada di laptop ini")
    async with round_.at(round_.folder / "lina") as lina:
        await exchange(lina, "baru", AGENCY, "Vera")
        await lina.press("r", "enter", "r")
        await lina.type("Dokumen yang mana?")
        await lina.press("ctrl+s", "x", "tab")
        await lina.type("Lengkapi bukti dukungnya.")
        await lina.press("ctrl+s")
        lina.sees("dikembalikan")
        await lina.press("q", "q")
        await exchange(lina, "1 dokumen terkirim")
    async with round_.at(round_.folder / "vera") as vera:
        await vera.press("c", "l")
        await vera.worked()
        vera.sees("1 dokumen akan datang", "Yang akan datang dari usb-tim; belum ada yang berubah", "+ baru", "Lina")
        assert vera.desk.ask(reading.sheet, round_.verification).state == "submitted"
        await vera.press("enter")
        await vera.worked()
        vera.sees("1 dokumen datang", "● Kabupaten Intan Jaya · 2023-1", "diterima Lina")
        await vera.press("q")
        vera.sees("dikembalikan", "Lengkapi bukti dukungnya.")
        (remark,) = vera.desk.ask(reviewing.standing, round_.verification).remarks
    with opened(round_.folder / "vera", clock=round_.clock) as desk:
        desk.do(evidence.cite, round_.verification, WEAK, "B01", "Lampiran II")
        desk.do(reviewing.reply, round_.verification, remark.id, "Lampiran II peraturan itu.")
        submission = digest(round_.at_desk_of("vera", desk).submits(round_.verification).body)
        assert [line.way for line in desk.ask(ways.ways) if line.digest == submission] == ["here"]
        assert desk.ask(submitting.returned) == ()
    async with round_.at(round_.folder / "vera") as vera:
        await exchange(vera, "1 dokumen terkirim")
    async with round_.at(round_.folder / "lina", (140, 40), "en") as lina:
        await exchange(lina, "1 document came (1 newer)")
        await lina.press("r", "enter", "a", "1")
        lina.sees("question, answered", "Vera: Lampiran II peraturan itu.")
        await lina.press("s", "a")
        lina.sees(WAIVED)
        await lina.press("1", "c", "a", "y")
        lina.sees("approved.")
        await lina.press("q", "q")
        await exchange(lina, "1 document sent and read back")
    async with round_.at(round_.folder / "surya") as surya:
        await exchange(surya, "baru", AGENCY)
        await surya.press("h", "enter", "i", "ctrl+s", "y")
        await surya.until(lambda: "Diterbitkan Surya" in surya.screen)
        await surya.press("q", "q")
        await exchange(surya, "1 dokumen terkirim")
    async with round_.at(round_.folder / "vera") as vera:
        await vera.press("c", "enter")
        await vera.worked()
        vera.sees("2 dokumen datang (2 baru)", AGENCY, "kesimpulan verifikasi", "Surya")
        assert {line.way for line in vera.desk.ask(ways.ways)} == {"received"}
        await vera.press("q")
        vera.sees("terbit")
        await vera.press("i", "end")
        vera.sees("Sampai di mana diterima")
