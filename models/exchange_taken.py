"""A segment taken in: in one act where nobody else writes here, else so that nobody waits for it long."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from models.desk import exchanging
from models.desk.desk import Desk
from models.documents import once
from models.documents.segment import Segment
from models.errors import Refusal
from models.exchanged import Exchanged, Logs
from models.previews import Arrival, Arriving

_HEALED_BY: Final = {"segment.device": "team", "segment.ended": "endorsement"}
"""By what kind of document a segment may be let in that waits."""


def taken(desk: Desk, found: Segment, body: bytes, carrier: str) -> tuple[tuple[Arrival, ...], Refusal | None]:
    """How the documents of a segment stood that was taken from a carrier, and what is odd about the clock of who wrote it.

    Raises:
        Refusal: as `exchanging.take_documents` gives; parts that were taken by then stay.
    """
    if not desk.ledger.is_shared:
        return desk.do(exchanging.take, found, body, carrier)
    # What takes long is worked out before others have to wait for its end.
    arrivals: list[Arrival] = []
    for part in exchanging.in_parts(found):
        with once.kept():
            desk.ask(exchanging.judged, part)
            arrivals += desk.do(exchanging.take_documents, found, part)
    return tuple(arrivals), desk.do(exchanging.keep, found, body, carrier)


def is_of_copy(found: Segment, logs: Logs) -> bool:
    """Whether a copy of this profile wrote a segment that came."""
    heading = found.heading
    return heading.device == logs.device and heading.writer != logs.mine and heading.writer not in logs.former


def lags(found: Segment, logs: Logs) -> frozenset[int]:
    """Up to which own segment a receipt that came says that somebody has them, where the carrier is said to hold more."""
    told, reached = found.heading.received, logs.reached_of(logs.mine)
    number = told.get(logs.mine, 0)
    return frozenset({number} if told and found.heading.device != logs.device and number < reached else ())


def waits_no_longer(done: Exchanged, known: int) -> bool:
    """Whether a log waits for a team that names its device, or for an endorsement of it, and that came behind what was `known`."""
    came = {each.kind for each in done.arrivals[known:] if each.standing in (Arriving.NEWER, Arriving.NEW)}
    return any(_HEALED_BY.get(each.code, "") in came for each in done.waiting)


def let_in_at_last(done: Exchanged, arrivals: Iterable[Arrival]) -> None:
    """Tell of what came before what it rests on that it came, and no more that it was refused on the way."""
    found = tuple(arrivals)
    healed = {each.digest for each in found}
    done.arrivals[:] = [each for each in done.arrivals if each.digest not in healed]
    done.arrivals += found


@contextmanager
def that_waits(done: Exchanged, codes: Collection[str] = ("carrier.failed",)) -> Iterator[None]:
    """What is only looked at again, or put back, waits where the carrier cannot read or write it now: what is new goes out all the same."""
    try:
        yield
    except Refusal as refused:
        if refused.code not in codes:
            raise
        done.waiting.append(refused)
