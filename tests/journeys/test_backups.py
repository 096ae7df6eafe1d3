"""Copies of the database at the keyboard: made without being asked for, looked at, taken along, restored, and that undone."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from models import encryption
from models.desk import answers, keeping, logs, verifications
from models.desk.desk import Desk, opened
from models.errors import Refusal
from models.keyring import Keyring
from models.ledger import backups, cipher, driver
from tests.conftest import StillClock
from tests.desk.acts import LEVELS, begun, sheet_of
from tests.desk.lead_kit import PAPUA, WEAK, solid
from tests.desk.reviewing_kit import Laptop, trio
from tests.driver import Verifier, at_work
from tests.exchange.kit import writes
from tests.journeys.kit import OneClock
from tests.ledger.encrypted import SAID, encrypt, on


async def copied(somebody: Verifier) -> None:
    """Let the program look at once whether a copy is due, and wait for it."""
    copies = somebody.app.copies
    copies.tick()
    await somebody.until(lambda: not copies.is_copying)
    await somebody.settle()


async def restores(somebody: Verifier) -> None:
    """Say yes to what is told of the copy, and come to the start."""
    before = somebody.desk.ledger
    await somebody.press("y")
    await somebody.until(lambda: somebody.desk.ledger is not before)
    await somebody.worked()
    somebody.sees("Pekerjaan saya", "Salinan telah dikembalikan; isi sebelumnya ada di daftar salinan (B). Lakukan pertukaran")


async def test_a_copy_is_made_hourly_while_one_works(desk: Desk, folder: Path, clock: StillClock) -> None:
    verification = begun(desk)
    desk.close()
    async with at_work(folder, clock=clock) as ani:
        await copied(ani)
        assert len(backups.of(folder)) == 1
        ani.desk.do(answers.record, verification, LEVELS, 2)
        await copied(ani)
        assert len(backups.of(folder)) == 1
        clock.step(3600)
        await copied(ani)
        first, second = backups.of(folder)
        assert (first.number, second.number) == (2, 1)
        clock.step(3600)
        await copied(ani)
        assert backups.of(folder) == (first, second)
        ani.desk.do(answers.record, verification, LEVELS, 4)
    ani.app.copies.last()
    assert [copy.number for copy in backups.of(folder)] == [3, 2, 1]
    ani.app.copies.last()
    assert len(backups.of(folder)) == 3
    async with at_work(folder, clock=clock) as ani:
        clock.step(-90_000)
        await copied(ani)
    assert len(backups.of(folder)) == 3


async def test_a_copy_that_fails_is_told_once_and_nothing_else_happens(
    desk: Desk, folder: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    verification = begun(desk)
    desk.close()
    async with at_work(folder, clock=clock) as ani:
        with monkeypatch.context() as patch:
            patch.setattr(backups, "_SPARE", 10**15)
            await copied(ani)
            await copied(ani)
            ani.sees("kurang", "untuk salinan basis data. Tidak ada yang ditulis")
            await ani.press("s")
            await copied(ani)
            ani.does_not_see("untuk salinan basis data")
        ani.desk.do(answers.record, verification, LEVELS, 2)
        assert backups.of(folder) == ()


async def test_a_copy_is_looked_at_restored_and_that_is_undone(desk: Desk, folder: Path, clock: StillClock, tmp_path: Path) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, LEVELS, 2)
    copy = backups.make(folder / driver.DATABASE, clock())
    desk.do(answers.record, verification, LEVELS, 4)
    desk.close()
    async with at_work(folder, clock=clock) as ani:
        await ani.press("B")
        ani.sees("Salinan cadangan", "1 salinan", "untuk jam itu", "kB diperiksa", f"berkas {copy.name}")
        await ani.press("c")
        await ani.worked()
        ani.sees("1 salinan cadangan utuh", "kB utuh")
        await ani.press("enter")
        await ani.worked()
        ani.sees("Hilang dari 1 verifikasi", "Provinsi Jawa Barat · 2023-1: jawaban 1 butir", "Kembalikan salinan ini?")
        await ani.press("t")
        assert sheet_of(ani.desk, verification).line(LEVELS).answer.level == 4
        await ani.press("enter")
        await ani.worked()
        await restores(ani)
        assert sheet_of(ani.desk, verification).line(LEVELS).answer.level == 2
        ani.desk.do(answers.record, verification, LEVELS, 3)
        await ani.press("B")
        ani.sees("2 salinan", "sebelum dikembalikan")
        await ani.press("enter")
        await ani.worked()
        ani.sees("Kembali dari salinan, untuk 1 verifikasi")
        await restores(ani)
        assert sheet_of(ani.desk, verification).line(LEVELS).answer.level == 4
        await ani.press("B", "a")
        await ani.worked()
        ani.sees("Salinan cadangan telah dibuat dan diperiksa")
    assert not [path.name for path in folder.iterdir() if path.name.startswith(".")]


def full() -> None:
    raise Refusal("profile.write_failed", folder=Path("disk"), cause="-")


async def test_a_copy_is_taken_along_and_restored_from_there(desk: Desk, folder: Path, clock: StillClock) -> None:
    begun(desk)
    copy = backups.make(folder / driver.DATABASE, clock())
    desk.close()
    async with at_work(folder, clock=clock, size=(140, 40), language="en") as ani:
        await ani.press("B", "x", "tab", "enter")
        await ani.worked()
        taken = Path.home() / copy.name
        ani.sees(f"The copy is in ~/{copy.name}", "Eject the stick safely")
        assert backups.check(taken) == backups.check(copy)
        await ani.press("x", "tab", "enter")
        await ani.worked()
        ani.sees("exists already and is not overwritten")
        await ani.press("m", "tab")
        await ani.type(str(taken))
        await ani.press("enter")
        await ani.until(lambda: "Restore this copy?" in ani.screen)
        ani.sees(f"Copy {copy.name}: of Ani Lestari", "The copy holds what is here now: nothing changes.")
        await ani.press("n")
        with pytest.raises(Refusal):
            ani.app.unsaved.tried("somewhere", {"text": "Belum tersimpan"}, full)
        await ani.press("enter")
        await ani.until(lambda: "Restore this copy?" in ani.screen)
        await ani.press("y")
        await ani.until(lambda: "Something is not saved yet" in ani.screen)
        ani.sees("My work")
        assert backups.of(folder)[0].path == copy


async def test_the_passphrase_of_an_encrypted_copy_is_asked_for_and_what_it_was_stays_encrypted(
    desk: Desk, folder: Path, clock: StillClock
) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, LEVELS, 2)
    desk.close()
    encrypt(folder)
    backups.make(folder / driver.DATABASE, clock())
    encryption.turn_off(folder, SAID, on)
    with opened(folder, clock=clock) as again:
        again.do(answers.record, verification, LEVELS, 4)
    cipher.forget()
    async with at_work(folder, clock=clock) as ani:
        await ani.press("B", "c")
        await ani.worked()
        ani.sees("kB terkunci", "0 salinan cadangan utuh")
        await ani.press("enter")
        ani.sees("Salinan terenkripsi", "Frasa sandi")
        await ani.type(SAID)
        await ani.press("enter")
        await ani.until(lambda: "Kembalikan salinan ini?" in ani.screen)
        await restores(ani)
        assert sheet_of(ani.desk, verification).line(LEVELS).answer.level == 2
    cipher.forget()
    assert encryption.is_locked(folder)


@dataclass
class Sharing(OneClock):
    """Vera's laptop and Lina's, which exchange over one stick; one verification of Vera's is ready to be submitted."""

    folder: Path
    first: str

    def documents(self, name: str) -> set[str]:
        """The digests of what is on somebody's laptop, whose screen is closed."""
        with opened(self.folder / name, writing=False) as desk:
            return {line.id for line in desk.ask(keeping.lines)}


