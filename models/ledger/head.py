"""The last entry of the trail as a small file beside the database: a database that lacks it lost what was saved.

It is written after each commit and never before, so whatever becomes of it in a crash, it knows at most what the database holds.
"""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select

from models.errors import Refusal
from models.foreign import own, taken
from models.ledger import driver
from models.ledger.trail import TRAIL, Head, newest

FILE: Final = driver.HEAD
_LONGEST: Final = 200
_WRITTEN: Final = re.compile(rb"(\d{12}) ([0-9a-f]{64})\n")


def keep(folder: Path, head: Head) -> None:
    """Tell of the last entry that is on the disk; as the database holds it anyway, a disk that takes no more keeps nobody from going on."""
    with suppress(OSError):
        # Over what is there, in one go and always as long: whenever it is cut off, one of the two stands there, or nothing that counts.
        descriptor = own(folder / FILE)
        try:
            os.write(descriptor, b"%012d %s\n" % (head.seq, head.hash.encode()))
        finally:
            os.close(descriptor)


def forget(folder: Path) -> None:
    """Let another database be the right one, such as a copy that somebody put in its place."""
    with suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)


def gap(folder: Path, connection: Connection) -> Refusal | None:
    """`profile.gap` where the database lacks the entry that was once the last, `profile.parted` where another one stands in its place."""
    known = _kept(folder)
    if known is None:
        return None
    found = connection.execute(select(TRAIL.c.hash).where(TRAIL.c.seq == known.seq)).scalar()
    if found == known.hash:
        return None
    file = folder / driver.DATABASE
    if found is not None:
        # Somebody worked on in a database of before: nobody knows from which entry on, and a count of what it holds says nothing of that.
        return Refusal("profile.parted", file=file, known=known.seq)
    last = newest(connection)
    return Refusal("profile.gap", file=file, known=known.seq, last=last.seq if last else 0)


def _kept(folder: Path) -> Head | None:
    try:
        found = _WRITTEN.fullmatch(taken(folder / FILE, _LONGEST, follows=False))
    except Refusal:
        return None
    return Head(int(found[1]), found[2].decode()) if found else None
