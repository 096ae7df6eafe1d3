"""Which opinions of second verifications wait for the lead they are sealed to: while they do, nothing about their agency is approved."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Row, select

from models.desk import comparing, opinions, reading, spans
from models.ledger import tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.seconds import Sealed

_DOCUMENT: Final = table(tables.Document)
_OPENED: Final = table(tables.Opened)
_SETTLED: Final = table(tables.Settled)
_VERIFICATION: Final = table(tables.Verification)


def waiting(tx: Transaction) -> int:
    """How many opinions sealed to the actor they have yet to open, to settle or to sign, of submissions that wait for review.

    The start screen asks at every visit: what a settlement of this very submission answers is not compared anew.
    """
    mine = (each for each in _held(tx) if opinions.opinion(tx, each[0]).recipient.id == tx.actor.person)
    return len({digest for digest, row in mine if _is_open(tx, digest, row)})


def sealed(tx: Transaction) -> Mapping[str, tuple[Sealed, ...]]:
    """The opinions for which the approval of a submission waits, whoever they are sealed to, by verification."""
    found: dict[str, tuple[Sealed, ...]] = {}
    for digest, row in _held(tx):
        if _is_open(tx, digest, row):
            said = opinions.opinion(tx, digest)
            found[row.id] = (*found.get(row.id, ()), Sealed(said.person.name, said.recipient.name, said.recipient.id))
    return found


def _held(tx: Transaction) -> Iterator[tuple[str, Row[Any]]]:
    """The opinions about agencies of which somebody's submission waits, by digest, each with that verification."""
    said = select(_DOCUMENT.c.digest, _DOCUMENT.c.refers).where(spans.of_few(_DOCUMENT.c.kind, "opinion"), SHOWN)
    about = {row.digest: json.loads(row.refers) for row in tx.connection.execute(said)}
    if not about:
        return
    asked = select(_VERIFICATION).where(
        _VERIFICATION.c.agency_code.in_({each.get("agency", "") for each in about.values()}),
        _VERIFICATION.c.state == "submitted",
        _VERIFICATION.c.submission != "",
        ~_VERIFICATION.c.is_second,
    )
    rows = tx.connection.execute(asked).all()
    for digest in opinions.digests(tx) if rows else ():
        of = about[digest]["round"], about[digest]["agency"]
        yield from ((digest, row) for row in rows if (row.round_id, row.agency_code) == of)


def _is_open(tx: Transaction, digest: str, row: Row[Any]) -> bool:
    found = opinions.opinion(tx, digest)
    if row.checklist_digest != found.checklist.digest or row.person_id == found.person.id:
        return False
    is_opened = tx.connection.execute(select(_OPENED.c.opinion).where(_OPENED.c.opinion == digest)).first() is not None
    unsigned = select(_SETTLED.c.item).where(
        _SETTLED.c.verification_id == row.id, _SETTLED.c.opinion == digest, _SETTLED.c.settlement == ""
    )
    if not is_opened or tx.connection.execute(unsigned.limit(1)).first() is not None:
        return True
    signed = {each.submission for _, each in opinions.settlements(tx, row.id, digest)}
    if row.submission in signed or not signed:
        return not signed
    told = comparing.told(tx, digest, found, reading.sheet(tx, row.id))
    return bool(told.unsettled) or not told.is_signed
