"""Baselines: figures stated by somebody outside, kept with day, unit and source beside what is counted here."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.moments import day as day_of
from models.rules.permissions import Standing
from models.text import line
from models.views import Baseline

_BASELINE: Final = table(tables.Baseline)
FIELDS: Final = ("day", "figure", "value", "unit", "source", "note")
_REQUIRED: Final = ("day", "figure", "value", "unit", "source")


def state(tx: Transaction, entered: Mapping[str, str]) -> tuple[Baseline, ...]:
    """State a figure, or correct the one of the same day and name; `entered` holds as typed: day, figure, value, unit, source, note.

    Raises:
        Refusal: `fact.required` or `fact.date`, naming the field.
    """
    tx.require("baseline.state", Standing())
    values = {name: line(entered.get(name, ""), f"baseline.{name}") for name in FIELDS}
    for name in _REQUIRED:
        if not values[name]:
            raise Refusal("fact.required", label=f"baseline.{name}")
    found = day_of(values.pop("day"))
    if found is None:
        raise Refusal("fact.date", label="baseline.day", value=entered["day"])
    tx.put(tables.Baseline, {"day": found.isoformat(), "figure": values.pop("figure")}, **values)
    return lines(tx)


def remove(tx: Transaction, day: str, figure: str) -> tuple[Baseline, ...]:
    """Take a stated figure away; the trail keeps it."""
    tx.require("baseline.state", Standing())
    tx.drop(tables.Baseline, {"day": day, "figure": figure})
    return lines(tx)


def lines(tx: Transaction) -> tuple[Baseline, ...]:
    """Every stated figure, by day and name."""
    rows = tx.connection.execute(select(_BASELINE).order_by(_BASELINE.c.day, _BASELINE.c.figure))
    return tuple(Baseline(*(getattr(row, name) for name in FIELDS)) for row in rows)
