"""What the exchange by carriers keeps: the own documents cut into segments, those of others taken in, and how far each carrier is."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import func, select

from models.codes import digest, minted
from models.desk import belonging, endorsed, intake, judging, keeping, logs, outgoing, receipts, teams
from models.desk.keeping import Signed
from models.documents import segment, signers
from models.documents.keys import PrivateKey
from models.documents.segment import Heading, Segment
from models.documents.signers import Signer
from models.errors import Refusal
from models.keyring import Keyring
from models.ledger import guards, tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.moments import moment
from models.previews import Arrival
from models.rules.permissions import Standing
from models.words import in_both

_DOCUMENT: Final = table(tables.Document)
_HANDLING: Final = table(tables.Handling)
_QUARANTINE: Final = table(tables.Quarantined)
_SEGMENT: Final = table(tables.Segment)
_CARRIED: Final = table(tables.Carried)
_REACHED: Final = table(tables.Reached)
_WRITER: Final = table(tables.Writer)
_FOR_GOOD: Final = ("document.", "signature.")
"""Beginnings of the codes of refusals that nothing heals which comes later."""
_AGAIN: Final = 200
"""Most documents of the quarantine that are looked at again at once."""
_PART: Final = 20
"""Most documents that are taken in one act where others wait for its end."""
_ODD: Final = timedelta(days=2)
"""How far a clock may be off before it is told."""


def require_worker(tx: Transaction) -> None:
    """Refuse (`exchange.no_worker`) at headquarters whom its database does not let exchange."""
    if not guards.may_exchange(tx.connection):
        raise Refusal("exchange.no_worker")


def cut(tx: Transaction) -> str:
    """Cut what is in the outbox, and a receipt where one is due, into the next segment: its digest, empty where there is nothing to cut.

    The documents have left with that: the carrier may have them before it is kept here that it does.

    Raises:
        Refusal: `team.missing`, as `belonging.device` gives, what the keyring refuses, and what `segment.opened` refuses of one that
            nobody could read.
    """
    team = teams.demanded(tx).team
    writer = logs.mine(tx)
    received, refused = receipts.due(tx, team, writer)
    chosen: Sequence[str] = tuple(outgoing.first(tx, outgoing.outbox(tx)))
    if not chosen and received is None:
        return ""
    key = Keyring(tx.folder).device()
    device = belonging.device(team, key)
    if not writer or logs.device(tx, writer) != device:
        writer = begin(tx)
    last = tx.connection.execute(select(func.max(_SEGMENT.c.number)).where(_SEGMENT.c.writer == writer)).scalar() or 0
    heading = segment.drawn_up(
        writer=writer,
        number=last + 1,
        previous=next(iter(logs.digests(tx, writer, last)), ""),
        device=device,
        cut_at=tx.stamp,
        received=received or {},
        refused=refused,
    )
    body, chosen = _written(tx, key, heading, chosen)
    keeping.give_out(tx, chosen)
    receipts.keep(tx, heading, tx.actor.name)
    return logs.keep(tx, heading, body, chosen)


def _written(tx: Transaction, key: PrivateKey, heading: Heading, chosen: Sequence[str]) -> tuple[bytes, Sequence[str]]:
    """A segment with as many of the documents as it can hold, and which those are."""
    while True:
        body = segment.written(key, heading, [keeping.stored(tx, id_) for id_ in chosen])
        try:
            # As others will: one that they cannot read would keep all that is written behind it from them, for ever.
            segment.opened(body, segment.path(heading.writer, heading.number))
        except Refusal:
            if len(chosen) < 2:
                raise
            chosen = chosen[: len(chosen) // 2]
        else:
            return body, chosen


def begin(tx: Transaction) -> str:
    """A new name to write under: this profile's from now on."""
    number = tx.connection.execute(select(func.max(_WRITER.c.number))).scalar() or 0
    writer = minted()
    tx.put(tables.Writer, {"number": number + 1}, id=writer, since=tx.stamp)
    return writer


