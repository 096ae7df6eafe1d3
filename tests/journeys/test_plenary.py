"""Leaders sit together: what waits is decided one after another by one key each, closed, and issued as it was decided."""

from pathlib import Path

from models.desk import decided, issued
from tests.desk.reviewing_kit import Trio, approved
from tests.driver import at_work

WHY = "Penerapan baru di satu unit."


async def test_a_plenary_is_held_at_the_keyboard_and_its_verdicts_are_issued(team: Trio, tmp_path: Path) -> None:
    aceh, bali, _ = (approved(team, agency) for agency in ("11", "51", "32"))
    team.supervisor.desk.close()
    async with at_work(tmp_path / "surya", size=(80, 24)) as surya:
        await surya.press("h", "n")
        await surya.worked()
        surya.sees("Pleno tanpa nomor", "0 dari 3 diputuskan", "Provinsi Aceh")
        # The first as recommended, the second otherwise with a reason, the third put off.
        await surya.press("y", "3")
        surya.sees("Provinsi Bali: V3")
        await surya.type(WHY)
        await surya.press("ctrl+s", "t")
        surya.sees("Provinsi Jawa Barat: ditunda")
        await surya.type("Menunggu surat.")
        await surya.press("ctrl+s")
        surya.sees("3 dari 3 diputuskan", "Semua hasil sudah diputuskan")
        await surya.press("u")
        surya.sees("2 dari 3 diputuskan")
        await surya.press("t")
        await surya.type("Menunggu surat.")
        await surya.press("ctrl+s", "s")
        surya.sees("Nomor belum diisi")
        await surya.press("home", "enter")
        await surya.type("05/PLENO/2023")
        await surya.press("enter")
        await surya.type("9-5-2023")
        await surya.press("ctrl+s", "n")
        await surya.type("Sri Wahyuni")
        await surya.press("ctrl+s", "s")
        surya.sees("Tutup pleno 05/PLENO/2023", "2 hasil kemudian diterbitkan", "1 ditunda")
        await surya.press("y")
        surya.sees("ditutup")
        await surya.press("p", "3")
        await surya.worked()
        surya.sees("Daftar pleno ada di")
        assert ".xlsx" in "".join(surya.screen.split())
        await surya.press("end", "y")
        surya.sees("Pleno ini sudah ditutup")
        await surya.press("q")
        surya.sees("V3 hasil reviu diterima", "ditunda hasil reviu diterima")
        await surya.press("p")
        surya.sees("Rapat pleno", "05/PLENO/2023", "1 hasil periode 2023-1 menunggu pleno", "(x hapus)")
        await surya.press("q", "a", "i", "ctrl+s")
        surya.sees("Provinsi Bali, periode 2023-1: V3 (Pleno nomor 05/PLENO/2023")
        await surya.press("y")
        await surya.until(lambda: "2 hasil diterbitkan" in surya.screen)
        states = {line.id: line.state for line in surya.desk.ask(issued.lines)}
        assert (states[aceh], states[bali], sorted(states.values())) == ("issued", "issued", ["approved", "issued", "issued"])
        standing = surya.desk.ask(issued.standing, bali)
        assert (standing.verdict, standing.verdict_reason) == ("V3", WHY)
        assert [line.is_open for line in surya.desk.ask(decided.lines)] == [False]
