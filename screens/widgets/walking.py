"""How one moves in a list: where its cursor stands, which keys move it, and what of a long list is held around what is seen."""

from collections.abc import Callable
from typing import ClassVar, Final

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar

from screens.widgets.kept_lines import KeptLines, keep_lines
from screens.widgets.rows import Held, Rows
from screens.widgets.windows import SCREENS

LEAST: Final = 12
"""Lines that are held around the cursor however low the list is."""


class Walk(ScrollView, can_focus=True, inherit_bindings=False):
    """A list of lines in which a cursor moves."""

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
    virtual_size: reactive[Size] = reactive(Size(0, 0))
    """How large the lines are; more of them take no more room, so nothing is laid out anew for that."""

    class Highlighted(Message, namespace="lines"):
        """The cursor came to another line, or left the list."""

        def __init__(self, lines: "Walk", key: str | None) -> None:
            super().__init__()
            self.lines = lines
            """The list."""
            self.key = key
            """Key of the line under the cursor."""

        @property
        def control(self) -> "Walk":
            """The list."""
            return self.lines

    class Chosen(Message, namespace="lines"):
        """Enter was pressed on a line."""

        def __init__(self, lines: "Walk", key: str) -> None:
            super().__init__()
            self.lines = lines
            """The list."""
            self.key = key
            """Key of the line chosen."""

        @property
        def control(self) -> "Walk":
            """The list."""
            return self.lines

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - named so in every widget
        super().__init__(id=id, classes=classes)
        self._lines: Rows = Held()
        self._cursor: int | None = None
        self._key: str | None = None
        self.follower: Callable[[], None] | None = None
        """Called when the cursor moves, in place of a message: that comes after this frame, and the next waits for the repaint timer."""

    @property
    def key(self) -> str | None:
        """Key of the line under the cursor."""
        return self._key

    def move_to(self, key: str) -> bool:
        """Put the cursor on `key`; False when it is not here or cannot be stood on."""
        was_held = self._lines.place(key) is not None
        place = self._lines.reach(key, self._lines)
        if not was_held:
            self.virtual_size = Size(0, len(self._lines))
            self.refresh()
        if place is None or not self._lines[place].selectable:
            return False
        self._go(place)
        self.count()
        return True

    def count(self) -> None:
        """Find out how many lines there are, where that is not known."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar beside the lines, which is drawn anew when it moves and not at every key."""
        bar = super().vertical_scrollbar
        if not isinstance(bar._styles_cache, KeptLines):  # noqa: SLF001 - Textual makes it, and nothing public lets it draw less
            keep_lines((bar,))
        return bar

    def watch_virtual_size(self, before: Size, now: Size) -> None:
        """Let the bar be drawn with the lines, and lay out anew where it comes or goes."""
        height = self.container_size.height
        if (before.height > height) != (now.height > height):
            self.refresh(layout=True)
        elif self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = now.height

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
        if place is None or (place == self._cursor and self._lines[place].key == self._key):
            self._reveal()
            return
        before = self._cursor
        self._stand(place)
        if before is not None:
            self.refresh_line(before)
        self.refresh_line(place)
        self._reveal()
        if self.follower is not None:
            self.follower()
        else:
            self.post_message(self.Highlighted(self, self.key))

    def _reveal(self) -> None:
        """Scroll so that the cursor line is seen, with the line before and after it where there is room, and nothing beyond the end."""
        height = self.scrollable_content_region.height
        if height <= 0:
            return
        top = wanted = round(self.scroll_y)
        if self._cursor is not None:
            context = 1 if height >= 3 else 0
            highest = max(0, self._cursor - context)
            lowest = min(len(self._lines) - 1, self._cursor + context)
            wanted = min(max(top, lowest - height + 1), highest)
        wanted = max(0, min(wanted, len(self._lines) - height))
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True)

    def _stand(self, place: int | None) -> None:
        """Let the cursor stand at a place."""
        self._cursor = place
        self._key = None if place is None else self._lines[place].key

    def _hold(self, place: int) -> None:
        """Hold what is seen from a place on, and half as much above and below."""
        height = max(self.size.height, LEAST)
        half = height // 2
        self._settle(lambda: self._lines.hold(place - half, place - half + SCREENS * height - 1))

    def _settle(self, held: Callable[[], bool]) -> None:
        """Hold something; where lines stand at other places then, the cursor and what is seen go with them."""
        top = round(self.scroll_y)
        # Fewer lines than before may be shown while it is still scrolled to where those ended.
        seen = self._lines[top].key if top < len(self._lines) else ""
        if not held():
            return
        before = self._cursor
        there = None if self._key is None else self._lines.place(self._key)
        now = self._lines.place(seen)
        moved = there - before if there is not None and before is not None else now - top if now is not None else 0
        self.virtual_size = Size(0, len(self._lines))
        if moved:
            self._cursor = None if before is None else before + moved
        if moved or top > self.max_scroll_y:
            self.scroll_to(y=max(0, top + moved), animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Hold what comes into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._hold(round(new_value))

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

    def action_step(self, step: int) -> None:
        """Move to the next line the cursor can stand on; at the edge bring the headings beyond it into sight."""
        if self._cursor is not None:
            self._hold(self._cursor)
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
        self._hold(self._cursor + step * height)
        self._go(self._nearest(min(max(self._cursor + step * height, 0), len(self._lines) - 1), step))

    def action_edge(self, place: int) -> None:
        """Move to the first or last line, with the headings beyond it in sight where there is room for both."""
        self._settle(lambda: self._lines.hold_edge(is_last=place != 0))
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
