"""Forms: every key does one thing, what must be given is asked for, and a refusal loses nothing."""

import pytest

from models.errors import Refusal
from models.fields import Field
from models.text import UNREAD
from screens.widgets.fields import SaveLine
from screens.widgets.status import StatusLine
from tests.press import burst, press, screen_text
from tests.screens.kit import FIELDS, YES_NO, Filling, painted, points_at, whole

pytestmark = pytest.mark.slow

# Moving and saving


async def test_enter_goes_on_and_saves_at_the_last_field() -> None:
    app = Filling()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert app.pointed == "Nama"
        await press(pilot, *"Ani", "enter")
        assert app.pointed == "Jawaban"
        await press(pilot, "enter")
        assert app.pointed == "Kode"
        assert app.desk.saved == []
        await press(pilot, "2", "enter")
        assert app.desk.saved == [{"name": "Ani", "level": "partly", "code": "lama2"}]
        assert app.answers == app.desk.saved
        assert len(app.screen_stack) == 1


async def test_arrows_and_tab_move_and_the_save_line_saves() -> None:
    app = Filling()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        seen = []
        for key in ("down", "down", "down", "up", "up", "tab", "shift+tab", "tab", "tab"):
            await press(pilot, key)
            seen.append(app.pointed)
        save = "[ dialog.form.save ]"
        assert seen == ["Jawaban", "Kode", save, "Kode", "Jawaban", "Kode", "Jawaban", "Kode", save]
        await press(pilot, "enter")
        assert len(app.desk.saved) == 1


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (140, 40)], ids=str)
async def test_arrows_scrolled_the_rows_away_from_the_cursor_where_they_were_more_than_fit(size: tuple[int, int]) -> None:
    fields = [Field(str(number), f"Isian {number}") for number in range(1, 25)]
    app = Filling(*fields)
    async with app.run_test(size=size) as pilot:
        await app.open(pilot)
        for number in range(2, 25):
            await press(pilot, "down")
            await points_at(app, f"Isian {number}")
        await press(pilot, *"terakhir", *["up"] * 23, *"pertama")
        assert (app.typed["24"], app.typed["1"]) == ("terakhir", "pertama")
        assert "pertama" in screen_text(app)


