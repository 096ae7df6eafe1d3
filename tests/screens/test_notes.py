"""The note of many lines: whatever closes it gives the text back, and what is typed is kept meanwhile."""

from typing import Any, cast

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from models.errors import Refusal
from models.text import NOTE_LIMIT
from screens.notes import AskNote
from screens.widgets.drafting import Draft, DraftKeeper, Values
from screens.widgets.drawing import shown
from screens.widgets.fields import NoteArea
from screens.widgets.status import StatusLine
from tests.press import burst, press, screen_text, send, settle
from tests.screens.test_dialogs import HOSTILE, SIZES, Stage, painted, whole
from tests.screens.test_forms import DISK_FULL, Drawer, until

TOO_LONG = f"refusal.text.too_long label=Catatan limit={NOTE_LIMIT}"


class Noting(Stage):
    """A note that `n` opens; what it gives back is saved unless saving is refused, as the sheet does it."""

    def __init__(self, text: str = "", draft: Drawer | None = None, title: str = "Catatan") -> None:
        super().__init__()
        self.text = text
        self.draft = draft or Drawer()
        self.is_saving = True
        self._title = title

    def stray(self, key: str) -> None:
        if key != "n":
            super().stray(key)
            return
        self.push_screen(AskNote(self.words, self._title, self.text, cast("Draft", self.draft)), self.left)

    def left(self, text: str | None) -> None:
        self.answers.append(text)
        if self.is_saving:
            self.draft.is_full = False
            self.text = text or ""
            self.draft.forget()

    async def open(self, pilot: Pilot[Any]) -> None:
        await press(pilot, "n")
        await painted(pilot)
        assert isinstance(self.screen, AskNote)

    @property
    def area(self) -> NoteArea:
        return self.screen.query_one(NoteArea)

    @property
    def mark(self) -> str:
        return self.screen.query_one(StatusLine).marked

    @property
    def notice(self) -> str:
        notice = self.screen.query_one("#notice", Static)
        return str(notice.content) if notice.display else ""


@pytest.mark.parametrize("key", ["escape", "tab", "ctrl+s"])
async def test_every_way_out_gives_back_the_text(key: str) -> None:
    app = Noting("lama")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert "Catatan" in screen_text(app) and "Esc dialog.key.done" in screen_text(app)
        await press(pilot, *" baru", "enter", *"q y", key)
        assert app.answers == ["lama baru\nq y"]
        assert len(app.screen_stack) == 1
        assert app.draft.stored is None


@pytest.mark.parametrize("key", ["escape", "tab", "ctrl+s"])
async def test_an_unchanged_text_comes_back_as_it_was(key: str) -> None:
    app = Noting("satu\n\n\tdua  ")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, key)
        assert app.answers == ["satu\n\n\tdua  "]
        assert app.draft.attempts == 0


async def test_an_emptied_note_comes_back_empty() -> None:
    app = Noting("ab")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "backspace", "backspace", "escape")
        assert app.answers == [""]


async def test_the_draft_is_kept_until_the_caller_has_saved() -> None:
    app = Noting()
    app.is_saving = False
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"abc", "escape")
        assert app.answers == ["abc"]
        await painted(pilot)
        assert app.draft.stored == {"text": "abc"}
        await app.open(pilot)
        assert app.notice == "dialog.draft.recovered"
        assert app.area.text == "abc"
        app.is_saving = True
        await press(pilot, *"d", "escape")
        await painted(pilot)
        assert app.text == "abcd"
        assert app.draft.recall() is None
        await app.open(pilot)
        assert app.notice == ""


@pytest.mark.parametrize("is_full_at_first", [False, True])
async def test_no_draft_comes_back_after_saving(is_full_at_first: bool) -> None:
    """The dialog is torn down after its caller has saved; a draft kept then would replace what is stored one day."""
    app = Noting()
    app.draft.is_full = is_full_at_first
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"abc", "escape")
        await painted(pilot)
        assert app.answers == ["abc"]
        assert app.draft.stored is None


async def test_the_end_of_the_program_keeps_the_draft() -> None:
    app = Noting()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"abc")
        assert app.draft.stored is None
        app.exit()
    assert app.draft.stored == {"text": "abc"}


async def test_a_draft_that_cannot_be_kept_never_holds_the_text_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DraftKeeper, "PAUSE", 0.02)
    monkeypatch.setattr(DraftKeeper, "RETRY", 0.02)
    app = Noting()
    app.draft.is_full = True
    app.is_saving = False
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"abc")
        await until(lambda: app.draft.attempts >= 2)
        await painted(pilot)
        assert app.mark == "dialog.draft.not_kept"
        assert app.notice == f"dialog.draft.retry cause={DISK_FULL}"
        assert "dialog.draft.not_kept" in screen_text(app)
        assert app.area.text == "abc"
        app.draft.is_full = False
        await until(lambda: app.mark == "dialog.draft.kept")
        assert app.notice == ""
        app.draft.is_full = True
        await press(pilot, "d", "escape")
        assert app.answers == ["abcd"]
        assert len(app.screen_stack) == 1


