"""What founding a profile and opening a round have in common."""

from datetime import date
from typing import Final

from sqlalchemy import func, insert, select

from models.checklists import load
from models.codes import digest
from models.ledger import search, tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.checklist import Checklist

_CHECKLIST: Final = table(tables.Checklist)
_ROUND: Final = table(tables.Round)


def put_round(tx: Transaction, round_id: str, checklist: bytes, day: date) -> None:
    """Open a round with a checklist file, going by the rules of `day`, and choose it; the file is kept where it was not yet."""
    used = keep_checklist(tx, checklist)
    chosen = next_choice(tx)
    tx.put(tables.Round, {"id": round_id}, checklist_digest=used.digest, opened_at=tx.stamp, day=day.isoformat(), chosen=chosen)


def keep_checklist(tx: Transaction, checklist: bytes) -> Checklist:
    """The checklist in a file, which is kept where it was not yet."""
    used = load(checklist, digest(checklist))
    if tx.connection.execute(select(_CHECKLIST.c.digest).where(_CHECKLIST.c.digest == used.digest)).first() is None:
        row = {"digest": used.digest, "id": used.id, "version": used.version, "body": checklist}
        tx.connection.execute(insert(_CHECKLIST), row)
        search.add_items(tx.connection, used)
    return used


def next_choice(tx: Transaction) -> int:
    """The number that makes a round the one worked in."""
    last = tx.connection.execute(select(func.max(_ROUND.c.chosen))).scalar()
    return 1 if last is None else int(last) + 1
