"""Second verifications by the documents that are here: which opinions are held against a verification, and what was settled of them.

What counts after a settlement: where it is the first answer, nothing changes. Where it is the second, the submission is returned for that
repair and approved only once its verifier has made it: every level of a verdict file is one that its verifier signed, scores follow from
them, and nothing is rescored in silence.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Row, func, select

from models.codes import digest as digest_of
from models.codes import path_part
from models.desk import believing, keeping, spans, superseding
from models.documents import kinds, second
from models.documents.opinion import Opinion
from models.documents.second import Answers, SecondResult
from models.documents.settlement import Settlement
from models.errors import Refusal
from models.ledger import dialects, tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.disagreement import Settled

_ASSIGNMENT: Final = table(tables.Assignment)
_DOCUMENT: Final = table(tables.Document)
_VERIFICATION: Final = table(tables.Verification)
_OPENED: Final = table(tables.Opened)
_SETTLED: Final = table(tables.Settled)
_TELL_NOTHING: Final = ("opinion", "assignment", "note", "draw")
"""Kinds of documents in which no answer of a verification can be read."""
Of: TypeAlias = tuple[str, str]
"""A round and the code of an agency."""


def is_second(tx: Transaction, verification: str) -> bool:
    """Whether this is a second verification."""
    return bool(tx.connection.execute(select(_VERIFICATION.c.is_second).where(_VERIFICATION.c.id == verification)).scalar())


def is_given(tx: Transaction, verification: str) -> bool:
    """Whether the opinion of a second verification was sealed."""
    asked = select(_DOCUMENT.c.digest).where(_DOCUMENT.c.about == verification, _DOCUMENT.c.kind == "opinion", SHOWN)
    return bool(believing.only(tx, tx.connection.execute(asked).all()))


def blind(tx: Transaction) -> dict[Of, bool]:
    """The agencies of which nothing may be known here yet: whether a second verification is in work here, else ordered from the actor."""
    asked = select(_VERIFICATION.c.round_id, _VERIFICATION.c.agency_code)
    rows = tx.connection.execute(asked.where(_VERIFICATION.c.is_second, _VERIFICATION.c.state == "draft")).all()
    return ordered_blind(tx, ordered(tx)) | {(row.round_id, row.agency_code): True for row in rows}


def ordered(tx: Transaction) -> frozenset[Of]:
    """The agencies of which a second verification is ordered from the actor."""
    mine = (_ASSIGNMENT.c.person_id == tx.actor.person) & (_ASSIGNMENT.c.purpose == "second")
    rows = tx.connection.execute(select(_ASSIGNMENT.c.round_id, _ASSIGNMENT.c.agency_code).where(mine)).all()
    return frozenset((row.round_id, row.agency_code) for row in rows)


def ordered_blind(tx: Transaction, orders: Iterable[Of]) -> dict[Of, bool]:
    """Those that `blind` gives of agencies that the actor is to verify a second time: of which nothing is here yet.

    Where others work in the same database nobody verifies a second time, and nothing is kept from them.
    """
    wanted = set(orders)
    if not wanted or dialects.is_shared(tx.connection):
        return {}
    done = {of for of, people in given(tx).items() if tx.actor.person in people}
    return {of: False for of in wanted - done if not was_told(tx, *of)}


def was_told(tx: Transaction, round_id: str, agency: str) -> bool:
    """Whether somebody's verification of an agency in a round is here, or a document about one, other than what tells no answer."""
    here = (_VERIFICATION.c.agency_code == agency) & (_VERIFICATION.c.round_id == round_id)
    if tx.connection.execute(select(_VERIFICATION.c.id).where(here).limit(1)).first() is not None:
        return True
    name = f"{path_part(round_id)}_{path_part(agency)}_"
    asked = select(_DOCUMENT.c.digest).where(_DOCUMENT.c.kind.not_in(_TELL_NOTHING), func.substr(_DOCUMENT.c.name, 1, len(name)) == name)
    return bool(believing.only(tx, tx.connection.execute(asked).all()))


