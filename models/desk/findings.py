"""Findings of the day: recorded by item as both sides agree, or put down for all that is missing; each act can be taken back."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from models.desk import agreed, drafts, working
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.minutes import Finding
from models.rules import answers
from models.rules.checklist import Checklist
from models.rules.findings import admit

_FINDING: Final = table(tables.Finding)
_VERB: Final = "finding.record"


def of(tx: Transaction, verification: str, checklist: Checklist) -> tuple[Finding, ...]:
    """The findings on a verification, in the order of its checklist; another's as their minutes tell them."""
    columns = _FINDING.c
    asked = select(columns.item, columns.text, columns.stance, columns.response, columns.deadline)
    found = {row.item: Finding(*row) for row in tx.connection.execute(asked.where(columns.verification_id == verification))}
    minutes = None if found else agreed.of_another(tx, verification)
    return tuple(found[code] for code in checklist.codes if code in found) if minutes is None else agreed.found(minutes, checklist)


def record(tx: Transaction, verification: str, item: str, entered: Mapping[str, str], *, is_new: bool = False) -> tuple[Finding, ...]:
    """Enter the finding on an item, or change it.

    Raises:
        Refusal: what permits no work on the verification, `answer.unknown_item`, and as `rules.findings.admit` gives; `finding.taken` where
            a new one would take the place of what was agreed.
    """
    if is_new and not tx.is_new(tables.Finding, {"verification_id": verification, "item": item}):
        raise Refusal("finding.taken", item=item)
    return _put(tx, verification, {item: entered})


def propose(tx: Transaction, verification: str, texts: Mapping[str, str]) -> tuple[Finding, ...]:
    """Put down what is missing about each item that has no finding yet, in one act; Refusals as `record` gives, `finding.none_missing`."""
    checklist = working.start(tx, verification, _VERB)
    here = {each.item for each in of(tx, verification, checklist)}
    wanted = {item: {"text": text} for item, text in texts.items() if item not in here}
    if not wanted:
        raise Refusal("finding.none_missing")
    return _put(tx, verification, wanted)


def remove(tx: Transaction, verification: str, item: str) -> tuple[Finding, ...]:
    """Take the finding on an item off; undo brings it back. Refusal `finding.unknown`."""
    checklist = working.start(tx, verification, _VERB)
    key = {"verification_id": verification, "item": item}
    if tx.is_new(tables.Finding, key):
        raise Refusal("finding.unknown", item=item)
    tx.drop(tables.Finding, key)
    drafts.forget(tx, place(verification, item))
    return of(tx, verification, checklist)


def place(verification: str, item: str) -> str:
    """The place of what is being typed of the finding on an item."""
    return f"{verification}/finding/{item}"


def _put(tx: Transaction, verification: str, entered: Mapping[str, Mapping[str, str]]) -> tuple[Finding, ...]:
    checklist = working.start(tx, verification, _VERB)
    for item, values in entered.items():
        key = {"verification_id": verification, "item": answers.item(checklist, item).code}
        tx.put(tables.Finding, key, **admit(item, values))
    return of(tx, verification, checklist)
