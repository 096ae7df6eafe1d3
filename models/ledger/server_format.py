"""Of which format a database on a server is, and what to tell whose program is of another."""

from typing import Final, NamedTuple

from sqlalchemy import Connection, select

from models.errors import Refusal
from models.ledger import driver
from models.ledger.tables import Format, table

_SIGNS: Final = "é z a B - 1 A _"
_ORDER: Final = f"SELECT string_agg(sign, ' ' ORDER BY sign) FROM regexp_split_to_table('{_SIGNS}', ' ') sign"  # noqa: S608 - of signs of its own
_OTHERS: Final = (
    "SELECT min(c.relname)::text FROM pg_class c WHERE c.relnamespace = to_regnamespace('public')"
    " AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
)
"""What somebody else keeps in a database; what an extension brought is nobody's."""
_MADE: Final = "to_regclass('public.format') IS NOT NULL"
_LOOK: Final = (
    f"SELECT current_setting('server_encoding'), ({_ORDER}), {_MADE}, pg_is_in_recovery(), CASE WHEN NOT {_MADE} THEN ({_OTHERS}) END"
)
_FORMAT: Final = table(Format)


class Looked(NamedTuple):
    """What a database is."""

    found: int
    """Its format, 0 for an empty one."""
    needed: str
    """The first program that knows it."""
    is_standby: bool
    """Whether it only follows another server."""


def look(connection: Connection, where: str) -> Looked:
    """What the database called `where` is.

    Raises:
        Refusal: `server.order` where it would order texts otherwise than a laptop, `server.occupied` where it is somebody else's.
    """
    encoding, order, is_made, is_standby, others = connection.exec_driver_sql(_LOOK).one()
    if encoding != "UTF8" or order != " ".join(sorted(_SIGNS.split())):
        raise Refusal("server.order", place=where, found=f"{encoding}: {order}")
    if others:
        # Whoever guards it would take away what others may do there.
        raise Refusal("server.occupied", place=where, found=others)
    row = connection.execute(select(_FORMAT)).first() if is_made else None
    return Looked(row.number, row.program, is_standby) if row else Looked(0, "", is_standby)


def newer(where: str, looked: Looked) -> Refusal | None:
    """`profile.newer` where a newer program made it; None where it did not."""
    if looked.found <= driver.FORMAT:
        return None
    return Refusal("profile.newer", file=where, found=looked.found, known=driver.FORMAT, needed=looked.needed)


def older(where: str, found: int) -> Refusal:
    """What to tell who may not bring it to this program's format."""
    return Refusal("server.older", place=where, found=found, known=driver.FORMAT)
