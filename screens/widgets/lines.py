"""`Lines`, the one list of the program: it draws frozen lines itself, so a key repaints one or two of them whatever the length.

It knows neither the desk nor words; what a line says is decided by the screen that shows it.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import ClassVar, Final

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from models.errors import Refusal
from screens.widgets.drawing import Line, Span, Tone, row, strip, wrapped
from screens.widgets.painted import Painted
from screens.widgets.rows import Counts, Held, Parts
from screens.widgets.walking import LEAST, Walk
from screens.widgets.windows import COUNTING, SIGHT

__all__ = ["Line", "Lines", "Tone"]

_POINTER: Final = "› "
_GUTTER: Final = "  "
_MARGIN: Final = " "
"""Before a heading, as before a title."""
_MOST_DRAWN: Final = 400
"""Lines that are remembered as they were drawn."""


class Lines(Walk, Painted):
    """A list of lines with a cursor."""

    letters: reactive[Mapping[str, str]] = reactive(dict)
    """Letters that stand before lines, by their keys, while one jumps."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--cursor", "lines--cursor-blurred"}
    DEFAULT_CSS = """
    Lines {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        scrollbar-gutter: stable;
        & > .lines--cursor { color: $block-cursor-foreground; background: $block-cursor-background; }
        & > .lines--cursor-blurred { color: $block-cursor-blurred-foreground; background: $block-cursor-blurred-background; }
    }
    """

    class Counted(Message):
        """It is known how many lines there are."""

        def __init__(self, lines: "Lines", rows: Parts, counts: Counts) -> None:
            super().__init__()
            self.lines = lines
            """The list."""
            self.rows, self.counts = rows, counts

        @property
        def control(self) -> "Lines":
            """The list."""
            return self.lines

    def __init__(self, lines: Sequence[Line] = (), *, empty: str = "", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - named so in every widget
        super().__init__(id=id, classes=classes)
        self._empty = empty
        self._drawn: dict[str, tuple[Line, Strip]] = {}
        """Lines as they were drawn, by their keys."""
        self._look: object = None
        """What those were drawn for."""
        self._take(Held(lines), None)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are held."""
        return tuple(self._lines.held())

    @property
    def empty(self) -> str:
        """What is said when there are no lines."""
        return self._empty

    @empty.setter
    def empty(self, sentence: str) -> None:
        self._empty = sentence
        self.refresh()

    def show(self, lines: Sequence[Line] | Parts, at: str | None = None) -> None:
        """Show other lines, with the cursor on `at`, else on the key it had, else where it stood."""
        before, key, old = self._cursor, self.key, self._lines
        self._take(lines if isinstance(lines, Held | Parts) else Held(lines), at)
        # Where the cursor is, not where it was: both are far from each other at times, and each would be read.
        self._reveal()
        self._hold(round(self.scroll_y))
        if len(old) != len(self._lines) or not len(self._lines):
            self.refresh()
        else:
            for place in self._in_sight():
                if old[place] != self._lines[place] or (before != self._cursor and place in (before, self._cursor)):
                    self.refresh_line(place)
        if key != self.key:
            self.post_message(self.Highlighted(self, self.key))
        self.count()

    def count(self) -> None:
        """Find out how many lines there are, where that is not known."""
        if isinstance(self._lines, Parts) and not self._lines.is_counted:
            self.run_worker(partial(self._count, self._lines), thread=True, exclusive=True, name="count", group="count")

    def _count(self, rows: Parts) -> None:
        """Count what nobody waits for, one list after the other, as long as it is the one that is shown."""
        with COUNTING, suppress(Refusal):
            if rows is self._lines:
                self.post_message(self.Counted(self, rows, rows.counts()))

    def on_lines_counted(self, event: Counted) -> None:
        """Take over what was counted, unless something else is shown meanwhile."""
        if event.rows is not self._lines:
            event.stop()
            return

        def counted() -> bool:
            event.rows.counted(event.counts)
            return True

        self._settle(counted)

    def replace(self, line: Line) -> None:
        """Repaint the line of this key; unknown keys are let pass, for the list may have moved on."""
        place = self._lines.place(line.key)
        if place is None or self._lines[place] == line:
            return
        was = self._lines[place]
        self._lines.replace(line)
        self.refresh_line(place)
        if was.selectable != line.selectable:
            self.show(self._lines)  # type: ignore[arg-type]

    def _take(self, lines: Held | Parts, at: str | None) -> None:
        key, place, before = self.key, self._cursor or 0, self._lines
        self._lines = lines
        if isinstance(lines, Parts) and self.size.height:
            lines.see(max(self.size.height, LEAST))
        for wanted in (at, key):
            found = None if wanted is None else lines.reach(wanted, before)
            if found is not None and lines[found].selectable:
                break
        else:
            lines.hold(place - 1, place + SIGHT)
            found = self._nearest(min(place, len(lines) - 1), 1)
        self._stand(found)
        self.virtual_size = Size(0, len(lines))

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
        width, look = self.scrollable_content_region.width, self.look()
        place = y + self.scroll_offset.y
        if not len(self._lines):
            told = wrapped(self._empty, max(1, width - 2 * len(_GUTTER)))
            return strip(row(((_GUTTER, Tone.MUTED),), (told[y] if y < len(told) else "", Tone.MUTED), (), width), look, width)
        if place >= len(self._lines):
            return Strip.blank(width, look[Tone.PLAIN])
        line = self._lines[place]
        if place != self._cursor:
            return self._resting(line, width)
        return strip(self._row(line, _POINTER, width), self.look("lines--cursor" if self.has_focus else "lines--cursor-blurred"), width)

    def _resting(self, line: Line, width: int) -> Strip:
        """A line without the cursor; one that only stands elsewhere because the list was scrolled is drawn already."""
        look = width, self.look(), self.letters
        if look != self._look or len(self._drawn) >= _MOST_DRAWN:
            self._look = look
            self._drawn.clear()
        was, drawn = self._drawn.get(line.key, (None, None))
        if drawn is None or was is not line:
            drawn = strip(self._row(line, _MARGIN if line.tone is Tone.HEADING else _GUTTER, width), self.look(), width)
            self._drawn[line.key] = line, drawn
        return drawn

    def _row(self, line: Line, gutter: str, width: int) -> list[Span]:
        letter = self.letters.get(line.key)
        mark = (gutter, Tone.PLAIN) if letter is None else (f"{letter} ", Tone.WARN)
        return row((mark, *line.left), (line.text, line.tone), line.right, width)
