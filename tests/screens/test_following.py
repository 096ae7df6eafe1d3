"""What is told of a line is shown with the cursor that came to it, not a frame later."""

from pathlib import Path

import pytest

from models.desk import answers, rounds
from models.desk.desk import Desk
from screens.widgets.lines import Lines
from screens.widgets.pane import Pane
from tests.desk.acts import LEVELS, begun
from tests.driver import at_work

pytestmark = pytest.mark.slow

SCREENS: dict[str, tuple[str, ...]] = {
    "sheet": ("enter",),
    "agencies": ("a",),
    "search": ("slash", *"peraturan"),
    "rounds": ("p",),
    "facts": ("enter", "f"),
    "settings": ("s",),
    "figures": ("u",),
}
"""Screens of a list above a pane, and the keys to them."""


@pytest.fixture
def founded(desk: Desk, folder: Path) -> Path:
    """A profile with a verification, an answer, and two rounds."""
    desk.do(answers.record, begun(desk), LEVELS, 1)
    desk.do(rounds.begin, "2024-1", "mt-kasn 2023", "1-3-2024")
    desk.do(rounds.choose, "2023-1")
    desk.close()
    return folder


@pytest.mark.parametrize("name", SCREENS)
async def test_what_is_told_of_a_line_came_a_frame_after_the_cursor(founded: Path, name: str) -> None:
    async with at_work(founded) as ani:
        await ani.press(*SCREENS[name], "home")
        screen = ani.app.screen
        lines, pane = screen.query_one(Lines), screen.query_one(Pane)
        before = lines.key, pane._paragraphs
        lines.action_step(1)
        assert lines.key != before[0]
        assert pane._paragraphs != before[1]
