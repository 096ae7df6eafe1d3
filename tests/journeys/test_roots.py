"""Two of three root keys on three laptops that exchange files by folder, at the smallest usual window: asked, added, proposed, signed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from models.desk import people, teams
from models.desk.desk import opened
from models.documents import keys
from models.keyring import Keyring
from tests.conftest import StillClock
from tests.driver import Verifier, at_work


def laptop(folder: Path, name: str, *, founds: bool = False) -> Path:
    """Somebody's profile with a key of their own."""
    with opened(folder, clock=StillClock()) as desk:
        desk.do(people.found, name=name, role="supervisor", language="id")
        ring = Keyring(folder)
        ring.make()
        if founds:
            desk.do(teams.found, "Tim Papua", desk.ask(teams.request, ring.person(), ring.device()), ring.make_root())
    return folder


@pytest.fixture
def three(tmp_path: Path) -> tuple[Path, Path, Path]:
    """The profiles of Ani, who founded a team, and of Budi and Citra, who took it over."""
    first, *others = (laptop(tmp_path / name, name.capitalize(), founds=name == "ani") for name in ("ani", "budi", "citra"))
    hand_over(first, *others)
    return first, others[0], others[1]


def hand_over(first: Path, *others: Path) -> None:
    """Let the others have every team document of the first."""
    with opened(first, writing=False) as desk:
        chain, six = desk.ask(teams.chain), desk.ask(teams.demanded).six_words
    for folder in others:
        with opened(folder) as desk:
            known = desk.ask(teams.current)
            for document in chain[known.team.number :] if known else chain[-1:]:
                desk.do(teams.take, document, six)


def needed(folder: Path) -> tuple[int, int]:
    with opened(folder, writing=False) as desk:
        team = desk.ask(teams.demanded).team
    return team.threshold, len(team.roots)


@asynccontextmanager
async def at_the_team(folder: Path, language: str = "id") -> AsyncIterator[Verifier]:
    """Somebody at the team screen."""
    async with at_work(folder, language=language) as verifier:
        await verifier.press("t")
        yield verifier


async def choose(verifier: Verifier, key: str, path: Path) -> None:
    """Press a key that asks for a file, and type its path."""
    await verifier.press(key, "tab")
    await verifier.type(str(path))
    await verifier.press("enter")
    await verifier.settle()


async def let_in(first: Path, other: Path, stick: Path) -> None:
    """A root key of the other, asked for on their laptop and let in on the first by its six words."""
    async with at_the_team(other) as verifier:
        await verifier.press("r", "2")
        six = keys.six_words(str(Keyring(other).root_public))
        verifier.sees("Bacakan enam kata ini", *(" ".join(word.upper()) for word in six.split()))
    (request,) = stick.glob("root_*.toml")
    async with at_the_team(first) as ani:
        await choose(ani, "a", request)
        ani.sees("meminta menjadi pemegang kunci akar", *(" ".join(word.upper()) for word in six.split()))
        await ani.press("y")
        ani.sees("Kunci akar diubah")
    for path in stick.glob("root_*"):
        path.unlink()


async def proposed(first: Path, stick: Path) -> Path:
    """The proposal that two have to sign from now on."""
    async with at_the_team(first) as ani:
        await ani.press("end", "enter")
        ani.sees("Berapa pemegang kunci akar", "Disarankan 2 dari 3")
        await ani.press("2")
        ani.sees("Perubahan ini belum berlaku", "Kurang 1 lagi, dari: Budi, Citra")
        await ani.press("escape", "end")
        ani.sees("Usulan yang menunggu (1)", "kurang 1 tanda tangan", "tanda tangan yang diperlukan: dari 1 menjadi 2 dari 3")
    (path,) = stick.glob("team_*.toml")
    return path


async def test_two_of_three_on_the_screens(three: tuple[Path, Path, Path], stick: Path) -> None:
    first, budi, citra = three
    for other in (budi, citra):
        await let_in(first, other, stick)
    hand_over(first, budi, citra)
    path = await proposed(first, stick)
    assert needed(first) == (1, 3)
    async with at_the_team(budi) as verifier:
        await choose(verifier, "m", path)
        verifier.sees("ditandatangani oleh 1 pemegang kunci akar")
        await choose(verifier, "s", path)
        verifier.sees("tanda tangan yang diperlukan: dari 1 menjadi 2 dari 3", "Tanda tangani usulan ini?")
        await verifier.press("t")
        assert not path.with_name(f"{path.name}.1.sig").exists()
        await choose(verifier, "s", path)
        await verifier.press("y")
        verifier.sees("Tanda tangan Anda ditulis", "Tanda tangan sudah cukup")
        await verifier.press("escape", "end")
        verifier.sees("cukup, ambil alih (Enter)")
        await verifier.press("enter")
        verifier.sees("Daftar tim ini sekarang berlaku di sini", "2/3")
    for folder in (first, citra):
        async with at_the_team(folder) as verifier:
            await choose(verifier, "m", path)
            verifier.sees("Daftar tim ini sekarang berlaku di sini")
    assert [needed(folder) for folder in three] == [(2, 3)] * 3


async def test_a_member_is_changed_and_a_root_key_removed_by_two(three: tuple[Path, Path, Path], stick: Path) -> None:
    first, budi, citra = three
    for other in (budi, citra):
        await let_in(first, other, stick)
    hand_over(first, budi, citra)
    path = await proposed(first, stick)
    async with at_the_team(budi, "en") as verifier:
        await choose(verifier, "s", path)
        verifier.sees("- signatures needed: 1 becomes 2 of 3", "Sign this proposal?")
        await verifier.press("y", "escape", "end", "enter")
        verifier.sees("This team list is in force here now")
        await verifier.press("home", "down", "x", "2", "enter")
        verifier.sees("This change is not in force yet", "of: Ani, Citra")
        await verifier.press("escape", "end")
        verifier.sees("Proposals that wait (1)", "1 signature short", "Ani: key lost")
    hand_over(budi, citra)
    async with at_the_team(citra) as verifier:
        await verifier.press("end", "enter")
        verifier.sees("Ani: kunci hilang", "Tanda tangani usulan ini?")
        await verifier.press("y", "escape", "end", "enter")
        verifier.sees("Daftar tim ini sekarang berlaku di sini", "kunci hilang")
        await verifier.press("end", "up", "up", "x")
        verifier.sees("Hapus kunci akar milik Ani?")
        await verifier.press("y")
        verifier.sees("Perubahan ini belum berlaku", "Kurang 1 lagi, dari: Ani, Budi")


async def test_a_team_with_one_supervisor_issued_nothing_that_they_approved_themselves(three: tuple[Path, Path, Path]) -> None:
    first, budi, _ = three
    async with at_the_team(first) as ani:
        await ani.press("end", "up", "enter")
        ani.sees("Bolehkah yang menerima hasil reviu juga menerbitkannya?", "Hasil diterbitkan oleh penanggung jawab lain")
        await ani.press("2")
        ani.sees("tim dengan satu penanggung jawab", "Aturan penerbitan diubah", "yang menerima hasil reviu boleh menerbitkannya")
    async with at_the_team(budi) as verifier:
        await verifier.press("end", "up", "enter")
        verifier.sees("kunci akar", "yang menerima hasil reviu tidak menerbitkannya")
