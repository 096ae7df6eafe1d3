"""Whose verification a sheet that came back is about, and that it fits what that is about."""

from typing import Final

from sqlalchemy import select

from models.desk import reading
from models.errors import Refusal
from models.formats.worksheet import Filled
from models.ledger.tables import Verification, table
from models.ledger.transaction import Transaction
from models.views import Sheet

_VERIFICATION: Final = table(Verification)


def sheet(tx: Transaction, filled: Filled, verb: str, named: str = "") -> Sheet:
    """The sheet of the verification that `filled` is about, on which the actor may do `verb`; `named` is it where somebody said so.

    Raises:
        Refusal: `worksheet.verification` or `request.verification` where it is none of this profile, `worksheet.checklist`,
            `request.checklist` or `self.checklist` where it was made from another checklist, `self.other` where it is of another
            agency or round than the verification named, or what permits no work here.
    """
    verification = named or (_asked(tx, filled) if filled.agency else filled.verification)
    try:
        checklist, standing = reading.pinned(tx, verification)
    except Refusal as refusal:
        raise Refusal("worksheet.verification", file=filled.file, verification=verification) from refusal
    # What has no mark is of whom it is said to be.
    if filled.checklist and checklist.digest != filled.checklist:
        raise _of_another(filled, checklist.name)
    tx.require(verb, standing)
    found = reading.sheet(tx, verification)
    if filled.agency and (found.agency.code, found.round) != (filled.agency, filled.round):
        raise Refusal("self.other", file=filled.file, agency=filled.agency, round=filled.round)
    return found


def _of_another(filled: Filled, checklist: str) -> Refusal:
    if filled.is_own:
        return Refusal("self.checklist", file=filled.file, checklist=checklist)
    if filled.is_request:
        return Refusal("request.checklist", file=filled.file, checklist=checklist)
    return Refusal("worksheet.checklist", file=filled.file, checklist=checklist)


def _asked(tx: Transaction, filled: Filled) -> str:
    """The verification of the agency and round that were asked, the actor's own before others; Refusal `request.verification`.

    It is the agency that answers, on whoever's laptop the list was printed.
    """
    here = (_VERIFICATION.c.agency_code == filled.agency, _VERIFICATION.c.round_id == filled.round)
    order = (_VERIFICATION.c.person_id != tx.actor.person, _VERIFICATION.c.checklist_digest != filled.checklist, _VERIFICATION.c.id)
    found = tx.connection.execute(select(_VERIFICATION.c.id).where(*here).order_by(*order)).first()
    if found is None:
        raise Refusal("request.verification", file=filled.file, agency=filled.agency, round=filled.round)
    return str(found.id)
