"""The user's own keys at work: what is shown is what acts, and what cannot act is refused at the start."""

from pathlib import Path

import pytest

from models.desk import reading
from models.rules.answers import Answer
from tests.driver import at_work
from tests.terminal import Terminal

pytestmark = pytest.mark.slow

OWN = {"sheet.note": "enter", "sheet.accept": "a", "sheet.level.3": "h", "menu": "f2"}


async def test_a_changed_key_is_shown_in_the_strip_and_the_menu_and_acts(folder: Path, verification: str) -> None:
    async with at_work(folder, keys=OWN) as ani:
        await ani.press("enter")
        ani.sees("0 1 2 h 4 jawab", "Enter catatan", "F2 tombol")
        await ani.press("f2")
        ani.sees("0 1 2 h 4 Jawab dengan level", "Enter Tulis catatan")
        await ani.press("escape", "enter")
        ani.sees("Catatan")
        await ani.type("dari Enter")
        await ani.press("escape", "n", "home", "4", "home", "3")

        def first() -> Answer:
            return ani.desk.ask(reading.sheet, verification).lines[0].answer

        assert (first().level, first().note) == (4, "dari Enter")
        await ani.press("h")
        assert first().level == 3


async def test_enter_given_away_does_nothing_more(folder: Path, verification: str) -> None:
    async with at_work(folder, keys={"start.resume": "o"}) as ani:
        await ani.press("enter")
        ani.sees("o lanjut", "Pekerjaan saya")
        await ani.press("o")
        ani.sees("REG-01")


async def test_a_screen_told_the_key_it_does_not_have(folder: Path, verification: str) -> None:
    async with at_work(folder, keys={"evidence.new": "plus"}) as ani:
        await ani.press("enter", "e")
        ani.sees("Tekan + untuk mencatatnya")


async def test_a_comma_was_named_as_an_example_of_a_key_and_refused_as_none(folder: Path, verification: str) -> None:
    async with at_work(folder, keys={"start.resume": "comma"}) as ani:
        ani.sees(", lanjut")
        await ani.press("comma")
        ani.sees("REG-01")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('"sheet.note" = "nn!"', '"nn!" bukan nama tombol'),
        ('"sheet.note" = "ctrl+c"', "terminal menahan tombol itu"),
        ('"sheet.note" = "3"', "(sheet.level.3)"),
        ('"sheet.nte" = "m"', "keys.sheet.note"),
        ('"sheet.note" = "\\u001b[31m"', "·[31m"),
    ],
)
def test_keys_that_cannot_act_are_refused_at_the_start(folder: Path, verification: str, line: str, said: str) -> None:
    (folder / "verifier.toml").write_text(f"[keys]\n{line}\n")
    terminal = Terminal(folder, size=(300, 24))
    assert terminal.ended() == 1
    assert said in terminal.text and str(folder / "verifier.toml") in terminal.text
    assert b"\x1b" not in terminal.raw