def admit(tx: Transaction, document: kinds.Document, file: str, hidden: Mapping[Of, bool]) -> None:
    """Go on only with a document that may be known here; `hidden` are the agencies that are `blind`.

    Raises:
        Refusal: `second.blind` where it would show what another found at an agency of which a second verification is in work here,
            `second.ordered` where one is ordered from the actor, `second.other_content` for an opinion put in the place of one that holds
            something else, and `sealing.untrue` for a settlement that does not tell what its opinion promised.
    """
    agency, round_id = getattr(document, "agency", None), getattr(document, "round", "")
    if agency is not None and not isinstance(document, Opinion) and (round_id, agency.code) in hidden:
        about = {"agency": agency.name, "round": round_id}
        raise Refusal("second.blind", **about) if hidden[round_id, agency.code] else Refusal("second.ordered", **about)
    if isinstance(document, Opinion) and not _says_the_same(tx, document):
        raise Refusal("second.other_content", file=file)
    if isinstance(document, Settlement) and not is_true(tx, document):
        raise Refusal("sealing.untrue", file=file)


def _says_the_same(tx: Transaction, document: Opinion) -> bool:
    """Whether an opinion holds what those hold in whose place it is put, as far as they are here."""
    here = [digest for digest in document.supersedes if not tx.is_new(tables.Document, {"digest": digest})]
    return all(opinion(tx, digest).content == document.content for digest in here)


def is_true(tx: Transaction, settlement: Settlement) -> bool:
    """Whether a settlement tells what its opinion promised, as far as that is here."""
    kind = keeping.kind_of(tx, settlement.opinion)
    if kind != "opinion":
        return not kind
    promised = opinion(tx, settlement.opinion)
    said = (promised.content, promised.person.id, promised.agency.code, promised.round)
    return said == (settlement.content, settlement.by.id, settlement.agency.code, settlement.round)


def opinion(tx: Transaction, digest: str) -> Opinion:
    """The opinion of a digest; Refusal `document.unknown`."""
    return keeping.read(tx, digest, Opinion)


def digests(tx: Transaction, verification: str = "") -> tuple[str, ...]:
    """Which opinions are in sight that none was put in the place of, by digest; only those of a second verification where it is named.

    Only what says the same, in the same name, takes the place of another.
    """
    columns = (_DOCUMENT.c.digest, _DOCUMENT.c.supersedes, _DOCUMENT.c.signer_id, _DOCUMENT.c.refers)
    asked = select(*columns).where(spans.of_few(_DOCUMENT.c.kind, "opinion"), SHOWN)
    if verification:
        asked = asked.where(_DOCUMENT.c.about == verification)
    rows = believing.only(tx, tx.connection.execute(asked.order_by(_DOCUMENT.c.digest)).all())

    def said(row: Row[Any]) -> tuple[str, str]:
        return row.signer_id, json.loads(row.refers)["content"]

    return tuple(row.digest for row in superseding.standing(rows, lambda later, earlier: said(later) == said(earlier)))


def given(tx: Transaction, *wanted: ColumnElement[bool]) -> dict[Of, dict[str, str]]:
    """Who gave an opinion that is in sight, and of which all of this is true, by id with the name, of each agency in a round."""
    columns = (_DOCUMENT.c.digest, _DOCUMENT.c.signer_id, _DOCUMENT.c.signer, _DOCUMENT.c.refers)
    asked = select(*columns).where(spans.of_few(_DOCUMENT.c.kind, "opinion"), SHOWN, *wanted)
    rows = tx.connection.execute(asked.order_by(_DOCUMENT.c.digest)).all()
    found: dict[Of, dict[str, str]] = {}
    for row in believing.only(tx, rows):
        said = json.loads(row.refers)
        found.setdefault((said["round"], said["agency"]), {})[row.signer_id] = row.signer
    return found


