"""Second verifications by the documents that are here: which opinions are held against a verification, and what was settled of them.

What counts after a settlement: where it is the first answer, nothing changes. Where it is the second, the submission is returned for that
repair and approved only once its verifier has made it: every level of a verdict file is one that its verifier signed, scores follow from
them, and nothing is rescored in silence.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Row, select

from models.desk import keeping
from models.documents import kinds, second
from models.documents.opinion import Opinion
from models.documents.second import Answers, SecondResult
from models.documents.settlement import Settlement
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules import disagreement
from models.rules.agreement import agreement
from models.rules.disagreement import Counts, Given, Settled
from models.seconds import Difference, Second, Side
from models.views import Sheet

_DOCUMENT: Final = table(tables.Document)
_VERIFICATION: Final = table(tables.Verification)
_OPENED: Final = table(tables.Opened)
_SETTLED: Final = table(tables.Settled)


def is_second(tx: Transaction, verification: str) -> bool:
    """Whether this is a second verification."""
    return bool(tx.connection.execute(select(_VERIFICATION.c.is_second).where(_VERIFICATION.c.id == verification)).scalar())


def is_given(tx: Transaction, verification: str) -> bool:
    """Whether the opinion of a second verification was sealed."""
    asked = select(_DOCUMENT.c.digest).where(_DOCUMENT.c.about == verification, _DOCUMENT.c.kind == "opinion", _DOCUMENT.c.hidden_at == "")
    return tx.connection.execute(asked).first() is not None


def admit(tx: Transaction, document: kinds.Document, file: str) -> None:
    """Go on only with a document that may be known here.

    Raises:
        Refusal: `second.blind` where it would show what another found at an agency of which a second verification is in work here,
            `sealing.untrue` for a settlement that does not tell what its opinion promised.
    """
    agency, round_id = getattr(document, "agency", None), getattr(document, "round", "")
    if agency is not None and not isinstance(document, Opinion):
        asked = select(_VERIFICATION.c.id).where(
            _VERIFICATION.c.is_second,
            _VERIFICATION.c.state == "draft",
            _VERIFICATION.c.agency_code == agency.code,
            _VERIFICATION.c.round_id == round_id,
        )
        if tx.connection.execute(asked).first() is not None:
            raise Refusal("second.blind", agency=agency.name, round=round_id)
    if isinstance(document, Settlement) and not is_true(tx, document):
        raise Refusal("sealing.untrue", file=file)


def is_true(tx: Transaction, settlement: Settlement) -> bool:
    """Whether a settlement tells what its opinion promised, as far as that is here."""
    if tx.is_new(tables.Document, {"digest": settlement.opinion}):
        return True
    promised = opinion(tx, settlement.opinion)
    said = (promised.content, promised.person.id, promised.agency.code, promised.round)
    return said == (settlement.content, settlement.by.id, settlement.agency.code, settlement.round)


def opinion(tx: Transaction, digest: str) -> Opinion:
    """The opinion of a digest; Refusal `document.unknown`."""
    return keeping.read(tx, digest, Opinion)


def held(tx: Transaction) -> tuple[tuple[str, Opinion], ...]:
    """The opinions in sight that none was put in the place of, by digest."""
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.supersedes, _DOCUMENT.c.signer_id).where(
        _DOCUMENT.c.kind == "opinion", _DOCUMENT.c.hidden_at == ""
    )
    rows = tx.connection.execute(asked.order_by(_DOCUMENT.c.digest)).all()
    replaced = {(digest, row.signer_id) for row in rows for digest in json.loads(row.supersedes)}
    return tuple((row.digest, opinion(tx, row.digest)) for row in rows if (row.digest, row.signer_id) not in replaced)


def against(tx: Transaction, found: Opinion) -> str:
    """The verification that an opinion is held against, as far as a submission of it is here; empty where none is."""
    asked = select(_VERIFICATION.c.id).where(
        _VERIFICATION.c.agency_code == found.agency.code,
        _VERIFICATION.c.round_id == found.round,
        _VERIFICATION.c.checklist_digest == found.checklist.digest,
        _VERIFICATION.c.submission != "",
        _VERIFICATION.c.person_id != found.person.id,
        ~_VERIFICATION.c.is_second,
    )
    return str(tx.connection.execute(asked.order_by(_VERIFICATION.c.id)).scalar() or "")


def standing(tx: Transaction, sheet: Sheet) -> tuple[Second, ...]:
    """The opinions held against a verification, with what differs and how it was settled where they are opened."""
    return tuple(told(tx, digest, found, sheet) for digest, found in held(tx) if sheet.id == against(tx, found))


def told(tx: Transaction, digest: str, found: Opinion, sheet: Sheet | None) -> Second:
    """An opinion as it may be seen here, beside the verification it is held against."""
    heading = Second(
        opinion=digest,
        verification="" if sheet is None else sheet.id,
        agency=found.agency.code,
        agency_name=found.agency.name,
        round=found.round,
        person=found.person.name,
        recipient=found.recipient.name,
        recipient_id=found.recipient.id,
        given_at=found.given_at,
        items=found.items,
    )
    answers = opened(tx, digest)
    return heading if sheet is None or answers is None else _compared(tx, heading, answers, sheet)


def _compared(tx: Transaction, heading: Second, answers: Answers, sheet: Sheet) -> Second:
    first, said = given(sheet), answers.given
    rows = decided(tx, sheet.id, heading.opinion)
    holding = disagreement.standing(first, said, {item: _settled(row) for item, row in rows.items()})
    areas = {
        code: agreement(disagreement.pairs(first, said, (item.code for item in items))) for code, items in sheet.checklist.by_area.items()
    }
    differences = tuple(
        Difference(
            item=item,
            first=_first(sheet, item),
            second=_second(answers, item),
            counts=holding[item].counts if item in holding else "",
            reason=rows[item].reason if item in holding else "",
            is_signed=item in holding and rows[item].settlement != "",
        )
        for item in disagreement.differing(first, said)
    )
    return replace(
        heading,
        is_opened=True,
        differences=differences,
        areas=areas,
        overall=agreement(disagreement.pairs(first, said, sheet.checklist.codes)),
        settlement=next((digest for digest, _ in settlements(tx, sheet.id, heading.opinion)), ""),
        to_repair=disagreement.to_repair(first, said, holding),
    )


def lacking(tx: Transaction, sheet: Sheet) -> dict[str, Any]:
    """What approval still lacks for the second verifications, as fields of a `workflow.Case`."""
    found = standing(tx, sheet)
    return {
        "unopened": sum(not each.is_opened for each in found),
        "disagreements": tuple(dict.fromkeys(item for each in found for item in each.unsettled)),
        "is_unsigned": any(each.is_opened and not each.is_signed for each in found),
        "to_repair": tuple(dict.fromkeys(item for each in found for item in each.to_repair)),
    }


def given(sheet: Sheet) -> Mapping[str, Given]:
    """The answers of a sheet as they are compared."""
    return {line.item.code: Given(line.answer.level, line.answer.not_applicable) for line in sheet.lines}


def opened(tx: Transaction, digest: str) -> Answers | None:
    """What an opinion held sealed; None while it was not opened here."""
    body = tx.connection.execute(select(_OPENED.c.body).where(_OPENED.c.opinion == digest)).scalar()
    return None if body is None else second.answers(body, digest)


def sealed_text(tx: Transaction, digest: str) -> bytes:
    """The bytes that an opened opinion held sealed."""
    return bytes(tx.connection.execute(select(_OPENED.c.body).where(_OPENED.c.opinion == digest)).scalar_one())


def decided(tx: Transaction, verification: str, digest: str) -> Mapping[str, Row[Any]]:
    """What was decided of each item, signed or not yet; what is not signed yet counts before what is."""
    asked = select(_SETTLED).where(_SETTLED.c.verification_id == verification, _SETTLED.c.opinion == digest)
    return {row.item: row for row in tx.connection.execute(asked.order_by(_SETTLED.c.settlement.desc()))}


def settlements(tx: Transaction, verification: str, digest: str = "") -> tuple[tuple[str, Settlement], ...]:
    """The settlements about a verification (and one opinion) that count and that none was put in the place of, by digest."""
    columns = (_DOCUMENT.c.digest, _DOCUMENT.c.signer_id, _DOCUMENT.c.supersedes, _DOCUMENT.c.refers)
    asked = select(*columns).where(_DOCUMENT.c.about == verification, _DOCUMENT.c.kind == "settlement", _DOCUMENT.c.hidden_at == "")
    rows = tx.connection.execute(asked.order_by(_DOCUMENT.c.digest)).all()
    replaced = {each for row in rows for each in json.loads(row.supersedes)}
    return tuple(
        (row.digest, found)
        for row in rows
        if row.digest not in replaced and digest in ("", json.loads(row.refers)["opinion"]) and (found := _counted(tx, row)) is not None
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
        if tx.is_new(tables.Opened, {"opinion": found.opinion}):
            tx.put(tables.Opened, {"opinion": found.opinion}, body=second.whole(found.opened), opened_at=tx.stamp)
        for item, how in found.settled.items():
            put(tx, verification, found.opinion, item, how, found.items[item].reason, digest)


def put(tx: Transaction, verification: str, digest: str, item: str, how: Settled, reason: str, settlement: str = "") -> None:
    """Write down how an item was settled."""
    told = {"first": how.first, "second": how.second, "counts": how.counts, "reason": reason}
    tx.put(tables.Settled, _key(verification, digest, item, settlement), **told)


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


def _settled(row: Row[Any]) -> Settled:
    counts: Counts = "second" if row.counts == "second" else "first"
    return Settled(row.first, row.second, counts)


def _first(sheet: Sheet, item: str) -> Side:
    line = sheet.line(item)
    cited = tuple(" · ".join(filter(None, (each.evidence.title, each.place))) for each in line.citations)
    return Side(line.answer.level, line.answer.not_applicable, line.answer.reason, line.answer.note, cited)


def _second(answers: Answers, item: str) -> Side:
    found = answers.items[item]
    cited = tuple(
        " · ".join(filter(None, (answers.evidence[code].title if code in answers.evidence else code, each.place)))
        for code, each in found.citations.items()
    )
    return Side(found.level, found.not_applicable, found.reason, found.note, cited)
