"""A key that cannot act says why, and opens nothing to type in that could not be kept."""

from pathlib import Path

import pytest

from models.desk import people
from models.desk.desk import opened
from screens.base import HouseScreen
from screens.keys import keys_of
from tests.desk.reviewing_kit import Trio, ready
from tests.driver import Verifier, at_work

pytestmark = pytest.mark.slow

DOORS = ["", "e", "f", "v", "d", "d b", "o"]
"""The keys from the sheet to a screen about the verification."""


async def refused(vera: Verifier) -> list[str]:
    """The commands of the screen in front that cannot act and open something nonetheless."""
    screen = vera.app.screen
    assert isinstance(screen, HouseScreen)
    grey = [command for command in screen.KEYS if command.verb and screen.refusal_of(command) is not None]
    found = []
    for command in grey:
        await vera.press(keys_of(command.bound[0], {})[0])
        if vera.app.screen is not screen:
            found.append(command.id)
            await vera.press("escape")
    return found


@pytest.mark.parametrize("door", DOORS)
async def test_what_was_submitted_was_typed_into_and_could_not_be_kept(team: Trio, door: str) -> None:
    vera = team.verifier
    vera.submits(ready(vera.desk))
    folder = vera.desk.ledger.folder
    vera.desk.close()
    async with at_work(folder, size=(100, 30)) as at:
        await at.press("enter", *door.split())
        assert await refused(at) == []
        at.sees("diserahkan")


@pytest.mark.parametrize("door", ["B", "o"])
async def test_enter_on_an_empty_list_said_nothing(folder: Path, door: str) -> None:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani", role="verifier", language="id")
    async with at_work(folder, size=(100, 30)) as ani:
        await ani.press(door)
        before = ani.app.screen
        await ani.press("enter")
        assert ani.app.screen is before
        ani.sees("Belum ada salinan cadangan. Buat satu" if door == "B" else "Belum ada catatan pada baris ini")
