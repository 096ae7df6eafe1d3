"""What is looked at whenever the program starts: quick things that somebody should know before they work."""

import shutil
import time
from pathlib import Path
from typing import Final

from models import leftovers
from models.desk import history
from models.desk.desk import Desk
from models.errors import Refusal

LEAST_ROOM: Final = 200_000_000
"""Bytes of free space below which saving may soon fail."""


def warning(desk: Desk, entries: int) -> Refusal | None:
    """The worst of what is found, None where there is nothing: the last `entries` of the trail, what it lacks, and room on the disk.

    Stale files that a kill left are taken away on the way.
    """
    try:
        desk.ask(history.check, entries)
    except Refusal as broken:
        return broken
    if desk.read_only is not None:
        # Where nothing is written, that is what there is to say, not how little more would fit.
        return desk.ledger.gap
    leftovers.sweep(desk.ledger.folder, time.time())
    return desk.ledger.gap or _no_room(desk.ledger.folder)


def _no_room(folder: Path) -> Refusal | None:
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return None
    if free >= LEAST_ROOM:
        return None
    return Refusal("profile.room", folder=folder, free=free // 1_000_000, least=LEAST_ROOM // 1_000_000)
