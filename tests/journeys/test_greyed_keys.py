"""A key that cannot act says why, and opens nothing to type in that could not be kept."""

from pathlib import Path

import pytest

from models.desk import people, verifications
from models.desk.desk import opened
from screens.base import HouseScreen
from screens.keys import keys_of
from tests.desk.acts import AGENCY
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


async def silent(ani: Verifier) -> list[str]:
    """The commands of the screen in front that cannot act and do not say why."""
    screen = ani.app.screen
    assert isinstance(screen, HouseScreen)
    grey = [command for command in screen.KEYS if not command.anywhere and screen.refusal_of(command) is not None]
    found, status = [], screen.status
    for command in grey:
        status.say("")
        await ani.press(keys_of(command.bound[0], {})[0])
        if not status.message and ani.app.screen is screen:
            found.append(command.id)
    return found


async def test_enter_on_an_empty_list_said_nothing(folder: Path) -> None:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani", role="lead", language="id")
        desk.do(verifications.begin, AGENCY)
    async with at_work(folder, size=(100, 30)) as ani:
        start = ani.app.screen
        for door in (*"rozgevicDBy", *(f"enter {keys}" for keys in ("B", "e", "o", "d", "d b", "v"))):
            await ani.press(*door.split())
            assert ani.app.screen is not start, door
            assert await silent(ani) == [], door
            while ani.app.screen is not start:
                await ani.press("escape")


@pytest.mark.parametrize(
    ("route", "key"), [("issuing", "a"), ("forking", "n"), ("handing", "enter"), ("self", "enter"), ("thread", "enter")]
)
async def test_a_key_on_a_screen_with_nothing_in_it_said_nothing(folder: Path, route: str, key: str) -> None:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani", role="supervisor", language="id")
        verification = desk.do(verifications.begin, AGENCY)
    named = {"issuing": {}, "handing": {}, "thread": {"verification": verification, "item": "REG-01"}}
    async with at_work(folder, size=(80, 24)) as ani:
        start = ani.app.screen
        assert isinstance(start, HouseScreen)
        start.go(route, **named.get(route, {"verification": verification}))
        await ani.settle()
        screen = ani.app.screen
        assert isinstance(screen, HouseScreen) and screen is not start
        status = screen.status
        status.say("")
        await ani.press(key)
        assert ani.app.screen is screen
        assert len(status.message.split()) > 3
