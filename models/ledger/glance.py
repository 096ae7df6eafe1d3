"""One small read through the driver alone, for the first frame: whose laptop this is and what is in work. The only raw read."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from models.errors import Refusal
from models.glanced import AreaProgress, Profile, VerificationLine
from models.ledger import first, server


class Glance(NamedTuple):
    """What the start screen shows before the desk is open."""

    profile: Profile
    mine: tuple[VerificationLine, ...]
    """The owner's verifications, the one touched last first; their progress in one sum."""


def look(folder: Path) -> Glance | None:
    """What stands in the profile at `folder`; None where none of this format is in a file there: then the desk says what is the matter."""
    if server.chosen(folder):
        return None
    found = first.read(str(folder)) or _unlocked(folder)
    return None if found is None else of(found)


def of(found: first.First) -> Glance:
    """What was read, as the start screen takes it."""
    owner, rows = found
    return Glance(Profile(*owner), tuple(_line(row) for row in rows))


def _unlocked(folder: Path) -> first.First | None:
    """What stands in an encrypted profile whose key is held."""
    if not os.path.exists(folder / first.KEY):  # noqa: PTH110 - `pathlib` would raise for a folder that one may not enter
        return None
    from models.ledger import driver

    path = folder / first.DATABASE
    try:
        if driver.gate(path) != first.FORMAT:
            return None
        with closing(driver.connect(path, writing=False)) as connection:
            return first.asked(connection)
    except (Refusal, *first.UNREADABLE):
        return None


def _line(row: tuple[str, ...]) -> VerificationLine:
    id_, agency, name, round_, checklist, state, verifier, touched_at, verdict, *more = row
    is_second, answered, total, followed_as, _ = more
    progress = (AreaProgress("", int(answered), int(total)),)
    told = (id_, agency, name, round_, checklist, state, verifier, touched_at, progress, verdict or "")
    return VerificationLine(*told, bool(is_second), followed_as or "")