def begin_anew(tx: Transaction, carrier: str, shared: int) -> None:
    """Go on under a new name: a copy of this profile wrote on under the old one, behind segment `shared` on a carrier.

    What no carrier was given under the old name is sent anew; what another one holds is kept beside what the copy wrote.
    """
    writer = logs.mine(tx)
    rows = tx.connection.execute(select(_REACHED.c.carrier, _REACHED.c.number).where(_REACHED.c.writer == writer)).all()
    given = max([shared, *(row.number for row in rows)])
    asked = select(_SEGMENT.c.digest).where(_SEGMENT.c.writer == writer, _SEGMENT.c.number > given)
    for id_ in tx.connection.execute(asked).scalars().all():
        for document in tx.connection.execute(select(_CARRIED.c.document).where(_CARRIED.c.segment == id_)).scalars().all():
            tx.drop(tables.Carried, {"segment": id_, "document": document})
        tx.drop(tables.Segment, {"digest": id_})
    reach(tx, carrier, writer, shared)
    begin(tx)


def take(tx: Transaction, found: Segment, body: bytes, carrier: str) -> tuple[tuple[Arrival, ...], Refusal | None]:
    """Take a segment of another writer from a carrier: its documents by the intake, its receipts, and how far the log was read, in one act.

    How the documents stood, and what is odd about the clock of who wrote it.

    Raises:
        Refusal: as `take_documents` gives.
    """
    return take_documents(tx, found, found.documents), keep(tx, found, body, carrier)


def take_documents(tx: Transaction, found: Segment, documents: Iterable[Signed]) -> tuple[Arrival, ...]:
    """Take some of the documents of a segment by the intake; how they stood.

    Raises:
        Refusal: `segment.device` where the team does not name the device that signed it (yet), `segment.ended` where it no longer counts,
            `segment.writer` where another device wrote this log so far, `team.missing`.
    """
    tx.require("document.take", Standing())
    offered = tuple(documents)
    wanted = _wanted(tx, offered)
    for document in wanted:
        tx.put(tables.Carried, {"segment": found.digest, "document": document})
    return _taken_of_unknown(tx, found) + intake.take(tx, _not_past(tx, offered), wanted)


def keep(tx: Transaction, found: Segment, body: bytes, carrier: str) -> Refusal | None:
    """Keep a segment whose documents were taken, its receipts, and how far the log was read; what is odd about the clock of who wrote it.

    Raises:
        Refusal: as `take_documents` gives.
    """
    heading, signer = found.heading, require_device(tx, found)
    logs.keep(tx, heading, body, heading.documents)
    if signer.status != "compromised" and receipts.gives(teams.demanded(tx).team, signer.person):
        receipts.keep(tx, heading, signer.name)
    known = select(_REACHED.c.number).where(_REACHED.c.carrier == carrier, _REACHED.c.writer == heading.writer)
    if int(tx.connection.execute(known).scalar() or 0) == heading.number - 1:
        reach(tx, carrier, heading.writer, heading.number)
    return _clock(tx, heading, signer.name)


def in_parts(found: Segment) -> Iterator[tuple[Signed, ...]]:
    """The documents of a segment as they may be taken one part after the other, so that others wait for none of them long."""
    ordered = sorted(found.documents, key=judging.turn)
    for first in range(0, len(ordered), _PART):
        yield tuple(ordered[first : first + _PART])


def judged(tx: Transaction, offered: Iterable[Signed]) -> tuple[Arrival, ...]:
    """How documents would stand that `take` were given together."""
    return judging.judged(tx, _not_past(tx, offered))


def _not_past(tx: Transaction, offered: Iterable[Signed]) -> tuple[Signed, ...]:
    """The documents without the team lists before the one here: a log brings all of them, and whoever joined later would refuse those."""
    current = teams.current(tx)
    number = 0 if current is None else current.team.number
    return tuple(each for each in offered if not 0 < judging.turn(each)[1] < number)


def _clock(tx: Transaction, heading: Heading, name: str) -> Refusal | None:
    """What is odd about when a segment says it was cut."""
    at = moment(heading.cut_at)
    if at < moment(teams.first_issued(tx)) - _ODD or at > tx.moment + _ODD:
        file = segment.path(heading.writer, heading.number)
        return Refusal("segment.clock", file=file, name=name, at=at, now=tx.moment)
    return None


def _taken_of_unknown(tx: Transaction, found: Segment) -> tuple[Arrival, ...]:
    """A team that a segment brings, and that alone names its device, taken before anything else of it."""
    try:
        require_device(tx, found)
    except Refusal as refused:
        brought = tuple(document for document in found.documents if judging.turn(document)[0] == 0)
        if refused.code != "segment.device" or not brought:
            raise
        taken = intake.take(tx, brought, _wanted(tx, brought))
        require_device(tx, found)
        return taken
    return ()


