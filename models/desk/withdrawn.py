"""What a document's own words do not tell: what withdrawals did to those they name, and for which verification an assignment is."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Row, select

from models.desk import believing
from models.desk.spans import few
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.previews import SECOND

_DOCUMENT: Final = table(tables.Document)
_DOES: Final = {"verdict": "withdrawn", "review": "sent_back"}
"""What a withdrawal does to a document of each kind, as words know it."""


def done(tx: Transaction, rows: Sequence[Row[Any]]) -> Mapping[str, str]:
    """Of the withdrawals among rows what each did, by its digest; `withdrawal` where what it names is not here.

    Of assignments those for second verifications, which their title does not tell.
    """
    of = {row.digest: json.loads(row.refers).get("withdraws", "") for row in rows if row.kind == "withdrawal"}
    kinds = _kinds(tx, of.values())
    said = {row.digest: json.loads(row.refers).get("purpose") for row in rows if row.kind == "assignment"}
    second = {row.digest: f"{SECOND}{row.status}" for row in rows if said.get(row.digest) == "second"}
    return second | {digest: _DOES.get(kinds.get(named, ""), "withdrawal") for digest, named in of.items()}


def ended(tx: Transaction, about: Iterable[str]) -> Mapping[str, str]:
    """What was withdrawn or sent back of the documents about verifications, by digest, by the withdrawals that are here and believed."""
    named: set[str] = set()
    for some in few(about):
        asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.refers).where(_DOCUMENT.c.kind == "withdrawal", _DOCUMENT.c.about.in_(some))
        named |= {json.loads(row.refers).get("withdraws", "") for row in believing.only(tx, tx.connection.execute(asked).all())}
    return {digest: _DOES[kind] for digest, kind in _kinds(tx, named).items() if kind in _DOES}


def _kinds(tx: Transaction, documents: Iterable[str]) -> dict[str, str]:
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.kind)
    return {row.digest: row.kind for some in few(documents) for row in tx.connection.execute(asked.where(_DOCUMENT.c.digest.in_(some)))}
