"""Documents in the database: their bytes as they came, and every signature over them."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import Row, Select, func, select

from models.codes import digest
from models.desk import believing, bodies, withdrawn
from models.desk.spans import few as few
from models.desk.taken_teams import given as given
from models.documents import signatures
from models.documents.travelling import Signed
from models.errors import Refusal
from models.ledger import tables
from models.ledger.adding import add
from models.ledger.handled import HIDDEN, LEFT
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.previews import DocumentLine, QuarantineLine
from models.rules.revisions import Revision, current
from models.text import Phrase

if TYPE_CHECKING:
    from models.documents.kinds import Document

__all__ = ["Signed", "Told", "given", "keep", "keep_all", "lines", "refused", "revisions", "set_aside", "stored"]

D = TypeVar("D", bound="Document")
_DOCUMENT: Final = table(tables.Document)
_SIGNATURE: Final = table(tables.Signature)
_QUARANTINE: Final = table(tables.Quarantined)
LINE: Final[Select[Any]] = select(*(column for column in _DOCUMENT.c if column is not _DOCUMENT.c.body), HIDDEN.label("is_hidden"))
"""What a line tells of a document."""
_SIZE: Final = func.length(_QUARANTINE.c.body).label("size")
REFUSED: Final = select(*(each for each in _QUARANTINE.c if each.name not in ("body", "signatures")), _SIZE)
"""What a line tells of what was refused."""
_REVISIONS: Final = select(*(_DOCUMENT.c[name] for name in ("digest", "kind", "about", "supersedes", "refers", "signer_id")))
_AUTHORS: Final[dict[str, frozenset[str]]] = {}
"""Whose work is in the submissions that were asked about, by digest."""


@dataclass(frozen=True, slots=True)
class Told:
    """What can be told of a document without reading it again."""

    title: str
    status: str = ""
    signer: str = ""
    signer_id: str = ""
    about: str = ""
    supersedes: tuple[str, ...] = ()
    refers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """A document to be kept, as what it is signed as: its kind where that is not said."""

    kind: str
    document: Signed
    told: Told
    purpose: str = ""


def keep_all(tx: Transaction, documents: Sequence[Kept]) -> None:
    """Keep documents as `keep` does, those that are new together."""
    here = kinds_of(tx, (each.document.digest for each in documents))
    new = {each.document.digest: each for each in documents if each.document.digest not in here}
    add(tx, tables.Document, ("digest",), [{"digest": id_, **_row(tx, each)} for id_, each in new.items()])
    signed = [
        {"document": id_, "key": public, "body": signature}
        for id_, each in new.items()
        for public, signature in _fitting(each.document, each.purpose or each.kind).items()
    ]
    add(tx, tables.Signature, ("document", "key"), signed)
    for each in documents:
        if new.get(each.document.digest) is not each:
            keep(tx, each.kind, each.document, each.told, each.purpose)


def _row(tx: Transaction, kept: Kept) -> dict[str, Any]:
    told = {each.name: getattr(kept.told, each.name) for each in fields(kept.told)}
    told |= {name: json.dumps(told[name]) for name in ("supersedes", "refers")}
    return {"kind": kept.kind, "name": kept.document.name, "body": kept.document.body, "received_at": tx.stamp, **told}


def _fitting(document: Signed, purpose: str) -> dict[str, bytes]:
    return signatures.fitting(document.body, document.signatures, purpose, document.name)


def keep(tx: Transaction, kind: str, document: Signed, told: Told, purpose: str = "") -> str:
    """Keep a document's bytes, in sight, and every signature over them as what it is signed as (its kind where not said); its digest."""
    id_ = digest(document.body)
    if tx.is_new(tables.Document, {"digest": id_}):
        tx.put(tables.Document, {"digest": id_}, **_row(tx, Kept(kind, document, told)))
    else:
        handle(tx, id_, hidden_at="")
    for public, signature in _fitting(document, purpose or kind).items():
        key = {"document": id_, "key": public}
        if tx.is_new(tables.Signature, key):
            tx.put(tables.Signature, key, body=signature)
    return id_


def revisions(tx: Transaction) -> Iterator[Revision]:
    """Every document that is a revision of a verification, hidden or not, and believed."""
    return map(_revision, believing.only(tx, tx.connection.execute(_REVISIONS.where(_DOCUMENT.c.about != "")).all()))


