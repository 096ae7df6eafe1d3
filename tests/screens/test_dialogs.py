"""Small questions: every key answers once, no text of a user steers anything, and they fit the window."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.containers import VerticalScroll
from textual.screen import Screen

from models.fields import Option
from models.text import shown
from screens.dialogs import Confirm, HouseDialog, Pick, Tell
from screens.widgets.lines import Lines
from tests.press import burst, press, screen_text, settle
from tests.screens.kit import HOSTILE, SIZES, Stage, StubWords, harmless, painted, whole


def confirm(question: str = "Hapus?") -> Confirm:
    return Confirm(StubWords(), question)


def tell(text: str = "isi") -> Tell:
    return Tell(StubWords(), "Judul", text)


def pick(*labels: str, current: str | None = None) -> Pick:
    return Pick(StubWords(), "Judul", [Option(f"k{place}", label) for place, label in enumerate(labels, 1)], current)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["y"], True),
        (["t"], False),
        (["n"], False),
        (["escape"], False),
        (["enter"], False),
        (["up", "enter"], True),
        (["k", "enter"], True),
        (["up", "down", "enter"], False),
        (["up", "j", "enter"], False),
        (["home", "enter"], True),
        (["x", "1", "space", "y"], True),
    ],
)
async def test_yes_or_no(keys: list[str], answer: bool) -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(pilot, confirm())
        assert "Hapus?" in screen_text(app)
        await press(pilot, *keys)
        assert app.answers == [answer]
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize(("key", "label"), [("y", "dialog.confirm.yes"), ("t", "dialog.confirm.no")])
async def test_the_question_names_its_keys(key: str, label: str) -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(pilot, confirm())
        seen = screen_text(app)
        assert "dialog.confirm.title" in seen
        assert f"{key}  {label}" in seen, "in the list"
        assert f"{key} {label}" in seen, "in the strip"
        assert "Esc dialog.key.cancel" in seen
        assert "› t  dialog.confirm.no" in seen, "the cursor rests on no"


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_question_can_be_read_to_its_end(size: tuple[int, int]) -> None:
    app = Stage()
    async with app.run_test(size=size) as pilot:
        await app.ask(pilot, confirm("\n".join(f"akibat {number}." for number in range(40))))
        whole(app, app.screen.query_one(Lines))
        assert "akibat 0." in screen_text(app)
        assert "akibat 39." not in screen_text(app)
        await press(pilot, *["pagedown"] * 6)
        await painted(pilot)
        assert "akibat 39." in screen_text(app)
        await press(pilot, *["pageup"] * 6)
        await painted(pilot)
        assert "akibat 0." in screen_text(app)
        await press(pilot, "enter")
        assert app.answers == [False], "reading moved no cursor"


@pytest.mark.parametrize("key", ["escape", "enter", "q"])
async def test_a_text_is_left(key: str) -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(pilot, tell())
        await press(pilot, "x", "y", "5")
        assert app.answers == []
        await press(pilot, key)
        assert app.answers == [None]
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_text_is_scrolled(size: tuple[int, int]) -> None:
    app = Stage()
    async with app.run_test(size=size) as pilot:
        await app.ask(pilot, tell("\n".join(f"baris {number}." for number in range(60))))
        whole(app)
        assert "baris 0." in screen_text(app)
        scroll = app.screen.query_one(VerticalScroll)
        await burst(pilot, "j", "j", "j")
        assert scroll.scroll_offset.y == 3
        await press(pilot, "k")
        assert scroll.scroll_offset.y == 2
        await press(pilot, "down", "up", "down")
        assert scroll.scroll_offset.y == 3
        await burst(pilot, *["j"] * 70)
        await painted(pilot)
        assert "baris 59." in screen_text(app)
        await press(pilot, "home")
        await painted(pilot)
        assert "baris 0." in screen_text(app)
        await press(pilot, "end")
        await painted(pilot)
        assert "baris 59." in screen_text(app)
        await press(pilot, "pageup", "pagedown", "space")
        await painted(pilot)
        assert "baris 59." in screen_text(app)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["1"], "k1"),
        (["3"], "k3"),
        (["enter"], "k1"),
        (["down", "enter"], "k2"),
        (["j", "j", "k", "enter"], "k2"),
        (["end", "enter"], "k3"),
        (["escape"], None),
        (["4", "9", "0", "x", "2"], "k2"),
    ],
)
async def test_one_of_several(keys: list[str], answer: str | None) -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(pilot, pick("satu", "dua", "tiga"))
        seen = screen_text(app)
        assert "› 1  satu" in seen and "  2  dua" in seen and "  3  tiga" in seen
        assert "1-3 dialog.key.choose" in seen
        await press(pilot, *keys)
        assert app.answers == [answer]
        assert len(app.screen_stack) == 1


async def test_the_current_option_is_marked_and_under_the_cursor() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(pilot, pick("satu", "dua", "tiga", current="k2"))
        (line,) = [line for line in screen_text(app).splitlines() if "dialog.pick.current" in line]
        assert "› 2  dua" in line
        await press(pilot, "enter")
        await app.ask(pilot, pick("satu", "dua", current="gone"))
        assert "dialog.pick.current" not in screen_text(app)
        await press(pilot, "enter")
        assert app.answers == ["k2", "k1"]


async def test_the_detail_follows_the_cursor() -> None:
    app = Stage()
    options = [Option("a", "satu", "Rincian satu."), Option("b", "dua"), Option("c", "tiga", "[bold]Rincian[/] tiga.")]
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(pilot, Pick(app.words, "Judul", options))
        assert "Rincian satu." in screen_text(app)
        await press(pilot, "down")
        assert "Rincian" not in screen_text(app)
        await press(pilot, "down")
        assert "[bold]Rincian[/] tiga." in screen_text(app)


async def test_options_without_a_digit_are_reached_by_moving() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(pilot, pick(*(f"pilihan {number}" for number in range(1, 13))))
        await press(pilot, "end")
        assert "›    pilihan 12" in screen_text(app)
        await press(pilot, "enter")
        assert app.answers == ["k12"]


async def test_nothing_to_choose_from() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(pilot, pick())
        await press(pilot, "enter", "1", "down")
        assert app.answers == []
        await press(pilot, "escape")
        assert app.answers == [None]


@pytest.mark.parametrize("size", SIZES)
async def test_many_long_options_with_details_fit(size: tuple[int, int]) -> None:
    app = Stage()
    options = [Option(f"k{number}", f"名前と役割 {number} " + "panjang " * 20, "rincian " * 80) for number in range(1, 31)]
    async with app.run_test(size=size) as pilot:
        await app.ask(pilot, Pick(app.words, "judul " * 30, options, "k3"))
        whole(app, app.screen.query_one(Lines), app.screen.query_one("#detail"))
        await press(pilot, "end")
        whole(app, app.screen.query_one(Lines), app.screen.query_one("#detail"))
        assert any(line.split("│")[1].startswith("›    名前と役割 30") for line in screen_text(app).splitlines() if "│" in line)
        await press(pilot, "enter")
        assert app.answers == ["k30"]


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "made",
    [
        lambda text: Confirm(StubWords(), text),
        lambda text: Tell(StubWords(), text, text),
        lambda text: Pick(StubWords(), text, [Option("a", text, text), Option("b", "aman")], "a"),
    ],
    ids=["confirm", "tell", "pick"],
)
async def test_hostile_text_is_only_text(made: Callable[[str], HouseDialog[Any]], text: str) -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(pilot, made(text))
        seen = screen_text(app)
        assert seen.count(shown(text)) == {Confirm: 1, Tell: 2, Pick: 3}[type(app.screen)]
        harmless(app)
        whole(app)


async def test_the_second_answer_is_none() -> None:
    """Both would be handled before the dialog is gone; the second must not close the screen behind."""
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(behind := Screen[None]())
        await settle(pilot)
        dialog = confirm()
        await app.ask(pilot, dialog)
        dialog.action_reply(True)
        dialog.action_reply(False)
        await settle(pilot)
        assert app.answers == [True]
        assert app.screen is behind


async def test_keys_behind_the_answer_reach_the_screen_behind() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(pilot, confirm())
        await burst(pilot, "y", "y", "5")
        assert app.answers == [True]
        assert app.strays == ["y", "5"]


@pytest.mark.parametrize("made", [confirm, tell, lambda: pick("satu", "dua")], ids=["confirm", "tell", "pick"])
async def test_the_window_may_shrink(made: Callable[[], HouseDialog[Any]]) -> None:
    app = Stage()
    async with app.run_test(size=(120, 40)) as pilot:
        await app.ask(pilot, made())
        whole(app)
        assert app.screen.query_one("#box").region.width == 76
        await pilot.resize_terminal(60, 18)
        await painted(pilot)
        whole(app)
        assert app.screen.query_one("#box").region.width == 60