def givers(tx: Transaction, verification: str) -> frozenset[str]:
    """The ids of those whose opinion on the agency of a verification in its round is in sight: they took part in what is decided of it."""
    asked = select(_VERIFICATION.c.round_id, _VERIFICATION.c.agency_code).where(_VERIFICATION.c.id == verification)
    row = tx.connection.execute(asked).first()
    if row is None:
        return frozenset()
    name = f"{path_part(row.round_id)}_{path_part(row.agency_code)}_opinion_"
    return frozenset(given(tx, func.substr(_DOCUMENT.c.name, 1, len(name)) == name).get((row.round_id, row.agency_code), ()))


def against(tx: Transaction, found: Opinion) -> tuple[str, ...]:
    """The verifications that an opinion is held against, as far as a submission of them is here."""
    asked = select(_VERIFICATION.c.id).where(
        _VERIFICATION.c.agency_code == found.agency.code,
        _VERIFICATION.c.round_id == found.round,
        _VERIFICATION.c.checklist_digest == found.checklist.digest,
        _VERIFICATION.c.submission != "",
        _VERIFICATION.c.person_id != found.person.id,
        ~_VERIFICATION.c.is_second,
    )
    return tuple(tx.connection.execute(asked.order_by(_VERIFICATION.c.id)).scalars())


def opened(tx: Transaction, digest: str) -> Answers | None:
    """What an opinion held sealed; None while it was not opened here."""
    body = sealed_text(tx, digest)
    return None if body is None else second.answers(body, digest)


def sealed_text(tx: Transaction, digest: str) -> bytes | None:
    """The bytes that an opinion held sealed; None where they are not here."""
    row = next(iter(believing.only(tx, tx.connection.execute(select(_OPENED).where(_OPENED.c.opinion == digest)).all(), "opinion")), None)
    # Somebody may have put anything there past the desk.
    return bytes(row.body) if row is not None and digest_of(row.body) == opinion(tx, digest).content else None


def open_(tx: Transaction, digest: str, content: bytes) -> None:
    """Keep what an opinion held sealed: what its digest promised, and nothing else."""
    if opinion(tx, digest).content == digest_of(content) and tx.is_new(tables.Opened, {"opinion": digest}):
        tx.put(tables.Opened, {"opinion": digest}, body=content, opened_at=tx.stamp)


def is_settled(tx: Transaction, digest: str) -> bool:
    """Whether a lead settled an opinion, as far as that is here."""
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.refers).where(spans.of_few(_DOCUMENT.c.kind, "settlement"), SHOWN)
    return any(json.loads(row.refers)["opinion"] == digest for row in believing.only(tx, tx.connection.execute(asked).all()))


def settled_with(tx: Transaction, verification: str) -> tuple[str, ...]:
    """The verifications here that settlements are about of what a second verification gave."""
    opinions = select(_DOCUMENT.c.digest).where(_DOCUMENT.c.about == verification, _DOCUMENT.c.kind == "opinion")
    given = believing.among(tx, tx.connection.execute(opinions).scalars())
    if not given:
        return ()
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.about, _DOCUMENT.c.refers)
    asked = asked.join(_VERIFICATION, _VERIFICATION.c.id == _DOCUMENT.c.about)
    rows = believing.only(tx, tx.connection.execute(asked.where(spans.of_few(_DOCUMENT.c.kind, "settlement"))).all())
    return tuple(sorted({row.about for row in rows if json.loads(row.refers)["opinion"] in given}))


def decided(tx: Transaction, verification: str, digest: str) -> Mapping[str, Row[Any]]:
    """What was decided of each item, signed or not yet; what is not signed yet counts before what is."""
    asked = select(_SETTLED).where(_SETTLED.c.verification_id == verification, _SETTLED.c.opinion == digest)
    rows = tx.connection.execute(asked.order_by(_SETTLED.c.settlement.desc())).all()

    def told(row: Row[Any]) -> Mapping[str, object]:
        found = keeping.read(tx, row.settlement, Settlement)
        how = found.settled.get(row.item) if (found.opinion, found.verification) == (digest, verification) else None
        return {} if how is None else {**_how(how), "reason": found.items[row.item].reason}

    signed = believing.alike(tx, [row for row in rows if row.settlement], told, "settlement")
    return {row.item: row for row in (*signed, *(row for row in rows if not row.settlement))}