def require_device(tx: Transaction, found: Segment) -> Signer:
    """Whose device signed a segment; Refusal as `take` gives where it does not count."""
    heading, team = found.heading, teams.demanded(tx).team
    signer = signers.holder(team, found.key)
    if signer is None or signer.place != f"devices.{heading.device}":
        raise Refusal("segment.device", file=segment.path(heading.writer, heading.number), device=heading.device)
    if logs.device(tx, heading.writer) not in ("", heading.device):
        raise Refusal("segment.writer", file=segment.path(heading.writer, heading.number), device=heading.device)
    if signer.status != "active":
        # What it wrote before its end still counts: up to the segment that the team names as the last, or an endorsement does.
        held = select(_SEGMENT.c.digest).where(_SEGMENT.c.digest == signer.last)
        counts = bool(signer.last) and tx.connection.execute(held).first() is None
        if not counts and not endorsed.lets_in(tx, team, signer.person, heading.writer, heading.number, found.digest):
            file = segment.path(heading.writer, heading.number)
            raise Refusal("segment.ended", file=file, name=signer.name, device=heading.device, status=signer.status)
    return signer


def heals(tx: Transaction) -> bool:
    """Whether something waits in quarantine that `again` would take."""
    return bool(_healed(tx))


def again(tx: Transaction) -> tuple[Arrival, ...]:
    """Look again at what waits in quarantine for something that may have come by now, and take what holds."""
    found: list[Arrival] = []
    while healed := _healed(tx):
        found += intake.take(tx, healed, {digest(each.body) for each in healed})
    return tuple(found)


def _healed(tx: Transaction) -> list[Signed]:
    """What waits in quarantine and would be let in by now."""
    asked = select(_QUARANTINE.c.id).where(_QUARANTINE.c.dropped_at == "", *(_QUARANTINE.c.code.not_like(f"{code}%") for code in _FOR_GOOD))
    waiting = tx.connection.execute(asked.order_by(_QUARANTINE.c.received_at, _QUARANTINE.c.id)).scalars().all()
    found: list[Signed] = []
    for start in range(0, len(waiting), _AGAIN):
        seen = judging.seen(tx, [keeping.refused(tx, id_) for id_ in waiting[start : start + _AGAIN]])
        found += [each.offered for each in seen if each.arrival.is_admitted]
    return found


def lacking(tx: Transaction, arrivals: Iterable[Arrival]) -> list[Refusal]:
    """Of documents that came those that were put in the place of others which are not here still."""
    found = []
    for each in arrivals:
        # What was refused here came, and does not follow.
        came = keeping.were_set_aside(tx, each.lacks)
        missing = sum(id_ not in came and not keeping.kind_of(tx, id_) for id_ in each.lacks)
        if missing:
            found.append(Refusal("exchange.earlier", title=each.title, signer=each.signer, count=missing))
    return found


def reach(tx: Transaction, carrier: str, writer: str, number: int) -> None:
    """Keep that a carrier holds what a writer wrote up to a number, as it was read there; 0 where it was emptied."""
    tx.put(tables.Reached, {"carrier": carrier, "writer": writer}, number=number)


def end(tx: Transaction, carrier: str, failure: Refusal | None = None) -> None:
    """Keep how an exchange with a carrier ended."""
    told = "" if failure is None else json.dumps({words.language: words.refusal(failure) for words in in_both()}, ensure_ascii=False)
    values = {"tried_at": tx.stamp, "failure": told} | ({"succeeded_at": tx.stamp} if failure is None else {})
    if tx.is_new(tables.Exchange, {"carrier": carrier}):
        values = {"succeeded_at": ""} | values
    tx.put(tables.Exchange, {"carrier": carrier}, **values)


def _wanted(tx: Transaction, offered: Iterable[Signed]) -> frozenset[str]:
    """The digests of those offered, but what was put out of sight here: somebody decided that."""
    hidden = frozenset(tx.connection.execute(select(_HANDLING.c.document).where(_HANDLING.c.hidden_at != "")).scalars())
    return frozenset(digest(document.body) for document in offered) - hidden
