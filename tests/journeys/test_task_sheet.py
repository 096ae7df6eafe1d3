"""The task sheet of `docs/keys.md`: what it says is pressed, key by key, and nothing takes more keys than it may."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.conftest import ROOT, StillClock
from tests.desk.lead_kit import BANDUNG, PAPUA, WEAK, solid, submitted
from tests.desk.reviewing_kit import approved, trio
from tests.driver import Verifier
from tests.journeys.kit import OneClock

_ROW: Final = re.compile(r"^\| (\d+) \| [^|]+ \| ([^|]+) \| (\d+) \| (\d+) \|$", re.MULTILINE)
_PART: Final = re.compile(r"`([^`]+)`(?: ×(\d+))?|\*([^*]+)\*")
_NAMES: Final = {"Enter": "enter", "Esc": "escape", "Tab": "tab", "Ctrl+S": "ctrl+s"}


class Task(NamedTuple):
    """A line of the sheet."""

    ways: list[tuple[str, str, str]]
    """What is pressed: a key and how often, or a text."""
    told: int
    """How many keys it says these are, without the letters of texts."""
    budget: int

    @property
    def keys(self) -> int:
        """How many they are."""
        return sum(int(times or 1) for key, times, _ in self.ways if key)


TASKS: Final = {
    int(number): Task(_PART.findall(ways), int(told), int(budget))
    for number, ways, told, budget in _ROW.findall((ROOT / "docs" / "keys.md").read_text("utf-8"))
}


async def does(somebody: Verifier, number: int, *then: str) -> None:
    """Press what the sheet says of a task, and read what is told to come of it."""
    for key, times, text in TASKS[number].ways:
        for _ in range(int(times or 1)):
            await (somebody.press(_NAMES.get(key, key)) if key else somebody.type(text))
            await somebody.worked()
    await somebody.until(lambda: all(each in " ".join(somebody.screen.split()) for each in then))


@dataclass
class Team(OneClock):
    """Vera's draft lacks its verdict, a submission waits for Lina, an approved one for Surya; all three know one stick."""

    folder: Path


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """The laptops of the three, closed."""
    with trio(tmp_path) as made:
        approved(made)
        submitted(made, BANDUNG)
        solid(made.verifier.desk, PAPUA, WEAK)
        clock = made.lead.clock
    (tmp_path / "stick").mkdir()
    for name in ("vera", "lina", "surya"):
        (tmp_path / name / "verifier.toml").write_text(f"[carriers]\nusb-tim = '{tmp_path / 'stick'}'\n", "utf-8")
    return Team(clock, tmp_path)


def test_twelve_tasks_take_no_more_keys_than_they_may() -> None:
    assert list(TASKS) == list(range(1, 13))
    assert [number for number, task in TASKS.items() if not task.keys == task.told <= task.budget] == []


async def test_a_verifier_alone_does_the_first_seven(folder: Path) -> None:
    laptop = OneClock(StillClock())
    async with laptop.at(folder) as yosep:
        await does(yosep, 1, "Belum ada verifikasi")
        await does(yosep, 2, "0 dari 52 butir terjawab")
        await does(yosep, 3, "20 dari 52 butir terjawab")
        await does(yosep, 4, "Catatan: Rancangan ada di Bagian Hukum")
        await does(yosep, 5, "Dirujuk: B01")
        await does(yosep, 6, "belum merujuk bukti dukung; seluruhnya 20 butir")
    async with laptop.at(folder) as yosep:
        await does(yosep, 7, "20 dari 52 butir terjawab", "› · DSN-08")


async def test_a_team_does_the_other_five(team: Team) -> None:
    async with team.at(team.folder / "vera") as vera:
        vera.sees("Kabupaten Intan Jaya")
        await vera.press("enter")
        await does(vera, 8, "2023-1: sudah diserahkan", "data berikutnya mengirimkannya")
        await vera.press("q", "q", "q")
        await does(vera, 9, "terkirim")
    async with team.at(team.folder / "lina") as lina:
        await lina.press("c", "enter")
        await lina.worked()
        await lina.press("q")
        await does(lina, 10, "Kabupaten Intan Jaya, 2023-1: dikembalikan")
        await lina.press("q", "q")
        await does(lina, 11, "Kota Bandung, 2023-1: hasil reviu diterima")
        await lina.press("q", "q")
        lina.sees("Tidak ada yang menunggu Anda. Tekan c untuk bertukar data")
    async with team.at(team.folder / "surya") as surya:
        surya.sees("1 hasil reviu diterima menunggu Anda terbitkan (h)")
        await does(surya, 12, "Diterbitkan Surya")
