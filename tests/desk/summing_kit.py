"""What tests of figures share: results and verifications put into the tables as they are, and nothing else."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Boolean, Integer, delete, insert

from models.desk import summing
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction

ROUNDS: Final = {"2022-9": "2022-05-01", "2023-2": "2023-10-01", "2023-3": "2023-10-01", "2025-1": "2025-05-01"}


def put(tx: Transaction, model: Any, **told: Any) -> None:
    """A row in which everything else is empty."""
    empty = {column.name: 0 if isinstance(column.type, Integer | Boolean) else "" for column in table(model).c}
    tx.connection.execute(insert(table(model)), empty | told)


def fill(tx: Transaction, issued: Sequence[tuple[str, ...]], worked: Sequence[tuple[Any, ...]]) -> None:
    """Let these results and verifications stand in the tables, and no others; sums are made of them."""
    checklist: str = tx.connection.execute(table(tables.Checklist).select().limit(1)).scalar_one()
    for model in (tables.Result, tables.Verdict, tables.Progress, tables.Verification, tables.Round):
        tx.connection.execute(delete(table(model)))
    tx.connection.execute(delete(table(tables.Person)).where(table(tables.Person).c.id.in_(("one", "two"))))
    for name, day in ROUNDS.items():
        put(tx, tables.Round, id=name, checklist_digest=checklist, day=day)
    for person in ("one", "two"):
        put(tx, tables.Person, id=person)
    json = {"flags": "{}", "areas": "{}", "counts": "{}", "base": "{}", "people": "{}", "items": '{"A": "a"}'}
    for number, (agency, of, verdict, standing, which, at) in enumerate(issued):
        told = {"digest": str(number), "verification": agency + of + which, "agency_code": agency, "round_id": of}
        told |= {"verdict": verdict, "standing": standing, "issued_at": at, "levels": str(number % 5)}
        put(tx, tables.Result, **told, **json)
    for agency, of, which, state, verdict, is_second in worked:
        id_ = agency + of + which
        told = {"agency_code": agency, "round_id": of, "checklist_digest": checklist, "person_id": which, "touched_at": tx.stamp}
        put(tx, tables.Verification, id=id_, **told, state=state, is_second=is_second, forks="[]")
        if verdict:
            put(tx, tables.Verdict, verification_id=id_, verdict=verdict, person_id=which)
    summing.rebuild(tx)
