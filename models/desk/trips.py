"""Trips: the letter of assignment of a visit, when, where and how, and the people of both sides."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from sqlalchemy import select

from models.desk import agreed, drafts, working
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.trip import SIDES, admit, admit_person
from models.trips import Person, Trip

_TRIP: Final = table(tables.Trip)
_PARTY: Final = table(tables.Party)
_VERB: Final = "trip.record"


def of(tx: Transaction, verification: str) -> Trip:
    """The trip of a verification, with whoever takes part in the order they were entered; another's as their minutes tell it."""
    row = tx.connection.execute(select(_TRIP).where(_TRIP.c.verification_id == verification)).first()
    told = {} if row is None else {name: getattr(row, name) for name in ("letter", "letter_date", "begins", "ends", "place", "method")}
    found: dict[str, list[Person]] = {side: [] for side in SIDES}
    for each in tx.connection.execute(select(_PARTY).where(_PARTY.c.verification_id == verification).order_by(_PARTY.c.row)):
        found[each.side].append(Person(each.row, each.name, each.nip, each.post, each.function, each.contact))
    trip = Trip(**told, team=tuple(found["team"]), agency=tuple(found["agency"]))
    minutes = agreed.of_another(tx, verification) if trip == Trip() else None
    return trip if minutes is None else agreed.visit(minutes)


def record(tx: Transaction, verification: str, entered: Mapping[str, str]) -> Trip:
    """Set what is noted of the trip, as typed.

    Raises:
        Refusal: what permits no work on the verification, and as `rules.trip.admit` gives.
    """
    working.start(tx, verification, _VERB)
    tx.put(tables.Trip, {"verification_id": verification}, **admit(entered))
    return of(tx, verification)


def person(tx: Transaction, verification: str, side: str, entered: Mapping[str, str], row: int | None = None) -> Trip:
    """Enter somebody of the "team" or the "agency", or change the one in `row`; Refusals as `rules.trip.admit_person` gives."""
    working.start(tx, verification, _VERB)
    here = of(tx, verification).people(_side(side))
    number = max((each.row for each in here), default=-1) + 1 if row is None else row
    if row is not None and row not in {each.row for each in here}:
        raise Refusal("trip.nobody")
    tx.put(tables.Party, {"verification_id": verification, "side": side, "row": number}, **admit_person(entered))
    return of(tx, verification)


def remove(tx: Transaction, verification: str, side: str, row: int) -> Trip:
    """Take somebody off, those behind moving up; undo brings them back. Refusal `trip.nobody`."""
    checklist = working.start(tx, verification, _VERB)
    behind = [each for each in of(tx, verification).people(_side(side)) if each.row >= row]
    if not behind or behind[0].row != row:
        raise Refusal("trip.nobody")
    for here, after in pairwise(behind):
        told = {name: getattr(after, name) for name in ("name", "nip", "post", "function", "contact")}
        tx.put(tables.Party, {"verification_id": verification, "side": side, "row": here.row}, **told)
    tx.drop(tables.Party, {"verification_id": verification, "side": side, "row": behind[-1].row})
    drafts.follow(tx, checklist)
    return of(tx, verification)


def _side(side: str) -> str:
    if side not in SIDES:
        raise Refusal("fact.choice", label="trip.side", value=side, choices=", ".join(SIDES))
    return side
