"""What the exchange by carriers keeps: the own documents cut into segments, those of others taken in, and how far each carrier is."""

import json
from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy import func, select

from models.codes import digest, minted
from models.desk import intake, judging, keeping, teams
from models.desk.keeping import Signed
from models.documents import kinds, segment, signers
from models.documents.segment import Heading, Segment
from models.documents.signers import Signer
from models.documents.team import Team
from models.errors import Refusal
from models.exchanged import Logs
from models.keyring import Keyring
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.previews import Arrival, Arriving
from models.rules.permissions import Standing
from models.words import in_both

_DOCUMENT: Final = table(tables.Document)
_QUARANTINE: Final = table(tables.Quarantined)
_SEGMENT: Final = table(tables.Segment)
_CARRIED: Final = table(tables.Carried)
_REACHED: Final = table(tables.Reached)
_RECEIPT: Final = table(tables.Receipt)
_WRITER: Final = table(tables.Writer)
_FOR_GOOD: Final = ("document.", "signature.")
"""Beginnings of the codes of refusals that nothing heals which comes later."""
_AGAIN: Final = 200
"""Most documents of the quarantine that are looked at again at once."""


def logs(tx: Transaction, carrier: str) -> Logs:
    """How far the logs of all writers are held here and known to be held by a carrier."""
    rows = tx.connection.execute(select(_SEGMENT.c.writer, func.max(_SEGMENT.c.number)).group_by(_SEGMENT.c.writer))
    held = {writer: int(number) for writer, number in rows}
    asked = select(_REACHED.c.writer, _REACHED.c.number).where(_REACHED.c.carrier == carrier)
    return Logs(_mine(tx), held, {writer: int(number) for writer, number in tx.connection.execute(asked)})


def bodies(tx: Transaction, writer: str, number: int) -> tuple[bytes, ...]:
    """The segments of a writer with a number as they are held here: one, none, or those of two copies, the first taken first."""
    asked = select(_SEGMENT.c.body).where(_SEGMENT.c.writer == writer, _SEGMENT.c.number == number)
    return tuple(tx.connection.execute(asked.order_by(_SEGMENT.c.at, _SEGMENT.c.digest)).scalars())


def digests(tx: Transaction, writer: str, number: int) -> frozenset[str]:
    """The digests of the segments of a writer with a number that are held here."""
    asked = select(_SEGMENT.c.digest).where(_SEGMENT.c.writer == writer, _SEGMENT.c.number == number)
    return frozenset(tx.connection.execute(asked).scalars())


def outbox(tx: Transaction) -> tuple[str, ...]:
    """The digests of documents that are in no segment yet, in the order in which others look at them; drafts and what is hidden stay."""
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.kind).where(
        _DOCUMENT.c.kind != kinds.DRAFT, _DOCUMENT.c.hidden_at == "", _DOCUMENT.c.digest.not_in(select(_CARRIED.c.document))
    )
    rows = tx.connection.execute(asked.order_by(_DOCUMENT.c.received_at, _DOCUMENT.c.digest)).all()
    return tuple(row.digest for row in sorted(rows, key=lambda row: judging.place(row.kind)))


def cut(tx: Transaction) -> str:
    """Cut what is in the outbox, and a receipt where one is due, into the next segment: its digest, empty where there is nothing to cut.

    The documents have left with that: the carrier may have them before it is kept here that it does.

    Raises:
        Refusal: `team.missing`, `exchange.no_device` where the team does not name this laptop, what the keyring refuses.
    """
    team = teams.demanded(tx).team
    received, refused = _receipt(tx, team)
    chosen = tuple(_first(tx, outbox(tx)))
    if not chosen and received is None:
        return ""
    key = Keyring(tx.folder).device()
    device = next((id_ for id_, each in team.devices.items() if each.key == key.public and each.status == "active"), None)
    if device is None:
        raise Refusal("exchange.no_device", device=Keyring(tx.folder).device_id)
    writer = _mine(tx) or begin(tx)
    last = tx.connection.execute(select(func.max(_SEGMENT.c.number)).where(_SEGMENT.c.writer == writer)).scalar() or 0
    heading = segment.drawn_up(
        writer=writer,
        number=last + 1,
        previous=next(iter(digests(tx, writer, last)), ""),
        device=device,
        cut_at=tx.stamp,
        received=received or {},
        refused=refused,
    )
    body = segment.written(key, heading, [keeping.stored(tx, id_) for id_ in chosen])
    keeping.give_out(tx, chosen)
    _keep_receipts(tx, heading, tx.actor.name)
    return _keep(tx, heading, body, chosen)


