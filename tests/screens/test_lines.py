"""The list: where its cursor goes, what it paints, and that no text of a user can steer it."""

from collections.abc import Iterator
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.geometry import Region
from textual.strip import Strip

from models.text import shown
from screens.widgets import drawing
from screens.widgets.drawing import cropped, row
from screens.widgets.lines import Line, Lines, Tone
from screens.widgets.rows import Held
from screens.widgets.status import KeyHint, KeyStrip, StatusLine, TitleLine
from tests.press import press, screen_text, settle
from tests.screens.kit import HOSTILE, harmless
from tui.themes import THEMES
from tui.typeahead import KeysInOrder


def plain(count: int) -> list[Line]:
    return [Line(f"k{number}", text=f"baris {number}") for number in range(count)]


class Spied(Lines):
    """Remembers what it was asked to repaint."""

    painted: list[int]

    def render_line(self, y: int) -> Strip:
        self.painted.append(y)
        return super().render_line(y)

    def on_mount(self) -> None:
        self.painted = []


class Listing(KeysInOrder[None]):
    def __init__(self, lines: list[Line], *, empty: str = "") -> None:
        super().__init__()
        self.lines = Spied(lines, empty=empty)
        self.lines.painted = []
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        yield TitleLine("Judul", "kanan")
        yield self.lines
        yield StatusLine()
        yield KeyStrip()

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "verifier-dark"

    def on_lines_highlighted(self, event: Lines.Highlighted) -> None:
        assert event.control is self.lines
        self.said.append(f"at {event.key}")

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        assert event.control is self.lines
        self.said.append(f"chose {event.key}")


def pointed(app: Listing) -> list[str]:
    return [line.split("›")[1].strip() for line in screen_text(app).splitlines() if line.startswith("›")]


async def test_keys_move_and_choose() -> None:
    app = Listing(plain(50))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.lines.key == "k0"
        await press(pilot, "j", "down", "k", "enter")
        assert app.said == ["at k1", "at k2", "at k1", "chose k1"]
        assert pointed(app) == ["baris 1"]
        await press(pilot, "end")
        assert pointed(app) == ["baris 49"]
        await press(pilot, "pageup")
        assert app.lines.key == f"k{49 - 20}"
        await press(pilot, "home", "pagedown")
        assert app.lines.key == "k20"


async def test_the_cursor_skips_headings_and_shows_the_one_above() -> None:
    lines = [
        line for area in "abc" for line in (Line(f"h{area}", text=f"Area {area}", tone=Tone.HEADING, selectable=False), *plain_of(area))
    ]
    app = Listing(lines)
    async with app.run_test(size=(60, 9)) as pilot:
        await settle(pilot)
        assert app.lines.key == "a0"
        await press(pilot, *["j"] * 3)
        assert app.lines.key == "b0"
        await press(pilot, *["j"] * 5, "j", "j")
        assert app.lines.key == "c2"
        await press(pilot, *["k"] * 8)
        assert app.lines.key == "a0"
        assert "Area a" in screen_text(app)


def plain_of(area: str) -> list[Line]:
    return [Line(f"{area}{number}", text=f"butir {area}{number}") for number in range(3)]


async def test_one_line_of_context_is_kept() -> None:
    app = Listing(plain(50))
    async with app.run_test(size=(60, 13)) as pilot:
        await settle(pilot)
        for _ in range(30):
            await press(pilot, "j")
            seen = screen_text(app)
            number = int((app.lines.key or "k0")[1:])
            assert f"baris {number + 1} " in seen
            assert f"baris {number - 1} " in seen
        await press(pilot, "k", "k")
        assert app.lines.scroll_offset.y == 22, "moving inside the window does not scroll"


async def test_the_cursor_stays_with_its_key() -> None:
    app = Listing(plain(10))
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.lines.move_to("k5")
        await settle(pilot)
        app.said.clear()
        app.lines.show([Line("new", text="baru"), *plain(10)])
        await settle(pilot)
        assert (app.lines.key, app.said, pointed(app)) == ("k5", [], ["baris 5"])
        app.lines.show([line for line in plain(10) if line.key != "k5"])
        await settle(pilot)
        assert app.lines.key == "k7", "where it stood, as the line itself is gone"
        app.lines.show(plain(3))
        assert app.lines.key == "k2"
        app.lines.show(plain(10), at="k9")
        assert app.lines.key == "k9"
        app.lines.show([])
        await settle(pilot)
        assert app.lines.key is None
        assert app.said[-1] == "at None"
        await press(pilot, "j", "k", "home", "end", "pageup", "pagedown", "enter")
        app.lines.show(plain(2))
        assert app.lines.key == "k0"


async def test_only_what_changed_is_painted() -> None:
    app = Listing(plain(10_000))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j")
        await pilot.pause()
        app.lines.painted.clear()
        await press(pilot, "j")
        await pilot.pause()
        assert sorted(set(app.lines.painted)) == [2, 3]
        app.lines.painted.clear()
        app.lines.replace(Line("k7", text="lain"))
        app.lines.replace(Line("k9000", text="tidak terlihat"))
        app.lines.replace(Line("unknown"))
        await pilot.pause()
        assert set(app.lines.painted) == {7}
        app.lines.painted.clear()
        same = list(app.lines.lines)
        same[3] = Line("k3", text="sama sekali lain")
        app.lines.show(same)
        await pilot.pause()
        assert set(app.lines.painted) == {3}
        assert "sama sekali lain" in screen_text(app)


