"""Remarks in the tables: read with what was said, written, and as documents tell them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Final, cast

from sqlalchemy import func, select

from models.codes import minted
from models.desk import prefetch
from models.desk.prefetch import Question
from models.documents.decisions import Review
from models.documents.submission import Submission
from models.documents.verified import MessageResult, RemarkResult
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.moments import moment, stamp
from models.reviews import Message, Remark
from models.rules.remarks import Act, Kind, stage
from models.text import note

_REMARK: Final = table(tables.Remark)
_MESSAGE: Final = table(tables.Message)
_CONFIRMED: Final = table(tables.Confirmed)
_SAID: Final = Question(select(_MESSAGE).order_by(_MESSAGE.c.at, _MESSAGE.c.id), _MESSAGE.c.verification_id)
_MADE: Final = Question(select(_REMARK), _REMARK.c.verification_id)


def read_ahead(tx: Transaction, verifications: Collection[str]) -> None:
    """Read the remarks of several verifications, until something is written."""
    prefetch.read(tx, (_SAID, _MADE), verifications)


def read(tx: Transaction, verification: str) -> tuple[Remark, ...]:
    """The remarks of a verification, by item and then as they were made."""
    said: dict[str, list[Message]] = defaultdict(list)
    for row in _SAID.rows(tx, verification):
        said[row.remark].append(Message(row.id, row.person, row.act, row.text, row.at))
    found = [
        Remark(row.id, row.item, row.kind, tuple(said[row.id]), stage(row.kind, [each.act for each in said[row.id]]))
        for row in _MADE.rows(tx, verification)
    ]
    return tuple(sorted(found, key=lambda remark: (remark.item, remark.messages[0].at if remark.messages else "", remark.id)))


def draft_place(verification: str, remark: Remark) -> str:
    """The place of a reply that is being typed."""
    return f"{verification}/reply/{remark.item}.{remark.id}"


def results(tx: Transaction, verification: str) -> dict[str, RemarkResult]:
    """The remarks as documents tell them."""
    return {
        remark.id: RemarkResult(
            item=remark.item,
            kind=cast("Kind", remark.kind),
            messages={
                message.id: MessageResult(person=message.person, act=cast("Act", message.act), text=message.text, at=message.at)
                for message in remark.messages
            },
        )
        for remark in read(tx, verification)
    }


def merge(tx: Transaction, verification: str, documents: Iterable[Submission | Review]) -> None:
    """Add what documents say of remarks: leads remark, reopen and settle, each best told by their own review; verifiers answer."""
    told: dict[tuple[str, str], MessageResult] = {}
    reviews = sorted(
        (each for each in documents if isinstance(each, Review)), key=lambda each: (each.decided_at, each.person.id, each.submission)
    )
    for is_own in (True, False):
        for review in reviews:
            for id_, remark in review.remarks.items():
                acts = {
                    (id_, number): message
                    for number, message in remark.messages.items()
                    if message.act != "answered" and (message.person == review.person.name) is is_own
                }
                told = {**acts, **told}
                _put(tx, verification, id_, remark, {key: told[key] for key in acts}, is_theirs=is_own)
    submissions = sorted((each for each in documents if isinstance(each, Submission)), key=lambda each: (each.number, each.submitted_at))
    for submission in submissions:
        # Whatever name stands there: who signed it says it.
        by = {"person": submission.people["verifier"].name}
        for id_, remark in submission.remarks.items():
            if not tx.is_new(tables.Remark, {"verification_id": verification, "id": id_}):
                answers = {(id_, key): each.model_copy(update=by) for key, each in remark.messages.items() if each.act == "answered"}
                _put(tx, verification, id_, remark, answers)


def forget(tx: Transaction, verification: str, documents: Iterable[Submission | Review]) -> None:
    """Take away what documents told of remarks; what nobody has signed yet stays."""
    told = {(id_, number) for each in documents for id_, remark in each.remarks.items() for number in remark.messages}
    for remark, number in sorted(told):
        tx.drop(tables.Message, {"verification_id": verification, "remark": remark, "id": number})
    left = select(_MESSAGE.c.remark).where(_MESSAGE.c.verification_id == verification)
    asked = select(_REMARK.c.id).where(_REMARK.c.verification_id == verification, _REMARK.c.id.not_in(left))
    for remark in tx.connection.execute(asked).scalars().all():
        tx.drop(tables.Remark, {"verification_id": verification, "id": remark})


def _put(
    tx: Transaction,
    verification: str,
    id_: str,
    told: RemarkResult,
    messages: Mapping[tuple[str, str], MessageResult],
    *,
    is_theirs: bool = False,
) -> None:
    """Add messages of a remark, and the remark with them; what stands here is written over only by whom it is of."""
    remark = {"verification_id": verification, "id": id_}
    if messages and (tx.is_new(tables.Remark, remark) or (is_theirs and any(each.act == "asked" for each in messages.values()))):
        tx.put(tables.Remark, remark, item=told.item, kind=told.kind)
    for (_, number), message in messages.items():
        key = {"verification_id": verification, "remark": id_, "id": number}
        if is_theirs or tx.is_new(tables.Message, key):
            tx.put(tables.Message, key, person=message.person, act=message.act, text=message.text, at=message.at)


def begin(tx: Transaction, item: str, kind: Kind, text: str) -> str:
    """A new remark on an item of the verification of this act; its id. Refusal `remark.empty`, `text.too_long`."""
    id_ = minted()
    written = _text(text)
    tx.put(tables.Remark, {"verification_id": tx.verification, "id": id_}, item=item, kind=kind)
    _say(tx, id_, "asked", written)
    return id_


def say(tx: Transaction, remark: str, act: Act, text: str, *, needs_text: bool = True) -> None:
    """Add something to a remark of the verification of this act; Refusal `remark.unknown`, `remark.empty`, `text.too_long`."""
    if tx.is_new(tables.Remark, {"verification_id": tx.verification, "id": remark}):
        raise Refusal("remark.unknown")
    _say(tx, remark, act, _text(text) if needs_text else note(text, "remark.text"))


def confirmed(tx: Transaction, verification: str, submission: str) -> frozenset[str]:
    """The items whose "not applicable" was confirmed in a submission."""
    asked = select(_CONFIRMED.c.item).where(_CONFIRMED.c.verification_id == verification, _CONFIRMED.c.submission == submission)
    return frozenset(tx.connection.execute(asked).scalars())


def _say(tx: Transaction, remark: str, act: Act, text: str) -> None:
    key = {"verification_id": tx.verification, "remark": remark, "id": minted()}
    tx.put(tables.Message, key, person=tx.actor.name, act=act, text=text, at=_after(tx, remark))


def _after(tx: Transaction, remark: str) -> str:
    """The moment of what is said now, later than all that was said: laptops' clocks differ, and two acts may share a second."""
    of = (_MESSAGE.c.verification_id == tx.verification, _MESSAGE.c.remark == remark)
    last = tx.connection.execute(select(func.max(_MESSAGE.c.at)).where(*of)).scalar()
    return max(tx.stamp, stamp(moment(last) + timedelta(seconds=1))) if last else tx.stamp


def _text(text: str) -> str:
    written = note(text, "remark.text")
    if not written:
        raise Refusal("remark.empty")
    return written
