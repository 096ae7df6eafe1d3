"""Cohorts: agencies saved by name, chosen by a filter or one by one, usable wherever a filter is."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import Row, select

from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.permissions import Standing
from models.rules.results import EVERYTHING, Cohort, Filter
from models.text import line

_AGENCY: Final = table(tables.Agency)
_COHORT: Final = table(tables.Cohort)


def save(tx: Transaction, name: str, chosen: Filter = EVERYTHING, agencies: Iterable[str] = ()) -> Cohort:
    """Save a filter, or `agencies` by their codes, under a name; what was saved under it before makes place.

    Raises:
        Refusal: `cohort.name_missing`, `cohort.empty` where it would choose every agency, `cohort.nested` where the filter names a
            cohort, `agency.unknown`, `text.too_long`.
    """
    tx.require("cohort.save", Standing())
    called, codes = line(name, "cohort.name"), sorted({code.strip() for code in agencies} - {""})
    if not called:
        raise Refusal("cohort.name_missing")
    if chosen.cohort:
        raise Refusal("cohort.nested", cohort=chosen.cohort)
    if chosen.is_empty and not codes:
        raise Refusal("cohort.empty", cohort=called)
    known = set(tx.connection.execute(select(_AGENCY.c.code)).scalars())
    unknown = next((code for code in codes if code not in known), None)
    if unknown is not None:
        raise Refusal("agency.unknown", agency=unknown)
    told = {"filter": as_text(chosen), "agencies": json.dumps(codes), "saved_at": tx.stamp}
    tx.put(tables.Cohort, {"name": called}, **told)
    return named(tx, called)


def remove(tx: Transaction, name: str) -> Cohort:
    """Take a cohort away, which is given back so that it can be put back; Refusal `cohort.unknown`. The trail keeps it."""
    tx.require("cohort.save", Standing())
    found = named(tx, name)
    tx.drop(tables.Cohort, {"name": found.name})
    return found


def put_back(tx: Transaction, cohort: Cohort) -> Cohort:
    """Save again what `remove` took away."""
    return save(tx, cohort.name, cohort.filter, cohort.agencies)


def lines(tx: Transaction) -> tuple[Cohort, ...]:
    """Every cohort, by name."""
    return tuple(_cohort(row) for row in tx.connection.execute(select(_COHORT).order_by(_COHORT.c.name)))


def named(tx: Transaction, name: str) -> Cohort:
    """The cohort of a name; Refusal `cohort.unknown`."""
    row = tx.connection.execute(select(_COHORT).where(_COHORT.c.name == name.strip())).first()
    if row is None:
        raise Refusal("cohort.unknown", cohort=name)
    return _cohort(row)


def as_text(chosen: Filter) -> str:
    """What is set in a filter, as stored."""
    return json.dumps({name: value for name, value in asdict(chosen).items() if value}, ensure_ascii=False)


def as_filter(text: str) -> Filter:
    """The filter that `as_text` stored."""
    told: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(text).items()}
    return Filter(**told)


def _cohort(row: Row[Any]) -> Cohort:
    return Cohort(row.name, as_filter(row.filter), frozenset(json.loads(row.agencies)), row.saved_at)
