"""A team on two laptops that exchange files by folder: founded, asked, let in, taken over by six words, and changed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.desk import people, teams
from models.desk.desk import opened
from models.documents import keys
from models.keyring import Keyring
from tests.conftest import StillClock
from tests.desk.acts import begun
from tests.driver import Verifier, at_work

PASSPHRASE = "kunci rahasia"


def laptop(folder: Path, name: str, role: str, passphrase: str = "") -> Path:
    """Somebody's profile with a key of their own, and a verification begun before there is a team."""
    with opened(folder, clock=StillClock()) as desk:
        desk.do(people.found, name=name, role=role, language="id")
        begun(desk)
    Keyring(folder).make(passphrase)
    return folder


@pytest.fixture
def ani(tmp_path: Path) -> Path:
    """Ani's profile."""
    return laptop(tmp_path / "ani", "Ani Lestari", "verifier")


@pytest.fixture
def budi(tmp_path: Path) -> Path:
    """Budi's profile."""
    return laptop(tmp_path / "budi", "Budi", "supervisor")


@asynccontextmanager
async def at_the_team(folder: Path, clock: StillClock | None = None, language: str = "id") -> AsyncIterator[Verifier]:
    """Somebody at the team screen."""
    async with at_work(folder, size=(100, 34), clock=clock, language=language) as verifier:
        await verifier.press("t")
        yield verifier


async def choose(verifier: Verifier, key: str, path: Path) -> None:
    """Press a key that asks for a file, and type its path."""
    await verifier.press(key, "tab")
    await verifier.type(str(path))
    await verifier.press("enter")
    await verifier.settle()


async def founded(folder: Path, clock: StillClock | None = None) -> None:
    async with at_the_team(folder, clock) as ani:
        ani.sees("belum ada tim", "f Bentuk tim baru")
        await ani.press("f")
        await ani.type("Tim Papua")
        await ani.press("enter")
        ani.sees("Bacakan enam kata ini")
        await ani.press("escape")
        ani.sees("Tim Papua · nomor 1 · umur 0 hari", "Ani Lestari (saya)", "penanggung jawab aktif")
        await ani.press("q")
        ani.sees("Ani Lestari · penanggung jawab", "Jawa Barat")


async def asked(folder: Path, stick: Path) -> Path:
    """The request that somebody wrote."""
    async with at_the_team(folder) as budi:
        await budi.press("r")
        six = keys.six_words(str(Keyring(folder).public))
        budi.sees("Bacakan enam kata ini", *(" ".join(word.upper()) for word in six.split()))
    (path,) = stick.glob("enrolment_*.toml")
    assert len(list(stick.glob(f"{path.name}*.sig"))) == 2
    return path


async def let_in(folder: Path, request: Path, stick: Path) -> Path:
    """The team document with whoever asked as a lead, handed out."""
    async with at_the_team(folder) as ani:
        await choose(ani, "a", request)
        ani.sees("Budi meminta menjadi anggota tim", "Apakah enam kata ini sama dengan yang dibacakan?")
        await ani.press("y")
        ani.sees("Peran", "Wilayah")
        await ani.press("2", "enter")
        await ani.type("Papua Tengah")
        await ani.press("enter")
        ani.sees("Anggota diterima", "ketua tim · Papua Tengah aktif", "nomor 2")
        await ani.press("e")
        ani.sees("Bacakan enam kata ini", "dan semua daftar tim sebelumnya ditulis")
    (path,) = stick.glob("team_0002_*.toml")
    return path


async def taken_over(folder: Path, path: Path, six: str) -> None:
    async with at_the_team(folder) as budi:
        await choose(budi, "m", path)
        await budi.type(six)
        await budi.press("enter")
        budi.sees("Daftar tim ini sekarang berlaku di sini", "Budi (saya)", "› Enam kata")
        await budi.press("q")
        budi.sees("Budi · ketua tim · Papua Tengah")


def six_words_of_team(folder: Path) -> str:
    with opened(folder, writing=False) as desk:
        return desk.ask(teams.demanded).six_words


async def test_a_team_is_founded_on_one_laptop_and_taken_over_on_another_by_six_words(ani: Path, budi: Path, stick: Path) -> None:
    await founded(ani)
    path = await let_in(ani, await asked(budi, stick), stick)
    async with at_the_team(budi) as verifier:
        await choose(verifier, "m", path)
        await verifier.type("bada tilu bada tilu bada tilu")
        await verifier.press("enter")
        verifier.sees("belum dapat dipercaya", "enam kata")
        await verifier.press("escape")
        verifier.sees("belum ada tim")
    await taken_over(budi, path, six_words_of_team(ani).upper())
    with opened(budi, writing=False) as desk:
        assert desk.actor.role == "lead"


async def test_a_request_whose_words_differ_is_declined_and_nothing_changes(ani: Path, budi: Path, stick: Path) -> None:
    await founded(ani)
    request = await asked(budi, stick)
    async with at_the_team(ani) as verifier:
        await choose(verifier, "a", request)
        await verifier.press("t")
        verifier.sees("Permintaan Budi tidak diterima", "nomor 1")
        request.with_name(f"{request.name}.sig").unlink()
        await choose(verifier, "a", request)
        verifier.sees("tidak memuat bukti kepemilikan")
        verifier.does_not_see("Apakah enam kata")


