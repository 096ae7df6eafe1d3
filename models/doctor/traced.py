"""What the trail says of everything else: whether all of it is here, whether each row stands as it was written, and when that was."""

from typing import Final

from sqlalchemy import text

from models.desk.desk import Desk
from models.doctor.result import Found, Said, Subject, Told, judged
from models.ledger import dialects, head, replay
from models.moments import stamp

_AHEAD: Final = 3_600
"""Seconds by which clocks may be apart without anybody having to know."""
_ODD: Final = (
    "SELECT count(*) FILTER (WHERE moment < before) AS back, min(seq) FILTER (WHERE moment < before) AS first,"
    " count(*) FILTER (WHERE moment > :latest) AS ahead FROM ("
    "SELECT seq, {moment} AS moment, lag({moment}) OVER (ORDER BY seq) AS before FROM trail) told"
)


def gap(subject: Subject) -> Found:
    """Whether the last entry of the trail that was told of beside the database is in it."""
    with subject.opened.ledger.transaction(writing=False) as connection:
        refused = head.gap(subject.folder, connection)
    return Found(refused) if refused else Found(Said("gap.good"))


def clock(subject: Subject) -> Found:
    """Whether the moments of the trail run forward, and none lies ahead of now; nothing is decided by them."""
    latest = stamp(subject.now.fromtimestamp(subject.now.timestamp() + _AHEAD, subject.now.tzinfo))
    with subject.opened.ledger.transaction(writing=False) as connection:
        asked = text(_ODD.format(moment=dialects.of_json(connection, "body", "moment")))
        odd = connection.execute(asked, {"latest": latest}).one()
    faults: list[Told] = [Said("clock.back", {"count": odd.back, "first": odd.first})] if odd.back else []
    faults += [Said("clock.ahead", {"count": odd.ahead})] if odd.ahead else []
    return judged("clock.good", "clock.odd", "clock", faults, is_note=True)


def rows(subject: Subject) -> Found:
    """Whether each row stands as the trail last left it."""
    faults, count = unlike(subject.opened)
    return judged("rows.good", "rows.wrong", "rows", faults, count=count)


def unlike(desk: Desk) -> tuple[list[Told], int]:
    """The rows that stand otherwise than the trail last left them, and how many acts there were."""
    with desk.ledger.transaction(writing=False) as connection:
        found = [(table, " ".join(map(str, key.values()))) for table, key in replay.unlike(connection)]
        count = connection.exec_driver_sql("SELECT count(*) FROM trail").scalar_one()
    return [Said("rows.row", {"table": table, "key": key}) for table, key in sorted(found)], count
