"""Forms: every key does one thing, nothing typed is lost, nothing typed or stored steers the screen."""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any, cast

import pytest
from textual import events
from textual.geometry import Region
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widgets import Static

from models.errors import Refusal
from screens.dialogs import Option, Pick
from screens.forms import Field, Form
from screens.widgets.drafting import Draft, DraftKeeper, Kept, Values
from screens.widgets.drawing import shown
from screens.widgets.fields import LineInput, NoteArea, SaveLine
from screens.widgets.status import KeyStrip, StatusLine
from tests.press import burst, key_event, press, screen_text, send, settle
from tests.screens.test_dialogs import HOSTILE, SIZES, Stage, StubWords, painted, whole

DISK_FULL = "refusal.profile.disk_full folder=/x"
YES_NO = (Option("yes", "Ya"), Option("partly", "Sebagian"), Option("no", "Tidak"))


class Drawer:
    """A draft in memory that can be told to refuse."""

    def __init__(self, stored: Values | None = None) -> None:
        self.stored = stored
        self.kept: list[Values] = []
        self.is_full = False
        self.attempts = 0

    def keep(self, values: Values) -> None:
        self.attempts += 1
        if self.is_full:
            raise Refusal("profile.disk_full", folder="/x")
        self.stored = dict(values)
        self.kept.append(dict(values))

    def recall(self) -> Values | None:
        return self.stored

    def forget(self) -> None:
        if self.is_full:
            raise Refusal("profile.disk_full", folder="/x")
        self.stored = None


class Desk:
    """What `check` saves to."""

    def __init__(self) -> None:
        self.saved: list[Mapping[str, str]] = []
        self.refusal: Refusal | None = None

    def check(self, values: Mapping[str, str]) -> Refusal | None:
        if self.refusal is None:
            self.saved.append(values)
        return self.refusal


FIELDS = (
    Field("name", "Nama", hint="Nama lengkap Anda."),
    Field("level", "Jawaban", kind="choice", value="partly", options=YES_NO),
    Field("code", "Kode", value="lama"),
)