def revisions_of(tx: Transaction, about: Iterable[str]) -> dict[str, list[Revision]]:
    """The documents that are revisions of each of several verifications, hidden or not, and believed."""
    found: dict[str, list[Revision]] = {}
    for some in few(about):
        for row in believing.only(tx, tx.connection.execute(_REVISIONS.where(_DOCUMENT.c.about.in_(some))).all()):
            found.setdefault(row.about, []).append(_revision(row))
    return found


def _revision(row: Any) -> Revision:
    supersedes, refers = tuple(json.loads(row.supersedes)), json.loads(row.refers)
    return revision(row.digest, row.kind, Told("", about=row.about, supersedes=supersedes, refers=refers, signer_id=row.signer_id))


def revision(digest: str, kind: str, told: Told) -> Revision:
    """A document as a revision of what it takes the place of: of one kind about one verification, decisions about one document.

    A submission takes the place of its own verifier's alone.
    """
    named = "submission" if kind in ("review", "request") else "opinion"
    subject = told.refers.get("withdraws") or told.refers.get("part") or told.refers.get(named, "")
    by = told.signer_id if kind == "submission" else ""
    return Revision(digest, f"{told.about}/{kind}/{subject}", frozenset(told.supersedes), by)


def about(tx: Transaction, document: str) -> str:
    """The verification that a document is about, empty where it is about none."""
    return str(tx.connection.execute(select(_DOCUMENT.c.about).where(_DOCUMENT.c.digest == document)).scalar() or "")


def signer_of(tx: Transaction, document: str) -> str:
    """The id of whose signature over a document about a verification counted, empty where there is none."""
    asked = select(_DOCUMENT.c.signer_id).where(_DOCUMENT.c.digest == document, _DOCUMENT.c.kind.not_in(("draft", "note")))
    return str(tx.connection.execute(asked).scalar() or "")


def kinds_of(tx: Transaction, documents: Iterable[str]) -> dict[str, str]:
    """The kinds of those of the documents that are here."""
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.kind)
    return {row.digest: row.kind for some in few(documents) for row in tx.connection.execute(asked.where(_DOCUMENT.c.digest.in_(some)))}


def kind_of(tx: Transaction, document: str) -> str:
    """The kind of a document, empty where it is not here."""
    known = bodies.known(tx, document)
    if known is not None or not document:
        return "" if known is None else str(known.kind)
    return str(tx.connection.execute(select(_DOCUMENT.c.kind).where(_DOCUMENT.c.digest == document)).scalar() or "")


def handle(tx: Transaction, document: str, **done: str) -> None:
    """Keep what was done here with a document: `hidden_at`, `left_at`, empty where it is taken back."""
    key = {"document": document}
    if tx.is_new(tables.Handling, key):
        if said := {name: when for name, when in done.items() if when}:
            tx.put(tables.Handling, key, about=about(tx, document), **said)
    else:
        tx.put(tables.Handling, key, **done)


def has_left(tx: Transaction, document: str) -> bool:
    """Whether a document was given out of here."""
    return bool(tx.connection.execute(select(LEFT).select_from(_DOCUMENT).where(_DOCUMENT.c.digest == document)).scalar())


def here_only(tx: Transaction, documents: Iterable[str]) -> Mapping[str, bool]:
    """Those of the documents that are kept here and have not left, and whether the actor could recall them."""
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.kind, _DOCUMENT.c.signer_id).where(~LEFT)
    rows = (row for some in few(documents) for row in tx.connection.execute(asked.where(_DOCUMENT.c.digest.in_(some))))
    return {row.digest: row.kind == "submission" and row.signer_id == tx.actor.person for row in rows}


def give_out(tx: Transaction, documents: Iterable[str]) -> None:
    """Keep that documents left this laptop, the first time they do."""
    for id_ in here_only(tx, documents):
        handle(tx, id_, left_at=tx.stamp)


def stay(tx: Transaction, documents: Iterable[str]) -> None:
    """Keep that documents did not leave after all."""
    for id_ in documents:
        handle(tx, id_, left_at="")


