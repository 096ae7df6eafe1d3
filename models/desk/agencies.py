"""The register of agencies, each with its verification in the current round."""

from collections.abc import Collection

from sqlalchemy import select

from models.desk.listed import of_round
from models.desk.reading import current_round
from models.ledger import regions
from models.ledger.tables import Agency, Round, table
from models.ledger.transaction import Transaction
from models.moments import local_date
from models.register import TYPES
from models.views import Agency as AgencyView
from models.views import AgencyLine, VerificationLine

_AGENCY = table(Agency)
_ROUND = table(Round)
_REGIONS = TYPES.index("provinsi")
"""Where provinces, regencies and cities begin; they stand together."""


def lines(tx: Transaction, round_id: str = "", also: Collection[str] = ()) -> tuple[AgencyLine, ...]:
    """Every agency in force today or on the day of a round (the current one unless named), and those of `also`, with its verification now.

    Central bodies come first, then regions by code: of an earlier year those too that were split since are verified.
    At headquarters somebody of a region gets those of it: of others they see no verification, though there may be one.
    """
    provinces = regions.seen(tx.connection)
    current = current_round(tx).id
    days = _days(tx, round_id or current)
    rows = tx.connection.execute(select(_AGENCY)).all()
    names = {row.code: row.name for row in rows if row.type == "provinsi"}
    here: dict[str, VerificationLine] = {}
    for line in of_round(tx, current):
        if not line.followed_as and (line.agency not in here or not line.is_second):
            here[line.agency] = line
    found = [
        AgencyLine(
            AgencyView(row.code, row.name, row.short_name, row.type, names.get(row.province_code, "")),
            here.get(row.code),
        )
        for row in rows
        if row.code in here
        or row.code in also
        or (
            (provinces is None or row.province_code in provinces)
            and any((row.valid_from or day) <= day <= (row.valid_to or day) for day in days)
        )
    ]
    return tuple(sorted(found, key=_placed))


def ended(tx: Transaction, agency: str, round_id: str) -> str:
    """The last day of an agency that is in force neither today nor on the day of a round; empty where it is, or is not known."""
    last = tx.connection.execute(select(_AGENCY.c.valid_to).where(_AGENCY.c.code == agency)).scalar() or ""
    return last if last and all(last < day for day in _days(tx, round_id)) else ""


def _days(tx: Transaction, round_id: str) -> frozenset[str]:
    """Today and the day of a round."""
    asked = select(_ROUND.c.day).where(_ROUND.c.id == round_id)
    return frozenset({local_date(tx.moment).isoformat(), *tx.connection.execute(asked).scalars()})


def _placed(line: AgencyLine) -> tuple[int, str]:
    place = min(TYPES.index(line.agency.type), _REGIONS)
    return (place, line.agency.code if place == _REGIONS else line.agency.name)
