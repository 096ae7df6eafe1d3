"""Acts of which nobody knows whether they were done: a server went away, or stood still, while one was committed."""

from typing import Any, Final

from sqlalchemy import Connection, or_, select

from models.ledger.trail import TRAIL, Head

_MOST: Final = 50
"""Of how many it is kept: of what one program did since."""


class Unsure:
    """What came of them if they were done, by what they are called, for whoever tries them again."""

    def __init__(self) -> None:
        self._kept: list[tuple[object, Any]] = []

    def keep(self, what: object, done: Any) -> None:
        """Keep what would have come of an act; one that is called nothing is never known again."""
        if what is not None:
            self._kept = [*self._kept[1 - _MOST :], (what, done)]

    def taken(self, what: object) -> Any:
        """What would have come of an act when it was tried before, which is kept no longer; None where that is certain."""
        place = next((place for place, (told, _) in enumerate(self._kept) if told == what), None)
        return None if what is None or place is None else self._kept.pop(place)[1]


def stands(connection: Connection, made: Head | None) -> bool:
    """Whether the entry that an act made is in the trail."""
    return made is not None and connection.execute(select(TRAIL.c.hash).where(TRAIL.c.seq == made.seq)).scalar() == made.hash


def is_overtaken(connection: Connection, made: Head | None) -> bool:
    """Whether something was done since with the same verification, or by the same person with none: the same act is then meant anew."""
    if made is None:
        return False
    then = select(TRAIL.c.verification_id, TRAIL.c.person_id).where(TRAIL.c.seq == made.seq).subquery()
    is_same = or_(then.c.verification_id != "", TRAIL.c.person_id == then.c.person_id)
    later = select(TRAIL.c.seq).where(TRAIL.c.seq > made.seq, TRAIL.c.verification_id == then.c.verification_id, is_same)
    return connection.execute(later.limit(1)).first() is not None
