"""Baselines: figures stated by somebody outside, kept with day, unit and source beside what is counted here; targets are among them."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select

from models import register
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.permissions import Standing
from models.rules.stated import MEASURES, Stated, fault
from models.text import dated, line

_BASELINE: Final = table(tables.Baseline)
FIELDS: Final = ("day", "figure", "value", "unit", "source", "note")
MORE: Final = ("measure", "type", "year")
"""What sets a figure beside a counted one, or makes a target of it."""
_REQUIRED: Final = ("day", "figure", "value", "unit", "source")


def state(tx: Transaction, entered: Mapping[str, str]) -> tuple[Stated, ...]:
    """State a figure, or correct the one of the same day and name; `entered` holds `FIELDS` as typed, and `MORE` where they are set.

    Raises:
        Refusal: `fact.required`, `fact.date`, `fact.choice` or `fact.number`, naming the field.
    """
    tx.require("baseline.state", Standing())
    values = {name: line(entered.get(name, ""), f"baseline.{name}") for name in FIELDS}
    values |= {name: line(entered[name], f"baseline.{name}") for name in MORE if name in entered}
    for name in _REQUIRED:
        if not values[name]:
            raise Refusal("fact.required", label=f"baseline.{name}")
    found = dated(values.pop("day"), "baseline.day")
    _check(values)
    put(tx, found, values)
    return lines(tx)


def put(tx: Transaction, day: str, values: Mapping[str, Any]) -> None:
    """Keep a figure of a day; what it measures stays where `values` do not say."""
    key = {"day": day, "figure": values["figure"]}
    more = dict.fromkeys(MORE, "") if tx.is_new(tables.Baseline, key) else {}
    tx.put(tables.Baseline, key, **{**more, **{name: value for name, value in values.items() if name != "figure"}})


def load_shipped(tx: Transaction) -> tuple[Stated, ...]:
    """State what the program ships: the figures of the notice of 9 May 2023 and those after it; what stands here already stays."""
    tx.require("baseline.state", Standing())
    for each in register.stated():
        key = {"day": each.pop("day"), "figure": each["figure"]}
        if tx.is_new(tables.Baseline, key):
            put(tx, key["day"], each)
    return lines(tx)


def remove(tx: Transaction, day: str, figure: str) -> tuple[Stated, ...]:
    """Take a stated figure away; Refusal `baseline.unknown`. The trail keeps it."""
    tx.require("baseline.state", Standing())
    key = {"day": day, "figure": figure}
    if tx.is_new(tables.Baseline, key):
        raise Refusal("baseline.unknown", figure=figure)
    tx.drop(tables.Baseline, key)
    return lines(tx)


def lines(tx: Transaction) -> tuple[Stated, ...]:
    """Every stated figure, by day and name."""
    rows = tx.connection.execute(select(_BASELINE).order_by(_BASELINE.c.day, _BASELINE.c.figure))
    return tuple(Stated(*(getattr(row, name) for name in (*FIELDS, *MORE))) for row in rows)


def _check(values: Mapping[str, str]) -> None:
    found = fault(values, register.TYPES)
    if found is None:
        return
    label, value = f"baseline.{found.field}", values.get(found.field, "")
    if found.kind == "choice":
        raise Refusal("fact.choice", label=label, value=value, choices=", ".join(MEASURES if found.field == "measure" else register.TYPES))
    raise Refusal("fact.number", label=label, value=value) if found.kind == "number" else Refusal("fact.required", label=label)
