"""A list that is shown anew: it stands at its end where it became shorter, and is painted once."""

from dataclasses import replace

import pytest
from textual.app import ComposeResult

from screens.widgets.lines import Line, Lines
from tests.press import press, screen_text, settle
from tests.screens.kit import Stage

pytestmark = pytest.mark.slow


def plain(count: int) -> list[Line]:
    return [Line(f"k{number}", text=f"baris {number}") for number in range(count)]


class Listing(Stage):
    def __init__(self, lines: list[Line]) -> None:
        super().__init__()
        self.lines = Lines(lines)

    def compose(self) -> ComposeResult:
        yield self.lines


@pytest.mark.parametrize("selectable", [True, False])
async def test_a_list_that_becomes_shorter_is_not_left_scrolled_beyond_its_end(selectable: bool) -> None:
    def lines(count: int) -> list[Line]:
        return [replace(line, selectable=selectable) for line in plain(count)]

    app = Listing(lines(200))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "end")
        app.lines.show(lines(60))
        await settle(pilot)
        assert "baris 59" in screen_text(app)
        assert "baris 45" in screen_text(app)
        app.lines.show(lines(5))
        await settle(pilot)
        assert all(f"baris {number}" in screen_text(app) for number in range(5))
        assert not app.lines.show_vertical_scrollbar
        app.lines.show(lines(60))
        await settle(pilot)
        assert app.lines.show_vertical_scrollbar


async def test_a_list_shown_anew_was_painted_once_more_for_its_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Listing(plain(200))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "end", "home")
        laid_out: list[object] = []
        monkeypatch.setattr(app.screen, "_refresh_layout", lambda *_, **__: laid_out.append(None))
        app.lines.show(plain(150))
        assert app.lines.vertical_scrollbar.window_virtual_size == 150
        await settle(pilot)
        assert laid_out == []
