"""Another window gets the keys and gives them back: what came in front meanwhile takes them, and what was typed in stays the same field."""

from pathlib import Path

import pytest
from textual import events
from textual.widget import Widget

from models.desk import drafts, people, verifications
from models.desk.desk import opened
from screens.base import HouseScreen
from screens.dialogs import Tell
from screens.widgets.fields import NoteArea
from screens.widgets.lines import Lines
from tests.desk.acts import AGENCY
from tests.driver import Verifier, at_work
from tests.press import key_event, send

pytestmark = pytest.mark.slow


@pytest.fixture
def verification(folder: Path) -> str:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        return desk.do(verifications.begin, AGENCY)


async def meanwhile(ani: Verifier, event: events.Event) -> None:
    send(ani.app, event)
    await ani.settle()


def focused(ani: Verifier) -> Widget | None:
    return ani.app.screen.focused


async def test_text_typed_into_a_note_that_opened_as_the_window_lost_the_keys_went_nowhere(folder: Path, verification: str) -> None:
    assert verification
    async with at_work(folder) as ani:
        await ani.press("enter")
        send(ani.app, key_event("n"), events.AppBlur())
        await ani.settle()
        await ani.type("hadir")
        assert ani.app.screen.query_one(NoteArea).text == "hadir"


async def test_a_screen_that_came_while_another_window_had_the_keys_took_none_later(folder: Path, verification: str) -> None:
    async with at_work(folder) as ani:
        await meanwhile(ani, events.AppBlur())
        assert isinstance(ani.app.screen, HouseScreen)
        ani.app.screen.go("sheet", verification=verification)
        await ani.settle()
        await meanwhile(ani, events.AppFocus())
        assert isinstance(focused(ani), Lines)
        await ani.press("4")
        ani.sees("1 dari 52 butir terjawab")


async def test_what_came_and_went_while_another_window_had_the_keys_put_the_cursor_of_a_form_into_its_first_field(
    folder: Path, verification: str
) -> None:
    assert verification
    async with at_work(folder) as ani:
        await ani.press("enter", "f", "enter", "down", "down")
        field = focused(ani)
        assert field is not None
        await meanwhile(ani, events.AppBlur())
        ani.app.push_screen(Tell(ani.app.words, "x", "y"))
        await ani.settle()
        await meanwhile(ani, events.AppFocus())
        await ani.press("escape")
        assert focused(ani) is field


async def test_what_is_typed_is_kept_as_another_window_gets_the_keys(folder: Path, verification: str) -> None:
    async with at_work(folder) as ani:
        await ani.press("enter", "n")
        await ani.type("hadir")
        await meanwhile(ani, events.AppBlur())
        assert ani.desk.ask(drafts.recall, f"{verification}/note/REG-01") == {"text": "hadir"}
