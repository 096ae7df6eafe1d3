"""Receipts: what somebody who leads or supervises says to have received of each writer, and what of it was not let in."""

import json
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Final

from sqlalchemy import exists, func, select, tuple_

from models.documents import segment
from models.documents.segment import Heading
from models.documents.team import Team
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.moments import stamp
from models.text import cut

_QUARANTINE: Final = table(tables.Quarantined)
_SEGMENT: Final = table(tables.Segment)
_CARRIED: Final = table(tables.Carried)
_RECEIPT: Final = table(tables.Receipt)
_REACHED: Final = table(tables.Reached)
_WRITER: Final = table(tables.Writer)
_PLACES: Final = select(_SEGMENT.c.writer, _SEGMENT.c.number).join(_CARRIED, _CARRIED.c.segment == _SEGMENT.c.digest)
TWICE: Final = select(_SEGMENT.c.writer, _SEGMENT.c.number).group_by(_SEGMENT.c.writer, _SEGMENT.c.number).having(func.count() > 1)
"""The places of logs where two segments of two copies stand."""
ALONE: Final = tuple_(_SEGMENT.c.writer, _SEGMENT.c.number).not_in(TWICE)
"""That a segment is the only one of its number: of two that a copied laptop wrote a carrier can hold but one."""

_RECENT: Final = timedelta(days=3)
"""So long two folders may be underway to each other before it shows which of two files of one name stays."""
_DOUBTED: Final = 50
"""Most segments that are doubted at once: each is read over the line."""
_REFUSED: Final = 400
"""Most documents that a receipt says were refused."""
_LONGEST: Final = 1_000
"""Most characters of a reason that go along: of a file with hundreds of faults it tells all of them, and a heading holds many reasons."""


def keep(tx: Transaction, heading: Heading, person: str) -> None:
    """Keep the receipts of a segment, of each giver and writer the newest."""
    if heading.number == 1:
        _forget_before(tx, heading)
    own = set(tx.connection.execute(select(_WRITER.c.id)).scalars())
    # Beside each writer of a large team they would fill the disk. Who sent something looks beside their name, who gave it anywhere.
    looked_for = own | (set(list(heading.received)[:1]) if heading.writer in own else set())
    reasons = json.dumps({document: why.model_dump() for document, why in heading.refused.items()}, ensure_ascii=False)
    for writer, number in heading.received.items():
        key = {"giver": heading.writer, "writer": writer}
        known = tx.connection.execute(
            select(_RECEIPT.c.segment).where(*(_RECEIPT.c[name] == value for name, value in key.items()))
        ).scalar()
        if known is None or known <= heading.number:
            told = reasons if writer in looked_for else "{}"
            tx.put(tables.Receipt, key, number=number, refused=told, person=person, at=heading.cut_at, segment=heading.number)


def _forget_before(tx: Transaction, heading: Heading) -> None:
    """Let what a device received under an earlier name count no more: it writes anew because it was put back to what it was before."""
    named = select(_SEGMENT.c.writer).where(_SEGMENT.c.device == heading.device, _SEGMENT.c.writer != heading.writer)
    asked = select(_RECEIPT.c.giver, _RECEIPT.c.writer).where(_RECEIPT.c.giver.in_(named))
    for giver, writer in tx.connection.execute(asked).all():
        tx.drop(tables.Receipt, {"giver": giver, "writer": writer})


def gives(team: Team, person: str) -> bool:
    """Whether what somebody received counts as received: they lead or supervise."""
    return person in team.people and not {"lead", "supervisor"}.isdisjoint(team.people[person].roles)