def _first(tx: Transaction, waiting: Iterable[str]) -> Iterable[str]:
    """As many of the documents as a segment may hold."""
    size = 0
    for count, id_ in enumerate(waiting):
        size += int(tx.connection.execute(select(func.length(_DOCUMENT.c.body)).where(_DOCUMENT.c.digest == id_)).scalar() or 0)
        if count == segment.DOCUMENTS or size > segment.BYTES:
            return
        yield id_


def begin(tx: Transaction) -> str:
    """A new name to write under: this profile's from now on."""
    number = tx.connection.execute(select(func.max(_WRITER.c.number))).scalar() or 0
    writer = minted()
    tx.put(tables.Writer, {"number": number + 1}, id=writer, since=tx.stamp)
    return writer


def begin_anew(tx: Transaction, shared: int) -> None:
    """Go on under a new name, since a copy of this profile wrote on under the old one; what is behind segment `shared` is sent anew."""
    writer = _mine(tx)
    asked = select(_SEGMENT.c.digest).where(_SEGMENT.c.writer == writer, _SEGMENT.c.number > shared)
    for id_ in tx.connection.execute(asked).scalars().all():
        for document in tx.connection.execute(select(_CARRIED.c.document).where(_CARRIED.c.segment == id_)).scalars().all():
            tx.drop(tables.Carried, {"segment": id_, "document": document})
        # Two of them under one number would look to others like two laptops; what is in it goes out under the new name.
        tx.drop(tables.Segment, {"digest": id_})
    begin(tx)


def take(tx: Transaction, found: Segment, body: bytes) -> tuple[Arrival, ...]:
    """Take a segment of another writer in: its documents by the intake, its receipts, and what waited for it, in one act.

    Raises:
        Refusal: `segment.device` where the team does not name the device that signed it (yet), `segment.ended` where it no longer counts,
            `team.missing`.
    """
    tx.require("document.take", Standing())
    heading, wanted = found.heading, _wanted(tx, found.documents)
    arrivals, signer = _of_unknown(tx, found, wanted)
    arrivals += intake.take(tx, found.documents, wanted)
    _keep(tx, heading, body, heading.documents)
    if _gives_receipts(teams.demanded(tx).team, signer.person):
        _keep_receipts(tx, heading, signer.name)
    if any(arrival.standing not in (Arriving.REFUSED, Arriving.HERE) for arrival in arrivals):
        arrivals += again(tx)
    return arrivals


def _of_unknown(tx: Transaction, found: Segment, wanted: Collection[str]) -> tuple[tuple[Arrival, ...], Signer]:
    """Whose device signed a segment; a team that it brings, and that is what names the device, is taken first."""
    try:
        return (), require_device(tx, found)
    except Refusal as refused:
        teams_brought = tuple(document for document in found.documents if judging.turn(document)[0] == 0)
        if refused.code != "segment.device" or not teams_brought:
            raise
        return intake.take(tx, teams_brought, wanted), require_device(tx, found)


def require_device(tx: Transaction, found: Segment) -> Signer:
    """Whose device signed a segment; Refusal as `take` gives where it does not count."""
    heading, team = found.heading, teams.demanded(tx).team
    signer = signers.holder(team, found.key)
    if signer is None or signer.place != f"devices.{heading.device}":
        raise Refusal("segment.device", file=segment.path(heading.writer, heading.number), device=heading.device)
    if signer.status != "active":
        # What it wrote before its end still counts: up to the segment that the team names as the last.
        held = select(_SEGMENT.c.digest).where(_SEGMENT.c.digest == signer.last)
        if not signer.last or tx.connection.execute(held).first() is not None:
            file = segment.path(heading.writer, heading.number)
            raise Refusal("segment.ended", file=file, device=heading.device, status=signer.status)
    return signer