@pytest.fixture
def sharing(tmp_path: Path) -> Sharing:
    with trio(tmp_path) as team:
        made = Sharing(team.lead.clock, tmp_path, solid(team.verifier.desk, PAPUA, WEAK))
    (tmp_path / "stick").mkdir()
    for name in ("vera", "lina"):
        (tmp_path / name / "verifier.toml").write_text(f"[carriers]\nusb-tim = '{tmp_path / 'stick'}'\n", "utf-8")
    return made


async def exchanges(somebody: Verifier, *told: str) -> None:
    await somebody.press("c", "enter")
    await somebody.worked()
    somebody.sees(*told)
    await somebody.press("q")
    await copied(somebody)


async def submits(somebody: Verifier) -> None:
    """Submit the highlighted verification."""
    await somebody.press("y", "s", "y", "q")
    somebody.sees("diserahkan")


async def test_after_an_old_copy_is_restored_an_exchange_brings_back_whatever_left_the_laptop(sharing: Sharing) -> None:
    vera_s, stick = sharing.folder / "vera", sharing.folder / "stick"
    async with sharing.at(vera_s) as vera:
        await exchanges(vera, "0 dokumen datang")
        await submits(vera)
        second = begun(vera.desk, "11")
    (old, *_) = backups.of(vera_s)
    sharing.clock.step(7200)
    async with sharing.at(vera_s) as vera:
        await exchanges(vera, "1 dokumen terkirim")
        assert backups.of(vera_s)[0].number > old.number
        vera.desk.do(answers.record, second, LEVELS, 4)
        before = vera.desk.ask(logs.all_of, "usb-tim")
    left = sharing.documents("vera")
    async with sharing.at(sharing.folder / "lina") as lina:
        await exchanges(lina, "Kabupaten Intan Jaya")
    async with sharing.at(vera_s) as vera:
        await vera.press("B", *["down"] * [copy.number for copy in backups.of(vera_s)].index(old.number), "enter")
        await vera.worked()
        vera.sees("Hilang dari 1 verifikasi", "Provinsi Aceh · 2023-1", "Kembali saat pertukaran berikutnya, untuk 1 verifikasi")
        vera.sees("Kabupaten Intan Jaya", "1 dokumen kembali saat pertukaran berikutnya")
        await restores(vera)
        assert {line.agency: line.state for line in vera.desk.ask(verifications.mine)} == {PAPUA: "draft"}
        await exchanges(vera, "1 dokumen datang (1 baru)")
        states = {line.agency: line.state for line in vera.desk.ask(verifications.mine)}
        assert states == {PAPUA: "submitted"}
        await exchanges(vera, "0 dokumen datang; 0 dokumen terkirim")
        assert {line.id for line in vera.desk.ask(keeping.lines)} == left
        new = writes(Laptop(vera.desk, Keyring(vera_s), sharing.clock), "12")
        await exchanges(vera, "0 dokumen datang; 1 dokumen terkirim")
        after = vera.desk.ask(logs.all_of, "usb-tim")
        assert after.mine != before.mine and before.mine in after.former
    assert {path.name for path in (stick / "w").iterdir()} >= {before.mine, after.mine}
    async with sharing.at(sharing.folder / "lina") as lina:
        await exchanges(lina, "1 dokumen datang (1 baru)")
    assert sharing.documents("lina") - {new} >= left
