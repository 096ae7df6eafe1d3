"""A submission that has left is asked back: Vera asks, Lina sees it first and returns it, and Vera repairs it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from models.desk import reading, requested, reviewing
from models.keyring import Keyring
from tests.conftest import StillClock
from tests.desk.reviewing_kit import WAIVED, ready, trio
from tests.driver import Verifier
from tests.journeys.kit import OneClock, take_all

WHY = "Lampiran SK tertukar."
SECRET = "kuda-terbang-9"


@dataclass
class Two(OneClock):
    """Vera's laptop and Lina's, the folder of files that both write to, and the verification that was submitted and handed out last."""

    vera: Path
    lina: Path
    verification: str


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Two:
    """Vera has two verifications that can be submitted; the folder dialog opens at home, which holds the files."""
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "verifier")
    (tmp_path / "verifier").mkdir()
    with trio(tmp_path / "laptops") as team:
        ready(team.verifier.desk, "32")
        team.verifier.clock.step()
        verification = ready(team.verifier.desk, "33")
        return Two(team.verifier.clock, tmp_path / "laptops" / "vera", tmp_path / "laptops" / "lina", verification)


async def hand_in(person: Verifier, clock: StillClock) -> None:
    """Submit the first verification of the list, and let its file leave."""
    await person.press("y", "s", "y", "y")
    person.sees("berikan kepada ketua tim")
    # What is touched next comes before it in the list.
    clock.step()


async def test_it_is_asked_back_with_a_reason_that_survives_half_typed_then_returned_and_repaired(two: Two) -> None:
    async with two.at(two.vera) as vera:
        await vera.press("down")
        await hand_in(vera, two.clock)
        await vera.press("q", "end", "y")
        vera.sees("Provinsi Jawa Tengah", "(t tarik)")
        await vera.press("m")
        vera.sees("Serahkan dahulu verifikasi ini.")
        await vera.press("s", "y", "n", "m")
        vera.sees("tidak perlu diminta")
        await vera.press("x")
        vera.sees("m memintanya kembali", "(t tarik)", " m minta kembali")
        await vera.press("t")
        vera.sees("Mintalah kembali kepada ketua tim")
        await vera.press("m")
        vera.sees("Minta kembali:", "Jawa Tengah", "2023-1", "mengembalikan penyerahan ke-1")
        await vera.press("ctrl+s")
        vera.sees("Minta kembali:")
        await vera.type("Lampiran SK")
        await vera.press("escape")
        assert vera.desk.ask(requested.waiting) == {}
    async with two.at(two.vera) as vera:
        await vera.press("home", "y", "m")
        vera.sees("Minta kembali:", "Lampiran SK")
        await vera.type(" tertukar.")
        await vera.press("ctrl+s")
        vera.sees("permintaan", "berikan kepada ketua tim", "Diminta kembali oleh Vera", WHY)
        assert vera.desk.ask(reading.sheet, two.verification).state == "submitted"
    async with two.at(two.lina) as lina:
        await take_all(lina)
        await lina.press("r")
        first, second = [line for line in lina.screen.splitlines() if "Jawa" in line][:2]
        assert "Jawa Tengah" in first and "diminta" in first
        assert "Jawa Barat" in second and "diminta" not in second
        lina.sees("Diminta kembali oleh Vera", WHY)
        await lina.press("enter")
        lina.sees("diminta kembali", "Diminta kembali oleh Vera, ", WHY)
        await lina.press("l", "enter")
        lina.sees("Permintaan pengembalian", WHY)
        await lina.press("escape", "x")
        lina.sees("Diminta kembali oleh verifikatornya", WHY)
        await lina.press("tab")
        lina.sees("Dari permintaan Vera; ubah bila perlu. Catatan terbuka: 0.")
        await lina.press("ctrl+s")
        lina.sees("Provinsi Jawa Tengah, 2023-1: dikembalikan.")
        assert "diminta kembali" not in lina.screen
        await lina.press("q")
        lina.sees("menunggu reviu: 1")
    async with two.at(two.vera) as vera:
        await take_all(vera)
        vera.sees("dikembalikan", "Diminta kembali oleh verifikatornya")
        await vera.press("home", "y")
        vera.sees("Status: dikembalikan", "Ini akan menjadi penyerahan ke-2", "Tidak ada yang menghalangi")
        assert "Diminta kembali oleh Vera" not in vera.screen
        await vera.press("s", "y", "y")
        vera.sees("Penyerahan ke-2")
    async with two.at(two.lina, (120, 40), "en") as lina:
        await take_all(lina)
        await lina.press("r")
        assert "asked back" not in lina.screen
        assert lina.desk.ask(reviewing.standing, two.verification).number == 2


async def test_a_locked_key_is_asked_for_over_the_form_and_leaving_it_asks_for_nothing(two: Two) -> None:
    Keyring(two.vera).relock(SECRET)
    async with two.at(two.vera) as vera:
        await vera.press("home", "y", "s", "y")
        await vera.type(SECRET)
        await vera.press("enter")
        await vera.until(lambda: "sekarang, untuk ketua tim?" in vera.screen)
        await vera.press("y")
    async with two.at(two.vera, language="en") as vera:
        await vera.press("home", "y", "m")
        await vera.type(WHY)
        await vera.press("ctrl+s")
        vera.sees("Unlock")
        await vera.press("escape", "escape")
        assert vera.desk.ask(requested.waiting) == {}
        await vera.press("m", "ctrl+s")
        await vera.type(SECRET)
        await vera.press("enter")
        await vera.until(lambda: bool(vera.desk.ask(requested.waiting)))
        await vera.settle()
        vera.sees("the request", "Asked back by Vera", WHY)
        await vera.press("m")
        vera.sees("You asked submission 1 back already", WHY)


async def test_the_queue_says_it_in_full_where_there_is_room(two: Two) -> None:
    async with two.at(two.vera) as vera:
        await vera.press("home")
        await hand_in(vera, two.clock)
        await vera.press("m")
        await vera.type(WHY)
        await vera.press("ctrl+s")
        vera.sees("Diminta kembali oleh Vera")
    async with two.at(two.lina, (120, 40)) as lina:
        await take_all(lina)
        await lina.press("r")
        (line,) = [line for line in lina.screen.splitlines() if "Jawa Tengah" in line and "›" in line]
        assert "diminta kembali" in line
        # Whoever approves it all the same knows what they do.
        lina.desk.do(reviewing.confirm, two.verification, WAIVED)
        await lina.press("enter", "a")
        lina.sees("Diminta kembali oleh Vera", WHY, "Jawa Tengah, periode 2023-1")
        await lina.press("n")
