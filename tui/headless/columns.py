"""Rows for people in columns, as wide as the terminal; where nobody sees it, in a pipe or a file, nothing is cut.

Whoever hears them instead is told each row as a sentence.
"""

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from textwrap import wrap
from typing import Final

from models.text import shown

_GAP: Final = "  "
_LEAST: Final = 12
"""Cells the column that may be cut keeps; with less the rows are folded."""
_HEARD: Final = ContextVar("heard", default=0)


@contextmanager
def heard(width: int) -> Iterator[None]:
    """In the block rows are sentences of at most `width` columns a line."""
    before = _HEARD.set(width)
    try:
        yield
    finally:
        _HEARD.reset(before)


def print_rows(headings: Sequence[str], rows: Sequence[Sequence[str]], *, cut: int) -> None:
    """Print `rows` under their headings; only the column `cut` is ever cut, and in a narrow terminal each row takes several lines."""
    if width := _HEARD.get():
        for row in rows:
            told = (f"{heading} {shown(cell)}".strip() for heading, cell in zip(headings, row, strict=True) if cell)
            print("\n".join(wrap("; ".join(told), width, subsequent_indent=_GAP, break_on_hyphens=False)))
        return
    is_seen = sys.__stdout__ is not None and sys.__stdout__.isatty()
    width = shutil.get_terminal_size().columns if is_seen else 0
    for line in lines([[shown(cell) for cell in row] for row in (headings, *rows)], cut, width):
        print(line)


def lines(rows: Sequence[Sequence[str]], cut: int, width: int) -> Iterator[str]:
    """The lines of `rows`, headings first, in `width` cells; 0 is as many as they take."""
    from rich.cells import cell_len

    wanted = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    over = sum(wanted) + len(_GAP) * (len(wanted) - 1) - width if width else 0
    room = wanted[cut] - max(0, over)
    if room < min(_LEAST, wanted[cut]):
        for first, *others in rows[1:]:
            yield first
            yield f"{_GAP}{others.pop(cut - 1)}"
            yield f"{_GAP}{_GAP.join(others)}"
        return
    wanted[cut] = room
    for row in rows:
        yield _GAP.join(_cell(cell, cells) for cell, cells in zip(row, wanted, strict=True)).rstrip()


def _cell(text: str, cells: int) -> str:
    from rich.cells import cell_len, set_cell_size

    return set_cell_size(text, cells) if cell_len(text) <= cells else f"{set_cell_size(text, cells - 1)}…"
