"""Trends drawn in a list: a bar for each value with the value in words beside it, a gap where there is none; readable without colour."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from rich.cells import cell_len

from models.trends import Level, Point, Run, Trend
from models.words import Words
from screens.widgets.drawing import Tone, cropped
from screens.widgets.lines import Line

FULL, EMPTY = "█", "░"
_WIDE: Final = 100
_CHART: Final = (28, 56)
"""Cells of a bar in a narrow window and in a wide one."""
_NAMED: Final = 28
"""Cells of the name of a run that its scale never takes."""


def bar(share: Fraction, cells: int) -> str:
    """A bar of so many cells; what is more than nothing has one, and only what is whole has all."""
    full = int(share * cells)
    if share > 0:
        full = max(1, full)
    return FULL * full + EMPTY * (cells - full)


def lines(words: Words, trend: Trend, width: int) -> list[Line]:
    """The runs with their points, then what is compared item by item and what is not."""
    cells = _CHART[width >= _WIDE]
    wide = max((len(point.at) for run in trend.runs for point in run.points), default=0)
    found = [line for number, run in enumerate(trend.runs) for line in _run(number, run, wide, cells, width)]
    if trend.items:
        found.append(_heading("items", words("trend.items"), " → ".join(trend.rounds), width))
        found.extend(_level(number, each) for number, each in enumerate(trend.items))
    if trend.changed:
        found.append(_heading("changed", words("trend.changed"), "", width))
        found.extend(Line(f"changed/{each}", text=each) for each in trend.changed)
    return found


def _run(number: int, run: Run, wide: int, cells: int, width: int) -> Iterator[Line]:
    yield _heading(f"run/{number}", run.name, run.full, width)
    for at, point in enumerate(run.points):
        yield _point(f"{number}/{at}", point, wide, cells)


def _heading(key: str, text: str, right: str, width: int) -> Line:
    shown = cropped(right, max(0, width - min(cell_len(text), _NAMED) - 4))
    return Line(f"heading/{key}", text=text, right=((f" {shown} ", Tone.MUTED),) if shown else (), tone=Tone.HEADING, selectable=False)


def _point(key: str, point: Point, wide: int, cells: int) -> Line:
    is_gap = point.share is None
    drawn = " " * cells if point.share is None else bar(point.share, cells)
    left = ((f"{point.at:<{wide}}  ", Tone.PLAIN), (f"{drawn}  ", Tone.ACCENT))
    return Line(key, left=left, text=point.text, tone=Tone.MUTED if is_gap else Tone.PLAIN)


def _level(number: int, level: Level) -> Line:
    # An item may be here twice: in one wording in some rounds, in another in the others.
    right = ((f"{' → '.join(level.levels)}  ", Tone.PLAIN), (f"{level.said:<6} ", Tone.MUTED))
    return Line(f"item/{number}", left=((f"{level.item}  ", Tone.PLAIN),), text=level.title, right=right)
