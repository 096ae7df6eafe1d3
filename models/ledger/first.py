"""What the first frame needs of the database, read by nothing but the driver: whoever imports the rest of the ledger waits for it.

Paths are texts here, and no class is made: both cost more than the reading.
"""

from __future__ import annotations

import os
import stat
import sys
from _frozen_importlib import module_from_spec
from _frozen_importlib_external import PathFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final, Literal, TypeAlias


def _library() -> Any:
    """The driver without the package around it, which imports for dates what takes longer than the reading."""
    package = PathFinder.find_spec("sqlcipher3")
    found = PathFinder.find_spec("sqlcipher3._sqlite3", package.submodule_search_locations) if package else None
    try:
        if found is None or found.loader is None:
            from sqlcipher3 import dbapi2

            return dbapi2
        if found.name not in sys.modules:
            library = module_from_spec(found)
            found.loader.exec_module(library)
            sys.modules[found.name] = library
        return sys.modules[found.name]
    except ImportError:  # no wheel for this machine (Intel Macs)
        import sqlite3

        return sqlite3


_LIBRARY: Final = _library()
DATABASE: Final = "verifier.db"
"""The database's name in a profile folder."""
KEY: Final = f"{DATABASE}.key"
"""What lies beside it where it is encrypted."""
APPLICATION_ID: Final = 0x56455246
"""Marks a file as this program's (`PRAGMA application_id`)."""
FORMAT: Final = 5
"""The database format this program knows (`PRAGMA user_version`)."""
UNREADABLE: Final = (_LIBRARY.Error, UnicodeDecodeError)
"""What reading a damaged file ends in: the driver stumbles over an error of SQLite that names what nobody wrote."""
_HEADING: Final = 32
"""Bytes of the heading of a log; behind it stand the pages."""
_LOGS: Final = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
"""How a log begins."""

_OWNER: Final = "SELECT id, name, role, region, language FROM person WHERE is_owner"
_LINES: Final = """
SELECT v.id, v.agency_code, a.name, v.round_id, c.id || ' ' || c.version, v.state, p.name, v.touched_at,
       coalesce((SELECT verdict FROM result WHERE verification = v.id AND standing IN ('', 'withdrawn', 'fork')
                 ORDER BY standing = 'withdrawn', digest LIMIT 1), d.verdict), v.is_second,
       (SELECT sum(answered) FROM progress WHERE verification_id = v.id), (SELECT sum(total) FROM progress WHERE verification_id = v.id),
       (SELECT CASE f.person_id WHEN v.person_id THEN l.id || ' ' || l.version ELSE coalesce(o.name, l.id || ' ' || l.version) END
        FROM verification f JOIN checklist l ON l.digest = f.checklist_digest LEFT JOIN person o ON o.id = f.person_id
        WHERE f.follows = v.id AND f.round_id = v.round_id AND f.agency_code = v.agency_code AND v.state IN ('draft', 'returned')
        ORDER BY f.id LIMIT 1),
       date(v.touched_at, 'localtime')
FROM verification v
JOIN agency a ON a.code = v.agency_code
JOIN checklist c ON c.digest = v.checklist_digest
JOIN person p ON p.id = v.person_id
LEFT JOIN verdict d ON d.verification_id = v.id
WHERE v.person_id = ?
ORDER BY v.touched_at DESC, v.id LIMIT 100
"""

First: TypeAlias = "tuple[tuple[str, ...], list[tuple[Any, ...]]]"
"""The owner, and the rows of what is theirs, the one touched last first."""


def read(folder: str) -> First | None:
    """What stands in the profile at `folder`, where that is a plain database of this format; None for all else."""
    path = os.path.join(folder, DATABASE)  # noqa: PTH118 - as above
    try:
        if os.path.exists(os.path.join(folder, KEY)) or not os.stat(path).st_size or has_pipe(path) or not _is_ours(path):  # noqa: PTH110, PTH116, PTH118
            return None
        connection = _LIBRARY.connect(readable(path), uri=True, isolation_level=None)
        try:
            return asked(connection)
        finally:
            connection.close()
    except (OSError, ValueError, *UNREADABLE):
        return None


def asked(connection: Any) -> First | None:
    """The same of an open database; None where it has no owner, or a view, which is none of ours and may have no end."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'view'").fetchone():
        return None
    owner = connection.execute(_OWNER).fetchone()
    return None if owner is None else (owner, connection.execute(_LINES, (owner[0],)).fetchall())


def has_pipe(path: str) -> bool:
    """Whether a pipe or the like stands where the journal of the database at `path` would: SQLite would wait for whoever writes into it."""
    try:
        return not stat.S_ISREG(os.stat(f"{path}-journal").st_mode)  # noqa: PTH116
    except OSError:
        return False


def _is_ours(path: str) -> bool:
    """Whether the file at `path` is of this program and format; not a byte beside it is changed by looking."""
    connection = _LIBRARY.connect(readable(path, leaving_no_trace=True), uri=True)
    try:
        found = [connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")]
    finally:
        connection.close()
    return found == [(APPLICATION_ID,), (FORMAT,)]


def readable(path: str, *, leaving_no_trace: bool = False) -> str:
    """The URI under which the file at `path` is read without changing a byte of it.

    Even a reader makes side files (`-wal`, `-shm`) and writes in one of them. Where the folder cannot take them, or where no trace is to be
    left, those that are there are only read, and where there are none the file is read as it lies.
    """
    try:
        logged = os.stat(f"{path}-wal").st_size  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError):
        logged = -1
    if logged > _HEADING and not _is_log(f"{path}-wal"):
        logged = _HEADING
    # Beside a log of a heading only, as a power cut leaves it, SQLite would ask an index that it may not write again and again in vain,
    # and so beside what is no log, of which it reads nothing.
    if logged not in (-1, _HEADING) and os.path.exists(f"{path}-shm"):  # noqa: PTH110
        return f"{_address(path)}?mode=ro{'&readonly_shm=1' if leaving_no_trace else ''}"
    lies_still = logged <= _HEADING and (leaving_no_trace or not os.access(os.path.dirname(path), os.W_OK))  # noqa: PTH120
    return f"{_address(path)}?mode=ro{'&immutable=1' if lies_still else ''}"


def _is_log(path: str) -> bool:
    """Whether a file begins as a log does (section 4.1 of SQLite's file format)."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            heading = os.read(descriptor, _HEADING)
        finally:
            os.close(descriptor)
    except OSError:
        return False
    order: Literal["big", "little"] = "big" if heading[3:4] == b"\x83" else "little"
    first = second = 0
    for at in range(0, 24, 8):
        first = (first + int.from_bytes(heading[at : at + 4], order) + second) & 0xFFFFFFFF
        second = (second + int.from_bytes(heading[at + 4 : at + 8], order) + first) & 0xFFFFFFFF
    return heading[:4] in _LOGS and heading[24:] == first.to_bytes(4, "big") + second.to_bytes(4, "big")


def _address(path: str) -> str:
    """The URI of a file."""
    real = os.path.realpath(path)
    if os.sep == "/" and real.isascii() and real.replace("/", "").replace("-", "").replace("_", "").replace(".", "").isalnum():
        return f"file://{real}"
    from pathlib import Path

    return Path(real).as_uri()
