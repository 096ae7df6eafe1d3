"""How the board of figures is told: lines of numbers and bars; drawn with signs, readable without colour."""

from collections.abc import Sequence
from itertools import zip_longest
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
_STATED: Final = (25, 40)
"""Most cells of a column, in a narrow window and in a wide one: what others stated is a text."""
_AIR: Final = (2, 4)
"""Cells beside a number in its column; brackets stand there around the marked one."""
_BARS: Final = {"progress": (20, 40)}
_BAR: Final = (10, 24)


def lines(words: Words, entries: Sequence[Entry], width: int, at: str | None, column: int) -> list[Line]:
    """The board, its headings between; the cell of `column` is marked in the line `at`."""
    found: list[Line] = []
    part = heading = ""
    said = {each.part: 0 for each in entries}
    drawn = {each.part for each in entries if each.share is not None}
    widths = {part: _widths(those, width) for part, those in _by_part(entries).items()}
    for each in entries:
        said[each.part] = max(said[each.part], min(_SAID, cell_len(each.said)))
    for each in entries:
        if (each.part, each.heading) != (part, heading):
            part, heading = each.part, each.heading
            found.append(_heading(words, each, width, widths[part]))
        marked = place(each, column) if each.key == at else None
        if len(each.cells) > 1:
            right = tuple(_marked(cell, widths[part][number], is_marked=number == marked) for number, cell in enumerate(each.cells))
        else:
            right = _single(each, width, said[each.part], has_bars=each.part in drawn)
        tone = Tone.HEADING if each.key == "verdicts/" else Tone.PLAIN
        found.append(Line(each.key, text=each.label, right=right, tone=tone))
    return found


def place(entry: Entry, column: int) -> int:
    """The cell of an entry that a column means: the last is the line itself."""
    return min(column, len(entry.cells) - 1)


def _by_part(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for each in entries:
        found.setdefault(each.part, []).append(each)
    return found


def _widths(entries: Sequence[Entry], width: int) -> list[int]:
    """How many cells each column of a part takes: what is in it and its name, with blanks beside."""
    is_wide = width >= _WIDE
    found: list[int] = []
    for each in entries:
        needed = [max(cell_len(cell.text), cell_len(cell.name)) + _AIR[is_wide] for cell in each.cells]
        found = [max(pair) for pair in zip_longest(found, needed, fillvalue=0)]
    return [min(cells, _STATED[is_wide]) for cells in found]


def _heading(words: Words, entry: Entry, width: int, widths: Sequence[int]) -> Line:
    text = words(f"figure.part.{entry.part}")
    if entry.heading:
        text = f"{text}: {entry.heading}" if width >= _WIDE else entry.heading
    right: tuple[Span, ...] = ()
    if len(entry.cells) > 1:
        right = tuple((_fitted(cell.name, cells), Tone.MUTED) for cell, cells in zip(entry.cells, widths, strict=True))
    return Line(f"heading.{entry.part}.{entry.heading}", text=text, right=right, tone=Tone.HEADING, selectable=False)


def _fitted(text: str, cells: int) -> str:
    shown = cropped(text, cells - 2)
    return f"{' ' * (cells - 1 - cell_len(shown))}{shown} "


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
