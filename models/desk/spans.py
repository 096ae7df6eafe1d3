"""Windows on long lists: some rows in their order, found by index from the row they lie beyond, and how many there are."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, func, literal_column, select, tuple_

from models.ledger.transaction import Transaction
from models.windows import Mark, Span

_BACKWARDS: Final = -1
_FEW: Final = 500


@dataclass(frozen=True, slots=True)
class Order:
    """The columns by which rows are placed, the one that tells them all apart last; those of `falling` from great to small."""

    columns: tuple[ColumnElement[Any], ...]
    falling: frozenset[int] = frozenset()

    def by(self, *, backwards: bool = False) -> list[ColumnElement[Any]]:
        """What a question is ordered by."""
        return [column.desc() if (place in self.falling) is not backwards else column.asc() for place, column in enumerate(self.columns)]

    def beyond(self, mark: Mark, *, backwards: bool = False) -> list[ColumnElement[bool]]:
        """What is true of the rows beyond a mark, in parts that follow each other in the order: each is one walk over an index."""
        parts, start = list[ColumnElement[bool]](), 0
        for falling, run in groupby(range(len(self.columns)), key=self.falling.__contains__):
            end = start + len(list(run))
            compared = tuple_(*self.columns[start:end]), tuple_(*mark[start:end])
            further = compared[0] < compared[1] if falling is not backwards else compared[0] > compared[1]
            same = [column == value for column, value in zip(self.columns[:start], mark, strict=False)]
            parts.append(and_(*same, further))
            start = end
        return parts[::_BACKWARDS]


def few(wanted: Iterable[str]) -> Iterator[list[str]]:
    """What is asked for, as many at once as one question may name."""
    every = list(wanted)
    return (every[start : start + _FEW] for start in range(0, len(every), _FEW))


def of_few(column: ColumnElement[str], value: str) -> ColumnElement[bool]:
    """Whether a column of few values has this one, found by the index that is kept for whoever asks for all of them."""
    return (column == value) & (column > literal_column("''"))


def apart(column: ColumnElement[str]) -> ColumnElement[str]:
    """A column asked for in a way that keeps to the index by which the rows are found without it."""
    return column.op("||")(literal_column("''"))


def rows(
    tx: Transaction, asked: Select[Any], order: Order, span: Span, told: Callable[[Select[Any]], Select[Any]] = lambda walked: walked
) -> list[Row[Any]]:
    """The rows of a span, in the order of the list; where more is `told` of each, in whichever order that has."""
    found: list[Row[Any]] = []
    ordered = asked.order_by(*order.by(backwards=span.backwards))
    for part in order.beyond(span.beyond, backwards=span.backwards) if span.beyond else [None]:
        if len(found) < span.limit:
            walked = (ordered if part is None else ordered.where(part)).limit(span.limit - len(found))
            found += tx.connection.execute(told(walked.offset(span.skip) if span.skip else walked)).all()
    return found[::_BACKWARDS] if span.backwards else found


def count(tx: Transaction, asked: Select[Any], order: Order, before: Mark = (), most: int = 0) -> int:
    """How many rows there are, only those before a mark where given; counted no further than `most` where that is not 0."""
    parts: Sequence[ColumnElement[bool] | None] = order.beyond(before, backwards=True) if before else [None]
    counted = 0
    for part in parts:
        one = asked.with_only_columns(order.columns[-1], maintain_column_froms=True)
        one = one if part is None else one.where(part)
        inner = (one.limit(most) if most else one).subquery()
        counted += int(tx.connection.execute(select(func.count()).select_from(inner)).scalar() or 0)
    return min(counted, most) if most else counted
