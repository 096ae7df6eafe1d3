"""How far documents got on their way to others: only here, on a carrier, received, or refused; and what exists only on this laptop."""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import func, select

from models.desk import keeping, moving
from models.desk.receipts import ALONE
from models.documents import kinds
from models.exchanged import CarrierLine, Way, WayLine
from models.ledger import tables
from models.ledger.handled import HIDDEN, SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.workflow import EDITABLE
from models.text import Phrase

_DOCUMENT: Final = table(tables.Document)
_SEGMENT: Final = table(tables.Segment)
_CARRIED: Final = table(tables.Carried)
_REACHED: Final = table(tables.Reached)
_EXCHANGE: Final = table(tables.Exchange)
_RECEIPT: Final = table(tables.Receipt)
_WRITER: Final = table(tables.Writer)
_VERIFICATION: Final = table(tables.Verification)
_OWN: Final = select(_WRITER.c.id)
_SENT: Final = select(_CARRIED.c.document, _SEGMENT.c.writer, _SEGMENT.c.number).join(_SEGMENT, _SEGMENT.c.digest == _CARRIED.c.segment)


def ways(tx: Transaction, document: str = "") -> tuple[WayLine, ...]:
    """Every document that this laptop sends or is to send, the newest first; only the one with a digest where given."""
    sent = _SENT.where(_CARRIED.c.document == document) if document else _SENT
    places = {row.document: (row.writer, row.number) for row in tx.connection.execute(sent.where(_SEGMENT.c.writer.in_(_OWN), ALONE))}
    reached = defaultdict(list)
    for row in tx.connection.execute(select(_REACHED).order_by(_REACHED.c.carrier)):
        reached[row.writer].append((row.carrier, row.number))
    receipts = defaultdict(list)
    for row in tx.connection.execute(select(_RECEIPT).where(_RECEIPT.c.writer.in_(_OWN)).order_by(_RECEIPT.c.at)):
        receipts[row.writer].append((row, json.loads(row.refused)))
    columns = (_DOCUMENT.c.digest, _DOCUMENT.c.kind, _DOCUMENT.c.title, _DOCUMENT.c.name, HIDDEN.label("is_hidden"))
    asked = select(*columns).where(_DOCUMENT.c.kind != kinds.DRAFT)
    of_others = select(_CARRIED.c.document).join(_SEGMENT, _SEGMENT.c.digest == _CARRIED.c.segment).where(_SEGMENT.c.writer.not_in(_OWN))
    mine = asked.where(SHOWN & _DOCUMENT.c.digest.not_in(of_others) | _DOCUMENT.c.digest.in_(places))
    mine = mine.where(_DOCUMENT.c.digest == document) if document else mine
    rows = tx.connection.execute(mine.order_by(_DOCUMENT.c.received_at.desc(), _DOCUMENT.c.digest))
    found = ((row, _way(row, places.get(row.digest), reached, receipts)) for row in rows)
    # What was refused and recalled is done with.
    return tuple(line for row, line in found if not (row.is_hidden and line.way is Way.REFUSED))


def _way(row: Any, place: tuple[str, int] | None, reached: Mapping[str, list[Any]], receipts: Mapping[str, list[Any]]) -> WayLine:
    line = WayLine(row.digest, row.kind, row.title, row.name, Way.HERE)
    if place is None:
        return line
    writer, number = place
    carriers = tuple(carrier for carrier, last in reached.get(writer, ()) if last >= number)
    given = [(receipt, refused) for receipt, refused in receipts.get(writer, ()) if receipt.number >= number]
    received = [receipt for receipt, refused in given if row.digest not in refused]
    if received:
        return WayLine(row.digest, row.kind, row.title, row.name, Way.RECEIVED, carriers, received[0].person, received[0].at)
    if given:
        receipt, refused = given[-1]
        why = Phrase(refused[row.digest]["id"], refused[row.digest]["en"])
        return WayLine(row.digest, row.kind, row.title, row.name, Way.REFUSED, carriers, receipt.person, receipt.at, why)
    return WayLine(row.digest, row.kind, row.title, row.name, Way.CARRIED if carriers else Way.HERE, carriers)


