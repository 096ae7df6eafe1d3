"""On the screens, a verdict that the answers have left behind is refused with what to do about it, and nothing is written."""

from pathlib import Path

from models.desk import answers
from models.desk.desk import Desk
from tests.desk.acts import LEVELS, answer_all, decided
from tests.driver import at_work


async def test_an_outdated_verdict_was_exported_from_the_start_and_the_verdict_screen(desk: Desk) -> None:
    answer_all(desk, decided(desk), 4)
    desk.close()
    async with at_work(desk.ledger.folder, size=(100, 30)) as ani:
        for keys in (("x",), ("enter", "v", "x")):
            await ani.press(*keys)
            ani.sees("Catat kembali kesimpulannya")
        assert not (Path.home() / "Documents").exists()
        await ani.press("y", "x", "2")
        ani.sees("Berkas hasil (draf tanpa tanda tangan)", "ditulis ke ~/Documents/verifier")
    assert len(list((Path.home() / "Documents" / "verifier").iterdir())) == 1


async def test_an_item_cleared_after_recording_was_called_not_concluded(desk: Desk) -> None:
    desk.do(answers.clear, decided(desk), LEVELS)
    desk.close()
    async with at_work(desk.ledger.folder, size=(100, 30)) as ani:
        await ani.press("x")
        ani.sees(f"1 butir belum diperiksa, mulai dari {LEVELS}")
        ani.does_not_see("belum disimpulkan")