async def test_too_long_a_text_is_said_so_and_still_given_back() -> None:
    app = Noting("a" * (NOTE_LIMIT - 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "b")
        assert app.notice == ""
        await press(pilot, "c")
        assert app.notice == TOO_LONG
        await painted(pilot)
        assert TOO_LONG in screen_text(app)
        whole(app, app.area)
        await press(pilot, "backspace")
        assert app.notice == "", "short enough again"
        await press(pilot, "c", "d", "escape")
        assert app.answers == ["a" * (NOTE_LIMIT - 1) + "bcd"]


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("a\x1b[31mb\x1b]0;x\x07", "a[31mb]0;x"),
        ("satu\r\ndua\rtiga\n\nlima", "satu\ndua\ntiga\n\nlima"),
        ("a\x00\x08\x7f\x9bb\tc", "ab\tc"),
        ("\u202eabc\u2066\u200b\ufeff\u2028", "abc"),
        ("e\u0301\u200b", "é"),
        ("名前と役割\n[/] [bold]x", "名前と役割\n[/] [bold]x"),
        ("\x1b", ""),
    ],
)
async def test_what_is_pasted_cannot_steer(pasted: str, kept: str) -> None:
    app = Noting("<>")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "left")
        send(app, events.Paste(pasted))
        await settle(pilot)
        await press(pilot, "!")
        await painted(pilot)
        assert not any(character in screen_text(app) for character in "\x1b\x07\x9b\u202e\u200b\u2028")
        assert app.area.text == f"<{kept}!>"
        await press(pilot, "escape")
        assert app.answers == [f"<{kept}!>"]


async def test_a_long_paste_is_one_step_of_undo() -> None:
    app = Noting("awal")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        send(app, events.Paste("\n".join(f"baris {number}" for number in range(500))))
        await settle(pilot)
        assert app.area.text.endswith("baris 499")
        pasted = app.area.text
        await press(pilot, "ctrl+z")
        assert (app.area.text, app.area.cursor_location) == ("awal", (0, 4))
        await press(pilot, "ctrl+y")
        assert (app.area.text, app.area.cursor_location) == (pasted, (499, 9))
        await press(pilot, "ctrl+z", "left", "ctrl+z", "ctrl+z")
        assert (app.area.text, app.area.cursor_location) == ("awal", (0, 3)), "with nothing to take back the cursor stays"


async def test_what_shortens_a_text_can_be_taken_back_and_done_again() -> None:
    text = "\n".join(f"baris {number}" for number in range(60))
    app = Noting(text)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        app.area.select_all()
        await press(pilot, "backspace")
        assert app.area.text == ""
        await press(pilot, "ctrl+z")
        assert app.area.text == text
        await press(pilot, "ctrl+y")
        assert app.area.text == ""
        await press(pilot, "ctrl+z", "escape")
        assert app.answers == [text]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_only_text(text: str) -> None:
    app = Noting(text, title=text)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "enter", "x")
        await painted(pilot)
        seen = screen_text(app)
        assert shown(text) in seen.splitlines()[app.screen.query_one("#box").region.y + 1]
        assert not any(character in seen for character in "\x1b\x07\x9b\u202e")
        whole(app)
        if text.isprintable():
            assert seen.count(text) == 2
            await press(pilot, "escape")
            assert app.answers == [f"{text}\nx"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_note_fits(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DraftKeeper, "PAUSE", 0.01)
    app = Noting("\n".join("名前と役割の確認 " * 20 for _ in range(60)), title="judul " * 30)
    app.draft.is_full = True
    async with app.run_test(size=size) as pilot:
        await app.open(pilot)
        whole(app, app.area, app.screen.query_one(StatusLine))
        await press(pilot, *"akhir")
        await until(lambda: app.draft.attempts >= 1)
        await painted(pilot)
        app.screen.query_one(StatusLine).say("kalimat " * 40)
        await painted(pilot)
        whole(app, app.area, app.screen.query_one(StatusLine), app.screen.query_one("#notice"))
        assert "akhir" in screen_text(app), "the cursor is in sight"
        assert "Esc dialog.key.done" in screen_text(app)


async def test_the_cursor_is_in_sight_behind_every_key() -> None:
    app = Noting("\n".join("x" * 30))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        area = app.area
        for key in ("enter", *"a" * 80, "enter", "enter", "ctrl+z", "ctrl+y", "up", *["backspace"] * 5, *["pageup"] * 3, "b"):
            await press(pilot, key)
            row = area.wrapped_document.location_to_offset(area.cursor_location).y
            assert 0 <= row - area.scroll_offset.y < area.size.height, key


async def test_arrows_stay_in_the_note() -> None:
    app = Noting("satu\ndua")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "up", "up", "up", "home", "!", "down", "down", "down", "end", "?", "escape")
        assert app.answers == ["!satu\ndua?"]


async def test_a_burst_behind_the_opening_key_lands_in_the_note() -> None:
    app = Noting()
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(pilot, "2", "n", *"n 3 q", "enter", *"4", "escape", "5", "n", "!", "escape", "6")
        assert app.answers == ["n 3 q\n4", "n 3 q\n4!"]
        assert app.strays == ["2", "5", "6"]


def test_a_refusal_of_length_can_be_said() -> None:
    assert Noting().words.refusal(Refusal("text.too_long", label="Catatan", limit=NOTE_LIMIT)) == TOO_LONG


def test_the_stub_of_a_draft_is_a_draft() -> None:
    draft: Draft = Drawer({"text": "a"})
    values: Values | None = draft.recall()
    assert values == {"text": "a"}
