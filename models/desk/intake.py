"""The intake: one pipe for every document of others. What holds is kept byte for byte, what does not is in quarantine with its reason."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from models.desk import (
    allotting,
    announced,
    believing,
    countersigned,
    handed,
    judging,
    keeping,
    noting,
    planned,
    published,
    resulting,
    settling,
    teams,
)
from models.desk.judging import Seen, judged
from models.desk.keeping import Signed
from models.documents import kinds, once
from models.documents.opened_round import OpenedRound
from models.errors import Refusal
from models.ledger import tables
from models.ledger.transaction import Transaction
from models.previews import Arrival, Arriving
from models.rules.permissions import Standing
from models.text import clean
from models.words import in_both

__all__ = ["enter", "hide", "judged", "take", "unhide"]

_NAME_LIMIT: Final = 255


def take(tx: Transaction, offered: Sequence[Signed], wanted: Collection[str]) -> tuple[Arrival, ...]:
    """Keep the documents whose digests are `wanted`, and put what is refused into quarantine: one act; how each stood."""
    tx.require("document.take", Standing())
    with once.kept():
        return _take(tx, offered, wanted)


def _take(tx: Transaction, offered: Sequence[Signed], wanted: Collection[str]) -> tuple[Arrival, ...]:
    found = judging.seen(tx, offered, wanted)
    about: dict[str, None] = {}
    kept: list[Seen] = []
    for each in sorted(found, key=lambda seen: judging.turn(seen.offered)):
        if not each.arrival.is_admitted:
            _set_aside(tx, each)
        elif each.arrival.digest in wanted:
            if each.arrival.kind == "team":
                _keep_team(tx, each)
            else:
                kept.append(each)
            if each.document is not None:
                about[kinds.about(each.document)] = None
    keys = countersigned.known(tx)
    keeping.keep_all(tx, [_kept(tx, each, keys) for each in kept])
    _drop_from_quarantine(tx, [each.arrival.digest for each in found if each.arrival.is_admitted and each.arrival.digest in wanted])
    _settle_all(tx, about, {each.arrival.digest: each.document for each in found if each.document is not None})
    _follow(tx, kept)
    believed = believing.among(tx, (each.arrival.digest for each in kept))
    misfiled = {each.arrival.digest for each in kept} - set(believed)
    return tuple(_misfiled(each) if each.arrival.digest in misfiled else each.arrival for each in found)


def _misfiled(found: Seen) -> Arrival:
    """How a document stands whose bytes somebody put at a server before it came, under a row that says something else."""
    return replace(found.arrival, standing=Arriving.REFUSED, why=Refusal("server.misfiled", file=found.offered.name))


def _settle_all(tx: Transaction, about: Collection[str], documents: Mapping[str, kinds.Document]) -> None:
    """Let what `documents` are about stand as they say."""
    alone = settling.verdicts_alone(tx, about)
    resulting.enter(tx, alone, documents)
    for subject in about:
        if subject not in alone:
            _settle(tx, subject)


def enter(tx: Transaction, own: Signed) -> str:
    """Keep a document that was signed here just now, by the same pipe as those of others, and let it take effect; its digest.

    Raises:
        Refusal: why others would refuse it.
    """
    (found,) = judging.seen(tx, (own,))
    if found.arrival.why is not None:
        raise found.arrival.why
    keeping.keep_all(tx, [_kept(tx, found, countersigned.known(tx))])
    _drop_from_quarantine(tx, [found.arrival.digest])
    if found.document is not None:
        _settle(tx, kinds.about(found.document))
    _follow(tx, (found,))
    return found.arrival.digest


def hide(tx: Transaction, documents: Iterable[str]) -> None:
    """Put documents, or what waits in quarantine, out of sight; they stay where they are.

    Raises:
        Refusal: `document.unknown`, `document.own` for what the actor signed and so decided.
    """
    _mark(tx, documents, tx.stamp)


def unhide(tx: Transaction, documents: Iterable[str]) -> None:
    """Let them be seen again; Refusal `document.unknown`."""
    _mark(tx, documents, "")


def _mark(tx: Transaction, documents: Iterable[str], hidden_at: str) -> None:
    tx.require("document.take", Standing())
    for id_ in documents:
        # Hidden it would be taken back, and shown again a recalled submission would stand beside the one after it.
        if tx.actor.person == keeping.signer_of(tx, id_):
            raise Refusal("document.own")
        if not tx.is_new(tables.Document, {"digest": id_}):
            keeping.handle(tx, id_, hidden_at=hidden_at)
            _settle(tx, keeping.about(tx, id_))
        elif not tx.is_new(tables.Quarantined, {"id": id_}):
            tx.put(tables.Quarantined, {"id": id_}, dropped_at=hidden_at)
        else:
            raise Refusal("document.unknown", document=id_)


def _follow(tx: Transaction, kept: Iterable[Seen]) -> None:
    """Do what rounds announce that were not here before, once their checklists are: what somebody changes here afterwards stays."""
    for each in kept:
        if isinstance(each.document, OpenedRound) and each.arrival.standing is Arriving.NEW:
            announced.follow(tx, each.arrival.digest, each.document)


def _settle(tx: Transaction, subject: str) -> None:
    """Let what documents are about stand as they say."""
    handed.follow(tx, subject)
    settling.settle(tx, subject)
    noting.settle(tx, subject)
    planned.settle(tx, subject)
    published.settle(tx, subject)
    allotting.settle(tx, subject)
    resulting.settle(tx, subject)


def _kept(tx: Transaction, found: Seen, keys: Collection[str]) -> keeping.Kept:
    assert found.document is not None and found.told is not None
    purpose = kinds.purpose(found.document)
    file = replace(countersigned.bearable(tx, found.offered, purpose, keys), name=kinds.named(found.document, found.offered.body))
    return keeping.Kept(found.arrival.kind, file, found.told, purpose)


def _keep_team(tx: Transaction, found: Seen) -> None:
    offered = countersigned.bearable(tx, found.offered, "team", countersigned.known(tx))
    if found.arrival.standing is Arriving.HERE:
        keeping.keep(tx, found.arrival.kind, offered, keeping.Told(found.arrival.title))
    else:
        teams.take(tx, offered)


def _drop_from_quarantine(tx: Transaction, documents: Iterable[str]) -> None:
    """Put out of sight what waited for what came by now."""
    for id_ in keeping.were_set_aside(tx, documents):
        tx.put(tables.Quarantined, {"id": id_}, dropped_at=tx.stamp)


def _set_aside(tx: Transaction, found: Seen) -> None:
    why, offered, id_ = found.arrival.why, found.offered, found.arrival.digest
    assert why is not None
    beside = json.dumps([signature.decode("latin-1") for signature in offered.signatures])
    reason = json.dumps({words.language: words.refusal(why) for words in in_both()}, ensure_ascii=False)
    # Put anew: what lies beside the same bytes may be another signature by now.
    tx.drop(tables.Quarantined, {"id": id_})
    tx.put(
        tables.Quarantined,
        {"id": id_},
        name=clean(offered.name)[:_NAME_LIMIT],
        body=offered.body,
        signatures=beside.encode(),
        code=why.code,
        reason=reason,
        received_at=tx.stamp,
        # The same bytes with a signature that counts are here: there is nothing to look at.
        dropped_at="" if tx.is_new(tables.Document, {"digest": id_}) else tx.stamp,
    )
