"""Questions about one verification, put for several at once: whoever reads ten thousand would ask the same ten thousand times."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam

from models.ledger import prepared
from models.ledger.transaction import Transaction


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What is asked of the rows of one verification, which a column names. What is put together once is not put together each time."""

    asked: Select[Any]
    of: ColumnElement[str]
    is_in_order: bool = False
    """Whether its rows are read by the places of their columns, not by their names."""
    one: Select[Any] = field(init=False)
    several: Select[Any] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "one", self.asked.where(self.of == bindparam("of")))
        told = self.asked.add_columns(self.of.label("of_which"))
        object.__setattr__(self, "several", told.where(self.of.in_(bindparam("of", expanding=True))))

    def rows(self, tx: Transaction, verification: str) -> Sequence[Any]:
        """The rows of a verification."""
        found: Sequence[Any] | None = tx.prefetched.get(self, {}).get(verification)
        return prepared.rows(tx.connection, self.one, {"of": verification}) if found is None else found


def read(tx: Transaction, questions: Iterable[Question], verifications: Collection[str]) -> None:
    """Read the rows of several verifications, which are those that are found of them until something is written."""
    for question in questions:
        found: dict[str, list[Any]] = {id_: [] for id_ in verifications}
        for row in tx.connection.execute(question.several, {"of": list(verifications)}):
            found[row[-1]].append(row[:-1] if question.is_in_order else row)
        tx.prefetched[question] = found