def refused(tx: Transaction, document: str) -> WayLine | None:
    """How a document stands that was refused where it arrived, and that nobody who leads or supervises let in; None for any other."""
    return next((line for line in ways(tx, document) if line.way is Way.REFUSED), None)


def refused_of(tx: Transaction) -> Mapping[str, WayLine]:
    """By verification the submissions of the actor that `refused` tells of, while they stand."""
    asked = select(_RECEIPT.c.refused).where(_RECEIPT.c.writer.in_(_OWN), _RECEIPT.c.refused != "{}")
    said = sorted({id_ for row in tx.connection.execute(asked).scalars() for id_ in json.loads(row)})
    own = select(_VERIFICATION.c.id, _VERIFICATION.c.submission).where(
        _VERIFICATION.c.person_id == tx.actor.person, _VERIFICATION.c.state == "submitted", ~moving.is_moved()
    )
    rows = [row for some in keeping.few(said) for row in tx.connection.execute(own.where(_VERIFICATION.c.submission.in_(some)))]
    return {row.id: line for row in rows if (line := refused(tx, row.submission)) is not None}


def is_out(tx: Transaction, document: str) -> bool:
    """Whether others have a document: it left this laptop, and was not only refused."""
    return keeping.has_left(tx, document) and refused(tx, document) is None


def overview(tx: Transaction, names: tuple[str, ...]) -> tuple[tuple[CarrierLine, ...], tuple[WayLine, ...]]:
    """How the exchange stands with the carriers of these names, and what `ways` tells."""
    lines = ways(tx)
    return _carriers(tx, names, lines), lines


def _carriers(tx: Transaction, names: tuple[str, ...], lines: tuple[WayLine, ...]) -> tuple[CarrierLine, ...]:
    ended = {row.carrier: row for row in tx.connection.execute(select(_EXCHANGE))}
    return tuple(
        CarrierLine(
            name=name,
            succeeded_at=ended[name].succeeded_at if name in ended else "",
            tried_at=ended[name].tried_at if name in ended else "",
            failure=Phrase(**json.loads(ended[name].failure)) if name in ended and ended[name].failure else None,
            unsent=sum(name not in line.carriers for line in lines),
        )
        for name in names
    )


def failures(tx: Transaction) -> Mapping[str, Phrase]:
    """By carrier why its last exchange failed, of those whose last one did."""
    rows = tx.connection.execute(
        select(_EXCHANGE.c.carrier, _EXCHANGE.c.failure).where(_EXCHANGE.c.failure != "").order_by(_EXCHANGE.c.carrier)
    )
    return {row.carrier: Phrase(**json.loads(row.failure)) for row in rows}


def succeeded(tx: Transaction) -> str:
    """When an exchange succeeded last, with whatever carrier; empty where none ever did."""
    return str(tx.connection.execute(select(func.max(_EXCHANGE.c.succeeded_at))).scalar() or "")


def here_only(tx: Transaction, most: int = 0) -> int:
    """How many of one's own verifications no carrier holds: those being worked on, and those whose submission or opinion has not left.

    They are counted no further than `most` where that is not 0.
    """
    sent = select(_DOCUMENT.c.about).join(_CARRIED, _CARRIED.c.document == _DOCUMENT.c.digest)
    sent = sent.join(_SEGMENT, _SEGMENT.c.digest == _CARRIED.c.segment).join(_REACHED, _REACHED.c.writer == _SEGMENT.c.writer)
    # Of a second verification its opinion is all that ever leaves.
    is_given = _DOCUMENT.c.kind.in_(("submission", "opinion"))
    held = sent.where(_DOCUMENT.c.about == _VERIFICATION.c.id, is_given, _REACHED.c.number >= _SEGMENT.c.number)
    own = select(_VERIFICATION.c.id).where(_VERIFICATION.c.person_id == tx.actor.person, ~moving.is_moved())
    of_state, found = _VERIFICATION.c.state.in_(sorted(EDITABLE)), 0
    for unsent in (own.where(of_state), own.where(~of_state, ~held.correlate(_VERIFICATION).exists())):
        if not most or found < most:
            counted = unsent.limit(most - found) if most else unsent
            found += int(tx.connection.execute(select(func.count()).select_from(counted.subquery())).scalar() or 0)
    return found