def again(tx: Transaction) -> tuple[Arrival, ...]:
    """Look again at what waits in quarantine for something that may have come by now, and take what holds."""
    found: list[Arrival] = []
    while True:
        asked = select(_QUARANTINE.c.id).where(
            _QUARANTINE.c.dropped_at == "", *(_QUARANTINE.c.code.not_like(f"{code}%") for code in _FOR_GOOD)
        )
        waiting = tx.connection.execute(asked.order_by(_QUARANTINE.c.received_at, _QUARANTINE.c.id).limit(_AGAIN)).scalars().all()
        seen = judging.seen(tx, [keeping.refused(tx, id_) for id_ in waiting])
        healed = [each for each in seen if each.arrival.is_admitted]
        if not healed:
            return tuple(found)
        found += intake.take(tx, [each.offered for each in healed], {each.arrival.digest for each in healed})


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
    hidden = frozenset(tx.connection.execute(select(_DOCUMENT.c.digest).where(_DOCUMENT.c.hidden_at != "")).scalars())
    return frozenset(digest(document.body) for document in offered) - hidden


def _mine(tx: Transaction) -> str:
    return str(tx.connection.execute(select(_WRITER.c.id).order_by(_WRITER.c.number.desc()).limit(1)).scalar() or "")


def _keep(tx: Transaction, heading: Heading, body: bytes, documents: Iterable[str]) -> str:
    id_ = digest(body)
    tx.put(tables.Segment, {"digest": id_}, writer=heading.writer, number=heading.number, device=heading.device, at=tx.stamp, body=body)
    for document in documents:
        tx.put(tables.Carried, {"segment": id_, "document": document})
    return id_


def _keep_receipts(tx: Transaction, heading: Heading, person: str) -> None:
    """Keep the receipts of a segment, of each giver and writer the newest."""
    for writer, number in heading.received.items():
        key = {"giver": heading.writer, "writer": writer}
        known = tx.connection.execute(
            select(_RECEIPT.c.segment).where(*(_RECEIPT.c[name] == value for name, value in key.items()))
        ).scalar()
        if known is None or known <= heading.number:
            told = json.dumps({document: why.model_dump() for document, why in heading.refused.items()}, ensure_ascii=False)
            tx.put(tables.Receipt, key, number=number, refused=told, person=person, at=heading.cut_at, segment=heading.number)


def _gives_receipts(team: Team, person: str) -> bool:
    """Whether what somebody received counts as received: they lead or supervise."""
    return person in team.people and not {"lead", "supervisor"}.isdisjoint(team.people[person].roles)


def _receipt(tx: Transaction, team: Team) -> tuple[dict[str, int] | None, dict[str, segment.Refused]]:
    """What to give a receipt for, where this profile's owner leads or supervises and something changed since the last one."""
    if not _gives_receipts(team, tx.actor.person):
        return None, {}
    own = frozenset(tx.connection.execute(select(_WRITER.c.id)).scalars())
    # Only what holds documents: a receipt for a receipt would call for another.
    holding = select(_SEGMENT.c.writer, func.max(_SEGMENT.c.number)).where(_SEGMENT.c.digest.in_(select(_CARRIED.c.segment)))
    received = {writer: int(number) for writer, number in tx.connection.execute(holding.group_by(_SEGMENT.c.writer)) if writer not in own}
    of_others = select(_CARRIED.c.document).join(_SEGMENT, _SEGMENT.c.digest == _CARRIED.c.segment).where(_SEGMENT.c.writer.not_in(own))
    waits = select(_QUARANTINE.c.id, _QUARANTINE.c.code, _QUARANTINE.c.reason).where(_QUARANTINE.c.dropped_at == "")
    rows = tx.connection.execute(waits.where(_QUARANTINE.c.id.in_(of_others)).order_by(_QUARANTINE.c.id).limit(segment.DOCUMENTS))
    refused = {row.id: segment.Refused(code=row.code, **json.loads(row.reason)) for row in rows}
    given = tx.connection.execute(select(_RECEIPT.c.writer, _RECEIPT.c.number, _RECEIPT.c.refused).where(_RECEIPT.c.giver.in_(own))).all()
    told = {row.writer: row.number for row in given}
    said = {id_ for row in given for id_ in json.loads(row.refused)}
    if all(told.get(writer) == number for writer, number in received.items()) and said == refused.keys():
        return None, {}
    return received, refused
