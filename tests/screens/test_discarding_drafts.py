"""A draft that says no more than what is stored is discarded: what was recovered once does not come back for ever."""

import pytest

from models.errors import Refusal
from models.fields import Field
from screens.widgets.drafting import Values
from tests.press import press
from tests.screens.kit import FIELDS, YES_NO, Drawer, Filling, painted

pytestmark = pytest.mark.slow

STORED = {"name": "", "level": "partly", "code": "lama"}
TYPED = {"name": "Ani", "level": "partly", "code": "lama"}
NEW = (Field("title", "Judul", required=True), Field("kind", "Jenis", kind="choice", value="partly", options=YES_NO), Field("no", "Nomor"))


async def test_a_recovered_draft_put_back_as_it_was_is_discarded() -> None:
    app = Filling(draft=Drawer(TYPED))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *["backspace"] * 3, "escape")
        assert app.answers == [None]
        assert app.draft.stored is None
        await app.open(pilot)
        assert app.notice == ""


async def test_that_nothing_is_kept_any_more_is_said() -> None:
    app = Filling(draft=Drawer(TYPED))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *["backspace"] * 3, "down")
        assert app.draft.stored is None
        assert app.mark == "dialog.draft.nothing"
        await press(pilot, "3", "up")
        assert app.draft.stored == {**STORED, "level": "no"}, "typed on, it is a draft again"
        assert app.mark == "dialog.draft.kept"


async def test_a_blank_typed_where_nothing_stands_is_no_draft() -> None:
    app = Filling(draft=Drawer(TYPED))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *["backspace"] * 3, "space", "escape")
        assert app.draft.stored is None


async def test_a_new_form_that_is_emptied_is_no_draft_whatever_was_chosen_in_it() -> None:
    app = Filling(*NEW, draft=Drawer({"title": "SK", "kind": "no", "no": "1"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "backspace", "backspace", "down", "down", "backspace", "escape")
        assert app.draft.stored is None


async def test_a_choice_is_a_draft_where_no_text_is_needed_or_some_stands() -> None:
    chosen = Field("kind", "Jenis", kind="choice", required=True, value="partly", options=YES_NO)
    for fields in ((chosen, Field("no", "Nomor")), (Field("title", "Judul", value="SK", required=True), chosen)):
        app = Filling(*fields)
        async with app.run_test(size=(80, 24)) as pilot:
            await app.open(pilot)
            await press(pilot, *["down"] * fields.index(chosen), "right", "escape")
            assert app.draft.stored is not None
            assert app.draft.stored["kind"] == "no"


@pytest.mark.parametrize("found", [STORED, {**STORED, "name": "  "}, {"gone": "x"}], ids=["equal", "blank", "of other fields"])
async def test_a_draft_that_stayed_behind_equal_to_what_is_stored_is_dropped_at_the_next_opening(found: Values) -> None:
    app = Filling(draft=Drawer(found))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert app.notice == ""
        assert app.draft.stored is None


async def test_a_disk_that_lets_no_draft_go_keeps_nobody_in_the_form() -> None:
    app = Filling(draft=Drawer(TYPED))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        app.draft.is_full = True
        await press(pilot, *["backspace"] * 3, "escape")
        assert app.answers == [None]
        app.draft.is_full = False
        await painted(pilot)
        assert app.draft.stored == TYPED, "it comes back once more, and can be discarded then"


async def test_a_number_fixed_since_is_not_recovered_from_an_old_draft() -> None:
    fields = (Field("n", "Jumlah", value="5"), Field("of", "Dari", value="20", enabled=False))
    app = Filling(*fields, draft=Drawer({"n": "6", "of": "10"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert app.typed == {"n": "6", "of": "20"}
        await press(pilot, "escape")
        app.draft.stored = {"n": "5", "of": "10"}
        await app.open(pilot)
        assert app.notice == ""


async def test_a_refused_saving_keeps_the_draft_of_what_differs() -> None:
    app = Filling(*FIELDS, draft=Drawer(TYPED))
    app.desk.refusal = Refusal("text.too_long", label="Nama", limit=500)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "ctrl+s")
        assert app.draft.stored == TYPED
