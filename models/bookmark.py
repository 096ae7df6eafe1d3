"""Where somebody was when the program had to end by itself: a line in the profile's folder, gone as soon as they are back there.

It is no part of the database, which may be what the program ended of.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

_FILE: Final = "verifier.bookmark"
_LONGEST: Final = 200


def keep(folder: Path, verification: str, item: str) -> None:
    """Keep that somebody was at `item` of a verification, as far as the disk lets one."""
    with suppress(OSError):
        (folder / _FILE).write_text(f"{verification} {item}\n", encoding="utf-8")


def found(folder: Path) -> tuple[str, str]:
    """The verification and the item that were kept, both empty where there is none."""
    try:
        verification, item = (folder / _FILE).read_text(encoding="utf-8")[:_LONGEST].split()
    except (OSError, ValueError):
        return "", ""
    return verification, item


def drop(folder: Path) -> None:
    """Forget it."""
    with suppress(OSError):
        (folder / _FILE).unlink(missing_ok=True)
