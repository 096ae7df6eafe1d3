"""Opinions beside the verifications they are held against: what differs, how far both agree, what was settled, and what approval lacks."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Row

from models.desk import opinions
from models.documents.opinion import Opinion
from models.documents.second import Answers
from models.ledger.transaction import Transaction
from models.rules import disagreement
from models.rules.agreement import agreement
from models.rules.disagreement import Counts, Given, Settled
from models.seconds import Difference, Second, Side
from models.views import Sheet


def standing(tx: Transaction, sheet: Sheet) -> tuple[Second, ...]:
    """The opinions held against a verification, with what differs and how it was settled where they are opened."""
    found = ((digest, opinions.opinion(tx, digest)) for digest in opinions.digests(tx))
    return tuple(told(tx, digest, each, sheet) for digest, each in found if sheet.id in opinions.against(tx, each))


def told(tx: Transaction, digest: str, found: Opinion, sheet: Sheet | None) -> Second:
    """An opinion as it may be seen here, beside the verification it is held against."""
    heading = Second(
        opinion=digest,
        verification="" if sheet is None else sheet.id,
        verifier="" if sheet is None else sheet.verifier,
        agency=found.agency.code,
        agency_name=found.agency.name,
        round=found.round,
        person=found.person.name,
        recipient=found.recipient.name,
        recipient_id=found.recipient.id,
        given_at=found.given_at,
        items=found.items,
    )
    answers = opinions.opened(tx, digest)
    if sheet is None or answers is None:
        return heading
    # Whoever gave it has it open all the time, and learns how it stands when it is settled.
    is_mine = found.person.id == tx.actor.person and not opinions.settlements(tx, sheet.id, digest)
    return heading if is_mine else _compared(tx, heading, answers, sheet)


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


def _compared(tx: Transaction, heading: Second, answers: Answers, sheet: Sheet) -> Second:
    first, said = given(sheet), answers.given
    rows = opinions.decided(tx, sheet.id, heading.opinion)
    settled = {item: _settled(row) for item, row in rows.items()}
    holding, was = disagreement.standing(first, said, settled), disagreement.independent(first, settled)
    areas = {
        code: agreement(disagreement.pairs(was, said, (item.code for item in items))) for code, items in sheet.checklist.by_area.items()
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
        overall=agreement(disagreement.pairs(was, said, sheet.checklist.codes)),
        settlement=next((digest for digest, _ in opinions.settlements(tx, sheet.id, heading.opinion)), ""),
        to_repair=disagreement.to_repair(first, said, holding),
    )


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
