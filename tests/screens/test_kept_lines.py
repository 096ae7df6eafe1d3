"""What was drawn and stays: a repaint draws what changed and no more, and nothing that is out of date is ever seen."""

from collections.abc import Sequence

import pytest
from rich.segment import Segment
from textual.app import ComposeResult
from textual.color import Color
from textual.containers import Container
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.kept_lines import KeptLines, keep_lines
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph
from screens.widgets.status import StatusLine, TitleLine
from tests.press import press, settle
from tui.themes import THEMES
from tui.typeahead import KeysInOrder


class Noticed(LineFilter):
    """Remembers what it was shown, and may write it large."""

    def __init__(self, *, is_large: bool) -> None:
        super().__init__()
        self.is_large = is_large
        self.seen: list[str] = []

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        self.seen.append("".join(segment.text for segment in segments))
        return [Segment(text.upper(), style, control) for text, style, control in segments] if self.is_large else segments


class Keeping(KeysInOrder[None]):
    """A list beside a pane with a line around it, in a container, between two rows."""

    CSS = """
    Container { layout: horizontal; height: 1fr; }
    Lines { width: 40; }
    Pane { width: 1fr; border-top: solid red; }
    Screen.-faint Pane { opacity: 50%; }
    Screen.-other Lines { background: blue; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.title_line, self.pane, self.status = TitleLine("Judul", "kanan"), Pane(), StatusLine()
        self.lines = Lines([Line(f"k{number}", text=f"baris {number}") for number in range(60)])
        self.filters = [Noticed(is_large=False)]

    def compose(self) -> ComposeResult:
        yield self.title_line
        with Container():
            yield self.lines
            yield self.pane
        yield self.status

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "verifier-dark"
        keep_lines((self.screen, *self.screen.walk_children(Widget)))

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *self.filters]


def picture(app: Keeping) -> list[Strip]:
    return app.screen._compositor.render_strips()


async def test_what_stays_is_not_looked_at_again() -> None:
    app = Keeping()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "j")
        app.filters[0].seen.clear()
        await press(pilot, "j")
        # The line that was left stands as it stood before the cursor came.
        assert [seen.strip() for seen in app.filters[0].seen] == ["› baris 2"]


async def test_lines_that_only_moved_up_are_not_drawn_again() -> None:
    app = Keeping()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *"j" * 30)
        app.filters[0].seen.clear()
        await press(pilot, "j")
        drawn = [seen.strip() for seen in app.filters[0].seen if "baris" in seen]
        assert app.lines.scroll_y > 0
        assert drawn == ["› baris 31", "baris 32"]


@pytest.mark.parametrize(
    "change", ["keys", "scroll", "letters", "text", "theme", "filter", "size", "faint", "ground", "long", "hidden", "pointer"]
)
async def test_a_picture_that_was_kept_is_the_one_that_would_be_drawn(change: str) -> None:
    app = Keeping()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "j", "j")
        before = picture(app)
        if change == "keys":
            await press(pilot, "end", "k", "pageup")
        elif change == "scroll":
            await press(pilot, *"j" * 25)
        elif change == "letters":
            app.lines.letters = {"k1": "a", "k2": "b"}
        elif change == "text":
            app.lines.replace(Line("k2", text="lain"))
            app.pane.show((Paragraph("satu"), Paragraph("dua " * 300)))
        elif change == "theme":
            app.theme = "verifier-light"
        elif change == "filter":
            app.filters = [Noticed(is_large=True)]
        elif change == "size":
            await pilot.resize_terminal(70, 20)
        elif change in ("faint", "ground"):
            app.screen.add_class("-faint" if change == "faint" else "-other")
        elif change == "long":
            app.status.say("panjang " * 30)
        elif change == "hidden":
            app.title_line.display = False
        else:
            await pilot.hover(Lines, (5, 5))
        await settle(pilot)
        await pilot.pause()
        kept = picture(app)
        assert kept != before or change == "pointer"
        app.lines._drawn.clear()
        keep_lines((app.screen, *app.screen.walk_children(Widget), app.lines.vertical_scrollbar))
        assert picture(app) == kept


async def test_what_is_taken_back_while_it_is_drawn_is_drawn_anew() -> None:
    class Restless(Pane):
        count = 0

        def render_line(self, y: int) -> Strip:
            self.count += 1
            self._styles_cache.clear()
            return Strip([Segment(f"{self.count}")])

    app = Keeping()
    app.pane = Restless()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "j")
        assert picture(app) != picture(app)


async def test_the_bar_beside_a_list_keeps_what_it_has_drawn() -> None:
    app = Keeping()
    async with app.run_test(size=(80, 24)):
        assert isinstance(app.lines.vertical_scrollbar._styles_cache, KeptLines)
