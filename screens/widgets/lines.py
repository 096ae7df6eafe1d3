"""`Lines`, the one list of the program: it draws frozen lines itself, so a key repaints one or two of them whatever the length.

It knows neither the desk nor words; what a line says is decided by the screen that shows it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Final

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.widgets.drawing import Line, Tone, row, strip, wrapped

__all__ = ["Line", "Lines", "Tone"]

_POINTER: Final = "› "
_GUTTER: Final = "  "
_MARGIN: Final = " "
"""Before a heading, as before a title."""


class Lines(ScrollView, can_focus=True, inherit_bindings=False):
    """A list of lines with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "lines.up", id="lines.up", show=False),
        Binding("down,j", "step(1)", "lines.down", id="lines.down", show=False),
        Binding("pageup", "page(-1)", "lines.page_up", id="lines.page_up", show=False),
        Binding("pagedown", "page(1)", "lines.page_down", id="lines.page_down", show=False),
        Binding("home", "edge(0)", "lines.first", id="lines.first", show=False),
        Binding("end", "edge(-1)", "lines.last", id="lines.last", show=False),
        Binding("enter", "choose", "lines.choose", id="lines.choose", show=False),
    ]
    HELP_KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("↑ ↓ j k", "moving.step"),
        ("PgUp PgDn", "moving.page"),
        ("Home End", "moving.edge"),
    )
    """Its keys as people name them, and the sentences that tell them."""
    letters: reactive[Mapping[str, str]] = reactive(dict)
    """Letters that stand before lines, by their keys, while one jumps."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{tone}" for tone in Tone} | {"lines--cursor", "lines--cursor-blurred"}
    DEFAULT_CSS = """
    Lines {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        scrollbar-gutter: stable;
        & > .lines--plain { color: $foreground; }
        & > .lines--muted { color: $text-muted; }
        & > .lines--good { color: $success; }
        & > .lines--warn { color: $warning; }
        & > .lines--bad { color: $error; }
        & > .lines--accent { color: $accent; }
        & > .lines--heading { color: $foreground; text-style: bold; }
        & > .lines--cursor { color: $block-cursor-foreground; background: $block-cursor-background; }
        & > .lines--cursor-blurred { color: $block-cursor-blurred-foreground; background: $block-cursor-blurred-background; }
    }
    """

    class Highlighted(Message):
        """The cursor came to another line, or left the list."""

        def __init__(self, lines: "Lines", key: str | None) -> None:
            super().__init__()
            self.lines = lines
            """The list."""
            self.key = key
            """Key of the line under the cursor."""

        @property
        def control(self) -> "Lines":
            """The list."""
            return self.lines

    class Chosen(Message):
        """Enter was pressed on a line."""

        def __init__(self, lines: "Lines", key: str) -> None:
            super().__init__()
            self.lines = lines
            """The list."""
            self.key = key
            """Key of the line chosen."""

        @property
        def control(self) -> "Lines":
            """The list."""
            return self.lines

    def __init__(self, lines: Sequence[Line] = (), *, empty: str = "", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - named so in every widget
        super().__init__(id=id, classes=classes)
        self._lines: list[Line] = []
        self._places: dict[str, int] = {}
        self._cursor: int | None = None
        self._empty = empty
        self.follower: Callable[[], None] | None = None
        """Called at once when the cursor moves, for what must be painted in the same frame."""
        self._take(list(lines), None)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines shown."""
        return tuple(self._lines)

    @property
    def key(self) -> str | None:
        """Key of the line under the cursor."""
        return None if self._cursor is None else self._lines[self._cursor].key

    @property
    def empty(self) -> str:
        """What is said when there are no lines."""
        return self._empty

    @empty.setter
    def empty(self, sentence: str) -> None:
        self._empty = sentence
        self.refresh()

    def show(self, lines: Sequence[Line], at: str | None = None) -> None:
        """Show other lines, with the cursor on `at`, else on the key it had, else where it stood."""
        before, key, old = self._cursor, self.key, self._lines
        self._take(list(lines), at)
        if len(old) != len(self._lines) or not self._lines:
            self.refresh()
        else:
            for place in self._in_sight():
                if old[place] != self._lines[place] or (before != self._cursor and place in (before, self._cursor)):
                    self.refresh_line(place)
        self._reveal()
        if key != self.key:
            self.post_message(self.Highlighted(self, self.key))

    def replace(self, line: Line) -> None:
        """Repaint the line of this key; unknown keys are let pass, for the list may have moved on."""
        place = self._places.get(line.key)
        if place is None or self._lines[place] == line:
            return
        if self._lines[place].selectable != line.selectable:
            self.show([*self._lines[:place], line, *self._lines[place + 1 :]])
            return
        self._lines[place] = line
        self.refresh_line(place)

    def move_to(self, key: str) -> bool:
        """Put the cursor on `key`; False when it is not here or cannot be stood on."""
        place = self._places.get(key)
        if place is None or not self._lines[place].selectable:
            return False
        self._go(place)
        return True

    def _take(self, lines: list[Line], at: str | None) -> None:
        key, place = self.key, self._cursor or 0
        self._lines = lines
        self._places = {line.key: number for number, line in enumerate(lines)}
        self._cursor = None
        for wanted in (at, key):
            found = None if wanted is None else self._places.get(wanted)
            if found is not None and lines[found].selectable:
                self._cursor = found
                break
        else:
            self._cursor = self._nearest(min(place, len(lines) - 1), 1)
        self.virtual_size = Size(0, len(lines))

    def _nearest(self, place: int, step: int) -> int | None:
        """The selectable line at `place`, else the next in the direction of `step`, else the last in the other."""
        onward = range(place, len(self._lines) if step > 0 else -1, step)
        back = range(place - step, -1 if step > 0 else len(self._lines), -step)
        for candidates in (onward, back):
            for candidate in candidates:
                if 0 <= candidate < len(self._lines) and self._lines[candidate].selectable:
                    return candidate
        return None

    def _go(self, place: int | None) -> None:
        if place is None or place == self._cursor:
            self._reveal()
            return
        before, self._cursor = self._cursor, place
        if before is not None:
            self.refresh_line(before)
        self.refresh_line(place)
        self._reveal()
        # A message comes after this frame is painted, and the next frame waits for the repaint timer.
        if self.follower is not None:
            self.follower()
        self.post_message(self.Highlighted(self, self.key))

    def _reveal(self) -> None:
        """Scroll so that the cursor line is seen, with the line before and after it where there is room."""
        height = self.scrollable_content_region.height
        if self._cursor is None or height <= 0:
            return
        context = 1 if height >= 3 else 0
        top = round(self.scroll_y)
        highest = max(0, self._cursor - context)
        lowest = min(len(self._lines) - 1, self._cursor + context)
        wanted = min(max(top, lowest - height + 1), highest)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True)

    def _in_sight(self) -> range:
        top = round(self.scroll_y)
        return range(top, min(len(self._lines), top + max(self.size.height, 1)))

    def keys_in_sight(self) -> list[str]:
        """The keys of the lines in sight on which the cursor may stand."""
        return [self._lines[place].key for place in self._in_sight() if self._lines[place].selectable]

    def refresh_line(self, y: int) -> None:
        """Repaint one line if it is in sight."""
        self.refresh(Region(0, y - self.scroll_offset.y, self.size.width, 1))

    def on_resize(self) -> None:
        """Keep the cursor in sight when the window changes."""
        self._reveal()

    def on_focus(self) -> None:
        """Show the cursor as the one the keys go to."""
        if self._cursor is not None:
            self.refresh_line(self._cursor)

    def on_blur(self) -> None:
        """Show the cursor as resting."""
        if self._cursor is not None:
            self.refresh_line(self._cursor)

    def on_click(self, event: events.Click) -> None:
        """Move to the line under the mouse; choose it at the second click."""
        place = event.y + self.scroll_offset.y
        if place < len(self._lines) and self._lines[place].selectable:
            self._go(place)
            if event.chain == 2:
                self.action_choose()

    def render_line(self, y: int) -> Strip:
        """The line at `y` of the window, drawn."""
        width, base = self.scrollable_content_region.width, self.rich_style
        styles = {tone: self.get_component_rich_style(f"lines--{tone}", partial=True) for tone in Tone}
        place = y + self.scroll_offset.y
        if not self._lines:
            told = wrapped(self._empty, max(1, width - 2 * len(_GUTTER)))
            return strip(row(((_GUTTER, Tone.MUTED),), (told[y] if y < len(told) else "", Tone.MUTED), (), width), base, styles, width)
        if place >= len(self._lines):
            return Strip.blank(width, base)
        line, gutter = self._lines[place], _GUTTER
        if place == self._cursor:
            gutter = _POINTER
            base += self.get_component_rich_style("lines--cursor" if self.has_focus else "lines--cursor-blurred")
            del styles[Tone.PLAIN]
        elif line.tone is Tone.HEADING:
            gutter = _MARGIN
        letter = self.letters.get(line.key)
        mark = (gutter, Tone.PLAIN) if letter is None else (f"{letter} ", Tone.WARN)
        return strip(row((mark, *line.left), (line.text, line.tone), line.right, width), base, styles, width)

    def action_step(self, step: int) -> None:
        """Move to the next line the cursor can stand on; at the edge bring the headings beyond it into sight."""
        place = len(self._lines) if self._cursor is None else self._cursor + step
        while 0 <= place < len(self._lines):
            if self._lines[place].selectable:
                self._go(place)
                return
            place += step
        edge = 0 if step < 0 else len(self._lines) - 1
        if self._cursor is None or abs(self._cursor - edge) < self.scrollable_content_region.height:
            self.scroll_relative(y=step, animate=False, force=True)

    def action_page(self, step: int) -> None:
        """Move by what fits on the screen."""
        height = max(1, self.scrollable_content_region.height - 1)
        if self._cursor is None:
            self.scroll_relative(y=step * height, animate=False, force=True)
            return
        self._go(self._nearest(min(max(self._cursor + step * height, 0), len(self._lines) - 1), step))

    def action_edge(self, place: int) -> None:
        """Move to the first or last line, with the headings beyond it in sight where there is room for both."""
        edge = 0 if place == 0 else len(self._lines)
        if self._cursor is not None:
            self._go(self._nearest(place % len(self._lines), 1 if place == 0 else -1))
        if self._cursor is None or abs(self._cursor - edge) < self.scrollable_content_region.height:
            self.scroll_to(y=edge, animate=False, force=True)

    def action_choose(self) -> None:
        """Say that the line under the cursor was chosen."""
        if self.key is None:
            raise SkipAction
        self.post_message(self.Chosen(self, self.key))
