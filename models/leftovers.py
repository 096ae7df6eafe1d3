"""What a kill leaves of files that were being written: known by the names this program gives them, in its own folders alone."""

import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

DAY: Final = 86_400
_KINDS: Final = (
    (
        "",
        re.compile(
            r"verifier\.(toml|db\.key)\.part|verifier\.db\.new(-journal)?|verifier\.db\.\d+\.part[\w.-]*|\.restoring-\w+|note-\w+\.txt"
        ),
        DAY,
    ),
    ("keys", re.compile(r"(person|device|root)[\w.-]*\.part"), DAY),
    ("backups", re.compile(r"verifier-[\w-]+\.db\.[\w.]*part[\w.-]*"), DAY),
    # A file of others that is half here goes on where it stopped, however long the line was broken.
    ("files", re.compile(r"[0-9a-f]{64}\.(part|damaged)"), 30 * DAY),
)
"""Folder in the profile, names, and from which age in seconds nobody can be at it any more."""


def found(profile: Path, now: float) -> Iterator[tuple[Path, bool]]:
    """What lies there, and whether it is stale."""
    for folder, names, age in _KINDS:
        with suppress(OSError):
            for path in sorted((profile / folder).iterdir()):
                if names.fullmatch(path.name):
                    yield path, now - path.stat().st_mtime > age


def sweep(profile: Path, now: float) -> int:
    """Take away what is stale, as far as the disk lets one; how much that was. Only for the one who holds the profile's lock."""
    count = 0
    for path, is_stale in found(profile, now):
        with suppress(OSError):
            if is_stale:
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()
                count += 1
    return count
