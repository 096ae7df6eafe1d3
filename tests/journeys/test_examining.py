"""Somebody has the profile examined at the screen, reads what is wrong, writes a report for others, and moves the profile."""

import tomllib
from pathlib import Path

import pytest

from models.desk.desk import Desk, opened
from models.ledger import head
from models.ledger.place import MOVED
from models.ledger.trail import Head
from models.words import LANGUAGES, Words
from tests.conftest import StillClock
from tests.desk.acts import begun
from tests.doctor.kit import broken
from tests.driver import at_work


@pytest.fixture
def profile(desk: Desk) -> Path:
    """A profile with work in it, closed."""
    begun(desk)
    desk.close()
    return desk.ledger.folder


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_what_is_wrong_comes_first_with_what_to_do(profile: Path, language: str, size: tuple[int, int]) -> None:
    words = Words(language)
    broken(profile, "UPDATE progress SET answered = 77")
    async with at_work(profile, language=language, size=size) as ani:
        await ani.press("s", "d")
        await ani.worked()
        first = next(line for line in ani.screen.splitlines() if words("doctor.state.wrong") in line)
        assert words("doctor.check.progress") in first
        ani.sees(words.count("doctor.findings", 1), words("doctor.remedy.progress").split(":")[0][:30])
        await ani.press("enter")
        ani.sees("77/13")
        await ani.press("escape", "f")
        await ani.worked()
        ani.sees(words("doctor.check.progress"))


async def test_a_report_is_written_for_others(profile: Path) -> None:
    (profile / "verifier.toml").write_text(f"[places]\nexport = '{profile / 'out'}'\n", "utf-8")
    async with at_work(profile, size=(140, 40)) as ani:
        await ani.press("s", "d")
        await ani.worked()
        await ani.press("x")
        ani.sees("Laporan tanpa data pribadi ditulis: laporan-pemeriksaan_")
    (file,) = (profile / "out").iterdir()
    assert tomllib.loads(file.read_text("utf-8"))["checks"]["trail"]["state"] == "good"


async def test_a_gap_is_said_at_the_start_and_accepted(profile: Path) -> None:
    head.keep(profile, Head(99, "a" * 64))
    async with at_work(profile, size=(120, 40)) as ani:
        ani.sees("Yang pernah tersimpan sampai entri 99")
        await ani.press("s", "d")
        await ani.worked()
        await ani.press("t")
        ani.sees("Lanjutkan tanpa yang hilang itu?")
        await ani.press("y")
        await ani.worked()
        ani.sees("Tidak ditemukan kesalahan.")
    with opened(profile, clock=StillClock()) as desk:
        assert desk.ledger.gap is None


async def test_a_profile_in_a_synced_folder_is_moved_from_the_screen(profile: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (profile.parent / ".stfolder").mkdir()
    to = tmp_path_factory.mktemp("lokal") / "profil"
    async with at_work(profile, size=(120, 40)) as ani:
        ani.sees("Syncthing")
        await ani.press("s", "d")
        await ani.worked()
        ani.sees("Letak: Folder profil")
        await ani.press("p")
        await ani.type(str(profile / "dalam"))
        await ani.press("ctrl+s")
        ani.sees("folder profil ini sendiri, ada di dalamnya")
        await ani.press("ctrl+u")
        await ani.type(str(to))
        await ani.press("ctrl+s")
        await ani.until(lambda: not ani.app.is_running)
    assert (profile / MOVED).read_text("utf-8").strip() == str(to)
    with opened(to, clock=StillClock()) as desk:
        assert desk.ledger.gap is None


async def test_a_demo_is_not_moved(profile: Path) -> None:
    async with at_work(profile) as ani:
        ani.app.session = type(ani.app.session)(ani.app.session.words, ani.app.session.settings, profile, is_demo=True)
        await ani.press("s", "d")
        await ani.worked()
        await ani.press("p")
        ani.sees("Ini demo")
