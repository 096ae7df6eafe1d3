"""Where somebody was when the program had to end by itself: a line in the profile's folder, gone as soon as they are back there.

It is no part of the database, which may be what the program ended of.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from models.errors import Refusal
from models.foreign import own, taken

_FILE: Final = "verifier.bookmark"
_LONGEST: Final = 200


def keep(folder: Path, verification: str, item: str) -> None:
    """Keep that somebody was at `item` of a verification, as far as the disk lets one."""
    with suppress(OSError), os.fdopen(own(folder / _FILE, os.O_TRUNC), "wb") as file:
        file.write(f"{verification} {item}\n".encode())


def found(folder: Path) -> tuple[str, str]:
    """The verification and the item that were kept, both empty where there is none."""
    try:
        verification, item = taken(folder / _FILE, _LONGEST, follows=False).decode().split()
    except (Refusal, ValueError):
        return "", ""
    return verification, item


def drop(folder: Path) -> None:
    """Forget it."""
    with suppress(OSError):
        (folder / _FILE).unlink(missing_ok=True)