async def test_a_passphrase_with_a_letter_that_nobody_could_read_was_taken_and_opened_nothing_at_another_terminal() -> None:
    app = Filling(Field("secret", "Frasa sandi", kind="secret"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"ros", UNREAD, "enter", "enter")
        assert (app.desk.saved, app.pointed) == ([], "Frasa sandi")
        assert "refusal.text.unread" in screen_text(app)
        await press(pilot, "backspace", "e", "enter", "enter")
        assert app.desk.saved == [{"secret": "rose"}]


@pytest.mark.parametrize("steps", range(5))
async def test_ctrl_s_saves_from_anywhere(steps: int) -> None:
    app = Filling(*FIELDS, Field("note", "Catatan", kind="note"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"Budi", *["down"] * steps, "ctrl+s")
        assert app.desk.saved == [{"name": "Budi", "level": "partly", "code": "lama", "note": ""}]
        assert len(app.screen_stack) == 1


async def test_arrows_leave_a_note_only_at_its_edges() -> None:
    app = Filling(Field("name", "Nama"), Field("note", "Catatan", kind="note", value="satu\ndua"), Field("code", "Kode"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "enter", "enter")
        assert app.typed["note"] == "satu\ndua\n", "Enter in a note is a line"
        await press(pilot, *"tiga", "up", "up")
        assert app.pointed == "Catatan"
        await press(pilot, "up")
        assert app.pointed == "Nama"
        await press(pilot, "down", "down", "down")
        assert app.pointed == "Catatan"
        await press(pilot, "down")
        assert app.pointed == "Kode"
        await press(pilot, "up", "tab")
        assert app.pointed == "Kode"
        assert app.typed["note"] == "satu\ndua\ntiga"


async def test_the_hint_belongs_to_the_field_with_the_focus() -> None:
    app = Filling()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert "Nama lengkap Anda." in screen_text(app)
        await press(pilot, "down")
        assert "Nama lengkap Anda." not in screen_text(app)
        await press(pilot, "up")
        assert "Nama lengkap Anda." in screen_text(app)


# Disabled and required fields


async def test_disabled_fields_are_read_and_never_stood_on() -> None:
    app = Filling(
        Field("first", "Pertama", value="tetap", enabled=False, required=True),
        Field("name", "Nama"),
        Field("level", "Jawaban", kind="choice", value="yes", options=YES_NO, enabled=False),
        Field("note", "Catatan", kind="note", value="catatan tetap", enabled=False),
        Field("code", "Kode"),
        Field("last", "Terakhir", value="akhir", enabled=False),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        seen = screen_text(app)
        assert all(text in seen for text in ("tetap", "(Ya)", "catatan tetap", "akhir"))
        assert app.pointed == "Nama"
        await press(pilot, "down")
        assert app.pointed == "Kode"
        await press(pilot, "up", "x", "enter")
        assert app.pointed == "Kode"
        await press(pilot, *"7", "enter")
        assert app.answers == [{"first": "tetap", "name": "x", "level": "yes", "note": "catatan tetap", "code": "7", "last": "akhir"}]


async def test_a_form_that_can_only_be_read() -> None:
    app = Filling(Field("name", "Nama", value="Ani", enabled=False))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert app.pointed == "[ dialog.form.save ]"
        await press(pilot, "x", "escape")
        assert app.answers == [None]


async def test_a_required_field_is_asked_for() -> None:
    app = Filling(Field("name", "Nama", required=True), Field("code", "Kode", required=True, value="1"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert "Nama *" in screen_text(app)
        await press(pilot, "space", "down", "2", "ctrl+s")
        assert app.desk.saved == []
        assert app.notice == "dialog.form.required label=Nama"
        await painted(pilot)
        assert app.notice in screen_text(app)
        assert app.pointed == "Nama *"
        await press(pilot, *"Ani", "ctrl+s")
        assert app.answers == [{"name": " Ani", "code": "12"}]


# Refusals of what is saved


async def test_a_refusal_is_shown_and_nothing_is_lost() -> None:
    app = Filling()
    app.desk.refusal = Refusal("fact.number", label="Jumlah [pegawai]", value="x")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"Ani", "down", "3", "ctrl+s")
        assert app.answers == []
        assert app.notice == "refusal.fact.number label=Jumlah [pegawai] value=x"
        await painted(pilot)
        assert app.notice in screen_text(app)
        assert app.typed == {"name": "Ani", "level": "no", "code": "lama"}
        assert app.draft.stored == app.typed, "kept before anything else can happen"
        assert app.pointed == "Jawaban", "the cursor stays"
        whole(app, app.screen.query_one(SaveLine), app.screen.query_one(StatusLine))
        app.desk.refusal = None
        await press(pilot, "ctrl+s")
        assert app.answers == [{"name": "Ani", "level": "no", "code": "lama"}]
        assert app.draft.stored is None


# Keys typed ahead


class Opening(Filling):
    """Opens the form at `f`."""

    def stray(self, key: str) -> None:
        if key == "f":
            self.push_screen(self.form(), self.answers.append)
        else:
            self.strays.append(key)


async def test_a_burst_behind_the_opening_key_lands_in_the_form() -> None:
    app = Opening()
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(pilot, "1", "f", *"Ani f 12", "enter", "t", "enter", *"f4", "enter", "2")
        assert app.answers == [{"name": "Ani f 12", "level": "no", "code": "lamaf4"}]
        assert app.strays == ["1", "2"]


async def test_a_burst_with_esc_leaves_a_draft_and_the_rest_outside() -> None:
    app = Opening()
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(pilot, "f", *"Ani", "escape", "3", "f", *"!", "ctrl+s", "4")
        assert app.answers == [None, {"name": "Ani!", "level": "partly", "code": "lama"}]
        assert app.strays == ["3", "4"]
        assert app.draft.stored is None
