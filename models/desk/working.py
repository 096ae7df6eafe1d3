"""What changes of a sheet have in common: may it be done, whom does it touch, how it is written, and the sheet that comes of it."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import bindparam, select, update

from models.desk import drafts, reading, renewing
from models.errors import Refusal
from models.explanation import conditions_in_both
from models.ledger import prepared, trail
from models.ledger.tables import Answer, Count, Evidence, FactRow, Progress, Verification, table
from models.ledger.transaction import Transaction
from models.rules.answers import Counted
from models.rules.checklist import Checklist, Item
from models.rules.numbers import plain
from models.views import Sheet

_EVIDENCE: Final = table(Evidence)
_VERIFICATION: Final = table(Verification)
_PROGRESS: Final = table(Progress)
_BLANK: Final[Mapping[str, object]] = {"level": None, "not_applicable": False, "reason": "", "note": "", "is_carried": False}
"""An answer that says nothing; it is not stored."""
_CODE: Final = re.compile(r"B[0-9]{2,9}")
"""A code as registered evidence gets one."""
_SET_PROGRESS: Final = (
    update(_PROGRESS)
    .where(_PROGRESS.c.verification_id == bindparam("of"), _PROGRESS.c.area == bindparam("in_area"))
    .values(answered=bindparam("given"), total=bindparam("asked"))
)
_TOUCH: Final = update(_VERIFICATION).where(_VERIFICATION.c.id == bindparam("of")).values(touched_at=bindparam("now"))


def start(tx: Transaction, verification: str, verb: str) -> Checklist:
    """The checklist of a verification on which the actor may do `verb`, which becomes the subject of this act.

    Raises:
        Refusal: `verification.unknown`, `permission.role`, `permission.not_yours` or `workflow.locked`.
    """
    known = renewing.known(tx, verification)
    checklist, standing = reading.pinned(tx, verification) if known is None else (known.checklist, known.standing)
    tx.require(verb, standing)
    tx.verification, tx.is_working = verification, True
    prepared.rows(tx.connection, _TOUCH, {"of": verification, "now": tx.stamp})
    return checklist


def finish(tx: Transaction, areas: Iterable[str] = ()) -> Sheet:
    """The sheet after this act, the progress of the `areas` whose answers it changed brought up to date."""
    return _finished(tx, reading.sheet(tx, tx.verification), areas)


def _finished(tx: Transaction, sheet: Sheet, areas: Iterable[str]) -> Sheet:
    if concerned := set(areas):
        # An answer may show or hide items of any other area.
        concerned.update(item.area for item in sheet.checklist.conditional)
        counted = ((area, *sheet.progress[area]) for area in sorted(concerned))
        prepared.each(tx.connection, _SET_PROGRESS, [{"of": sheet.id, "in_area": area, "given": n, "asked": of} for area, n, of in counted])
    drafts.follow(tx, sheet.checklist)
    return sheet


def changed(tx: Transaction, *items: Item) -> Sheet:
    """The sheet after this act, which changed the answers to `items` and nothing else."""
    return _finished(tx, renewing.sheet(tx, items), {item.area for item in items})


def answered(tx: Transaction, *items: Item) -> Sheet:
    """The same after an act that answered them; Refusal `answer.hidden` where one of them is not asked as it stands now."""
    sheet = changed(tx, *items)
    for item in items:
        if sheet.line(item.code).is_hidden:
            raise Refusal("answer.hidden", item=item.code, conditions=conditions_in_both(sheet.checklist, item))
    return sheet


def put_answer(tx: Transaction, item: str, **values: object) -> None:
    """Set columns of the answer to `item`, which is no longer one that was carried over where it is given anew."""
    if "level" in values:
        values = {"is_carried": False, **values}
    tx.put_beside(Answer, {"verification_id": tx.verification, "item": item}, _BLANK, values)


def put_count(tx: Transaction, item: str, key: str, counted: Counted) -> None:
    """Set a count of `item`."""
    of = "" if counted.of is None else plain(counted.of)
    tx.put(Count, {"verification_id": tx.verification, "item": item, "key": key}, n=plain(counted.count), of=of)


def put_fact(tx: Transaction, fact: str, row: int, fields: Mapping[str, str]) -> None:
    """Set a row of `fact`."""
    text = json.dumps({key: value for key, value in fields.items() if value}, ensure_ascii=False)
    tx.put(FactRow, {"verification_id": tx.verification, "fact": fact, "row": row}, fields=text)


def put_evidence(tx: Transaction, code: str, values: Mapping[str, object]) -> None:
    """Set what is noted of evidence; elsewhere than before, it is no longer known what was read there."""
    key = {"verification_id": tx.verification, "code": code}
    here = select(_EVIDENCE.c.location).where(*(_EVIDENCE.c[name] == value for name, value in key.items()))
    stays = tx.connection.execute(here).scalar() == values["location"]
    tx.put(Evidence, key, **(({} if stays else {"digest": "", "size": 0}) | dict(values)))


def require_counts(tx: Transaction, checklist: Checklist) -> None:
    """Refuse (`count.exceeds`) base data by which more were counted than there are."""
    found = reading.counts(tx, tx.verification, reading.base(tx, tx.verification), checklist)
    for item, key, counted in ((item, key, counted) for item, counts in found.items() for key, counted in counts.items()):
        if counted.of is not None and counted.count > counted.of:
            label = checklist.items[item].counts[key].label
            raise Refusal("count.exceeds", label=label, count=plain(counted.count), of=plain(counted.of))


def next_code(tx: Transaction, verification: str) -> str:
    """The code of what is registered next, B01 first."""
    # A code that was withdrawn stays taken: on paper and in the trail it means what it meant. What was handed over has no act here.
    here = tx.connection.execute(select(_EVIDENCE.c.code).where(_EVIDENCE.c.verification_id == verification)).scalars()
    codes = {*here, *(str(key.get("code")) for key in trail.written(tx.connection, verification, _EVIDENCE.name))}
    # At a server others may write any, and would have the last word.
    return f"B{max((int(code[1:]) for code in codes if _CODE.fullmatch(code)), default=0) + 1:02}"