def authors(tx: Transaction, submission: str) -> frozenset[str]:
    """The ids of those whose work is in a submission or an opinion, as far as it is here; nobody's is in anything else."""
    if (known := bodies.known(tx, submission)) is None:
        asked = select(_DOCUMENT.c.kind, _DOCUMENT.c.signer_id).where(_DOCUMENT.c.digest == submission)
        known = tx.connection.execute(asked).first()
    if known is None or known.kind not in ("submission", "opinion"):
        return frozenset()
    # Asked for at every step about a verification, and what has a digest never changes: its bytes come from a server once.
    if submission not in _AUTHORS:
        from models.documents import kinds  # every kind takes long to import, and most commands read none

        found = bodies.kept(tx, submission)
        _AUTHORS[submission] = kinds.authors(kinds.parsed(bytes(found.body), submission))
    return frozenset({str(known.signer_id)}) | _AUTHORS[submission]


def lines(tx: Transaction) -> tuple[DocumentLine, ...]:
    """Every document but those of the team, the newest first."""
    rows = tx.connection.execute(
        LINE.where(_DOCUMENT.c.kind != "team").order_by(_DOCUMENT.c.received_at.desc(), _DOCUMENT.c.title, _DOCUMENT.c.digest)
    ).all()
    return told(tx, rows, revisions(tx))


def told(tx: Transaction, rows: Sequence[Row[Any]], known: Iterable[Revision]) -> tuple[DocumentLine, ...]:
    """Documents as lines, by those that are revisions of the same."""
    known, held = tuple(known), believing.among(tx, (row.digest for row in rows))
    series = {each.digest: each.series for each in known}
    ended, did = withdrawn.ended(tx, {row.about for row in rows} - {""}), withdrawn.done(tx, rows)
    standing = {each.digest: each.series for each in current(known) if each.digest not in ended}
    beside = Counter(standing.values())
    return tuple(
        DocumentLine(
            id=row.digest,
            kind=row.kind,
            name=row.name,
            title=row.title,
            status=did.get(row.digest, row.status),
            signer=row.signer if row.digest in held else "",
            received_at=row.received_at,
            is_hidden=bool(row.is_hidden),
            is_current=row.digest in standing or not row.about or row.digest not in held,
            forks=beside[series[row.digest]] - 1 if row.digest in standing else 0,
            is_believed=row.digest in held,
            ended=ended.get(row.digest, ""),
        )
        for row in rows
    )


def stored(tx: Transaction, document: str, *, is_looked_at: bool = False) -> Signed:
    """A document with its signatures, byte for byte; Refusal `document.unknown`, also for other bytes unless they are yet looked at."""
    row = bodies.kept(tx, document, is_looked_at=is_looked_at)
    return Signed(row.name, row.body, given(tx, document))


def parsed(tx: Transaction, document: str) -> "Document":
    """What the document of a digest says; Refusal `document.unknown`."""
    from models.documents import kinds  # as above

    row = bodies.kept(tx, document)
    return kinds.parsed(row.body, row.name)


def read(tx: Transaction, document: str, model: type[D]) -> D:
    """What the document of a digest says, one of this kind; Refusal `document.unknown`, also where it is of another."""
    found = parsed(tx, document)
    if not isinstance(found, model):
        raise Refusal("document.unknown", document=document)
    return found


def set_aside(tx: Transaction) -> tuple[QuarantineLine, ...]:
    """What was put into quarantine, the newest first."""
    ordered = REFUSED.order_by(_QUARANTINE.c.received_at.desc(), _QUARANTINE.c.name, _QUARANTINE.c.id)
    return refused_lines(tx.connection.execute(ordered))


def refused_lines(rows: Iterable[Row[Any]]) -> tuple[QuarantineLine, ...]:
    """What was put into quarantine as lines."""
    return tuple(
        QuarantineLine(row.id, row.name, row.size, Phrase(**json.loads(row.reason)), row.received_at, bool(row.dropped_at)) for row in rows
    )


def were_set_aside(tx: Transaction, documents: Iterable[str]) -> tuple[str, ...]:
    """The digests of those of the documents that were put into quarantine before."""
    asked = select(_QUARANTINE.c.id)
    return tuple(id_ for some in few(documents) for id_ in tx.connection.execute(asked.where(_QUARANTINE.c.id.in_(some))).scalars())


def refused(tx: Transaction, id_: str) -> Signed:
    """What waits in quarantine under `id_`, as it came; Refusal `document.unknown`."""
    row = tx.connection.execute(select(_QUARANTINE).where(_QUARANTINE.c.id == id_)).first()
    if row is None:
        raise Refusal("document.unknown", document=id_)
    return Signed(row.name, row.body, tuple(each.encode("latin-1") for each in json.loads(row.signatures)))