def settlements(tx: Transaction, verification: str, digest: str = "") -> tuple[tuple[str, Settlement], ...]:
    """The settlements about a verification (and one opinion) that count and that none was put in the place of, by digest."""
    columns = (_DOCUMENT.c.digest, _DOCUMENT.c.about, _DOCUMENT.c.signer_id, _DOCUMENT.c.supersedes, _DOCUMENT.c.refers)
    asked = select(*columns).where(_DOCUMENT.c.about == verification, _DOCUMENT.c.kind == "settlement", SHOWN)
    rows = believing.only(tx, tx.connection.execute(asked.order_by(_DOCUMENT.c.digest)).all())
    counted = {row.digest: found for row in rows if (found := _counted(tx, row)) is not None}
    return tuple(
        (row.digest, counted[row.digest])
        for row in superseding.standing([row for row in rows if row.digest in counted])
        if digest in ("", json.loads(row.refers)["opinion"])
    )


def _counted(tx: Transaction, row: Any) -> Settlement | None:
    """A settlement, unless its lead settled their own work or it tells another opinion than its verifier gave."""
    found = keeping.read(tx, row.digest, Settlement)
    authors = keeping.authors(tx, found.submission) | keeping.authors(tx, found.opinion) | {found.by.id}
    return None if row.signer_id in authors or not is_true(tx, found) else found


def follow(tx: Transaction, verification: str) -> None:
    """Let what is opened and settled here be what the settlements say; what a lead has not signed yet stays."""
    wanted = dict(settlements(tx, verification))
    asked = select(_SETTLED).where(_SETTLED.c.verification_id == verification, _SETTLED.c.settlement != "")
    for row in tx.connection.execute(asked).all():
        if row.settlement not in wanted:
            tx.drop(tables.Settled, _key(verification, row.opinion, row.item, row.settlement))
    for digest, found in wanted.items():
        # Before the opinion is here nobody knows whether this is what it held; when it comes, it is looked at again.
        if not tx.is_new(tables.Document, {"digest": found.opinion}):
            open_(tx, found.opinion, second.whole(found.opened))
        for item, how in found.settled.items():
            put(tx, verification, found.opinion, item, how, found.items[item].reason, digest)


def put(tx: Transaction, verification: str, digest: str, item: str, how: Settled, reason: str, settlement: str = "") -> None:
    """Write down how an item was settled."""
    tx.put(tables.Settled, _key(verification, digest, item, settlement), **_how(how), reason=reason)


def _how(how: Settled) -> dict[str, str]:
    return {"first": how.first, "second": how.second, "counts": how.counts}


def forget_unsigned(tx: Transaction, verification: str, digest: str) -> None:
    """Take away what was not signed yet."""
    for item in decided(tx, verification, digest):
        tx.drop(tables.Settled, _key(verification, digest, item, ""))


def results(tx: Transaction, verification: str) -> dict[str, SecondResult]:
    """The second verifications that were settled, as a verdict file tells them."""
    return {str(number): found for number, found in enumerate(_results(tx, verification), 1)}


def _results(tx: Transaction, verification: str) -> Iterator[SecondResult]:
    for digest, found in settlements(tx, verification):
        yield SecondResult(
            person=found.by,
            opinion=found.opinion,
            settlement=digest,
            settled_by=found.person,
            compared=found.compared,
            items=found.items,
        )


def _key(verification: str, opinion_: str, item: str, settlement: str) -> dict[str, str]:
    return {"verification_id": verification, "opinion": opinion_, "item": item, "settlement": settlement}
