"""How the board of figures is told: lines of numbers and bars; drawn with signs, readable without colour."""

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len

from models.figures_board import Cell, Entry
from models.words import Words
from screens.charts import bar
from screens.widgets.drawing import Span, Tone, cropped
from screens.widgets.lines import Line

_WIDE: Final = 100
_NUMBER: Final = 8
"""Cells of a number that stands alone."""
_SAID: Final = 32
"""Most cells of what is said behind a number."""
_COLUMNS: Final = {"verdicts": (8, 10), "grid": (12, 18), "stated": (12, 13)}
"""Cells of a column, in a narrow window and in a wide one."""
_STATED: Final = (25, 40)
"""Cells of what others stated."""
_BARS: Final = {"progress": (20, 40)}
_BAR: Final = (10, 24)


def lines(words: Words, entries: Sequence[Entry], width: int, at: str | None, column: int) -> list[Line]:
    """The board, its headings between; the cell of `column` is marked in the line `at`."""
    found: list[Line] = []
    part = heading = ""
    said = {each.part: 0 for each in entries}
    drawn = {each.part for each in entries if each.share is not None}
    for each in entries:
        said[each.part] = max(said[each.part], min(_SAID, cell_len(each.said)))
    for each in entries:
        if (each.part, each.heading) != (part, heading):
            part, heading = each.part, each.heading
            found.append(_heading(words, each, width))
        marked = place(each, column) if each.key == at else None
        right = _cells(each, width, marked) if len(each.cells) > 1 else _single(each, width, said[each.part], has_bars=each.part in drawn)
        tone = Tone.HEADING if each.key == "verdicts/" else Tone.PLAIN
        found.append(Line(each.key, text=each.label, right=right, tone=tone))
    return found


def place(entry: Entry, column: int) -> int:
    """The cell of an entry that a column means: the last is the line itself."""
    return min(column, len(entry.cells) - 1)


def _heading(words: Words, entry: Entry, width: int) -> Line:
    name = words(f"figure.part.{entry.part}")
    text = f"{name}: {entry.heading}" if entry.heading else name
    right: tuple[Span, ...] = ()
    if len(entry.cells) > 1:
        right = tuple((_fitted(cell.name, _width(entry, number, width)), Tone.MUTED) for number, cell in enumerate(entry.cells))
    return Line(f"heading.{entry.part}.{entry.heading}", text=text, right=right, tone=Tone.HEADING, selectable=False)


def _width(entry: Entry, number: int, width: int) -> int:
    wide = width >= _WIDE
    if entry.part == "stated" and number == len(entry.cells) - 1:
        return _STATED[wide]
    return _COLUMNS[entry.part][wide]


def _fitted(text: str, cells: int) -> str:
    shown = cropped(text, cells - 2)
    return f"{' ' * (cells - 1 - cell_len(shown))}{shown} "


def _cells(entry: Entry, width: int, marked: int | None) -> tuple[Span, ...]:
    return tuple(_marked(cell, _width(entry, number, width), is_marked=number == marked) for number, cell in enumerate(entry.cells))


def _marked(cell: Cell, cells: int, *, is_marked: bool) -> Span:
    text = _fitted(cell.text, cells)
    if is_marked:
        bare = text.strip()
        # Brackets stand where the blanks around the number were, so that nothing moves.
        text = f"{' ' * (cells - cell_len(bare) - 2)}[{bare}]"
    return text, Tone.MUTED if cell.text in ("0", "-") else Tone.PLAIN


def _single(entry: Entry, width: int, said: int, *, has_bars: bool) -> tuple[Span, ...]:
    right: list[Span] = [(f"{entry.whole.text:>{_NUMBER}} ", Tone.PLAIN)]
    cells = _BARS.get(entry.part, _BAR)[width >= _WIDE]
    if entry.share is not None:
        right.append((f" {bar(entry.share, cells)} ", Tone.ACCENT))
    elif has_bars:
        right.append((" " * (cells + 2), Tone.PLAIN))
    if said:
        shown = cropped(entry.said, said)
        right.append((f" {shown}{' ' * (said - cell_len(shown))} ", Tone.MUTED))
    return tuple(right)
