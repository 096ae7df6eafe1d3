"""A15. A checklist with texts of twenty kilobytes, endless words, emoji and Arabic script stays usable, small or of two thousand items."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from models.checklists import load
from models.desk import reading
from screens.widgets.lines import Lines
from tests.conftest import StillClock
from tests.driver import Verifier, at_work
from tests.large import ODD, begun_odd, odd_checklist
from tests.press import key_event, send


def is_within(ani: Verifier, width: int) -> bool:
    """Whether no line of the screen is wider than the window."""
    return all(cell_len(line.rstrip()) <= width for line in ani.screen.splitlines())


async def worked_through(ani: Verifier, verification: str) -> None:
    """Answer in a hurry, look at everything, and see that each answer stands where the cursor was."""
    await ani.press("enter", "home")
    # Every third item is asked where the one before it reaches 2: it is answered as it appears.
    for number in range(7):
        line = ani.desk.ask(reading.sheet, verification).line(ani.app.screen.query_one(Lines).key or "")
        await ani.press("3")
        assert ani.desk.ask(reading.sheet, verification).line(line.item.code).answer.level == 3
        ani.sees(f"{number + 1} dari")
        assert is_within(ani, ani.app.size.width)
    send(ani.app, *[key_event("down")] * 50, key_event("0"))
    await ani.settle()
    sheet = ani.desk.ask(reading.sheet, verification)
    assert [line.answer.level for line in sheet.lines if line.answer.is_given] == [3] * 7 + [0]
    await ani.press("home", "i")
    ani.sees("Apakah pengelolaan talenta")
    await ani.press("end", "escape", "slash")
    await ani.type("pertanggung")
    await ani.press("enter", "v", "q")
    assert is_within(ani, ani.app.size.width)


async def test_a_small_odd_checklist_is_worked_through(folder: Path, clock: StillClock) -> None:
    verification = begun_odd(folder, clock, 90)
    async with at_work(folder, clock=clock) as ani:
        await worked_through(ani, verification)


@pytest.mark.slow
async def test_two_thousand_odd_items_in_forty_areas_are_worked_through(folder: Path, clock: StillClock) -> None:
    verification = begun_odd(folder, clock, 2_000, 40)
    async with at_work(folder, size=(140, 40), clock=clock) as ani:
        await worked_through(ani, verification)
        await ani.resize(80, 24)
        await ani.press("end")
        ani.sees("A39-1999", "[A39")


def test_an_odd_checklist_is_loaded_whole() -> None:
    found = load(odd_checklist(60, 20), "aneh")
    assert (len(found.items), len(found.areas), len(found.conditional)) == (60, 20, 20)
    assert {item.question.id for item in found.items.values()} > set(ODD)
