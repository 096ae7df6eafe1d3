"""An encrypted profile at the keyboard: its passphrase at the start and after a while, turned on and off, and forgotten."""

import re
import shutil
from pathlib import Path

import pytest

from models import encryption
from models.desk import people, reading, verifications
from models.desk.desk import opened
from models.ledger import backups, cipher, driver
from models.moments import now
from screens.locked import OpenProfile
from tests.conftest import Watch
from tests.desk.reviewing_kit import Trio
from tests.driver import Verifier, at_work

SAID = "kuda laut biru 77"


@pytest.fixture
def encrypted(template: Path, folder: Path) -> str:
    """Ani's profile, encrypted, with one begun verification; nobody holds its key."""
    shutil.copytree(template, folder)
    with opened(folder) as desk:
        verification = desk.do(verifications.begin, "94.07")
    encryption.turn_on(folder, SAID, lambda _done, _all: True)
    cipher.forget()
    return verification


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """The seconds by which one waits after a wrong passphrase."""
    watch = Watch()
    monkeypatch.setattr(OpenProfile, "clock", staticmethod(watch))
    return watch


async def unlock(ani: Verifier, passphrase: str = SAID) -> None:
    await ani.type(passphrase)
    await ani.press("enter")
    await ani.until(lambda: not getattr(ani.app.screen, "holds_keys", False))
    await ani.settle()


async def asked(ani: Verifier) -> None:
    await ani.until(lambda: isinstance(ani.app.screen, OpenProfile))
    await ani.settle()


async def opened_up(ani: Verifier) -> None:
    await unlock(ani)
    await ani.until(lambda: ani.app.is_ready and not ani.app.is_locked)
    await ani.settle()


async def test_nothing_is_shown_before_the_passphrase(folder: Path, encrypted: str) -> None:
    async with at_work(folder) as ani:
        ani.sees("Profil terkunci", "Buka profil")
        for told in ("Ani Lestari", "Intan Jaya", "Jawa Barat"):
            ani.does_not_see(told)
        await ani.type(SAID)
        ani.does_not_see(SAID[:5])
        await ani.press("enter")
        await ani.until(lambda: ani.app.is_ready)
        await ani.settle()
        ani.sees("Pekerjaan saya", "Ani Lestari", "Kabupaten Intan Jaya")
        await ani.press("enter", "4")
        assert ani.desk.ask(reading.sheet, encrypted).answered == 1


async def test_fifty_wrong_passphrases_cost_time_and_nothing_else(folder: Path, encrypted: str, watch: Watch) -> None:
    before = (folder / "verifier.db").read_bytes(), (folder / "verifier.db.key").read_bytes()
    async with at_work(folder) as ani:
        waited = []
        for number in range(50):
            await unlock(ani, f"salah {number}")
            ani.does_not_see("Pekerjaan saya")
            waited.append(encryption.wait(number + 1))
            if waited[-1]:
                ani.sees(f"Tunggu {waited[-1]} detik")
                # Even the right one is not tried before its time.
                await unlock(ani)
                ani.does_not_see("Pekerjaan saya")
                await ani.press("ctrl+u")
                watch.now += waited[-1]
        assert waited == sorted(waited) and waited[0] == 0 and waited[-1] == 60
        assert ((folder / "verifier.db").read_bytes(), (folder / "verifier.db.key").read_bytes()) == before
        await opened_up(ani)
        ani.sees("Pekerjaan saya")


async def test_idle_keeps_what_is_typed_hides_all_and_goes_on_where_one_was(folder: Path, encrypted: str) -> None:
    async with at_work(folder) as ani:
        watch = Watch()
        ani.app.seconds = watch
        await opened_up(ani)
        await ani.press("enter", "j", "j", "n")
        await ani.type("setengah kalimat")
        ledger, keyring = ani.desk.ledger, ani.app.keyring
        watch.now = 15 * 60 - 1
        assert not ani.app.lock_when_idle()
        watch.now += 1
        # The key that comes too late is for nobody.
        await ani.press("x")
        await asked(ani)
        ani.sees("Profil terkunci", "Buka profil")
        for told in ("setengah", "REG-03", "Intan Jaya", "Ani Lestari"):
            ani.does_not_see(told)
        assert encryption.is_locked(folder)
        assert not keyring.is_open
        assert ani.desk.ledger is ledger
        await unlock(ani, "bukan itu")
        ani.sees("itu tidak membuka")
        await opened_up(ani)
        ani.sees("setengah kalimat")
        await ani.type(" penuh")
        await ani.press("escape")
        ani.sees("Catatan REG-03 tercatat")
        assert ani.desk.ask(reading.sheet, encrypted).line("REG-03").answer.note == "setengah kalimat penuh"


@pytest.mark.parametrize("became", ["gone", "damaged"])
async def test_a_profile_whose_key_file_broke_meanwhile_stayed_open_or_ended_the_program(folder: Path, encrypted: str, became: str) -> None:
    file = cipher.beside(folder / driver.DATABASE)
    encryption.unlock(folder, SAID)
    backups.make(folder / driver.DATABASE, now())
    cipher.forget()
    async with at_work(folder) as ani:
        await opened_up(ani)
        kept = file.read_bytes()
        if became == "gone":
            file.unlink()
        else:
            file.write_bytes(b"?")
        assert ani.app.lock_now()
        await asked(ani)
        ani.does_not_see("Intan Jaya")
        await unlock(ani)
        ani.does_not_see("Intan Jaya")
        file.write_bytes(kept)
        await ani.press("ctrl+u")
        await opened_up(ani)
        ani.sees("Pekerjaan saya", "Kabupaten Intan Jaya")
        assert ani.desk.ask(verifications.mine)[0].id == encrypted


