"""What a form says of its keys is true of the field in focus."""

from pathlib import Path

import pytest

from models.fields import Field, Option
from screens.dialogs import Pick
from screens.forms import Form
from screens.widgets.status import KeyStrip
from tests.conftest import StillClock
from tests.desk.acts import begun
from tests.driver import at_work
from tests.press import press, screen_text
from tests.screens.kit import SIZES, YES_NO, Filling, whole

pytestmark = pytest.mark.slow

MANY = tuple(Option(str(number), f"Pilihan nomor {number} yang panjang sekali sehingga tidak muat pada barisnya") for number in range(11))


def keys(app: Filling) -> str:
    return " ".join("".join(text for text, _ in app.screen.query_one(KeyStrip).spans(200)).split())


@pytest.mark.parametrize(
    ("field", "told"),
    [
        (Field("x", "X"), "Enter dialog.key.next Ctrl+S"),
        (Field("x", "X", kind="note"), "Enter dialog.key.line Tab dialog.key.next Ctrl+S"),
        (Field("x", "X", kind="choice", value="yes", options=YES_NO), "Enter dialog.key.next ←→ dialog.key.change Ctrl+S"),
        (Field("x", "X", kind="choice", options=MANY), "Enter dialog.key.list ←→ dialog.key.change Ctrl+S"),
    ],
)
async def test_the_strip_said_enter_next_where_enter_made_a_line_or_opened_a_list(field: Field, told: str) -> None:
    app = Filling(field, Field("y", "Y"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert told in keys(app)
        await press(pilot, "tab")
        assert "Enter dialog.key.save Ctrl+S" in keys(app), "the last field saves"
        await press(pilot, "tab")
        assert "Enter dialog.key.save Ctrl+S" in keys(app), "the save line saves"
        await press(pilot, "shift+tab", "shift+tab")
        assert told in keys(app)


async def test_enter_at_the_end_of_a_note_alone_is_a_line_and_is_said_to_be() -> None:
    app = Filling(Field("reason", "Alasan", kind="note"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "a", "enter", "b")
        assert app.typed == {"reason": "a\nb"}
        assert "Enter dialog.key.line" in keys(app)


async def test_nobody_found_that_enter_opens_a_long_list_of_options() -> None:
    app = Filling(Field("x", "X", kind="choice", options=MANY, hint="lain"), Field("y", "Y", kind="choice", options=MANY[:9], hint="lain"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert "dialog.form.list_hint" in screen_text(app)
        await press(pilot, "down")
        assert "dialog.form.list_hint" not in screen_text(app) and "lain" in screen_text(app)
        await press(pilot, "up", "enter")
        assert isinstance(app.screen, Pick)


@pytest.mark.parametrize("size", SIZES)
async def test_a_label_cut_in_its_form_was_cut_in_the_list_too(size: tuple[int, int]) -> None:
    app = Filling(Field("x", "X", kind="choice", value="0", options=MANY))
    async with app.run_test(size=size) as pilot:
        await app.open(pilot)
        assert MANY[0].label not in screen_text(app)
        await press(pilot, "enter")
        for option in MANY:
            seen = " ".join(screen_text(app).replace("│", " ").split())
            assert option.label in seen
            whole(app, app.screen.query_one("#detail"))
            await press(pilot, "down")


@pytest.mark.parametrize("size", SIZES)
async def test_the_eleven_reasons_of_pen_05_are_read_whole(folder: Path, clock: StillClock, size: tuple[int, int]) -> None:
    from models.desk import people, reading
    from models.desk.desk import opened

    with opened(folder, clock=clock) as desk:
        desk.do(people.found, name="Ani", role="verifier", language="id")
        fact = desk.ask(reading.sheet, begun(desk)).checklist.facts["PEN-05"]
    (choices,) = [list(field.choices.values()) for field in fact.fields.values() if field.kind == "choice" and len(field.choices) > 9]
    async with at_work(folder, clock=clock, size=size) as ani:
        await ani.press("enter", "f", *["down"] * 5, "enter")
        ani.sees("PEN-05", "Enter membuka daftar pilihan", "Enter Daftar")
        await ani.press("enter", "home")
        read = set()
        for _ in range(len(choices) + 1):
            seen = " ".join(ani.screen.replace("│", " ").split())
            read |= {phrase.id for phrase in choices if phrase.id in seen}
            await ani.press("down")
        assert read == {phrase.id for phrase in choices}


async def test_the_day_that_is_read_from_a_date_is_said_while_it_is_typed(folder: Path, clock: StillClock) -> None:
    async with at_work(folder, clock=clock) as ani:
        ani.app.push_screen(Form(ani.app.words, "Tenggat", (Field("due", "Tenggat", "date"),), None, lambda _values: None))
        await ani.settle()
        ani.sees("misalnya 31-12-2026")
        await ani.type("31 des")
        ani.sees("misalnya 31-12-2026")
        await ani.type(" 2026")
        ani.sees("Dibaca sebagai Kamis, 31 Desember 2026")


async def test_the_end_of_a_long_hint_could_be_read_nowhere_in_a_low_window() -> None:
    app = Filling(Field("code", "Kode", hint="petunjuk " * 40 + "ujung."))
    async with app.run_test(size=(60, 18)) as pilot:
        await app.open(pilot)
        assert "ujung." not in screen_text(app)
        await press(pilot, "f1")
        assert "Kode: petunjuk" in screen_text(app)
        assert "ujung." in screen_text(app)
