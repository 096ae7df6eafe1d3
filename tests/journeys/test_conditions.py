"""Conditions at the keyboard: an answer shows and hides items at once, says so, and no key lands in an item that nobody saw."""

from pathlib import Path
from typing import Any

import pytest

from models.desk import answers, people, reading
from models.desk.desk import Desk, opened
from models.views import Sheet
from screens.widgets.lines import Lines
from tests.conditional import begun
from tests.conftest import StillClock
from tests.driver import Verifier, at_work
from tests.press import key_event, send


@pytest.fixture
def verification(folder: Path, clock: StillClock) -> str:
    """The verification of a province, its profile founded and closed again."""
    with opened(folder, clock=clock) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        return begun(desk)


def at(ani: Verifier) -> str | None:
    """The item under the cursor."""
    return ani.app.screen.query_one(Lines).key


def sheet_of(ani: Verifier, verification: str) -> Sheet:
    """The sheet as it stands."""
    return ani.desk.ask(reading.sheet, verification)


async def test_items_appear_and_are_hidden_as_one_answers(folder: Path, verification: str) -> None:
    async with at_work(folder, size=(80, 24)) as ani:
        await ani.press("enter")
        ani.sees("0 dari 8 butir terjawab")
        ani.does_not_see("REG-03")
        ani.does_not_see("SIS-02")
        await ani.press("3")
        ani.sees("REG-01: 3 · 1 butir muncul.", "REG-03", "1 dari 9 butir terjawab")
        await ani.press("y")
        assert at(ani) == "REG-03"
        ani.sees("REG-02: Ya · 1 butir muncul.", "Ditanyakan bila: REG-01 ≥ 3")
        await ani.press("2")
        ani.sees("REG-03: 2 · 1 butir muncul.", "3 dari 11 butir terjawab")
        # What was answered stays in sight, marked in words, and counts no more.
        await ani.press("home", "2")
        ani.sees("REG-01: 2 · 2 butir disembunyikan.", "tersembunyi", "2 dari 9 butir terjawab")
        ani.does_not_see("DSN-03")
        assert at(ani) == "REG-02"
        await ani.press("down")
        assert at(ani) == "REG-03"
        ani.sees("Tersembunyi: hanya ditanyakan bila REG-01 ≥ 3.")
        await ani.press("4")
        ani.sees("REG-03 tidak ditanyakan: hanya bila REG-01 ≥ 3.")
        assert sheet_of(ani, verification).line("REG-03").answer.level == 2
        await ani.press("g")
        assert at(ani) == "DSN-01"
        await ani.press("u")
        ani.sees("2 butir muncul.", "3 dari 11 butir terjawab")
        assert at(ani) == "REG-01"


async def test_a_hidden_item_that_is_looked_for_is_told_in_full(folder: Path, verification: str) -> None:
    assert verification
    async with at_work(folder) as ani:
        await ani.press("enter", "slash")
        await ani.type("dsn-03")
        ani.sees("DSN-03", "tersembunyi")
        await ani.press("enter")
        ani.sees("Tersembunyi: hanya ditanyakan bila REG-03 ≥ 2.")
        await ani.press("escape")
        assert at(ani) == "REG-01"


async def test_a_kept_answer_that_is_cleared_leaves_the_list(folder: Path, clock: StillClock, verification: str) -> None:
    with opened(folder, clock=clock) as desk:
        desk.do(answers.record_all, verification, {"REG-01": 3, "REG-03": 1})
        desk.do(answers.record, verification, "REG-01", 0)
    async with at_work(folder) as ani:
        await ani.press("enter", "home", *["down"] * 2)
        assert at(ani) == "REG-03"
        await ani.press("x")
        ani.does_not_see("REG-03  ")
        assert at(ani) == "DSN-01"


async def test_keys_typed_ahead_are_let_go_where_an_answer_changes_what_is_asked(folder: Path, verification: str) -> None:
    async with at_work(folder) as ani:
        await ani.press("enter", "home", "4")
        # REG-02 and REG-03 stand behind REG-01 when these are typed; the first of them hides REG-03.
        await ani.press("home")
        send(ani.app, *map(key_event, ("1", "2", "3")))
        await ani.settle()
        assert {line.item.code: line.answer.level for line in sheet_of(ani, verification).every if line.answer.is_given} == {"REG-01": 1}
        ani.sees("1 butir disembunyikan.", "2 tombol yang telanjur")
        await ani.press("2")
        assert sheet_of(ani, verification).line("REG-02").answer.level == 2


async def test_a_key_pressed_while_an_answer_was_saved_answered_an_item_that_had_appeared_since(
    folder: Path, verification: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_work(folder) as ani:
        await ani.press("enter", "home", "4", "home")
        do = Desk.do

        def slow(desk: Desk, verb: Any, *args: Any, **kwargs: Any) -> Any:
            done = do(desk, verb, *args, **kwargs)
            if verb is answers.record:
                monkeypatch.setattr(Desk, "do", do)
                send(ani.app, key_event("2"), key_event("3"))
            return done

        monkeypatch.setattr(Desk, "do", slow)
        await ani.press("1")
        assert {line.item.code: line.answer.level for line in sheet_of(ani, verification).every if line.answer.is_given} == {"REG-01": 1}
        ani.sees("1 butir disembunyikan. 2 tombol yang telanjur")
        ani.does_not_see("1 tombol yang telanjur")


async def test_an_area_of_which_nothing_is_asked_is_passed_over(folder: Path, verification: str) -> None:
    assert verification
    async with at_work(folder) as ani:
        await ani.press("enter", "home", "]", "]", "]", "]")
        assert at(ani) == "REG-01"