async def test_a_profile_that_is_not_encrypted_is_never_locked(template: Path, folder: Path) -> None:
    shutil.copytree(template, folder)
    async with at_work(folder) as ani:
        ani.app.seconds = watch = Watch()
        await ani.press("s")
        watch.now = 10_000
        await ani.press("end")
        ani.sees("Pengaturan")


async def test_whoever_set_never_is_not_locked(folder: Path, encrypted: str) -> None:
    async with at_work(folder) as ani:
        ani.app.seconds = watch = Watch()
        await opened_up(ani)
        ani.app.change_setting("lock.minutes", "0")
        watch.now = 10_000
        await ani.press("s")
        ani.sees("Kunci otomatis", "tidak pernah")


async def test_encrypted_from_the_first_start_on(folder: Path) -> None:
    async with at_work(folder) as ani:
        await ani.type("Ani Lestari")
        await ani.press("enter", "enter", "enter", "enter")
        await ani.type("pendek")
        await ani.press("enter")
        await ani.type("pendek")
        await ani.press("enter", "enter", "right")
        ani.sees("hanya pemegang kunci akar tim yang dapat")
        await ani.press("ctrl+s")
        ani.sees(f"{encryption.LEAST}")
        assert ani.desk.ask(people.owner) is None
        await ani.press("up", "up")
        await ani.type(" sekali")
        await ani.press("up")
        await ani.type(" sekali")
        await ani.press("ctrl+s")
        ani.sees("Pekerjaan saya", "Ani Lestari")
    assert not cipher.is_plain(folder / "verifier.db")
    cipher.forget()
    async with at_work(folder) as ani:
        await unlock(ani, "pendek sekali")
        await ani.until(lambda: ani.app.is_ready)
        await ani.settle()
        ani.sees("Pekerjaan saya", "Ani Lestari")


async def test_turned_on_changed_and_turned_off_from_the_settings(template: Path, folder: Path) -> None:
    shutil.copytree(template, folder)
    async with at_work(folder) as ani:
        await ani.press("s", "e")
        ani.sees("Enkripsi profil", "mati")
        await ani.press("p")
        ani.sees("tidak terenkripsi")
        await ani.press("e")
        await ani.type(SAID)
        await ani.press("enter")
        await ani.type(SAID)
        await ani.press("ctrl+s")
        await ani.worked()
        ani.sees("Profil dan cadangannya terenkripsi")
        assert not cipher.is_plain(folder / "verifier.db")
        await ani.press("p")
        for typed in (SAID, f"{SAID} kedua", f"{SAID} kedua"):
            await ani.type(typed)
            await ani.press("enter")
        ani.sees("Frasa sandi diganti")
        await ani.press("l")
        await asked(ani)
        ani.sees("Profil terkunci")
        await unlock(ani)
        ani.sees("itu tidak membuka")
        await unlock(ani, f"{SAID} kedua")
        await ani.until(lambda: not ani.app.is_locked)
        await ani.settle()
        await ani.press("e")
        await ani.type(f"{SAID} kedua")
        await ani.press("ctrl+s")
        await ani.worked()
        ani.sees("tidak terenkripsi lagi")
    assert cipher.is_plain(folder / "verifier.db")


async def test_what_is_not_saved_is_not_shown_while_it_is_locked(folder: Path, encrypted: str) -> None:
    async with at_work(folder) as ani:
        await ani.press("escape")
        for key in ("S", "W"):
            await ani.press(key)
            ani.sees("masih terkunci")


SIX = re.compile(r"\b(?:[bdfghjklmnrstwyz][aiou]){2}(?: (?:[bdfghjklmnrstwyz][aiou]){2}){5}\b")


def read_out(ani: Verifier) -> str:
    """The six words that can be read now."""
    (words,) = SIX.findall(ani.screen)
    return str(words)


async def test_who_forgot_the_passphrase_is_let_in_by_headquarters(team: Trio) -> None:
    vera, surya = (each.desk.ledger.folder for each in (team.verifier, team.supervisor))
    for each in (team.verifier, team.supervisor):
        each.desk.close()
    encryption.turn_on(vera, SAID, lambda _done, _all: True)
    cipher.forget()
    folder = Path.home() / "Documents" / "verifier"
    async with at_work(vera) as ani:
        await ani.press("escape", "r")
        ani.sees("Berkas permintaan")
        asked_with = read_out(ani)
    (request,) = folder.iterdir()
    async with at_work(surya) as boss:
        await boss.press("s", "e")
        await boss.takes_in(request)
        boss.sees("Permintaan atas nama Vera")
        await boss.type(asked_with)
        await boss.press("ctrl+s")
        boss.sees("Jawaban untuk Vera (")
        told = read_out(boss)
    assert told != asked_with
    (answer,) = (file for file in folder.iterdir() if file != request)
    async with at_work(vera) as ani:
        await ani.press("escape", "m")
        for typed in (str(answer), asked_with, "ingatan baru saja", "ingatan baru saja"):
            await ani.type(typed)
            await ani.press("enter")
        ani.sees("tidak membuka")
        await ani.press("up", "up", "ctrl+u")
        await ani.type(told)
        await ani.press("ctrl+s")
        await ani.until(lambda: ani.app.is_ready and not ani.app.is_locked)
        await ani.settle()
        ani.sees("Pekerjaan saya", "Vera")
    cipher.forget()
    encryption.unlock(vera, "ingatan baru saja")


async def test_a_forgotten_passphrase_without_a_team_is_told(folder: Path, encrypted: str) -> None:
    async with at_work(folder) as ani:
        await ani.press("escape", "r")
        ani.sees("tim")
        ani.does_not_see("Ani Lestari")
        await ani.press("q")
        assert ani.app.return_value == 0
