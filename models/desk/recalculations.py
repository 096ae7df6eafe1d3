"""Recalculation sheets: the agency's formula, rows that are numbers, and the answer that follows from them."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from models.desk import drafts, reading, working
from models.errors import Refusal
from models.ledger.tables import Formula, Sample, table
from models.ledger.transaction import Transaction
from models.recalculations import Recalculation
from models.rules import answers
from models.rules import recalculation as rules
from models.rules.checklist import Item
from models.views import Sheet

_FORMULA: Final = table(Formula)
_SAMPLE: Final = table(Sample)
_VERB: Final = "recalculation.record"


def of(tx: Transaction, verification: str, item: str) -> Recalculation:
    """The recalculation sheet of an item of a verification, the rows by their numbers."""
    found = {row.item: row for row in tx.connection.execute(select(_FORMULA).where(_FORMULA.c.verification_id == verification))}
    shown = found.get(item) or next(iter(found.values()), None)
    entered = None if shown is None else {name: getattr(shown, name) for name in (*rules.ASKED, "boxes")}
    formula = rules.formula(entered) if entered is not None and item in found else None
    here = select(_SAMPLE).where(_SAMPLE.c.verification_id == verification, _SAMPLE.c.item == item).order_by(_SAMPLE.c.number)
    rows = tuple(rules.Row(row.number, rules.components(row.scores, ""), row.box) for row in tx.connection.execute(here))
    if formula is None:
        return Recalculation(item, None, entered, rows)
    complete = tuple(row for row in rows if row.scores.keys() >= set(formula.components))
    incomplete = tuple(row.number for row in rows if row not in complete)
    return Recalculation(item, formula, entered, rows, incomplete, rules.recalculated(formula, complete))


def set_formula(tx: Transaction, verification: str, item: str, entered: Mapping[str, str]) -> Recalculation:
    """Set how the agency works out its boxes, as typed; rows stay, and lack what the formula newly asks for.

    Raises:
        Refusal: `recalculation.not_asked`, and as `rules.recalculation.admit` gives.
    """
    _start(tx, verification, item)
    tx.put(Formula, {"verification_id": verification, "item": item}, **rules.admit(entered))
    return of(tx, verification, item)


def row(tx: Transaction, verification: str, item: str, entered: Mapping[str, str], number: int | None = None) -> Recalculation:
    """Enter a row, or change the one of `number`.

    Raises:
        Refusal: `recalculation.no_formula`, `recalculation.taken` where another row has its number, `recalculation.no_row`, and as
            `rules.recalculation.admit_row` gives.
    """
    _start(tx, verification, item)
    here = of(tx, verification, item)
    if here.formula is None:
        raise Refusal("recalculation.no_formula", item=item)
    admitted = rules.admit_row(here.formula, entered)
    if number is not None:
        _require(here, number)
    if admitted.number != number and here.row(admitted.number) is not None:
        raise Refusal("recalculation.taken", label="recalculation.number", number=admitted.number)
    key = {"verification_id": verification, "item": item}
    if number is not None and admitted.number != number:
        _drop(tx, verification, item, number)
    tx.put(Sample, {**key, "number": admitted.number}, scores=rules.told(admitted.scores), box=admitted.box)
    return of(tx, verification, item)


def remove(tx: Transaction, verification: str, item: str, number: int) -> Recalculation:
    """Take a row away; undo brings it back. Refusal `recalculation.no_row`."""
    _start(tx, verification, item)
    _require(of(tx, verification, item), number)
    _drop(tx, verification, item, number)
    return of(tx, verification, item)


def apply(tx: Transaction, verification: str, item: str) -> Sheet:
    """Take over what the rows come to: as the count from which the checklist proposes a level, else as the answer yes, partly or no.

    Raises:
        Refusal: what `lacking` gives.
    """
    found = _start(tx, verification, item)
    here = of(tx, verification, item)
    refused = lacking(here)
    if refused is not None:
        raise refused
    result = here.result
    if result is None or result.word is None:
        raise Refusal("recalculation.no_formula", item=item)
    if rules.COUNT in found.counts:
        counted = (str(result.matching), str(len(result.boxes)))
        admitted = answers.admit_count(found, rules.COUNT, *counted, reading.base(tx, verification))
        working.put_count(tx, item, rules.COUNT, admitted)
        return working.finish(tx)
    working.put_answer(tx, item, level=answers.admit(found, rules.level_of(result.word)), not_applicable=False, reason="")
    return working.answered(tx, found)


def lacking(here: Recalculation) -> Refusal | None:
    """Why nothing follows from a sheet yet: no formula, rows that lack a score, or too few of them; None where something does."""
    if here.result is None:
        return Refusal("recalculation.no_formula", item=here.item)
    if here.incomplete:
        return Refusal("recalculation.incomplete", rows=", ".join(map(str, here.incomplete)))
    if not here.result.is_enough:
        return Refusal("recalculation.few", rows=len(here.rows), least=rules.LEAST)
    return None


def place(verification: str, item: str, number: int | None) -> str:
    """The place of what is being typed of a row; without `number`, of one that is not there yet."""
    return f"{verification}/recalculation/{item}.{'new' if number is None else number}"


def _start(tx: Transaction, verification: str, item: str) -> Item:
    found = answers.item(working.start(tx, verification, _VERB), item)
    if not rules.asks(found):
        raise Refusal("recalculation.not_asked", item=item, items=", ".join(rules.ITEMS))
    return found


def _require(here: Recalculation, number: int) -> None:
    if here.row(number) is None:
        raise Refusal("recalculation.no_row", number=number)


def _drop(tx: Transaction, verification: str, item: str, number: int) -> None:
    tx.drop(Sample, {"verification_id": verification, "item": item, "number": number})
    # What was being typed of it would open again in another that is given its number.
    drafts.forget(tx, place(verification, item, number))