def doubted(tx: Transaction, carrier: str, writer: str) -> tuple[int, ...]:
    """Of what a writer put on a carrier some segments that nobody gave a receipt for, or that are of the last days.

    Where a copy of this profile writes too, any of them: a receipt does not say of which of two that have one number.
    """
    reached = _reached(tx, carrier, writer)
    # One without documents keeps what stands behind it from others as well.
    last = told_until(tx).get(writer, 0)
    asked = select(_SEGMENT.c.number).where(_SEGMENT.c.writer == writer, _SEGMENT.c.number <= min(reached, last)).distinct()
    own = select(_SEGMENT.c.device).where(_SEGMENT.c.writer == writer).limit(1).scalar_subquery()
    by_copy = select(_SEGMENT.c.digest).where(_SEGMENT.c.device == own, _SEGMENT.c.writer.not_in(select(_WRITER.c.id))).limit(1)
    if tx.connection.execute(by_copy).first() is None:
        told = tx.connection.execute(select(func.max(_RECEIPT.c.number)).where(_RECEIPT.c.writer == writer)).scalar() or 0
        asked = asked.where((_SEGMENT.c.number > told) | (_SEGMENT.c.at >= stamp(tx.moment - _RECENT)))
    found = tx.connection.execute(asked.order_by(_SEGMENT.c.number)).scalars().all()
    # Where nobody gives receipts, every one has its turn some day.
    first = tx.moment.toordinal() * _DOUBTED % len(found) if len(found) > _DOUBTED else 0
    return tuple([*found[first:], *found[:first]][:_DOUBTED])


def lacked(tx: Transaction, carrier: str, writer: str, lags: Collection[int]) -> tuple[int, ...]:
    """Of what a writer put on a carrier the segments that those read next who have as many: up to the first of them with documents."""
    reached, found = _reached(tx, carrier, writer), set[int]()
    holds = exists().where(_CARRIED.c.segment == _SEGMENT.c.digest)
    for number in lags:
        asked = select(func.min(_SEGMENT.c.number)).where(_SEGMENT.c.writer == writer, _SEGMENT.c.number > number, holds)
        found |= {*range(number + 1, int(tx.connection.execute(asked).scalar() or 0) + 1)}
    return tuple(sorted(each for each in found if each <= reached))


def _reached(tx: Transaction, carrier: str, writer: str) -> int:
    known = select(_REACHED.c.number).where(_REACHED.c.carrier == carrier, _REACHED.c.writer == writer)
    return int(tx.connection.execute(known).scalar() or 0)


def told_until(tx: Transaction) -> dict[str, int]:
    """By writer the last segment that holds documents: a receipt for a receipt would call for another."""
    holds = exists().where(_CARRIED.c.segment == _SEGMENT.c.digest)
    asked = select(_SEGMENT.c.writer, func.max(_SEGMENT.c.number)).where(holds)
    return {writer: int(number) for writer, number in tx.connection.execute(asked.group_by(_SEGMENT.c.writer))}


def due(tx: Transaction, team: Team, writer: str) -> tuple[dict[str, int] | None, dict[str, segment.Refused]]:
    """What to give a receipt for as `writer`, where its owner leads or supervises and something changed since the last one."""
    # What is sent by somebody whose key ended is taken by nobody.
    if not gives(team, tx.actor.person) or team.people[tx.actor.person].status != "active":
        return None, {}
    own = frozenset(tx.connection.execute(select(_WRITER.c.id)).scalars())
    received = {other: number for other, number in told_until(tx).items() if other not in own}
    # Of each that waits, and not of all that ever came: few wait.
    came = exists().where(_CARRIED.c.document == _QUARANTINE.c.id, _SEGMENT.c.digest == _CARRIED.c.segment, _SEGMENT.c.writer.not_in(own))
    waits = select(_QUARANTINE.c.id, _QUARANTINE.c.code, _QUARANTINE.c.reason).where(_QUARANTINE.c.dropped_at == "")
    rows = tx.connection.execute(waits.where(came).order_by(_QUARANTINE.c.id)).all()
    refused = {row.id: segment.Refused(code=row.code, **_short(json.loads(row.reason))) for row in rows[:_REFUSED]}
    # What is not told to be refused would be told as received.
    for row in rows[_REFUSED:]:
        for other, number in tx.connection.execute(_PLACES.where(_CARRIED.c.document == row.id)):
            received[other] = min(received.get(other, 0), number - 1)
    received = {other: number for other, number in received.items() if number > 0}
    if not received:
        return None, {}
    # What was said under a name that was left to a copy says nothing of what is here.
    given = tx.connection.execute(select(_RECEIPT.c.writer, _RECEIPT.c.number, _RECEIPT.c.refused).where(_RECEIPT.c.giver == writer)).all()
    told = {row.writer: row.number for row in given}
    said = {id_ for row in given for id_ in json.loads(row.refused)}
    if all(told.get(other) == number for other, number in received.items()) and said == refused.keys():
        return None, {}
    return received, refused


def _short(reason: Mapping[str, str]) -> dict[str, str]:
    return {language: cut(text, _LONGEST) for language, text in reason.items()}
