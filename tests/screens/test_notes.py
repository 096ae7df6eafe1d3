"""The note of many lines: whatever closes it saves the text, and what cannot be saved stays where it was typed."""

from typing import Any

import pytest
from textual.pilot import Pilot

from models.errors import Refusal
from models.text import NOTE_LIMIT, shown
from screens.notes import AskNote
from screens.widgets.drafting import DraftKeeper
from screens.widgets.fields import NoteArea
from screens.widgets.status import StatusLine
from tests.press import burst, press, screen_text
from tests.screens.kit import DISK_FULL, HOSTILE, PASTED, SIZES, Drawer, Stage, harmless, painted, paste, until, whole

pytestmark = pytest.mark.slow

TOO_LONG = f"refusal.text.too_long label=Catatan limit={NOTE_LIMIT}"


class Noting(Stage):
    """A note that `n` opens; it is saved unless the disk is full, as on the sheet."""

    def __init__(self, text: str = "", draft: Drawer | None = None, title: str = "Catatan") -> None:
        super().__init__()
        self.text = text
        self.draft = draft or Drawer()
        self.is_saving = True
        self.saved: list[str] = []
        self._title = title

    def stray(self, key: str) -> None:
        if key != "n":
            super().stray(key)
            return
        self.push_screen(AskNote(self.words, self._title, self.text, self.draft, self.save), self.answers.append)

    def save(self, text: str) -> Refusal | None:
        if not self.is_saving:
            return Refusal("profile.disk_full", folder="/x", missing=9)
        self.text = text
        self.saved.append(text)
        return None

    async def open(self, pilot: Pilot[Any]) -> None:
        await press(pilot, "n")
        await painted(pilot)
        assert isinstance(self.screen, AskNote)

    @property
    def area(self) -> NoteArea:
        return self.screen.query_one(NoteArea)


@pytest.mark.parametrize("way", ["escape", "ctrl+s"])
@pytest.mark.parametrize(
    ("text", "typed", "answer"),
    [
        ("lama", [*" baru", "enter", *"q y"], "lama baru\nq y"),
        ("ab", ["backspace", "backspace"], ""),
        ("satu\n\n\tdua  ", [], "satu\n\n\tdua  "),
    ],
    ids=["written on", "emptied", "unchanged"],
)
async def test_every_way_out_saves_the_text(text: str, typed: list[str], answer: str, way: str) -> None:
    app = Noting(text)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert "Catatan" in screen_text(app) and "Esc dialog.key.done" in screen_text(app)
        await press(pilot, *typed, way)
        assert app.saved == ([answer] if typed else []), "what is as it was is not saved again"
        assert app.text == answer
        assert len(app.screen_stack) == 1
        assert app.draft.stored is None


async def test_a_text_that_cannot_be_saved_stays_until_it_is_left_a_second_time() -> None:
    app = Noting()
    app.is_saving = False
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"abc", "escape")
        await painted(pilot)
        assert app.notice.startswith("dialog.draft.leave_kept")
        assert app.area.text == "abc"
        assert app.draft.stored == {"text": "abc"}
        await press(pilot, "escape")
        assert app.answers == [None]
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
        assert app.saved == ["abc"]
        assert app.draft.stored is None


async def test_the_end_of_the_program_keeps_the_draft() -> None:
    app = Noting()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"abc")
        assert app.draft.stored is None
        app.exit()
    assert app.draft.stored == {"text": "abc"}


@pytest.mark.usefixtures("quick")
async def test_a_full_disk_throws_no_text_away() -> None:
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
        assert app.area.text == "abcd"
        assert app.notice.startswith("dialog.draft.leave cause=")
        app.is_saving = True
        await press(pilot, "escape")
        assert app.saved == ["abcd"]
        assert len(app.screen_stack) == 1


async def test_too_long_a_text_is_said_so_at_once() -> None:
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
        assert app.saved == ["a" * (NOTE_LIMIT - 1) + "bcd"]


@pytest.mark.parametrize(("pasted", "kept"), [(pasted, note) for pasted, _, note in PASTED])
async def test_what_is_pasted_cannot_steer(pasted: str, kept: str) -> None:
    app = Noting("<>")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "left")
        await paste(pilot, pasted)
        await press(pilot, "!")
        await painted(pilot)
        harmless(app)
        assert app.area.text == f"<{kept}!>"
        await press(pilot, "escape")
        assert app.saved == [f"<{kept}!>"]


async def test_a_long_paste_is_one_step_of_undo() -> None:
    app = Noting("awal")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await paste(pilot, "\n".join(f"baris {number}" for number in range(500)))
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
        assert app.text == text


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_only_text(text: str) -> None:
    app = Noting(text, title=text)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "enter", "x")
        await painted(pilot)
        seen = screen_text(app)
        assert shown(text) in seen.splitlines()[app.screen.query_one("#box").region.y + 1]
        harmless(app)
        whole(app)
        if text.isprintable():
            assert seen.count(text) == 2
            await press(pilot, "escape")
            assert app.saved == [f"{text}\nx"]


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
        assert app.saved == ["!satu\ndua?"]


async def test_a_burst_behind_the_opening_key_lands_in_the_note() -> None:
    app = Noting()
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(pilot, "2", "n", *"n 3 q", "enter", *"4", "escape", "5", "n", "!", "escape", "6")
        assert app.saved == ["n 3 q\n4", "n 3 q\n4!"]
        assert app.strays == ["2", "5", "6"]
