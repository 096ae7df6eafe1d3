"""In low windows the list keeps most of the room, and the pane beside it still tells what it is for."""

from pathlib import Path

import pytest

from models.desk import answers, rounds
from models.desk.desk import Desk
from screens.base import HouseScreen
from screens.widgets.lines import Lines
from screens.widgets.pane import Pane
from tests.desk.acts import LEVELS, begun
from tests.driver import Verifier, at_work
from tests.screens.kit import SIZES

pytestmark = pytest.mark.slow

SCREENS: dict[str, tuple[str, ...]] = {
    "agencies": ("a",),
    "search": ("slash", *"peraturan"),
    "rounds": ("p",),
    "evidence": ("enter", "e"),
    "history": ("enter", "h"),
    "facts": ("enter", "f"),
}
"""Screens of a list above a pane, and the keys to them."""


@pytest.fixture
def founded(desk: Desk, folder: Path) -> Path:
    """A profile with a verification, one answer, and a round outside the days of its checklist."""
    desk.do(answers.record, begun(desk), LEVELS, 1)
    desk.do(rounds.begin, "2024-1", "mt-kasn 2023", "1-3-2024")
    desk.do(rounds.choose, "2023-1")
    desk.close()
    return folder


def heights(ani: Verifier) -> tuple[int, int]:
    """Rows of the list and of the pane."""
    return ani.app.screen.query_one(Lines).size.height, ani.app.screen.query_one(Pane).size.height


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("size", SIZES)
async def test_an_almost_empty_pane_hid_the_list_above_it(founded: Path, name: str, size: tuple[int, int]) -> None:
    async with at_work(founded, size=size) as ani:
        await ani.press(*SCREENS[name])
        lines, pane = heights(ani)
        assert lines >= 8
        assert lines > pane >= 4


async def test_all_six_facts_are_seen_in_the_smallest_window(founded: Path) -> None:
    async with at_work(founded, size=(60, 18)) as ani:
        await ani.press("enter", "f", "end")
        ani.sees("Data dasar instansi", *(f"PEN-0{number}" for number in range(1, 7)))


async def test_the_smallest_window_shows_more_of_an_item_than_of_the_list(founded: Path) -> None:
    async with at_work(founded, size=(60, 18)) as ani:
        await ani.press("enter")
        lines, pane = heights(ani)
        assert (lines, pane) == (6, 7)


async def test_a_name_of_two_rows_hid_how_far_the_agency_is(founded: Path) -> None:
    async with at_work(founded, size=(60, 18)) as ani:
        await ani.press("a", "down")
        ani.sees("Badan Pertanahan Nasional", "ATR-BPN · kementerian · Belum ada verifikasi pada periode ini.")


async def test_the_warning_of_a_round_is_seen_in_the_smallest_window(founded: Path) -> None:
    async with at_work(founded, size=(60, 18)) as ani:
        await ani.press("p", "down")
        ani.sees("2024-1", "mt-kasn 2023 tidak berlaku pada 1 Maret 2024")


async def test_n_on_base_data_opened_their_form_though_it_says_to_add_a_row(founded: Path) -> None:
    async with at_work(founded) as ani:
        await ani.press("enter", "f")
        for key in ("home", "end"):
            await ani.press(key)
            ani.sees("(n tambah baris)")
            await ani.press("n")
            ani.sees("Baris hanya dapat ditambahkan pada PEN-01.")
            ani.does_not_see("Simpan")
        await ani.press("home", "down")
        ani.does_not_see("(n tambah baris)")
        await ani.press("n")
        ani.sees("PEN-01", "Simpan")


@pytest.mark.parametrize("size", [(40, 10), (60, 18), (100, 40)], ids=str)
async def test_a_screen_is_styled_for_the_size_of_the_window_before_textual_tells_it(founded: Path, size: tuple[int, int]) -> None:
    async with at_work(founded, size=size) as ani:
        screen = ani.app.screen
        assert isinstance(screen, HouseScreen)
        told = {each for each in screen.classes if each.startswith("-")}
        assert told == set(screen._size_classes())
