"""Cohorts: agencies saved by name, chosen by a filter or one by one, usable wherever a filter is."""

import json
import re
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
from models.text import folded, line

_AGENCY: Final = table(tables.Agency)
_COHORT: Final = table(tables.Cohort)
_NAMED: Final = select(_AGENCY.c.code, _AGENCY.c.name, _AGENCY.c.short_name)
_IN_FORCE_LAST: Final = (_AGENCY.c.valid_to == "", _AGENCY.c.valid_to, _AGENCY.c.code)
_NUMBERED: Final = re.compile(r"^\s*(?:\d+[.)](?=\s)|[-•*])\s*")
"""What stands before an entry of a list that is numbered or has bullets."""
_BETWEEN: Final = re.compile(r"[,;\t]")


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
    """Take a cohort away; Refusal `cohort.unknown`. The trail keeps it."""
    tx.require("cohort.save", Standing())
    found = named(tx, name)
    tx.drop(tables.Cohort, {"name": found.name})
    return found


def rename(tx: Transaction, name: str, new: str) -> Cohort:
    """Give a cohort another name; Refusal `cohort.unknown`, `cohort.name_missing`, `cohort.taken` or `text.too_long`."""
    tx.require("cohort.save", Standing())
    found, called = named(tx, name), line(new, "cohort.name")
    if not called:
        raise Refusal("cohort.name_missing")
    if called == found.name:
        return found
    if not tx.is_new(tables.Cohort, {"name": called}):
        raise Refusal("cohort.taken", cohort=called)
    told = {"filter": as_text(found.filter), "agencies": json.dumps(sorted(found.agencies)), "saved_at": found.saved_at}
    tx.drop(tables.Cohort, {"name": found.name})
    tx.put(tables.Cohort, {"name": called}, **told)
    return named(tx, called)


def save_listed(tx: Transaction, name: str, text: str) -> Cohort:
    """Save the agencies of a list, a code, name or short name a line, numbered or not.

    Raises:
        Refusal: `cohort.not_agencies`, naming all that are none, and as `save`.
    """
    return save(tx, name, agencies=_listed(tx, text))


def _listed(tx: Transaction, text: str) -> tuple[str, ...]:
    known: dict[str, str] = {}
    # Of two that share a name the one still in force counts, which comes last.
    for code, full, short in tx.connection.execute(_NAMED.order_by(*_IN_FORCE_LAST)):
        known |= {folded(each): code for each in (full, short, code) if each}
    found, unknown = [], []
    for entry in filter(None, (_NUMBERED.sub("", each).strip() for each in text.splitlines())):
        # A name may hold commas, so that the whole line is looked at first.
        parts = [entry] if folded(entry) in known else [each for each in map(str.strip, _BETWEEN.split(entry)) if each]
        found += [known[folded(each)] for each in parts if folded(each) in known]
        unknown += [each for each in parts if folded(each) not in known]
    if unknown:
        raise Refusal("cohort.not_agencies", entries="; ".join(unknown))
    return tuple(found)


def lines(tx: Transaction) -> tuple[Cohort, ...]:
    """Every cohort that can be read, by name."""
    rows = tx.connection.execute(select(_COHORT).order_by(_COHORT.c.name))
    return tuple(found for found in map(_cohort, rows) if found is not None)


def named(tx: Transaction, name: str) -> Cohort:
    """The cohort of a name; Refusal `cohort.unknown`."""
    row = tx.connection.execute(select(_COHORT).where(_COHORT.c.name == name.strip())).first()
    found = None if row is None else _cohort(row)
    if found is None:
        raise Refusal("cohort.unknown", cohort=name)
    return found


def as_text(chosen: Filter) -> str:
    """What is set in a filter, as stored."""
    return json.dumps({name: value for name, value in asdict(chosen).items() if value}, ensure_ascii=False)


def as_filter(text: str) -> Filter:
    """The filter that `as_text` stored."""
    told: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(text).items()}
    return Filter(**told)


def _cohort(row: Row[Any]) -> Cohort | None:
    """A cohort; None where its row tells none, as at a server anybody may write it."""
    try:
        return Cohort(row.name, as_filter(row.filter), frozenset(json.loads(row.agencies)), row.saved_at)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
