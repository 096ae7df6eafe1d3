"""A second verification on three laptops: begun and sealed by Dua, opened and settled by Lina; Vera never sees an answer on the way."""

import re
from pathlib import Path

import pytest

from models.desk import answers, drafts, evidence, verifications
from models.desk.desk import opened
from models.documents.travelling import put
from tests.desk.seconding_kit import ITEM, SECRET, first, quartet
from tests.driver import at_work
from tests.journeys.kit import take_all


@pytest.fixture
def laptops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the profiles; the first verification is submitted, and its file lies where files are handed on."""
    with quartet(tmp_path) as team:
        put(tmp_path / "out" / "verifier", team.verifier.submits(first(team)))
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "out")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "out" / "verifier")
    return tmp_path


def opinion_in(folder: Path) -> Path:
    (found,) = folder.rglob("*_opinion_*.toml")
    return found


async def sealed(laptops: Path) -> None:
    """Dua begins, answers two items and seals them to Lina."""
    async with at_work(laptops / "dua", size=(80, 24)) as dua:
        await dua.press("v")
        dua.sees("Verifikasi kedua independen", "Belum ada verifikasi kedua")
        await dua.press("n")
        await dua.type("kota")
        await dua.press("ctrl+s")
        dua.sees("cocok dengan beberapa instansi")
        await dua.press(*["backspace"] * 4)
        await dua.type("11")
        await dua.press("ctrl+s")
        dua.sees("Verifikasi kedua: Provinsi Aceh")
        await dua.press("2", "escape")
        dua.sees("Verifikasi kedua saya", "1/52")
        await dua.press("down", "y")
        dua.sees("Segel untuk ketua tim", "Lina")
        await dua.press("enter")
        dua.sees("1 butir yang tercakup belum lengkap")
        await dua.press("enter", "home", "e", "n")
        await dua.type(f"Naskah {SECRET}")
        await dua.press("ctrl+s", "escape", "escape")
        await dua.press("y", "enter")
        dua.sees("butir yang sudah dijawab yang tercakup", "Provinsi Aceh", "Lina")
        await dua.press("y")
        dua.sees("disegel")
        await dua.press("enter", "3")
        dua.sees("Verifikasi kedua: Provinsi Aceh", "disegel tidak berubah lagi")


async def test_from_the_first_answer_to_the_signed_settlement(laptops: Path) -> None:
    await sealed(laptops)
    assert SECRET.encode() not in opinion_in(laptops / "out").read_bytes()
    async with at_work(laptops / "vera", size=(80, 24)) as vera:
        await take_all(vera)
        await vera.press("v")
        vera.sees("Opini di sini", "Dua", "belum dibuka")
        await vera.press("enter")
        vera.sees("ketua tim")
        await vera.press("q", "slash")
        await vera.type("kanvas")
        vera.does_not_see(SECRET)
    async with at_work(laptops / "lina", size=(80, 24)) as lina:
        await take_all(lina)
        await lina.press("v")
        lina.sees("belum dibuka", "Kedua verifikasi sudah masuk")
        await lina.press("enter")
        lina.sees("Vera | Dua", "3 | 2", "belum diselesaikan", "0 dari 1 butir sama")
        await lina.press("y")
        lina.sees("perbedaan belum diselesaikan")
        await lina.press("enter", "down")
        await lina.type("Pasal pembentuknya ada")
        await lina.press("escape", "enter", "down")
        lina.sees("Pasal pembentuknya ada")
        await lina.press("ctrl+s")
        lina.sees("Semua perbedaan sudah diputuskan", "pertama")
        await lina.press("a")
        lina.sees("Kesepakatan per area", "0 dari 1 butir sama", "Terlalu sedikit butir")
        await lina.press("escape", "y")
        lina.sees("Tanda tangani penyelesaian 1 perbedaan", "Provinsi Aceh")
        await lina.press("y")
        lina.sees("ditandatangani")
        await lina.press("q")
        lina.sees("selesai")


async def test_the_draw_is_shown_and_can_be_repeated(laptops: Path) -> None:
    shown = []
    for name, size, language in (("lina", (80, 24), "id"), ("surya", (140, 40), "en")):
        async with at_work(laptops / name, size=size, language=language) as somebody:
            await somebody.press("v", "d", "down", "down")
            await somebody.type("KASN-7")
            await somebody.press("ctrl+s")
            somebody.sees("KASN-7", "10")
            shown.append(re.findall(r"\b\d\d\.\d\d\b", somebody.screen)[:8])
    assert shown[0] == shown[1]
    assert len({*shown[0]}) == 8


async def test_from_the_draw_to_the_second_verifiers_sheet(laptops: Path) -> None:
    async with at_work(laptops / "lina", size=(80, 24), language="id") as lina:
        await lina.press("v", "d", "down", "down")
        await lina.type("KASN-7")
        await lina.press("ctrl+s")
        lina.sees("Tugaskan verifikasi kedua instansi ini sekarang?")
        await lina.press("y")
        lina.sees("Penugasan verifikasi kedua · ", " ditandai")
        await lina.press("y")
        lina.sees("Tugaskan kepada", "Dua")
        await lina.press("1", "ctrl+s")
        lina.sees("Verifikasi kedua. Tugaskan ", "kepada Dua")
        await lina.press("y")
        lina.sees("Ditugaskan. Berikan", "→ Dua")
    async with at_work(laptops / "dua", size=(80, 24), language="id") as dua:
        await dua.press("i", "d", "tab", "enter")
        await dua.worked()
        await dua.press("y")
        await dua.worked()
        await dua.press("q", "q")
        dua.sees("ditugaskan kepada Anda, belum dimulai", "(Verifikasi kedua)")
        await dua.press("enter")
        dua.sees("Verifikasi kedua", "REG-01")


async def test_half_a_note_was_left_out_of_a_sealed_opinion_without_a_word(laptops: Path) -> None:
    with opened(laptops / "dua") as desk:
        given = desk.do(verifications.begin, "11", is_second=True)
        desk.do(answers.record, given, ITEM, 2)
        desk.do(evidence.register, given, {"title": "SK", "seen": "yes"}, ITEM, "Pasal 1")
        desk.do(drafts.keep, f"{given}/note/{ITEM}", {"text": "Pasal 3 belum"})
    async with at_work(laptops / "dua", size=(80, 24)) as dua:
        await dua.press("v", "down", "y", "enter")
        dua.sees("1 teks yang belum disimpan tidak disertakan")


async def test_a_second_verification_was_said_to_become_a_submission(laptops: Path) -> None:
    with opened(laptops / "dua") as desk:
        desk.do(verifications.begin, "11", "", is_second=True)
    async with at_work(laptops / "dua", size=(80, 24)) as dua:
        await dua.press("enter", "v", "s")
        dua.sees("Ini verifikasi kedua: hasil instansi tidak diserahkan darinya. Segel opini")
        dua.does_not_see("penyerahan ke-1")


async def test_after_a_difference_is_settled_the_cursor_stayed_on_it(laptops: Path) -> None:
    with opened(laptops / "dua") as desk:
        second = desk.do(verifications.begin, "11", "", is_second=True)
        desk.do(answers.record_all, second, {"REG-01": 2, "REG-02": 0, "REG-03": 0})
        desk.do(evidence.register, second, {"title": "Naskah"}, "REG-01")
    async with at_work(laptops / "dua", size=(80, 24)) as dua:
        await dua.press("v", "down", "y", "enter", "y")
    async with at_work(laptops / "lina", size=(80, 24)) as lina:
        await take_all(lina)
        await lina.press("v", "enter")
        for item in ("REG-02", "REG-03"):
            await lina.press("enter", "down")
            await lina.type("Dibaca.")
            await lina.press("ctrl+s")
            lina.sees(f"› {item}")
