"""The draft of a form: nothing typed is lost, and how it stands with it is said in words."""

import asyncio

import pytest

from models.errors import Refusal
from models.fields import Field, Option
from screens.dialogs import Pick
from screens.forms import Form
from screens.widgets.drafting import DraftKeeper, Values
from tests.press import key_event, press, screen_text, send, settle
from tests.screens.kit import DISK_FULL, FIELDS, Desk, Drawer, Filling, Stage, painted, until

pytestmark = pytest.mark.slow


async def test_a_draft_is_recalled_and_announced() -> None:
    app = Filling(draft=Drawer({"name": "Ani", "level": "no", "gone": "x"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert app.typed == {"name": "Ani", "level": "no", "code": "lama"}
        assert app.notice == "dialog.draft.recovered"
        assert "dialog.draft.recovered" in screen_text(app)
        assert "Ani" in screen_text(app) and "‹ Tidak ›" in screen_text(app)
        await press(pilot, "ctrl+s")
        assert app.answers == [{"name": "Ani", "level": "no", "code": "lama"}]
        assert app.draft.stored is None


async def test_a_draft_equal_to_what_is_stored_is_passed_over() -> None:
    app = Filling(draft=Drawer({"name": "", "level": "partly", "code": "lama"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert app.notice == ""
        assert "dialog.draft.recovered" not in screen_text(app)


async def test_a_stored_value_that_could_not_be_stored_today_is_no_draft() -> None:
    app = Filling(Field("name", "Nama", value="A\u200bni\x1b[2J"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert app.typed == {"name": "Ani[2J"}
        await press(pilot, "escape")
        assert app.draft.attempts == 0


@pytest.mark.usefixtures("quick")
async def test_the_draft_is_kept_while_the_typing_goes_on() -> None:
    app = Filling()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        for _ in range(750):
            send(app, key_event("a"))
            await asyncio.sleep(0.004)
            if len(app.draft.kept) == 3:
                break
        assert len(app.draft.kept) >= 3
        await settle(pilot)
        lengths = [len(values["name"]) for values in app.draft.kept]
        assert lengths == sorted(set(lengths))


@pytest.mark.usefixtures("quick")
async def test_pending_and_kept_are_said_in_words() -> None:
    app = Filling()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert app.mark == ""
        await press(pilot, "a")
        assert app.mark in {"dialog.draft.pending", "dialog.draft.kept"}
        await until(lambda: app.mark == "dialog.draft.kept")
        assert app.draft.stored == {"name": "a", "level": "partly", "code": "lama"}
        await painted(pilot)
        assert "dialog.draft.kept" in screen_text(app)


async def test_before_it_is_kept_it_is_said_to_be_pending() -> None:
    app = Filling()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "a")
        assert app.mark == "dialog.draft.pending"
        assert app.draft.attempts == 0


@pytest.mark.parametrize("key", ["down", "tab", "enter"])
async def test_leaving_a_field_keeps_the_draft(key: str) -> None:
    app = Filling()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"Ani", key)
        assert app.draft.stored == {"name": "Ani", "level": "partly", "code": "lama"}
        assert app.mark == "dialog.draft.kept"


async def test_what_comes_in_front_finds_the_draft_kept() -> None:
    options = tuple(Option(f"k{number}", f"pilihan {number}") for number in range(1, 13))
    app = Filling(Field("x", "Instansi", kind="choice", options=options, value="k2"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "right", "enter")
        assert isinstance(app.screen, Pick)
        assert app.draft.stored == {"x": "k3"}


async def test_esc_keeps_the_draft_and_the_next_form_has_it() -> None:
    app = Filling()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"Ani", "escape")
        assert app.answers == [None]
        assert app.desk.saved == []
        assert app.draft.stored == {"name": "Ani", "level": "partly", "code": "lama"}
        await app.open(pilot)
        assert app.typed["name"] == "Ani"
        assert app.notice == "dialog.draft.recovered"
        await press(pilot, "escape")
        assert app.draft.stored["name"] == "Ani", "kept on, as it is not saved yet"


async def test_esc_without_a_change_keeps_nothing() -> None:
    app = Filling()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "down", "up", "escape")
        assert app.answers == [None]
        assert app.draft.attempts == 0


async def test_a_draft_is_forgotten_only_after_saving() -> None:
    app = Filling(draft=Drawer({"name": "Ani", "level": "partly", "code": "lama"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        seen: list[Values | None] = []
        app.shown_form._check = lambda values: seen.append(app.draft.stored)
        await press(pilot, "ctrl+s")
        assert seen == [{"name": "Ani", "level": "partly", "code": "lama"}]
        assert app.draft.stored is None
        await painted(pilot)
        assert app.draft.stored is None, "nothing kept on the way out"


async def test_the_end_of_the_program_keeps_the_draft() -> None:
    app = Filling()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"Ani")
        assert app.draft.stored is None
        app.exit()
    assert app.draft.stored == {"name": "Ani", "level": "partly", "code": "lama"}


async def test_a_form_without_a_draft_says_nothing_of_drafts() -> None:
    app = Stage()
    desk = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(pilot, Form(app.words, "Judul", FIELDS, None, desk.check))
        await press(pilot, *"Ani", "down", "up")
        assert "dialog.draft" not in screen_text(app)
        await press(pilot, "escape")
        await app.ask(pilot, Form(app.words, "Judul", FIELDS, None, desk.check))
        await press(pilot, *"Budi", "ctrl+s")
        assert app.answers == [None, {"name": "Budi", "level": "partly", "code": "lama"}]


# Drafts that cannot be kept


@pytest.mark.usefixtures("quick")
async def test_a_draft_that_cannot_be_kept_is_said_in_words_and_tried_again() -> None:
    app = Filling()
    app.draft.is_full = True
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"Ani")
        await until(lambda: app.draft.attempts >= 2)
        await painted(pilot)
        assert app.mark == "dialog.draft.not_kept"
        assert app.notice == f"dialog.draft.retry cause={DISK_FULL}"
        seen = " ".join(screen_text(app).split())
        assert "dialog.draft.not_kept" in seen and DISK_FULL in seen
        await press(pilot, *" L")
        assert app.mark == "dialog.draft.not_kept", "typing on does not hide it"
        assert app.typed["name"] == "Ani L"
        assert len(app.screen_stack) == 2
        app.draft.is_full = False
        await until(lambda: app.mark == "dialog.draft.kept")
        assert app.draft.stored == app.typed
        assert app.notice == ""


async def test_esc_with_an_unkept_draft_warns_once() -> None:
    app = Filling()
    app.draft.is_full = True
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"Ani", "escape")
        assert app.answers == []
        assert app.notice == f"dialog.draft.leave cause={DISK_FULL}"
        await press(pilot, *" L", "escape")
        assert app.answers == [], "what was typed since is warned of as well"
        assert app.typed["name"] == "Ani L"
        await press(pilot, "escape")
        assert app.answers == [None]


async def test_after_the_warning_a_second_esc_that_can_keep_does() -> None:
    app = Filling()
    app.draft.is_full = True
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"Ani", "escape")
        app.draft.is_full = False
        await press(pilot, "escape")
        assert app.answers == [None]
        assert app.draft.stored is not None and app.draft.stored["name"] == "Ani"


async def test_saving_works_when_drafts_do_not() -> None:
    app = Filling()
    app.draft.is_full = True
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"Ani", "ctrl+s")
        assert app.answers == [{"name": "Ani", "level": "partly", "code": "lama"}]
        assert len(app.screen_stack) == 1


async def test_a_refused_saving_is_not_hidden_by_a_draft_kept_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DraftKeeper, "RETRY", 0.02)
    app = Filling()
    app.draft.is_full = True
    app.desk.refusal = Refusal("text.too_long", label="Nama", limit=500)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"Ani", "ctrl+s")
        app.draft.is_full = False
        await until(lambda: app.mark == "dialog.draft.kept")
        assert app.notice == "refusal.text.too_long label=Nama limit=500"
