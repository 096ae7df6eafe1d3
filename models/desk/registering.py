"""Taking a list of agencies over into the register."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import select

from models.desk import entering, reading
from models.errors import Refusal
from models.formats import agency_list
from models.formats.agency_list import AgencyList
from models.ledger.tables import Agency, Verification, table
from models.ledger.transaction import Transaction
from models.previews import AgencyPreview
from models.register import search_text
from models.rules.permissions import Standing

_AGENCY: Final = table(Agency)
_VERIFICATION: Final = table(Verification)


def preview(tx: Transaction, listed: AgencyList) -> AgencyPreview:
    """What `listed` would add and change, and what is wrong with it."""
    rows = tx.connection.execute(select(*(_AGENCY.c[name] for name in agency_list.COLUMNS))).mappings()
    return agency_list.compared(listed, {row["code"]: dict(row) for row in rows})


def checked(tx: Transaction, listed: AgencyList) -> AgencyPreview:
    """What `listed` would add and change; Refusal `agency.faults` with every fault where there is one."""
    tx.require("agency.import", Standing())
    found = preview(tx, listed)
    if found.faults:
        raise Refusal("agency.faults", file=found.file, count=len(found.faults), faults=found.faults)
    return found


def take_over(tx: Transaction, listed: AgencyList) -> AgencyPreview:
    """Add the new agencies of `listed` and change the others by their code; what it leaves empty or does not name stays as it is.

    Raises:
        Refusal: `agency.faults` with every fault, and nothing is taken.
    """
    found = checked(tx, listed)
    for change in found.changes:
        values = {name: value for name, value in change.values.items() if name != "code"}
        search = search_text(change.name, values["short_name"], change.code)
        tx.put(Agency, {"code": change.code}, **values, search=search)
    _recount(tx, [change.code for change in found.changes])
    return found


def _recount(tx: Transaction, agencies: Collection[str]) -> None:
    """What is asked may depend on the type of an agency: how far its verifications have come is counted anew."""
    here = select(_VERIFICATION.c.id).where(_VERIFICATION.c.agency_code.in_(agencies))
    for verification in tx.connection.execute(here).scalars().all():
        sheet = reading.sheet(tx, verification)
        if sheet.checklist.conditional:
            entering.put_progress(tx, verification, sheet.progress)
