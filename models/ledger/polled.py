"""What came to a server since a reader last looked, by transaction: numbers drawn early may be committed late, and be passed over."""

from typing import Final, NamedTuple

from sqlalchemy import Connection, text

from models.ledger import dialects
from models.ledger.tables import Document, table

_DOCUMENT: Final = table(Document)
_END: Final = text("SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint)")
_AFTER: Final = text(
    "SELECT digest, CAST(CAST(xid AS text) AS bigint) AS xid, seq FROM document"
    " WHERE (xid, seq) > (CAST(:xid AS xid8), :seq) AND xid < pg_snapshot_xmin(pg_current_snapshot())"
    " ORDER BY xid, seq LIMIT :most"
)


class Since(NamedTuple):
    """Up to where a reader has looked: a transaction, and a place within it."""

    xid: int
    seq: int


START: Final = Since(0, 0)
"""Before the first document."""


def end(connection: Connection) -> Since | None:
    """Behind every document that a reader who begins now can see; None where nobody else brings any, or it is not kept in which order."""
    if not dialects.is_server(connection) or (_DOCUMENT.name, "xid") not in dialects.columns(connection):
        return None
    return Since(int(connection.execute(_END).scalar_one()), 0)


def after(connection: Connection, since: Since, most: int) -> list[tuple[str, Since]]:
    """The documents that came since, by transactions before which none is still under way, in their order."""
    rows = connection.execute(_AFTER, {"xid": str(since.xid), "seq": since.seq, "most": most}).all()
    return [(row.digest, Since(row.xid, row.seq)) for row in rows]