class Filling(Stage):
    """A form of three fields on a stage, unless it is given others."""

    def __init__(self, *fields: Field, draft: Drawer | None = None, title: str = "Judul", theme: str = "verifier-dark") -> None:
        super().__init__(theme)
        self.desk = Desk()
        self.draft = draft or Drawer()
        self.fields = fields or FIELDS
        self._title = title

    def form(self) -> Form:
        return Form(self.words, self._title, self.fields, cast("Draft", self.draft), self.desk.check)

    async def open(self, pilot: Pilot[Any]) -> None:
        await self.ask(pilot, self.form())

    @property
    def shown_form(self) -> Form:
        assert isinstance(self.screen, Form)
        return self.screen

    @property
    def typed(self) -> Values:
        return self.shown_form.values()

    @property
    def mark(self) -> str:
        return self.screen.query_one(StatusLine).marked

    @property
    def notice(self) -> str:
        """What is said above the keys."""
        notice = self.screen.query_one("#notice", Static)
        return str(notice.content) if notice.display else ""

    @property
    def pointed(self) -> str:
        """The label of the line that has the focus, as it can be read."""
        (line,) = [line for line in screen_text(self).splitlines() if "│›" in line or "› [" in line or "│ ›" in line]
        return line.strip(" │").removeprefix("› ").split("  ")[0].strip()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts are kept after thirty milliseconds instead of seven hundred."""
    monkeypatch.setattr(DraftKeeper, "PAUSE", 0.03)
    monkeypatch.setattr(DraftKeeper, "RETRY", 0.03)


async def until(told: Callable[[], bool]) -> None:
    """Wait for what a short timer does."""
    end = time.monotonic() + 2
    while not told():
        assert time.monotonic() < end
        await asyncio.sleep(0.002)


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


@pytest.mark.parametrize("steps", range(5))
async def test_ctrl_s_saves_from_anywhere(steps: int) -> None:
    app = Filling(*FIELDS, Field("note", "Catatan", kind="note"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"Budi", *["down"] * steps, "ctrl+s")
        assert app.desk.saved == [{"name": "Budi", "level": "partly", "code": "lama", "note": ""}]
        assert len(app.screen_stack) == 1


async def test_what_is_there_is_written_on_and_not_over() -> None:
    app = Filling(Field("code", "Kode", value="lama"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "x")
        assert app.typed == {"code": "lamax"}


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


# Choices


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["right"], "no"),
        (["space"], "no"),
        (["left"], "yes"),
        (["left", "left"], "no"),
        (["right", "right"], "yes"),
        (["1"], "yes"),
        (["3"], "no"),
        (["4", "0", "9"], "partly"),
        (["y"], "yes"),
        (["t"], "no"),
        (["s"], "partly"),
        (["x", "z"], "partly"),
    ],
)
async def test_choosing(keys: list[str], value: str) -> None:
    app = Filling()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "down", *keys)
        assert app.typed["level"] == value
        label = {option.key: option.label for option in YES_NO}[value]
        assert f"‹ {label} ›" in screen_text(app)
        await press(pilot, "enter")
        assert app.pointed == "Kode"
        await press(pilot, "ctrl+s")
        assert app.answers[0]["level"] == value


async def test_the_same_letter_goes_round() -> None:
    options = (Option("a", "Satu"), Option("b", "Dua"), Option("c", "Sepuluh"), Option("d", "Seratus"))
    app = Filling(Field("x", "Angka", kind="choice", options=options))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert "‹ dialog.form.choose ›" in screen_text(app)
        seen = []
        for key in "ssssd":
            await press(pilot, key)
            seen.append(app.typed["x"])
        assert seen == ["a", "c", "d", "a", "b"]


@pytest.mark.parametrize(("key", "value"), [("right", "yes"), ("left", "no"), ("2", "partly")])
async def test_choosing_from_nothing(key: str, value: str) -> None:
    app = Filling(Field("level", "Jawaban", kind="choice", options=YES_NO))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert app.typed == {"level": ""}
        await press(pilot, key)
        assert app.typed == {"level": value}


async def test_a_choice_without_options_does_nothing() -> None:
    app = Filling(Field("level", "Jawaban", kind="choice"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "right", "left", "1", "a")
        assert app.typed == {"level": ""}


async def test_a_long_choice_opens_a_list() -> None:
    options = tuple(Option(f"k{number}", f"pilihan {number}") for number in range(1, 13))
    app = Filling(Field("x", "Instansi", kind="choice", options=options, value="k2"), Field("code", "Kode"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, Pick)
        assert "Instansi" in screen_text(app)
        await press(pilot, "escape")
        assert (app.typed["x"], app.pointed) == ("k2", "Instansi")
        await press(pilot, "enter", "end", "enter")
        assert (app.typed["x"], app.pointed) == ("k12", "Kode")
        assert app.draft.stored is None or app.draft.stored["x"] == "k12"


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


# Drafts


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
        start = time.monotonic()
        while len(app.draft.kept) < 3:
            send(app, key_event("a"))
            await asyncio.sleep(0.004)
            assert time.monotonic() - start < 3
        await settle(pilot)
        lengths = [len(values["name"]) for values in app.draft.kept]
        assert lengths == sorted(set(lengths))


def test_a_draft_waits_no_longer_than_promised() -> None:
    assert DraftKeeper.PAUSE <= 0.7


class Clock:
    """Stands for the message pump of a screen; a timer rings when it is told to."""

    def __init__(self) -> None:
        self.timers: list[Ring] = []

    def set_timer(self, pause: float, callback: Callable[[], object]) -> "Ring":
        self.timers.append(Ring(pause, callback))
        return self.timers[-1]


class Ring:
    def __init__(self, pause: float, callback: Callable[[], object]) -> None:
        self.pause, self.ring = pause, callback
        self.is_stopped = False

    def stop(self) -> None:
        self.is_stopped = True


class Keeping:
    """A keeper of one value, its clock and what it told."""

    def __init__(self, stored: Values | None = None) -> None:
        self.clock, self.draft = Clock(), Drawer(stored)
        self.text = ""
        self.told: list[tuple[Kept, str]] = []
        self.keeper = DraftKeeper(
            cast("MessagePump", self.clock),
            self.draft,
            {"text": ""},
            lambda: {"text": self.text},
            lambda kept, refusal: self.told.append((kept, "" if refusal is None else refusal.code)),
        )

    def type(self, text: str) -> None:
        for character in text:
            self.text += character
            self.keeper.changed()


def test_the_first_change_sets_the_clock_and_no_later_one_resets_it() -> None:
    keeping = Keeping()
    keeping.type("abc")
    (timer,) = keeping.clock.timers
    assert (timer.pause, timer.is_stopped) == (DraftKeeper.PAUSE, False)
    assert keeping.told == [(Kept.PENDING, "")]
    timer.ring()
    assert keeping.draft.kept == [{"text": "abc"}]
    assert keeping.told[-1] == (Kept.YES, "")
    keeping.type("d")
    assert len(keeping.clock.timers) == 2
    assert keeping.told[-1] == (Kept.PENDING, "")


def test_what_is_taken_back_needs_no_keeping_and_is_not_pending() -> None:
    keeping = Keeping()
    keeping.type("a")
    keeping.text = ""
    keeping.keeper.changed()
    keeping.clock.timers[0].ring()
    assert keeping.draft.attempts == 0
    assert keeping.told == [(Kept.PENDING, ""), (Kept.YES, "")]


def test_a_refused_draft_is_tried_again_until_it_is_kept() -> None:
    keeping = Keeping()
    keeping.draft.is_full = True
    keeping.type("a")
    keeping.clock.timers[0].ring()
    keeping.type("b")
    assert [timer.pause for timer in keeping.clock.timers] == [DraftKeeper.PAUSE, DraftKeeper.RETRY]
    keeping.clock.timers[1].ring()
    assert keeping.told == [(Kept.PENDING, ""), (Kept.NO, "profile.disk_full"), (Kept.NO, "profile.disk_full")]
    assert not keeping.keeper.keep()
    assert keeping.clock.timers[2].is_stopped
    keeping.draft.is_full = False
    keeping.clock.timers[3].ring()
    assert keeping.draft.kept == [{"text": "ab"}]
    assert keeping.told[-1] == (Kept.YES, "")


def test_nothing_is_kept_after_the_end() -> None:
    keeping = Keeping()
    keeping.type("a")
    keeping.keeper.end()
    assert keeping.clock.timers[0].is_stopped
    keeping.type("b")
    assert keeping.keeper.keep()
    assert (keeping.draft.attempts, len(keeping.clock.timers)) == (0, 1)


def test_forgetting_ends_even_when_it_is_refused() -> None:
    keeping = Keeping({"text": "x"})
    keeping.draft.is_full = True
    keeping.type("a")
    keeping.keeper.forget()
    assert keeping.keeper.keep()
    assert (keeping.draft.attempts, keeping.draft.stored) == (0, {"text": "x"})


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


# Paste


async def paste(app: Stage, pilot: Pilot[Any], text: str) -> None:
    send(app, events.Paste(text))
    await settle(pilot)


@pytest.mark.parametrize(
    ("text", "line", "note"),
    [
        ("a\x1b[31mb\x1b]52;c;eA==\x07c", "a[31mb]52;c;eA==c", "a[31mb]52;c;eA==c"),
        ("satu\r\ndua\rtiga\nempat", "satu dua tiga empat", "satu\ndua\ntiga\nempat"),
        ("a\tb\x00\x7f\x9b", "a b", "a\tb"),
        ("\u202eabc\u2066\u200b\ufeff\u2028", "abc", "abc"),
        ("e\u0301\u200bx", "éx", "éx"),
        ("\x1b\x07", "", ""),
        ("名前 [/] [bold]x", "名前 [/] [bold]x", "名前 [/] [bold]x"),
    ],
)
async def test_what_is_pasted_cannot_steer(text: str, line: str, note: str) -> None:
    app = Filling(Field("line", "Baris", value="<>"), Field("note", "Catatan", kind="note", value="<>"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "left")
        await paste(app, pilot, text)
        await press(pilot, "!", "down", "left")
        await paste(app, pilot, text)
        await press(pilot, "!")
        assert app.typed == {"line": f"<{line}!>", "note": f"<{note}!>"}
        assert app.screen.query_one(LineInput).value == f"<{line}!>"
        assert app.screen.query_one(NoteArea).text == f"<{note}!>"
        assert not any(character in screen_text(app) for character in "\x1b\x07\x9b\u202e\u200b")
        assert len(app.screen_stack) == 2


async def test_a_pasted_choice_is_nothing() -> None:
    app = Filling(Field("level", "Jawaban", kind="choice", value="yes", options=YES_NO))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await paste(app, pilot, "3\n\x1b")
        assert app.typed == {"level": "yes"}
        assert len(app.screen_stack) == 2


async def test_an_accent_typed_after_its_letter_leaves_the_cursor_there() -> None:
    app = Filling(Field("line", "Baris", value="xyz"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "home")
        send(app, *(events.Key(character, character) for character in ("e", "\u0301", "\u200b", "!")))
        await settle(pilot)
        assert app.typed == {"line": "é!xyz"}


# Hostile and wide text, small windows


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
        assert not any(character in seen for character in "\x1b\x07\x9b\u202e")
        whole(app)
        for y in range(24):
            for x in range(80):
                style = app.screen.get_style_at(x, y)
                assert style.link is None and "@click" not in style.meta
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


async def test_wide_characters_are_written_and_taken_back() -> None:
    app = Filling(Field("name", "名前"))
    async with app.run_test(size=(60, 18)) as pilot:
        await app.open(pilot)
        await paste(app, pilot, "役割の確認" * 20)
        whole(app)
        await press(pilot, *["backspace"] * 99)
        assert app.typed == {"name": "役"}
        assert "› 名前" in screen_text(app)


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


def test_stub_words_call_like_words() -> None:
    assert StubWords().refusal(Refusal("profile.disk_full", folder="/x")) == DISK_FULL