class Counted(Held):
    """Counts how often a line is looked at."""

    looked = 0

    def __getitem__(self, place: Any) -> Any:
        self.looked += 1
        return super().__getitem__(place)

    def __iter__(self) -> Iterator[Line]:
        self.looked += len(self)
        return super().__iter__()


async def looks(count: int) -> int:
    """How often a line of so many is looked at while the cursor goes to and fro; the keys come one by one, however slow the machine."""
    app = Listing(plain(count))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.lines._lines = counted = Counted(app.lines.lines)
        counted.looked = 0
        await press(pilot, *["j"] * 40, "end", "home", "end")
        assert pointed(app) == [f"baris {count - 1}"]
    return counted.looked


async def test_ten_thousand_lines_cost_no_more_than_a_hundred() -> None:
    few = await looks(100)
    assert 43 < few < 10_000
    assert await looks(10_000) < 2 * few


async def test_a_line_that_cannot_be_stood_on_any_more_is_left() -> None:
    app = Listing(plain(3))
    async with app.run_test() as pilot:
        await settle(pilot)
        app.lines.replace(Line("k0", text="kepala", selectable=False))
        await settle(pilot)
        assert app.lines.key == "k1"
        assert not app.lines.move_to("k0")
        assert not app.lines.move_to("nowhere")


async def test_an_empty_list_says_so() -> None:
    app = Listing([], empty="Belum ada [verifikasi].")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert "Belum ada [verifikasi]." in screen_text(app)
        app.lines.empty = "Tekan satu tombol " * 8
        await pilot.resize_terminal(60, 18)
        await settle(pilot)
        assert " ".join(screen_text(app).split()).count("Tekan satu tombol") == 8


@pytest.mark.parametrize("text", [*HOSTILE, "satu\ndua"])
async def test_hostile_text_is_only_text(text: str) -> None:
    app = Listing([Line("a", left=((text, Tone.GOOD),), text=text, right=((text, Tone.BAD),)), Line("b", text="aman")])
    async with app.run_test(size=(80, 10)) as pilot:
        await settle(pilot)
        app.query_one(TitleLine).show(text, text)
        app.query_one(StatusLine).say(text)
        app.query_one(StatusLine).mark(text)
        app.query_one(KeyStrip).show((KeyHint(text, text), KeyHint("?", text, enabled=False)))
        await pilot.pause()
        seen = screen_text(app)
        assert seen.count(shown(text)) >= 7
        assert all(cell_len(line) == 80 for line in seen.splitlines())
        harmless(app)


async def test_the_cursor_shows_without_colour_and_knows_its_focus() -> None:
    app = Listing(plain(3))
    async with app.run_test() as pilot:
        await settle(pilot)
        focused = app.lines.render_line(0)
        app.set_focus(None)
        await settle(pilot)
        resting = app.lines.render_line(0)
        assert focused.text.startswith("› ") and resting.text.startswith("› ")
        assert next(iter(focused)).style != next(iter(resting)).style
        app.set_focus(app.lines)
        await pilot.pause()
        assert app.lines.region.height > 3


def test_rows_are_measured_in_cells() -> None:
    for width in range(60):
        spans = row((("[ 3] ", Tone.GOOD),), ("名前と役割の確認 selesai", Tone.PLAIN), (("belum", Tone.WARN),), width)
        assert sum(cell_len(text) for text, _ in spans) == width
    assert row((), ("teks yang panjang sekali", Tone.PLAIN), (("ya", Tone.GOOD),), 20)[-1] == ("ya", Tone.GOOD)


@pytest.mark.parametrize(
    ("text", "cells", "result"), [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("名前", 3, "名…"), ("名前", 2, "…"), ("a", 0, "")]
)
def test_cutting(text: str, cells: int, result: str) -> None:
    assert cropped(text, cells) == result


def test_twenty_thousand_characters_are_not_measured_for_the_ten_that_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "cell_len", lambda text: cell_len(text) if len(text) <= 160 else pytest.fail("measured whole"))
    assert cropped("字" * 20_000, 10) == "字字字字…"
    assert cropped("e" + "\u0301" * 400, 10).endswith("…")


@pytest.mark.parametrize("width", [20, 30, 60, 80])
async def test_the_last_key_always_fits(width: int) -> None:
    entries = (*(KeyHint(key, "tindakan", enabled=key != "e") for key in "nercfvu"), KeyHint("?", "tombol"))
    app = Listing(plain(1))
    async with app.run_test(size=(width, 8)) as pilot:
        app.query_one(KeyStrip).show(entries)
        await pilot.pause()
        strip = screen_text(app).splitlines()[-1]
        assert strip.rstrip().endswith("? tombol")
        assert strip.startswith(" ? tombol" if width == 20 else " n tindakan")
        assert ("(e tindakan)" in strip) == (width >= 60)


async def test_the_window_may_shrink() -> None:
    app = Listing(plain(50))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.lines.move_to("k18")
        await pilot.resize_terminal(60, 10)
        await settle(pilot)
        assert pointed(app) == ["baris 18"]
        assert Region(0, 0, 60, 10).contains_region(app.lines.region)
