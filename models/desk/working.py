"""What every change of a sheet has in common: may it be done, whom does it touch, and the sheet that comes of it."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import bindparam, update

from models.desk import drafts, reading
from models.ledger.tables import Progress, Verification, table
from models.ledger.transaction import Transaction
from models.rules.checklist import Checklist
from models.views import Sheet

_VERIFICATION: Final = table(Verification)
_PROGRESS: Final = table(Progress)
_SET_ANSWERED: Final = (
    update(_PROGRESS)
    .where(_PROGRESS.c.verification_id == bindparam("of"), _PROGRESS.c.area == bindparam("in_area"))
    .values(answered=bindparam("given"))
)


def start(tx: Transaction, verification: str, verb: str) -> Checklist:
    """The checklist of a verification on which the actor may do `verb`, which becomes the subject of this act.

    Raises:
        Refusal: `verification.unknown`, `permission.role`, `permission.not_yours` or `workflow.locked`.
    """
    checklist, standing = reading.pinned(tx, verification)
    tx.require(verb, standing)
    tx.verification = verification
    tx.connection.execute(update(_VERIFICATION).where(_VERIFICATION.c.id == verification).values(touched_at=tx.stamp))
    return checklist


def finish(tx: Transaction, areas: Iterable[str] = ()) -> Sheet:
    """The sheet after this act, the progress of the `areas` whose answers it changed brought up to date."""
    sheet = reading.sheet(tx, tx.verification)
    changed = [
        {"of": sheet.id, "in_area": area, "given": sum(line.answer.is_given for line in sheet.lines if line.item.area == area)}
        for area in areas
    ]
    if changed:
        tx.connection.execute(_SET_ANSWERED, changed)
    drafts.follow(tx, sheet.checklist)
    return sheet
