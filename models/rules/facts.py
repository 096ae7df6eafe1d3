"""Status facts: what their fields admit, which are missing, and what the verdict rules read from them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from models.errors import Refusal
from models.moments import day
from models.rules.checklist import Checklist, Fact, FactField
from models.text import Phrase, dated

Row = Mapping[str, str]
Facts = Mapping[str, tuple[Row, ...]]
"""The rows of each fact by its code; a fact that does not repeat has one row."""

_NUMBER: Final = re.compile(r"[0-9]{1,6}|[0-9]{1,3}[. ][0-9]{3}")
"""Below a million; a point or blank only before three digits, so that 1.5 is not read as 15."""


def whole(label: Phrase | str, value: str) -> int:
    """The whole number typed as `value`, thousands points allowed; Refusal `fact.number` otherwise."""
    if not _NUMBER.fullmatch(value.strip()):
        raise Refusal("fact.number", label=label, value=value)
    return int(value.replace(".", "").replace(" ", ""))


def admit(field: FactField, label: Phrase | str, value: str) -> str:
    """`value` as stored: a number without blanks, a date as `2023-05-09`, a choice by its key, empty when nothing was entered.

    Raises:
        Refusal: `fact.number`, `fact.range`, `fact.date` or `fact.choice`.
    """
    if not value:
        return ""
    if field.kind == "number":
        number = whole(label, value)
        if not field.least <= number <= field.greatest:
            raise Refusal("fact.range", label=label, value=value, least=field.least, greatest=field.greatest)
        return str(number)
    if field.kind == "date":
        return dated(value, label)
    if field.kind == "choice" and value not in field.choices:
        raise Refusal("fact.choice", label=label, value=value, choices=", ".join(field.choices))
    return value


def is_admitted(field: FactField, label: Phrase | str, value: str) -> bool:
    """Whether `value` is one as it is stored."""
    try:
        return admit(field, label, value) == value
    except Refusal:
        return False


def missing(fact: Fact, row: Row) -> Iterator[FactField]:
    """The fields of one row that are required, given the others, and empty."""
    for field in fact.fields.values():
        needed = field.required or any(row.get(other) in values for other, values in field.required_when.items())
        if needed and not row.get(field.key):
            yield field


def is_asked(checklist: Checklist, fact: Fact, facts: Facts) -> bool:
    """Whether a fact is asked: why talent management is not yet applied, only while no post counts."""
    return fact.role != "not-started" or not placements(checklist, facts)[0]


def unfilled(checklist: Checklist, facts: Facts) -> Iterator[Fact]:
    """The facts that submission still needs; the list of posts may be empty, the reason is asked only when no post counts."""
    for fact in checklist.facts.values():
        rows = facts.get(fact.code, ())
        if fact.role == "placements" and not rows:
            continue
        if not is_asked(checklist, fact, facts):
            continue
        if not rows or any(True for row in rows for _ in missing(fact, row)):
            yield fact


def value(checklist: Checklist, facts: Facts, role: str, key: str) -> str:
    """One field of the fact that plays `role`, empty when it is not known."""
    fact = checklist.fact_with(role)
    rows = facts.get(fact.code, ()) if fact else ()
    return rows[0].get(key, "") if rows else ""


def is_approved(checklist: Checklist, facts: Facts) -> bool:
    """Whether approval to implement was received (PEN-02)."""
    return value(checklist, facts, "approval", "status") in checklist.verdict.approval_received


def placements(checklist: Checklist, facts: Facts) -> tuple[int, int]:
    """How many posts of PEN-01 count, and how many are findings.

    Counted are those of boxes 7 to 9, on or after the approval where one was received.
    """
    fact = checklist.fact_with("placements")
    rows = facts.get(fact.code, ()) if fact else ()
    approved_on = day(value(checklist, facts, "approval", "date")) if is_approved(checklist, facts) else None
    counted = sum(1 for row in rows if _counts(checklist, row, approved_on))
    return counted, len(rows) - counted


def _counts(checklist: Checklist, row: Row, approved_on: date | None) -> bool:
    box, filled_on = row.get("box", ""), day(row.get("date", ""))
    if box not in map(str, checklist.verdict.placement_boxes):
        return False
    return approved_on is None or (filled_on is not None and filled_on >= approved_on)
