"""Status facts and the base data of the agency."""

from collections.abc import Mapping
from itertools import pairwise

from sqlalchemy import func, select

from models.desk import working
from models.errors import Refusal
from models.ledger.tables import Base, FactRow, table
from models.ledger.transaction import Transaction
from models.rules import facts as rules
from models.rules.checklist import Checklist, Fact
from models.text import line
from models.views import Sheet

_FACT = table(FactRow)
_VERB = "fact.record"


def record(tx: Transaction, verification: str, fact: str, entered: Mapping[str, str], row: int | None = None) -> Sheet:
    """Set one row of `fact` from its fields as typed; without `row` the next one of a repeating fact.

    Raises:
        Refusal: `fact.unknown`, `fact.required`, `fact.number`, `fact.range`, `fact.date` or `fact.choice`, naming the field.
    """
    checklist = working.start(tx, verification, _VERB)
    rule = _fact(checklist, fact)
    fields = {key: rules.admit(field, field.label, line(entered.get(key, ""), field.label)) for key, field in rule.fields.items()}
    for field in rules.missing(rule, fields):
        raise Refusal("fact.required", label=field.label)
    if not rule.repeats:
        row = 0
    elif row is None:
        row = _next_row(tx, verification, fact)
    working.put_fact(tx, fact, row, fields)
    return working.finish(tx)


def remove(tx: Transaction, verification: str, fact: str, row: int) -> Sheet:
    """Take a row of a repeating fact away, the rows behind it moving up; the trail keeps it, undo brings it back."""
    checklist = working.start(tx, verification, _VERB)
    code = _fact(checklist, fact).code
    behind = select(_FACT.c.row, _FACT.c.fields).where(_FACT.c.verification_id == verification, _FACT.c.fact == code, _FACT.c.row >= row)
    rows = tx.connection.execute(behind.order_by(_FACT.c.row)).all()
    for here, after in pairwise(rows):
        tx.put(FactRow, {"verification_id": verification, "fact": code, "row": here.row}, fields=after.fields)
    if rows:
        tx.drop(FactRow, {"verification_id": verification, "fact": code, "row": rows[-1].row})
    return working.finish(tx)


def base(tx: Transaction, verification: str, entered: Mapping[str, str]) -> Sheet:
    """Set the base data of the agency as typed; empty takes a figure back.

    Raises:
        Refusal: `fact.unknown` or `fact.number`, naming the figure; `count.exceeds` where more were counted than there now are.
    """
    checklist = working.start(tx, verification, _VERB)
    for key, value in entered.items():
        if key not in checklist.base:
            raise Refusal("fact.unknown", fact=key)
        row = {"verification_id": verification, "key": key}
        if value.strip():
            tx.put(Base, row, value=rules.whole(checklist.base[key], value))
        else:
            tx.drop(Base, row)
    working.require_counts(tx, checklist)
    return working.finish(tx)


def _fact(checklist: Checklist, code: str) -> Fact:
    if code not in checklist.facts:
        raise Refusal("fact.unknown", fact=code)
    return checklist.facts[code]


def _next_row(tx: Transaction, verification: str, fact: str) -> int:
    last = tx.connection.execute(
        select(func.max(_FACT.c.row)).where(_FACT.c.verification_id == verification, _FACT.c.fact == fact)
    ).scalar()
    return 0 if last is None else int(last) + 1
