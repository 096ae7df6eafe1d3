"""The register of agencies, each with its verification in the current round."""

from collections.abc import Collection

from sqlalchemy import select

from models.desk.listed import of_round
from models.desk.reading import current_round
from models.ledger import regions
from models.ledger.tables import Agency, table
from models.ledger.transaction import Transaction
from models.moments import local_date
from models.register import TYPES
from models.views import Agency as AgencyView
from models.views import AgencyLine, VerificationLine

_AGENCY = table(Agency)
_REGIONS = TYPES.index("provinsi")
"""Where provinces, regencies and cities begin; they stand together."""


def lines(tx: Transaction, also: Collection[str] = ()) -> tuple[AgencyLine, ...]:
    """Every agency in force today, central bodies first, regions by code, with its verification in the current round; and those of `also`.

    At headquarters somebody of a region gets those of it: of others they see no verification, though there may be one.
    """
    provinces = regions.seen(tx.connection)
    today = local_date(tx.moment).isoformat()
    rows = tx.connection.execute(select(_AGENCY)).all()
    names = {row.code: row.name for row in rows if row.type == "provinsi"}
    here: dict[str, VerificationLine] = {}
    for line in of_round(tx, current_round(tx).id):
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
        or ((provinces is None or row.province_code in provinces) and (row.valid_from or today) <= today <= (row.valid_to or today))
    ]
    return tuple(sorted(found, key=_placed))


def _placed(line: AgencyLine) -> tuple[int, str]:
    place = min(TYPES.index(line.agency.type), _REGIONS)
    return (place, line.agency.code if place == _REGIONS else line.agency.name)
