"""A visit entered at the screen, and its papers written from there."""

from pathlib import Path

import docx

from models.desk import trips
from models.desk.desk import Desk
from tests.desk.acts import begun
from tests.driver import at_work


async def test_a_visit_is_entered_corrected_and_undone(desk: Desk) -> None:
    verification = begun(desk)
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter", "d")
        ani.sees("Kunjungan verifikasi", "Jawa Barat · 2023-1", "belum diisi", "Tim verifikasi", "Wakil instansi", "0 orang")
        await ani.press("n")
        ani.sees("Orang ditambahkan pada satu pihak")
        await ani.press("enter")
        for text in ("ST-12/2023", "5-5-2023", "9 Mei 2023", "11/5/2023", "Bandung"):
            await ani.type(text)
            await ani.press("enter")
        await ani.press("2", "ctrl+s")
        ani.sees("ST-12/2023 · 9 Mei 2023 – 11 Mei 2023 · Bandung · Di lapangan", "tersimpan")
        await ani.press("end", "x")
        ani.sees("Tidak ada orang pada baris ini")
        for name in ("Yosep", "Maria"):
            await ani.press("n")
            await ani.type(name)
            await ani.press("enter")
            await ani.type("197001011995031002")
            await ani.press("ctrl+s")
        ani.sees("› 2. Maria", "2 orang", "19700101 199503 1 002")
        await ani.press("k", "x")
        ani.sees("› 1. Maria", "Yosep dihapus dari daftar. Tekan u untuk mengembalikannya")
        await ani.press("u")
        ani.sees("1. Yosep", "2. Maria", "penghapusan peserta kunjungan")
        await ani.press("enter", "home", "ctrl+k")
        await ani.type("Yosep Sumarna")
        await ani.press("ctrl+s")
        ani.sees("› 1. Yosep Sumarna")
        await ani.press("q")
        ani.sees("REG-01")
        await ani.press("f", "d")
        ani.sees("Yosep Sumarna")
        assert [each.name for each in ani.desk.ask(trips.of, verification).agency] == ["Yosep Sumarna", "Maria"]


async def test_a_half_typed_person_is_there_again_on_the_same_side(desk: Desk) -> None:
    begun(desk)
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter", "d", "j", "n")
        await ani.type("Vera set")
        await ani.press("escape", "j", "n")
        ani.does_not_see("Vera set")
        await ani.press("escape", "k", "n")
        ani.sees("Vera set")
        await ani.press("escape", "k", "enter")
        await ani.type("ST-1")
        await ani.press("escape", "q", "q", "enter")
        ani.sees("kunjungan verifikasi", "kunjungan: Tim verifikasi")


async def test_a_paper_is_chosen_written_and_named_in_full(desk: Desk) -> None:
    begun(desk)
    desk.close()
    settings = desk.ledger.folder / "verifier.toml"
    out = desk.ledger.folder / "hasil"
    settings.write_text(f"[places]\nexport = '{out}'\n[paper]\nletterhead = 'BKN | Jakarta'\n")
    async with at_work(desk.ledger.folder, size=(140, 40)) as ani:
        await ani.press("enter", "d", "p")
        ani.sees("1 Daftar permintaan data · PDF", "7 Tanda terima dokumen · Word", "dapat dicetak sebelum ada")
        await ani.press("2")
        await ani.worked()
        (path,) = out.iterdir()
        assert path.name == "2023-1_32_permintaan-data.docx"
        assert "Daftar permintaan data Provinsi Jawa Barat" in " ".join(ani.screen.split())
        assert path.name in ani.screen
        assert docx.Document(str(path)).paragraphs[0].text == "BKN"
        await ani.press("q", "w", "6")
        await ani.worked()
        ani.sees("Tanda terima dokumen Provinsi Jawa Barat")
    assert sorted(each.name for each in out.iterdir()) == [path.name, "2023-1_32_tanda-terima.pdf"]


async def test_a_paper_that_cannot_be_written_says_where_and_why(desk: Desk) -> None:
    begun(desk)
    desk.close()
    out = Path(desk.ledger.folder / "berkas")
    out.write_text("x")
    (desk.ledger.folder / "verifier.toml").write_text(f"[places]\nexport = '{out}'\n")
    async with at_work(desk.ledger.folder, size=(140, 40)) as ani:
        await ani.press("enter", "d", "p", "1")
        await ani.worked()
        ani.sees("berkas")
        ani.does_not_see("Daftar permintaan data Provinsi")
    assert out.read_text() == "x"
