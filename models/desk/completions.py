"""The period for completion: until when the agency may still hand over what the findings ask for, and whether it did."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import select

from models.desk import agreed, moving, working
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.minutes import Completion
from models.moments import local_date
from models.rules.workflow import EDITABLE
from models.text import dated

_COMPLETION: Final = table(tables.Completion)
_VERIFICATION: Final = table(tables.Verification)
_VERB: Final = "completion.set"


def of(tx: Transaction, verification: str) -> Completion | None:
    """How the period of a verification stands by the clock of this laptop, None where there is none."""
    row = tx.connection.execute(select(_COMPLETION).where(_COMPLETION.c.verification_id == verification)).first()
    until = None if row is None else _day(row.until)
    if row is None or until is None:
        return None
    is_over = local_date(tx.moment) > until
    return Completion(row.until, "completed" if row.closed_at else "lapsed" if is_over else "waiting")


def _day(said: str) -> date | None:
    """A day as rows tell it; None where somebody wrote past the desk what is none."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def due(tx: Transaction) -> Mapping[str, Completion]:
    """The periods that somebody has to think of by verification: those of the actor that are not submitted, completed ones left out."""
    open_ = tx.connection.execute(select(_COMPLETION.c.verification_id).where(_COMPLETION.c.closed_at == "")).scalars().all()
    mine = (_VERIFICATION.c.person_id == tx.actor.person, _VERIFICATION.c.state.in_(EDITABLE), ~moving.is_moved())
    asked = (select(_VERIFICATION.c.id).where(_VERIFICATION.c.id == id_, *mine) for id_ in open_)
    found = {id_: of(tx, id_) for each in asked for id_ in tx.connection.execute(each).scalars().all()}
    return {id_: each for id_, each in found.items() if each is not None}


def wait(tx: Transaction, verification: str, until: str) -> Completion:
    """Wait for the agency until a day, the last of the period.

    Raises:
        Refusal: what permits no work on the verification, `completion.no_minutes`, `fact.date`, `fact.required`, `completion.early` for a
            day before that of the minutes.
    """
    working.start(tx, verification, _VERB)
    minutes, found = agreed.of(tx, verification), dated(until, "completion.until")
    if minutes is None:
        raise Refusal("completion.no_minutes")
    if not found:
        raise Refusal("fact.required", label="completion.until")
    if found < minutes.day:
        raise Refusal("completion.early")
    return _put(tx, verification, until=found, closed_at="")


def complete(tx: Transaction, verification: str) -> Completion:
    """Keep that the agency handed everything over; Refusal `completion.none` where nothing is waited for."""
    working.start(tx, verification, _VERB)
    here = of(tx, verification)
    if here is None or here.stage == "completed":
        raise Refusal("completion.none")
    return _put(tx, verification, closed_at=tx.stamp)


def _put(tx: Transaction, verification: str, **values: str) -> Completion:
    tx.put(tables.Completion, {"verification_id": verification}, **values)
    found = of(tx, verification)
    assert found is not None
    return found
