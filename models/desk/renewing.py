"""The sheet after an answer, made from the one before it: of a long checklist, reading all anew would take longer than a key may."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.desk import reading
from models.desk.lines import renewed
from models.ledger import remembered
from models.ledger.transaction import Transaction
from models.rules import verdict
from models.rules.answers import Answer, is_complete
from models.rules.asking import hidden, progress
from models.rules.checklist import Item
from models.rules.scoring import overall_score
from models.rules.verdict import Readiness, readiness, recommend
from models.views import Sheet, SheetLine


@dataclass(frozen=True, slots=True)
class _Known:
    """A sheet and what it was made of."""

    sheet: Sheet
    given: Mapping[str, Answer]
    ready: Readiness


def sheet(tx: Transaction, items: Collection[Item]) -> Sheet:
    """The sheet of this act's verification, of which the act changed the answers to `items` and nothing else."""
    before = remembered.recall(tx.connection)
    if isinstance(before, _Known) and before.sheet.id == tx.verification:
        known = _after(tx, before, items)
    else:
        found = reading.sheet(tx, tx.verification)
        given = {line.item.code: line.answer for line in found.lines}
        known = _Known(found, given, readiness(found.asked, given, found.facts))
    remembered.remember(tx.connection, known)
    return known.sheet


def _after(tx: Transaction, known: _Known, items: Collection[Item]) -> _Known:
    before, used = known.sheet, known.sheet.checklist
    every = list(before.every)
    _renew(tx, every, used.places, {item.code: every[used.places[item.code]].is_hidden for item in items})
    asked = before.asked
    if any(item.code in used.named for item in items):
        unasked = hidden(used, {code: every[used.places[code]].answer.level for code in used.named}, before.agency.type)
        lines = (every[used.places[item.code]] for item in used.conditional)
        turned = [line for line in lines if line.is_hidden is not (line.item.code in unasked)]
        _renew(tx, every, used.places, {line.item.code: not line.is_hidden for line in turned})
        asked = used.without(unasked) if turned else asked
    shown = tuple(every) if asked is used else tuple(line for line in every if not line.is_hidden)
    if asked is before.asked:
        here = [item for item in items if item.code in asked.items]
        given = {**known.given, **{item.code: every[used.places[item.code]].answer for item in here}}
        ready, counted = verdict.renewed(known.ready, asked, given, here), dict(before.progress)
        for item in here:
            done, of = counted[item.area]
            counted[item.area] = (done + given[item.code].is_given - known.given[item.code].is_given, of)
    else:
        given = {line.item.code: line.answer for line in shown}
        ready, counted = readiness(asked, given, before.facts), progress(asked, given)
    after = replace(
        before,
        touched_at=tx.stamp,
        every=tuple(every),
        lines=shown,
        asked=asked,
        progress=counted,
        scores=ready.scores,
        overall=overall_score(asked, ready.scores),
        gates=ready.gates,
        recommendation=recommend(asked, ready) if is_complete(asked, given) else None,
    )
    return _Known(after, given, ready)


def _renew(tx: Transaction, every: list[SheetLine], places: Mapping[str, int], wanted: Mapping[str, bool]) -> None:
    """Write the lines of the `wanted` items anew, each with whether it is hidden."""
    said: dict[str, Sequence[Any]] = {row[0]: row[1:] for row in reading.given(tx, tx.verification, wanted)} if wanted else {}
    for code, is_hidden in wanted.items():
        every[places[code]] = renewed(every[places[code]], said.get(code), is_hidden=is_hidden)