async def test_an_older_team_a_gap_and_a_file_of_another_kind_are_refused(ani: Path, budi: Path, stick: Path) -> None:
    await founded(ani)
    request = await asked(budi, stick)
    second = await let_in(ani, request, stick)
    await taken_over(budi, second, six_words_of_team(ani))
    async with at_the_team(ani) as verifier:
        for role in ("1", "3"):
            await verifier.press("home", "down", "down", "enter", role, "ctrl+s")
            verifier.sees("Data anggota diubah")
        await verifier.press("e", "escape")
    (first,), (third,), (fourth,) = (list(stick.glob(f"team_000{number}_*.toml")) for number in (1, 3, 4))
    async with at_the_team(budi) as verifier:
        for path, said in ((first, "tidak pernah mundur"), (fourth, "mulai dari nomor 3"), (request, "bukan")):
            await choose(verifier, "m", path)
            verifier.sees(said, "nomor 2")
        await choose(verifier, "m", third)
        verifier.sees("nomor 3", "verifikator · Papua Tengah aktif")
        await choose(verifier, "m", fourth)
        verifier.sees("nomor 4", "penanggung jawab · Papua Tengah aktif")
        await verifier.press("home", "down", "enter")
        verifier.sees("kunci akar", "Ani Lestari")


async def test_whoever_left_reads_on_and_is_told_why_nothing_can_be_changed(ani: Path, budi: Path, stick: Path) -> None:
    await founded(ani)
    await taken_over(budi, await let_in(ani, await asked(budi, stick), stick), six_words_of_team(ani))
    async with at_the_team(ani) as verifier:
        await verifier.press("x")
        verifier.sees("Yang dapat ditandai hanya anggota dan perangkat")
        await verifier.press("end", "x")
        verifier.sees("Kunci akar Ani Lestari tidak dapat dihapus: yang tersisa 0")
        await verifier.press("up", "up", "enter")
        verifier.sees("Hanya anggota yang mempunyai peran")
        await verifier.press("home", "down", "down", "x", "1")
        verifier.sees("Budi · keluar", "Dokumen terakhir")
        await verifier.press("enter")
        verifier.sees("Perubahan dicatat", "nomor 3", "keluar")
        await verifier.press("e")
        verifier.sees("Bacakan")
    (third,) = stick.glob("team_0003_*.toml")
    async with at_the_team(budi) as verifier:
        await choose(verifier, "m", third)
        verifier.sees("nomor 3", "sebagai kunci anggota yang sudah keluar")
        await verifier.press("q")
        verifier.sees("Budi · mantan anggota")
        await verifier.press("enter", "4")
        verifier.sees("sudah keluar dari tim")


async def test_the_root_key_is_asked_for_its_passphrase_once_and_again_when_it_was_locked(tmp_path: Path) -> None:
    folder = laptop(tmp_path / "citra", "Citra", "supervisor", PASSPHRASE)
    async with at_the_team(folder) as citra:
        await citra.press("f")
        citra.sees("Nama tim")
        await citra.type("Tim")
        await citra.press("enter")
        citra.sees("Frasa sandi")
        await citra.type("lain")
        await citra.press("enter")
        citra.sees("tidak cocok")
        await citra.press(*["backspace"] * 4)
        await citra.type(PASSPHRASE)
        await citra.press("enter")
        citra.sees("Bacakan enam kata ini")
        await citra.press("escape", "home", "down", "enter")
        citra.sees("Wilayah")
        await citra.press("ctrl+s")
        citra.sees("Data anggota diubah", "nomor 2")
        await citra.press("l", "enter", "ctrl+s")
        citra.sees("Frasa sandi")
        await citra.type(PASSPHRASE)
        await citra.press("enter")
        citra.sees("Data anggota diubah", "nomor 3")


@pytest.mark.parametrize(("language", "said"), [("id", "sudah berumur 91 hari"), ("en", "is 91 days old")])
async def test_an_old_team_is_warned_of_in_its_heading_and_below(ani: Path, language: str, said: str) -> None:
    await founded(ani, StillClock())
    clock = StillClock()
    clock.moment = datetime(2023, 8, 7, 7, 5, tzinfo=UTC)
    async with at_the_team(ani, clock, language) as verifier:
        verifier.does_not_see(said)
    clock.step(86_400)
    async with at_the_team(ani, clock, language) as verifier:
        verifier.sees(said, {"id": "umur 91 hari", "en": "91 days old"}[language])


async def test_without_a_team_or_a_key_it_is_said_what_is_missing(tmp_path: Path) -> None:
    folder = tmp_path / "dewa"
    with opened(folder, clock=StillClock()) as desk:
        desk.do(people.found, name="Dewa", role="lead", language="id")
    async with at_the_team(folder) as dewa:
        for key in ("a", "x", "e"):
            await dewa.press(key)
            dewa.sees("Belum ada tim di profil ini")
        for key in ("f", "r"):
            await dewa.press(key)
            dewa.sees("Belum ada kunci tanda tangan")
        await dewa.press("j", "j", "enter")
        dewa.sees("Belum ada kunci tanda tangan", "calon anggota")
