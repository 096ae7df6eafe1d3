"""How a form is drawn: no text given to it steers the screen, and it fits the window whatever it holds."""

import pytest
from textual.geometry import Region

from models.errors import Refusal
from models.fields import Field, Option
from models.text import shown
from screens.widgets.fields import SaveLine
from screens.widgets.status import KeyStrip, StatusLine
from tests.press import press, screen_text
from tests.screens.kit import HOSTILE, SIZES, Filling, harmless, painted, paste, points_at, whole

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_only_text(text: str) -> None:
    app = Filling(
        Field("name", text, value=text, hint=text),
        Field("note", "Catatan", kind="note", value=text),
        Field("level", "Jawaban", kind="choice", value="a", options=(Option("a", text), Option("b", "aman"))),
        Field("off", "Tetap", value=text, enabled=False),
        title=text,
    )
    app.desk.refusal = Refusal("fact.unknown", fact=text)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "ctrl+s")
        await painted(pilot)
        seen = screen_text(app)
        safe = shown(text)
        assert safe in seen.splitlines()[app.screen.query_one("#box").region.y + 1], "title"
        assert f"‹ {safe} ›" in seen
        assert f"fact={safe}" in seen
        assert any(line.strip(" │").startswith(f"› {safe}") for line in seen.splitlines()), "label"
        assert any(line.strip(" │").startswith(safe) for line in seen.splitlines()[-8:]), "hint"
        harmless(app)
        whole(app)
        if text.isprintable():
            assert seen.count(text) >= 7, "values, too"
            app.desk.refusal = None
            await press(pilot, "ctrl+s")
            assert app.answers == [{"name": text, "note": text, "level": "a", "off": text}]


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_form_with_much_to_say_fits(size: tuple[int, int]) -> None:
    fields = tuple(
        Field(f"f{number}", f"名前と役割 {number} dengan label panjang sekali", value="nilai " * 30, hint="petunjuk " * 30, required=True)
        for number in range(12)
    )
    app = Filling(*fields, Field("note", "Catatan", kind="note", value="baris\n" * 30), title="judul " * 30)
    app.desk.refusal = Refusal("fact.unknown", fact="sebab " * 100)
    async with app.run_test(size=size) as pilot:
        await app.open(pilot)
        fixed = app.screen.query_one(SaveLine), app.screen.query_one(StatusLine)
        whole(app, *fixed)
        await press(pilot, "ctrl+s")
        for _ in range(13):
            await painted(pilot)
            whole(app, *fixed)
            focused = app.focused
            assert focused is not None
            scroll = app.screen.query_one(".scroll").region
            assert scroll.overlaps(focused.region), "the field with the focus is in sight"
            assert focused.region.width >= 12
            await press(pilot, "tab")
        assert isinstance(app.focused, SaveLine)
        assert "Esc dialog.key.leave" in screen_text(app)


async def test_the_window_may_shrink_while_typing() -> None:
    app = Filling()
    async with app.run_test(size=(120, 40)) as pilot:
        await app.open(pilot)
        await press(pilot, *"Ani")
        await pilot.resize_terminal(60, 18)
        await painted(pilot)
        whole(app, app.screen.query_one(SaveLine), app.screen.query_one(StatusLine))
        assert Region(0, 0, 60, 18).contains_region(app.screen.query_one(KeyStrip).region)
        await press(pilot, *" L")
        assert app.typed["name"] == "Ani L"


@pytest.mark.parametrize("last", range(11, -1, -5))
async def test_a_window_that_shrank_left_the_cursor_out_of_sight(last: int) -> None:
    app = Filling(*(Field(str(number), f"Isian {number}") for number in range(12)))
    async with app.run_test(size=(140, 40)) as pilot:
        await app.open(pilot)
        await press(pilot, *["down"] * last)
        for size in ((60, 18), (140, 40), (80, 24), (60, 18)):
            await pilot.resize_terminal(*size)
            await points_at(app, f"Isian {last}")


async def test_a_window_that_shrank_left_the_end_of_what_was_typed_out_of_sight() -> None:
    app = Filling(Field("line", "Isian"), Field("note", "Catatan", kind="note"))
    async with app.run_test(size=(140, 40)) as pilot:
        await app.open(pilot)
        await paste(pilot, "kata " * 20 + "ujung")
        for size in ((60, 18), (140, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await painted(pilot)
            assert "ujung" in screen_text(app)
        await press(pilot, "down")
        await paste(pilot, "kata kata\n" * 30 + "akhir")
        for size in ((60, 18), (140, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await painted(pilot)
            assert "akhir" in screen_text(app)
