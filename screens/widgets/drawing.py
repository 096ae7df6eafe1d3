"""How a line is put together: tones, cutting in cells. Words and colours come from elsewhere."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from models.text import shown, shown_lines

ELLIPSIS: Final = "…"
LEAST_TEXT: Final = 12
"""Cells the text of a line keeps before its right spans are cut."""
_MOST_IN_A_CELL: Final = 16
"""Characters of a text that are looked at for each cell of its line: a sign and the marks on it."""


class Tone(StrEnum):
    """What a piece of text means; the colour is the theme's."""

    PLAIN = "plain"
    MUTED = "muted"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    ACCENT = "accent"
    HEADING = "heading"


Span = tuple[str, Tone]
Look = Mapping[Tone, Style]
"""How each tone is drawn on one ground."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list."""

    key: str
    """Names the line; the cursor stays with it."""
    left: tuple[Span, ...] = ()
    """Spans before the text, never cut."""
    text: str = ""
    """The words of the line, cut with … to what is left."""
    right: tuple[Span, ...] = ()
    """Spans at the right edge."""
    tone: Tone = Tone.PLAIN
    """Tone of the text."""
    selectable: bool = True
    """Whether the cursor may stand here; it skips headings."""


def cropped(text: str, cells: int) -> str:
    """`text` in at most `cells` cells, cut with an ellipsis."""
    # A text of thousands of characters is not measured for the few that are shown.
    most = max(cells, 1) * _MOST_IN_A_CELL
    if len(text) <= most and cell_len(text) <= cells:
        return text
    return "" if cells <= 0 else set_cell_size(text[:most], cells - 1).rstrip() + ELLIPSIS


def width_of(spans: Sequence[Span]) -> int:
    """Cells that `spans` take."""
    return sum(cell_len(text) for text, _ in spans)


def cropped_spans(spans: Sequence[Span], cells: int) -> list[Span]:
    """`spans` in at most `cells` cells, the one at the edge cut."""
    kept: list[Span] = []
    for text, tone in spans:
        piece = cropped(text, cells)
        kept.append((piece, tone))
        cells -= cell_len(piece)
        if piece != text:
            break
    return kept


def row(left: Sequence[Span], middle: Span, right: Sequence[Span], width: int) -> list[Span]:
    """Spans of exactly `width` cells: `left` fixed, `middle` cut to what is left, `right` flush right."""
    start = [(shown(text), tone) for text, tone in left]
    body = (shown(middle[0][: width * _MOST_IN_A_CELL]), middle[1])
    end = [(" ", Tone.PLAIN), *((shown(text), tone) for text, tone in right)] if right else []
    gap = width - width_of((*start, body, *end))
    if gap < 0:
        start, body, end = _cut(start, body, end, width)
        gap = width - width_of((*start, body, *end))
    return [*start, body, (" " * gap, Tone.PLAIN), *end]


def _cut(start: list[Span], body: Span, end: list[Span], width: int) -> tuple[list[Span], Span, list[Span]]:
    """The parts of a row cut to its width: first its text, to the least it keeps, then what stands at the right."""
    start = cropped_spans(start, width)
    room = width - width_of(start)
    if end:
        end = cropped_spans(end, max(0, room - min(cell_len(body[0]), LEAST_TEXT)))
    return start, (cropped(body[0], room - width_of(end)), body[1]), end


def columns(rows: Sequence[Sequence[str]], numbers: Container[int] = ()) -> list[tuple[str, ...]]:
    """The cells of every row, each as wide as the widest of its column; those of the columns `numbers` stand at the right."""
    return Columns(numbers).of(rows)


class Columns:
    """Columns as wide as the widest text that was seen in them; those of `numbers` stand at the right."""

    def __init__(self, numbers: Container[int] = ()) -> None:
        self._numbers, self._widths = numbers, list[int]()

    def of(self, rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
        """The cells of every row, each as wide as its column."""
        found = [[cell_len(text) for text in row] for row in rows]
        self._widths = [max(column) for column in zip(*found, *([self._widths] if self._widths else []), strict=True)]
        return [tuple(map(self._cell, range(len(row)), row, cells)) for row, cells in zip(rows, found, strict=True)]

    def _cell(self, place: int, text: str, cells: int) -> str:
        blank = " " * (self._widths[place] - cells)
        return blank + text if place in self._numbers else text + blank


def strip(spans: Sequence[Span], look: Look, width: int) -> Strip:
    """`spans` of exactly `width` cells, as `row` gives, drawn."""
    return Strip([Segment(text, look[tone]) for text, tone in spans if text], width)


def wrapped(text: str, cells: int, most: int = 0) -> list[str]:
    """`text` broken at blanks into lines of at most `cells` cells; a longer word is broken where it must be.

    Where no more than `most` lines are wanted, one more tells that there are; the rest of a long text is not looked at.
    """
    lines: list[str] = []
    if most:
        text = text[: (most + 1) * cells * _MOST_IN_A_CELL]
    text = shown_lines(text)
    # Of most texts every character takes a cell.
    taken = len if text.isascii() else cell_len
    for paragraph in text.split("\n"):
        if most and len(lines) > most:
            break
        line = ""
        for word in paragraph.split(" "):
            rest = word
            if taken(word) > cells:
                lines += [line] if line else []
                # Where not even one wide character fits, the first piece is empty.
                *heads, rest = filter(None, chop_cells(word, cells))
                lines += heads
                line = ""
            if line and taken(line) + 1 + taken(rest) > cells:
                lines.append(line)
                line = rest
            else:
                line = f"{line} {rest}" if line else rest
        lines.append(line)
    return lines
