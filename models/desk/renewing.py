"""The sheet after an answer, made from the one before it: of a long checklist, reading all anew would take longer than a key may."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from models.desk import reading
from models.desk.lines import renewed
from models.ledger import remembered
from models.ledger.tables import Answer as AnswerRow
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.replaced import replaced
from models.rules import scoring, verdict
from models.rules.answers import Answer
from models.rules.asking import hidden, progress
from models.rules.checklist import Checklist, Item
from models.rules.verdict import Readiness, readiness, recommend
from models.views import Sheet, SheetLine

_ANSWER: Final = table(AnswerRow).name


class _Given(Mapping[str, Answer]):
    """The answers that stand in lines, by the items whose places are known."""

    def __init__(self, lines: Sequence[SheetLine], places: Mapping[str, int]) -> None:
        self._lines, self._places = lines, places

    def __getitem__(self, code: str) -> Answer:
        return self._lines[self._places[code]].answer

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@dataclass(frozen=True, slots=True)
class _Known:
    """A sheet and what it was made of."""

    sheet: Sheet
    ready: Readiness
    points: Mapping[str, tuple[int, int]]
    """What the scores of the areas are made of."""

    @property
    def given(self) -> Mapping[str, Answer]:
        """The answers to what is asked."""
        return _Given(self.sheet.lines, self.sheet.asked.places)


def known(tx: Transaction, verification: str) -> Sheet | None:
    """The sheet as the act before this one left it; None where that was about another, or anything was written since."""
    found = remembered.recall(tx.connection)
    return found.sheet if isinstance(found, _Known) and found.sheet.id == verification else None


def sheet(tx: Transaction, items: Collection[Item]) -> Sheet:
    """The sheet of this act's verification, of which the act changed the answers to `items` and nothing else."""
    before = remembered.recall(tx.connection)
    if isinstance(before, _Known) and before.sheet.id == tx.verification:
        after = _after(tx, before, items)
    else:
        after = _read(reading.sheet(tx, tx.verification))
    remembered.remember(tx.connection, after)
    return after.sheet


def _read(found: Sheet) -> _Known:
    """What is known of a sheet that was read."""
    given = {line.item.code: line.answer for line in found.lines}
    points = {area: scoring.points(items, given) for area, items in found.asked.by_area.items()}
    return _Known(found, readiness(found.asked, given, found.facts), points)


def _after(tx: Transaction, known: _Known, items: Collection[Item]) -> _Known:
    before, used = known.sheet, known.sheet.checklist
    every = _renewed(tx, before.every, used.places, {item.code: before.line(item.code).is_hidden for item in items})
    if any(item.code in used.named for item in items):
        unasked = hidden(used, {code: every[used.places[code]].answer.level for code in used.named}, before.agency.type)
        lines = (every[used.places[item.code]] for item in used.conditional)
        turned = [line for line in lines if line.is_hidden is not (line.item.code in unasked)]
        if turned:
            every = _renewed(tx, every, used.places, {line.item.code: not line.is_hidden for line in turned})
            return _asked_otherwise(tx, before, every, used.without(unasked))
    return _answered_otherwise(tx, known, every, [item for item in items if item.code in before.asked.items])


def _asked_otherwise(tx: Transaction, before: Sheet, every: Sequence[SheetLine], asked: Checklist) -> _Known:
    """The sheet where other items are asked than before."""
    shown = every if asked is before.checklist else tuple(line for line in every if not line.is_hidden)
    known = _read(replace(before, touched_at=tx.stamp, every=every, lines=shown, asked=asked))
    return _stood(known, progress(asked, known.given))


def _answered_otherwise(tx: Transaction, known: _Known, every: Sequence[SheetLine], items: Collection[Item]) -> _Known:
    """The sheet where the same is asked, and only these items are answered otherwise: the others are not looked at."""
    before, asked = known.sheet, known.sheet.asked
    places = before.checklist.places
    lines = {asked.places[item.code]: every[places[item.code]] for item in items}
    shown = every if asked is before.checklist else replaced(before.lines, lines)
    given, counted, points = _Given(shown, asked.places), dict(before.progress), dict(known.points)
    for item in items:
        was, is_ = ({item.code: each[item.code]} for each in (known.given, given))
        (less, least), (more, most), (reached, possible) = scoring.points((item,), was), scoring.points((item,), is_), points[item.area]
        points[item.area] = reached + more - less, possible + most - least
        done, of = counted[item.area]
        counted[item.area] = done + is_[item.code].is_given - was[item.code].is_given, of
    scores = {**known.ready.scores, **{item.area: scoring.score(*points[item.area]) for item in items}}
    ready = verdict.renewed(known.ready, asked, given, items, scores)
    return _stood(_Known(replace(before, touched_at=tx.stamp, every=every, lines=shown), ready, points), counted)


def _stood(known: _Known, counted: Mapping[str, tuple[int, int]]) -> _Known:
    """What is known with how far the areas of its sheet are, and what is recommended by it."""
    asked, ready = known.sheet.asked, known.ready
    after = replace(
        known.sheet,
        progress=counted,
        scores=ready.scores,
        overall=scoring.overall_score(asked, ready.scores),
        gates=ready.gates,
        recommendation=recommend(asked, ready) if all(done == of for done, of in counted.values()) else None,
    )
    return replace(known, sheet=after)


def _renewed(tx: Transaction, every: Sequence[SheetLine], places: Mapping[str, int], wanted: Mapping[str, bool]) -> Sequence[SheetLine]:
    """The lines, those of the `wanted` items made anew by what this act wrote to their answers, each with whether it is hidden."""
    stored = {write.key["item"]: write.after for write in tx.writes if write.table == _ANSWER}
    others = {places[code]: renewed(every[places[code]], stored.get(code), is_hidden=each) for code, each in wanted.items()}
    return replaced(every, others)
