"""What founding a profile and opening a round have in common."""

from datetime import date
from typing import Final

from sqlalchemy import func, select

from models.desk import versions
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction

_ROUND: Final = table(tables.Round)


def put_round(tx: Transaction, round_id: str, checklist: bytes, day: date) -> None:
    """Open a round with a checklist file, going by the rules of `day`, and choose it; the file is kept where it was not yet."""
    used = versions.keep(tx, checklist)
    chosen = next_choice(tx)
    told = {"opened_at": tx.stamp, "day": day.isoformat(), "chosen": chosen, "closed_at": ""}
    tx.put(tables.Round, {"id": round_id}, checklist_digest=used.digest, **told)


def next_choice(tx: Transaction) -> int:
    """The number that makes a round the one worked in."""
    last = tx.connection.execute(select(func.max(_ROUND.c.chosen))).scalar()
    return 1 if last is None else int(last) + 1
