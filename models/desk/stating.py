"""Many things stated of a verification at once, by plain lines: one act, which one undo takes back."""

from collections.abc import Iterable

from models.desk import answers, facts, reading, verdicts, working
from models.errors import Refusal
from models.ledger.transaction import Transaction
from models.rules import stating as rules
from models.rules.stating import RECOMMENDED, Stated
from models.views import Sheet


def state(tx: Transaction, verification: str, lines: Iterable[tuple[str, str]]) -> Sheet:
    """The sheet with everything noted that the lines state, by name and value; nothing where one of them is refused.

    Raises:
        Refusal: what permits no work here, `set.*`, and what refuses an answer, a note, a count, a fact or the verdict.
    """
    checklist = working.start(tx, verification, "answer.record")
    found = rules.stated(checklist, lines)
    for code in found.reasons.keys() - rules.items_of(found).keys():
        raise Refusal("set.reason", item=code)
    if found.base:
        facts.base(tx, verification, found.base)
    for code, counts in found.counts.items():
        answers.count(tx, verification, code, counts)
    _answer(tx, verification, found)
    for code, text in found.notes.items():
        answers.annotate(tx, verification, code, text)
    _facts(tx, verification, found)
    sheet = reading.sheet(tx, verification)
    if found.verdict:
        return verdicts.record(tx, verification, _wanted(sheet, found.verdict), found.reason)
    if found.reason:
        raise Refusal("set.reason", item="verdict")
    return sheet


def _wanted(sheet: Sheet, verdict: str) -> str:
    """The verdict that is named, or the one that is recommended; Refusal `verdict.incomplete` while none is."""
    if verdict != RECOMMENDED:
        return verdict
    if sheet.recommendation is None:
        raise reading.incomplete(sheet)
    return sheet.recommendation.code


class Tried(Exception):
    """What would be noted; its transaction is undone."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet


def attempt(tx: Transaction, verification: str, lines: Iterable[tuple[str, str]]) -> Sheet:
    """Raise `Tried` with the sheet that `state` would give; Refusal as it gives."""
    raise Tried(state(tx, verification, lines))


def _answer(tx: Transaction, verification: str, found: Stated) -> None:
    checklist, _ = reading.pinned(tx, verification)
    waived = rules.items_of(found)
    levels = {code: rules.level(checklist.items[code], value) for code, value in found.answers.items() if code not in waived}
    if given := {code: level for code, level in levels.items() if level is not None}:
        answers.record_all(tx, verification, given)
    for code in levels.keys() - given.keys():
        answers.clear(tx, verification, code)
    for code, reason in waived.items():
        answers.not_applicable(tx, verification, code, reason)


def _facts(tx: Transaction, verification: str, found: Stated) -> None:
    for (code, row), fields in found.facts.items():
        rows = reading.facts(tx, verification).get(code, ())
        place = rules.row_of(code, row, len(rows))
        # What is not stated stays as it is.
        before = rows[place] if place is not None and place < len(rows) else {}
        facts.record(tx, verification, code, {**before, **fields}, place)
