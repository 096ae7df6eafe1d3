"""Agencies on a screen: the lead narrows, marks and assigns; the verifier takes the file in, finds them under what is theirs and begins."""

from pathlib import Path

import pytest

from models.desk import rounds
from models.desk.desk import opened
from tests.desk.reviewing_kit import trio
from tests.driver import at_work


@pytest.fixture
def laptops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the profiles of Lina, who leads, and Vera; what they hand out lands in `out`."""
    with trio(tmp_path):
        pass
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "out")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "out" / "verifier")
    return tmp_path


async def test_from_the_leads_mark_to_the_verifiers_first_sheet(laptops: Path) -> None:
    async with at_work(laptops / "lina", size=(80, 24), language="id") as lina:
        await lina.press("g")
        lina.sees("Penugasan · ", "0 ditandai")
        await lina.press("slash")
        await lina.type("kota ma")
        await lina.press("enter", "t")
        lina.sees("Jenis instansi", "Kota")
        await lina.press("down", "down", "down", "down", "down", "down", "down", "down", "enter")
        lina.sees("Cari: kota ma")
        await lina.press("t", "1", "a")
        marked = lina.screen.partition(" ditandai")[0].split()[-1]
        assert int(marked) > 2
        await lina.press("a", "slash", "escape", "slash")
        await lina.type("kota madiun")
        await lina.press("enter", "space")
        lina.sees("1 ditandai", "[x] Kota Madiun")
        await lina.press("slash", "escape", "slash")
        await lina.type("aceh besar")
        await lina.press("enter", "space", "y")
        lina.sees("Tugaskan kepada", "Lina", "Vera")
        await lina.press("2")
        await lina.type("besok")
        await lina.press("ctrl+s")
        lina.sees("besok")
        await lina.press(*["backspace"] * 5)
        await lina.type("31-12-2030")
        await lina.press("ctrl+s")
        lina.sees("Tugaskan 2 instansi pada periode", "kepada Vera", "31-12-2030", "Kota Madiun", "Kabupaten Aceh Besar")
        await lina.press("y")
        lina.sees("Ditugaskan. Berikan", "→ Vera 31-12-2030", "0 ditandai")
        await lina.press("space", "y", "1", "ctrl+s")
        lina.sees("1 sudah ditugaskan dan akan digantikan", "Kabupaten Aceh Besar → Vera")
        await lina.press("t")
        lina.sees("→ Vera")
    async with at_work(laptops / "vera", size=(80, 24), language="id") as vera:
        await vera.press("g")
        vera.sees("ketua tim")
        await vera.press("i", "d", "tab", "enter")
        await vera.worked()
        vera.sees("Vera · Kabupaten Aceh Besar +1", "ditugaskan", "Lina")
        await vera.press("y")
        await vera.worked()
        await vera.press("q", "q")
        vera.sees("2 instansi ditugaskan kepada Anda, belum dimulai", "tenggat 31-12-2030", "oleh Lina")
        await vera.press("x")
        vera.sees("belum dimulai. Tekan Enter")
        await vera.press("enter")
        vera.sees("Kabupaten Aceh Besar", "REG-01")
        await vera.press("q")
        vera.sees("1 instansi ditugaskan")
        await vera.press("a")
        await vera.type("kota madiun")
        vera.sees("→ Vera")


async def test_what_is_taken_back_leaves_the_verifiers_list(laptops: Path) -> None:
    async with at_work(laptops / "lina", size=(100, 34), language="en") as lina:
        await lina.press("g", "space", "y", "2", "ctrl+s", "y")
        lina.sees("Assigned. Give")
        await lina.press("f", "f", "home", "x", "ctrl+s")
        lina.sees("Take back the assignment of 1 agency")
        await lina.press("y")
        lina.sees("Taken back. Give")
    async with at_work(laptops / "vera", size=(100, 34), language="en") as vera:
        await vera.press("i", "d", "tab", "enter")
        await vera.worked()
        vera.sees("2 files")
        await vera.press("y")
        await vera.worked()
        await vera.press("q", "q")
        assert "assigned to you" not in vera.screen


async def test_the_cursor_stayed_on_another_agency_than_the_one_whose_whole_name_was_typed(laptops: Path) -> None:
    async with at_work(laptops / "lina", size=(80, 24), language="id") as lina:
        await lina.press("g", "slash")
        await lina.type("kabupaten bandung")
        await lina.press("enter")
        lina.sees("› [ ] Kabupaten Bandung kabupaten", "[ ] Kabupaten Bandung Barat")
        await lina.press("y", "1")
        lina.sees("Tugaskan kepada Lina")
        await lina.press("ctrl+s", "y")
        lina.sees("Ditugaskan kepada Lina oleh Lina; tanpa tenggat")
        lina.does_not_see("Pertukaran data berikutnya")


async def test_whoever_exchanges_data_was_told_to_carry_by_hand_what_goes_by_itself(laptops: Path) -> None:
    (laptops / "lina" / "verifier.toml").write_text(f"[carriers]\nkantor = '{laptops / 'share'}'\n", "utf-8")
    async with at_work(laptops / "lina", size=(80, 24), language="id") as lina:
        await lina.press("g", "slash")
        await lina.type("kabupaten bandung")
        await lina.press("enter", "y", "2", "ctrl+s", "y")
        lina.sees("Ditugaskan. Berikan", "Pertukaran data berikutnya juga mengirimkannya.")


async def test_a_closed_round_stood_in_the_heading_like_an_open_one_and_let_one_choose_whom_to_give_to(laptops: Path) -> None:
    with opened(laptops / "lina") as desk:
        desk.do(rounds.close, desk.ask(rounds.lines)[0].id)
    async with at_work(laptops / "lina", size=(80, 24), language="id") as lina:
        await lina.press("g")
        lina.sees("(ditutup)")
        await lina.press("space", "y")
        lina.sees("sudah ditutup")
        lina.does_not_see("Tugaskan kepada")
        await lina.press("p")
        lina.sees("2023-1 (ditutup)")
