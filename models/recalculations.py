"""A recalculation sheet as screens and papers are given it."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.rules.recalculation import Formula, Recalculated, Row


@dataclass(frozen=True, slots=True)
class Recalculation:
    """The agency's formula, the rows, and what they come to."""

    item: str
    formula: Formula | None = None
    entered: Mapping[str, str] | None = None
    """The formula as it is stored, by what is asked; before it is set, that of the other item where there is one."""
    rows: tuple[Row, ...] = ()
    incomplete: tuple[int, ...] = ()
    """The numbers of the rows that lack a score the formula asks for."""
    result: Recalculated | None = None
    """What the complete rows come to; None without a formula."""

    @property
    def following(self) -> int:
        """The number that is offered to the next row."""
        return max((row.number for row in self.rows), default=0) + 1

    def row(self, number: int | None) -> Row | None:
        """The row of a number."""
        return next((row for row in self.rows if row.number == number), None)
