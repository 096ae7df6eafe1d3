"""Recaps: how the agencies of a filter stood when one was kept, and what moved since."""

import json
from typing import Final

from sqlalchemy import select

from models.desk import cohorts, figures
from models.desk.figures import Seen
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
    """Keep how agencies stand now, to tell later what moved of those that a filter chooses then; Refusal as `figures.stands` gives.

    All of the round are kept, those alone are given that the filter chooses now: by a verdict it chooses others later, which stood as well.
    """
    tx.require("recap.keep", Standing())
    now, every = stood(figures.stands(tx, chosen)), stood(figures.stands(tx, Filter(round=chosen.round)))
    tx.put(tables.Recap, {"at": tx.stamp}, filter=cohorts.as_text(chosen), stood=json.dumps(every))
    return Recap(tx.stamp, chosen, now)


def since(tx: Transaction, chosen: Filter = EVERYTHING, here: Seen | None = None) -> Movement:
    """What moved since the last recap of this filter, or of everything in its round; nothing moved where none was kept.

    Refusal as `figures.seen` gives, which may be given where it is known already.
    """
    before = _last(tx, chosen) or _last(tx, Filter(round=chosen.round))
    return movement((here or figures.seen(tx, chosen)).stands, before, local_date(tx.moment))


def told(tx: Transaction, chosen: Filter = EVERYTHING) -> tuple[Figures, Movement]:
    """The figures of what a filter chooses, and what moved since its last recap; Refusal as `figures.counted`."""
    here = figures.seen(tx, chosen)
    return figures.counted(tx, chosen, here), since(tx, chosen, here=here)


def _last(tx: Transaction, chosen: Filter) -> Recap | None:
    kept = select(_RECAP).where(_RECAP.c.filter == cohorts.as_text(chosen)).order_by(_RECAP.c.at.desc()).limit(1)
    row = tx.connection.execute(kept).first()
    return (
        None if row is None else Recap(row.at, chosen, {code: (verdict, state) for code, (verdict, state) in json.loads(row.stood).items()})
    )
