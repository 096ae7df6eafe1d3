"""Work handed over on the screens: a whole verification goes to another laptop; areas of one come in and what differs is settled."""

from pathlib import Path

import pytest

from models.codes import digest
from models.desk import answers, carrying, drafts, evidence, reading, verifications
from models.desk.desk import opened
from tests.desk.acts import begun
from tests.desk.reviewing_kit import trio
from tests.driver import at_work
from tests.journeys.kit import take_all
from tests.tui.commands import Commands


@pytest.fixture
def laptops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the profiles of Lina and Vera, who both have begun Aceh; what they hand out lands in `out`."""
    with trio(tmp_path) as team:
        team.verifier.desk.do(answers.record, begun(team.verifier.desk, "11"), "REG-01", 2)
        for agency in ("32", "11"):
            team.lead.clock.step()
            verification = begun(team.lead.desk, agency)
            team.lead.desk.do(answers.record, verification, "REG-01", 4)
            if agency == "32":
                (tmp_path / "perbup.pdf").write_bytes(b"perbup")
                team.lead.desk.do(evidence.register, verification, {"title": "Perbup", "location": str(tmp_path / "perbup.pdf")})
        team.lead.desk.do(answers.record, verification, "REG-03", 4)
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "out")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "out" / "verifier")
    return tmp_path


async def test_a_whole_verification_goes_to_another_laptop(laptops: Path) -> None:
    async with at_work(laptops / "lina", size=(80, 24), language="id") as lina:
        await lina.press("e")
        lina.sees("Serah terima", "Tekan n untuk menyerahterimakan")
        await lina.press("n")
        lina.sees("Provinsi Jawa Barat")
        await lina.press("2", "1")
        lina.sees("Serah terima kepada", "Vera")
        await lina.press("1")
        lina.sees("Serah terimakan seluruh verifikasi Provinsi Jawa Barat", "kepada Vera")
        # Half a note stayed behind without a word, on a laptop where it could not be saved any more.
        (of,) = (each.id for each in lina.desk.ask(verifications.mine) if each.agency_name == "Provinsi Jawa Barat")
        lina.desk.do(drafts.keep, f"{of}/note/REG-02", {"text": "Pasal 3 belum"})
        await lina.press("t", "n", "2", "1", "1")
        lina.sees("1 teks yang belum disimpan tidak disertakan: catatan REG-02")
        await lina.press("y")
        await lina.worked()
        lina.sees("Diserahterimakan. Berikan", "diserahterimakan kepada Vera", "hanya dapat dibaca")
        await lina.press("enter", "3")
        lina.sees("Vera · 2023-1", "Verifikasi ini milik Vera")
        await lina.press("q", "q")
        assert "Provinsi Jawa Barat" not in lina.screen
    async with at_work(laptops / "vera", size=(80, 24), language="id") as vera:
        await take_all(vera)
        vera.sees("Provinsi Jawa Barat", "1/52")
        (line,) = (each for each in vera.desk.ask(verifications.mine) if each.agency_name == "Provinsi Jawa Barat")
        # Only on the laptop of whoever gave it could the file be read.
        assert [each.digest for each in vera.desk.ask(reading.sheet, line.id).evidence] == [digest(b"perbup")]


async def test_areas_are_merged_and_what_differs_is_settled(laptops: Path) -> None:
    async with at_work(laptops / "lina", size=(140, 40), language="en") as lina:
        await lina.press("e", "n", "1", "2")
        lina.sees("Areas to hand over")
        await lina.press("ctrl+s")
        lina.sees("Choose at least one area")
        await lina.press("n", "1", "2", "2", "ctrl+s", "1")
        lina.sees("Hand over areas REG of the verification of Provinsi Aceh")
        await lina.press("y")
        lina.sees("Handed over. Give")
    async with at_work(laptops / "vera", size=(80, 24), language="en") as vera:
        await take_all(vera)
        vera.sees("1 handover of areas waits to be merged")
        await vera.press("e")
        vera.sees("Provinsi Aceh", "from Lina", "REG")
        await vera.press("enter")
        vera.sees("1 new, 0 the same, 1 differ", "REG-01: differs; here 2", "REG-03: new")
        await vera.press("y")
        vera.sees("Merged: 1 new, 0 the same, 1 differ.", "! REG-01", "Vera 2 / Lina 4")
        await vera.press("enter", "2")
        await vera.type("Dibaca berdua.")
        await vera.press("ctrl+s")
        vera.sees("REG-01: the answer of Lina counts", "Settled by Vera", "Dibaca berdua.")
        await vera.press("q", "enter")
        vera.sees("REG-01")


async def test_areas_that_cannot_be_merged_say_why_and_are_put_out_of_sight(laptops: Path) -> None:
    async with at_work(laptops / "lina", size=(80, 24), language="id") as lina:
        await lina.press("e", "n", "1", "2", "2", "ctrl+s", "1", "y")
        await lina.worked()
        # Whoever had handed areas over read that nothing is handed over.
        lina.sees("Diserahterimakan. Berikan", "Sudah diserahterimakan", "REG diserahterimakan kepada Vera")
        await lina.press("home", "enter")
        lina.sees("REG-01", "2 dari 52")
    with opened(laptops / "vera") as desk:
        (mine,) = (line.id for line in desk.ask(verifications.mine))
        desk.do(carrying.move, mine, "mt-bkn 2026")
    async with at_work(laptops / "vera", size=(80, 24), language="id") as vera:
        await take_all(vera)
        await vera.press("e")
        vera.sees("1 menunggu", "mt-kasn 2023, sedangkan verifikasi Provinsi Aceh milik Anda menurut mt-bkn 2026")
        await vera.press("enter")
        vera.sees("Minta Lina memindahkan verifikasinya")
        await vera.press("x")
        vera.sees("Sembunyikan area")
        await vera.press("y")
        vera.sees("0 menunggu", "Disembunyikan")


async def test_what_was_settled_took_the_cursor_to_the_end_of_the_list_with_it(laptops: Path) -> None:
    for name, given in (("vera", 0), ("lina", 4)):
        with opened(laptops / name) as desk:
            mine = next(line.id for line in desk.ask(verifications.mine) if line.agency == "11")
            desk.do(answers.record_all, mine, {f"REG-0{number}": given for number in (1, 2, 3)})
    async with at_work(laptops / "lina", size=(80, 24), language="id") as lina:
        await lina.press("e", "n", "1", "2", "2", "ctrl+s", "1", "y")
        await lina.worked()
    async with at_work(laptops / "vera", size=(80, 24), language="id") as vera:
        await take_all(vera)
        await vera.press("e", "enter", "y")
        for item in ("REG-02", "REG-03"):
            await vera.press("enter", "2")
            await vera.type("Dibaca berdua.")
            await vera.press("ctrl+s")
            vera.sees(f"› ! {item}")


async def test_areas_of_others_that_wait_were_left_out_of_a_submission_without_a_word(
    laptops: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with at_work(laptops / "lina", size=(80, 24), language="id") as lina:
        await lina.press("e", "n", "1", "2", "2", "ctrl+s", "1", "y")
        await lina.worked()
    async with at_work(laptops / "vera", size=(80, 24), language="id") as vera:
        await take_all(vera)
        await vera.press("home", "enter", "v", "s", "end")
        vera.sees("belum digabungkan, jadi tidak ikut diserahkan", "REG dari Lina")
        await vera.press("up", "enter")
        vera.sees("Menunggu digabungkan")
    assert "are not merged, so they are not submitted with it: REG from Lina" in Commands(laptops / "vera", capsys)("submit", "11")[2]
