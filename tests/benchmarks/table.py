"""Figures as a table: on the screen, and as part of a page."""

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tests.benchmarks.frame import Figure, Measured

NOT_MET: Final = "NO"
COLUMNS: Final = ("benchmark", "ours", "floor", "ratio", "least..greatest", "goal", "met")


def number(value: float, unit: str = "") -> str:
    """A figure with as many digits as say something."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f}{f' {unit}' if unit else ''}"


def row(each: Measured) -> tuple[str, ...]:
    """What the table says of a figure."""
    figure = each.figure
    met = {True: "yes", False: NOT_MET, None: ""}[each.is_met]
    goal = each.goal.told(figure.unit) if each.goal else ""
    return (
        figure.name,
        number(figure.value, figure.unit),
        number(figure.floor, figure.unit),
        number(figure.ratio),
        _spread(figure),
        goal,
        met,
    )


def _spread(figure: Figure) -> str:
    return "" if figure.runs == 1 else f"{number(figure.least)}..{number(figure.greatest)} of {figure.runs}"


def shown(console: Console, found: Iterable[Measured]) -> None:
    """Print the table."""
    table = Table(title="ratios are paired within one run")
    for name in COLUMNS:
        table.add_column(name, justify="left" if name in ("benchmark", "goal", "met") else "right", no_wrap=True)
    for each in found:
        style = {True: "green", False: "bold red", None: ""}[each.is_met]
        table.add_row(*row(each)[:-1], Text(row(each)[-1], style=style))
    console.print(table)


def page(found: Iterable[Measured]) -> str:
    """The same as a table of a page."""
    return lines(map(row, found))


def lines(rows: Iterable[Sequence[str]]) -> str:
    """Rows as a table of a page."""
    told = [f"| {' | '.join(COLUMNS)} |", "| --- | ---: | ---: | ---: | ---: | --- | --- |"]
    return "\n".join([*told, *(f"| {' | '.join(each)} |" for each in rows)])
