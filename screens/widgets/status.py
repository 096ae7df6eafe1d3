"""The lines of one row around a screen: title above, status and keys below."""

from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.strip import Strip

from models.text import shown
from screens.widgets.drawing import ELLIPSIS, LEAST_TEXT, Span, Tone, cropped, row, strip, width_of, wrapped
from screens.widgets.painted import Painted


class OneRow(Painted):
    """One row on the panel's ground."""

    BOLD = frozenset({Tone.ACCENT, Tone.HEADING})
    DEFAULT_CSS = """
    OneRow {
        height: 1;
        width: 1fr;
        background: $panel;
        color: $foreground;
    }
    """

    def spans(self, width: int) -> list[Span]:
        """What the row says, in exactly `width` cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """The row, drawn."""
        width, look = self.size.width, self.look()
        return Strip.blank(width, look[Tone.PLAIN]) if y else strip(self.spans(width), look, width)


class TitleLine(OneRow):
    """Where one is: a title on the left, what belongs to it on the right."""

    def __init__(self, left: str = "", right: str = "", *, id: str | None = None) -> None:  # noqa: A002 - named so in every widget
        super().__init__(id=id)
        self._left, self._right = left, right

    def show(self, left: str, right: str = "") -> None:
        """Say other words."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.redraw()

    def spans(self, width: int) -> list[Span]:
        """The title bold, the rest muted."""
        # What belongs to the title leaves it half of the row.
        room = max(width // 2, width - cell_len(shown(self._left)) - 3)
        right = ((cropped(shown(self._right), room), Tone.MUTED), (" ", Tone.PLAIN)) if self._right else ()
        return row(((" ", Tone.PLAIN),), (self._left, Tone.HEADING), right, width)


class StatusLine(OneRow):
    """What just happened on the left, whether it is saved on the right; a sentence too long for one row takes more."""

    MOST_ROWS: ClassVar[int] = 4

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - named so in every widget
        super().__init__(id=id)
        self._message: Span = ("", Tone.PLAIN)
        self._mark: Span = ("", Tone.MUTED)

    @property
    def message(self) -> str:
        """What is said on the left."""
        return self._message[0]

    @property
    def tone(self) -> Tone:
        """How that is said."""
        return self._message[1]

    @property
    def marked(self) -> str:
        """What is said on the right."""
        return self._mark[0]

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Say `text` on the left, in a row, until something else is said."""
        text = " ".join(text.splitlines())
        if self._message != (text, tone):
            self._message = (text, tone)
            self._fit()

    def on_resize(self) -> None:
        """Break the sentence anew."""
        self._fit()

    def _fit(self) -> None:
        rows = min(self.MOST_ROWS, max(1, len(self._broken(self.size.width))))
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows
        self.redraw()

    def _broken(self, width: int) -> list[str]:
        """The sentence in rows; the mark shares the first."""
        text = shown(self._message[0])
        first = width - 2 - (cell_len(self._mark[0]) + 2 if self._mark[0] else 0)
        if cell_len(text) <= first or width <= 2:
            return [text]
        head = wrapped(text, max(LEAST_TEXT, first))[0]
        # What is left of the sentence itself: a path broken at the edge must not get a blank.
        return [head, *wrapped(text[len(head) :].lstrip(), width - 2)]

    def render_line(self, y: int) -> Strip:
        """The row at `y`, drawn."""
        if y == 0:
            return super().render_line(0)
        rows, width = self._broken(self.size.width), self.size.width
        text = rows[y] if y < len(rows) else ""
        if y == self.size.height - 1 and len(rows) > y + 1:
            text += ELLIPSIS
        return strip(row(((" ", Tone.PLAIN),), (text, self._message[1]), (), width), self.look(), width)

    def mark(self, text: str, tone: Tone = Tone.MUTED) -> None:
        """Say `text` on the right."""
        if self._mark != (text, tone):
            self._mark = (text, tone)
            self._fit()

    def spans(self, width: int) -> list[Span]:
        """The message cut to what the mark leaves."""
        right = (self._mark, (" ", Tone.PLAIN)) if self._mark[0] else ()
        return row(((" ", Tone.PLAIN),), (self._broken(width)[0], self._message[1]), right, width)


class KeyHint(NamedTuple):
    """A key and what it does here."""

    key: str
    """The key as people name it."""
    label: str
    """What it does, in a word."""
    enabled: bool = True
    """Whether it can act now."""
    stays: bool = False
    """Whether it has its place in the smallest window too: the way out, and the way to all keys."""


class KeyStrip(OneRow):
    """The keys of the screen in their order: those that stay and the last one always, of the others as many as fit."""

    def __init__(self, entries: tuple[KeyHint, ...] = (), *, id: str | None = None) -> None:  # noqa: A002 - named so in every widget
        super().__init__(id=id)
        self._entries = entries

    def show(self, entries: tuple[KeyHint, ...]) -> None:
        """Show other keys."""
        if entries != self._entries:
            self._entries = entries
            self.redraw()

    def spans(self, width: int) -> list[Span]:
        """The hints that fit, two cells apart; keys that cannot act stand in parentheses."""
        hints = [self._hint(entry) for entry in self._entries]
        stays = [entry.stays or entry is self._entries[-1] for entry in self._entries]
        room = width + 1
        for place in sorted(range(len(hints)), key=lambda place: (not stays[place], place)):
            taken = width_of(hints[place]) + 2
            if taken > room and not stays[place]:
                hints[place] = []
            else:
                room -= taken
        drawn: list[Span] = []
        for hint in filter(None, hints):
            drawn += [("  " if drawn else " ", Tone.PLAIN), *hint]
        return row(drawn, ("", Tone.PLAIN), (), width)

    @staticmethod
    def _hint(entry: KeyHint) -> list[Span]:
        key, label = shown(entry.key), shown(entry.label)
        if not entry.enabled:
            return [(f"({key} {label})" if cell_len(label) else f"({key})", Tone.MUTED)]
        return [(key, Tone.ACCENT), (f" {label}" if label else "", Tone.PLAIN)]
