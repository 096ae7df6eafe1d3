"""Recaps: how the agencies of a filter stood when one was kept, and what moved since."""

import json
from typing import Any, Final

from sqlalchemy import Row, select

from models.desk import cohorts, figures
from models.desk.figures import Seen
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.moments import local_date
from models.rules.figures import Figures
from models.rules.movement import Movement, Recap, movement, stood
from models.rules.permissions import Standing
from models.rules.results import EVERYTHING, Filter

_RECAP: Final = table(tables.Recap)


def keep(tx: Transaction, chosen: Filter = EVERYTHING) -> Recap:
    """Keep how the agencies of a filter stand now, to tell later what moved; Refusal as `figures.stands` gives."""
    tx.require("recap.keep", Standing())
    now = stood(figures.stands(tx, chosen))
    tx.put(tables.Recap, {"at": tx.stamp}, filter=cohorts.as_text(chosen), stood=json.dumps(now))
    return Recap(tx.stamp, chosen, now)


def forget(tx: Transaction, at: str) -> None:
    """Take a recap away, as after one that was kept too early; Refusal `recap.none` where there is none. The trail keeps it."""
    tx.require("recap.keep", Standing())
    if tx.is_new(tables.Recap, {"at": at}):
        raise Refusal("recap.none")
    tx.drop(tables.Recap, {"at": at})


def lines(tx: Transaction) -> tuple[Recap, ...]:
    """Every recap, the newest first."""
    return tuple(_recap(row) for row in tx.connection.execute(select(_RECAP).order_by(_RECAP.c.at.desc())))


def since(tx: Transaction, chosen: Filter = EVERYTHING, at: str = "", here: Seen | None = None) -> Movement:
    """What moved since the recap kept at a moment, or the last one of this filter; nothing moved where none was kept.

    A filter of its own is looked at in the last recap of everything too, which knows all agencies.

    Raises:
        Refusal: `recap.none` where there is none of that moment, and as `figures.seen` gives, which may be given where it is known already.
    """
    known = lines(tx)
    wide = Filter(round=chosen.round)
    fitting = [each for each in known if (each.at == at if at else each.filter in (chosen, wide, EVERYTHING))]
    if at and not fitting:
        raise Refusal("recap.none")
    exact = [each for each in fitting if each.filter == chosen]
    before = next(iter((*exact, *fitting)), None)
    return movement((here or figures.seen(tx, chosen)).stands, before, local_date(tx.moment))


def told(tx: Transaction, chosen: Filter = EVERYTHING) -> tuple[Figures, Movement]:
    """The figures of what a filter chooses, and what moved since its last recap; Refusal as `figures.counted`."""
    here = figures.seen(tx, chosen)
    return figures.counted(tx, chosen, here), since(tx, chosen, here=here)


def _recap(row: Row[Any]) -> Recap:
    return Recap(
        row.at, cohorts.as_filter(row.filter), {code: (verdict, state) for code, (verdict, state) in json.loads(row.stood).items()}
    )
