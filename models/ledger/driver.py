"""The SQLite driver: sqlcipher3, which brings its own current SQLite, or the standard one where that is new enough to write."""

import os
import stat
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from models import causes
from models.causes import Cause
from models.errors import Refusal
from models.ledger import cipher, first, pages
from models.ledger.first import APPLICATION_ID as APPLICATION_ID
from models.ledger.first import DATABASE as DATABASE
from models.ledger.first import FORMAT as FORMAT
from models.ledger.first import UNREADABLE as UNREADABLE
from models.text import clean

try:
    from sqlcipher3 import dbapi2 as _module
except ImportError:  # no wheel for this machine (Intel Macs)
    import sqlite3 as _module

MODULE: Final[Any] = _module
"""The DB-API module everything goes through."""
SAFE_SQLITE: Final = (3, 51, 3)
"""Below this, two connections in WAL mode can damage the file (SQLite's notes on 3.51.3)."""
LOCK: Final = "verifier.lock"
"""What the one who writes holds, in the same folder."""
HEAD: Final = "verifier.head"
"""Tells beside a database of the last entry of its trail."""
BACKUPS: Final = "backups"
"""The folder of copies in a profile folder."""
LEAST_PROGRAM: Final = "0.2.0"
"""The first version of the program that knows it, which stands in every database of it: an older program tells what is needed."""

_WAIT: Final = 1_000
"""Milliseconds in which others may let go of a file."""
_LONGEST_VERSION: Final = 40
_CAUSES: Final = {"disk I/O": "eio", "unable to open": "not_opened", "locked": "locked", "locking protocol": "locked"}


PRAGMAS: Final = {
    "journal_mode": "wal",
    "synchronous": 2,
    # Only macOS knows a difference: there, what is flushed may still be in the disk's own memory.
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,
    # In KiB: what was read is also in the memory of the system, for all connections once.
    "cache_size": -2000,
}
"""Set and read back on every connection."""


def require_safe_sqlite() -> None:
    """Refuse (`profile.sqlite_old`) a SQLite that could damage the file when writing."""
    if MODULE.sqlite_version_info < SAFE_SQLITE:
        raise Refusal("profile.sqlite_old", found=MODULE.sqlite_version, needed=".".join(map(str, SAFE_SQLITE)))


def has_cipher() -> bool:
    """Whether databases can be encrypted here."""
    with closing(MODULE.connect(":memory:")) as connection:
        return connection.execute("PRAGMA cipher_version").fetchone() is not None


def connect(path: Path, *, writing: bool, like: Path | None = None, leaving_no_trace: bool = False) -> Any:
    """A connection to the database at `path`, the one way to get one: what is encrypted opens with its key where that is held.

    Transactions begin and end where somebody says so. A file that is made under another name takes the key of the one it is `like`.
    A reader may leave no trace, as long as nobody begins to write meanwhile.

    Raises:
        Refusal: `profile.no_cipher` where SQLCipher is not there, `document.unreadable` where its journal is none, and as `cipher.key_of`
            gives; errors of SQLite pass as they are.
    """
    if first.has_pipe(str(path)):
        raise Refusal("document.unreadable", file=Path(f"{path}-journal"), cause=Cause("no_file"))
    key = cipher.key_of(like or path)
    address = str(path) if writing else readable(path, leaving_no_trace=leaving_no_trace)
    connection = MODULE.connect(address, uri=not writing, isolation_level=None, check_same_thread=False)
    if key is not None:
        try:
            _unlock(connection, key, path)
        except BaseException:
            connection.close()
            raise
    return connection


def is_plain(path: Path) -> bool:
    """Whether the file at `path` is a database that is not encrypted.

    SQLite itself looks: whoever opens and closes the file without it gives back all locks that SQLite holds on it in this process.
    """
    try:
        if not path.is_file() or not path.stat().st_size:
            return False
        with closing(MODULE.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            connection.execute("PRAGMA cipher_log_level=none").fetchall()
            connection.execute("PRAGMA user_version").fetchall()
    except (OSError, MODULE.Error) as error:
        # By its first bytes it is one, though shorter than they say: a full disk or a power cut left the rest beside it.
        return "malformed" in str(error)
    return True


def _unlock(connection: Any, key: bytes, path: Path) -> None:
    # First of all: SQLCipher would write its errors over the screen. Without it nothing is answered.
    if not connection.execute("PRAGMA cipher_log_level=none").fetchall():
        raise Refusal("profile.no_cipher", folder=path.parent)
    connection.execute(f'PRAGMA key="{cipher.literal(key)}"').fetchall()


def readable(path: Path, *, leaving_no_trace: bool = False) -> str:
    """The URI under which the file at `path` is read without changing a byte of it, as `first.readable` says."""
    return first.readable(str(path), leaving_no_trace=leaving_no_trace)


def prepare(connection: Any, path: Path, *, writing: bool) -> None:
    """Set the pragmas on a new connection and read them back.

    Raises:
        Refusal: `profile.write_failed` where one does not hold, `profile.damaged` where not even the names of tables can be read.
    """
    connection.execute("PRAGMA busy_timeout=5000")
    # Of a long list every connection would keep four times as much, which the system keeps already.
    connection.execute("PRAGMA cache_size=-2000")
    for name, wanted in PRAGMAS.items():
        if name == "journal_mode" and not writing:
            continue
        try:
            connection.execute(f"PRAGMA {name}={wanted}")
        except UnicodeDecodeError as error:
            raise Refusal("profile.damaged", file=path) from error
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != wanted:
            raise Refusal("profile.write_failed", folder=path.parent, cause=f"PRAGMA {name}={found}")


def require_held(path: Path) -> None:
    """Refuse a file that is empty (`profile.damaged`) or gone (`profile.gone`) while what stands beside it tells that one was in use."""
    log, copies = Path(f"{path}-wal"), path.with_name(BACKUPS)
    try:
        has_log = log.is_file() and log.stat().st_size > 0
        if path.is_file():
            was_used = path.stat().st_size == 0 and (has_log or any(path.with_name(name).exists() for name in (LOCK, BACKUPS)))
        else:
            # Whoever made a new one here would have the copies of the old one go, one after the other.
            was_used = has_log or path.with_name(HEAD).exists() or any(copies.glob("*.db"))
    except OSError as error:
        raise Refusal("profile.folder", folder=path.parent, cause=causes.of_system(error)) from error
    if was_used:
        raise Refusal("profile.damaged" if path.is_file() or has_log else "profile.gone", file=path)


def is_interrupted(path: Path) -> bool:
    """Whether a kill may have left a write of the file at `path` half done, which only somebody who may write can take back."""
    # `os.path` where `pathlib` would raise for a folder that one may not enter; the gate then says what is the matter.
    return os.path.exists(path) and os.path.exists(f"{path}-journal")  # noqa: PTH110


def recover(path: Path) -> None:
    """Take back a write that a kill left half done; only for the one who holds the profile's lock."""
    if not is_interrupted(path):
        return
    connection = connect(path, writing=True)
    try:
        # Whatever is read first: SQLite rolls back before it answers.
        connection.execute("PRAGMA user_version").fetchone()
    finally:
        connection.close()


def fold(path: Path) -> None:
    """Have all of the database at `path` in its one file, so that no log of it lies beside what comes in its place.

    Raises:
        Refusal: `profile.file_read_only`, `profile.in_use` while somebody reads it, and as `connect`; errors of SQLite pass as they are.
    """
    if path.exists() and not os.access(path, os.W_OK):
        raise Refusal("profile.file_read_only", file=path)
    with closing(connect(path, writing=True)) as connection:
        connection.execute(f"PRAGMA busy_timeout={_WAIT}")
        try:
            (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
        except MODULE.OperationalError as error:
            if "locked" not in str(error):
                raise
            mode = ""
    if mode != "delete":
        raise Refusal("profile.in_use", folder=path.parent)


def told(cause: str) -> Cause | str:
    """What SQLite says of the disk as a cause, or as it stands."""
    return next((Cause(code) for said, code in _CAUSES.items() if said in cause), cause)


def gate(path: Path) -> int:
    """The format of the file at `path` (0 for a new one), read without changing a byte.

    Raises:
        Refusal: `profile.newer` when a newer program wrote it, `profile.foreign` when another program did,
            `profile.damaged` when it is no database or as `lost` gives, `profile.key_unfit` when it is under another key,
            `profile.folder` when it cannot be opened, `document.unreadable` when it is no file, and as `connect` gives.
    """
    try:
        lies = path.stat()
        if not (stat.S_ISREG(lies.st_mode) or stat.S_ISDIR(lies.st_mode)):
            # SQLite would wait for whoever writes into a pipe.
            raise Refusal("document.unreadable", file=path, cause=Cause("no_file"))
        if lies.st_size == 0:
            return 0
    except (FileNotFoundError, NotADirectoryError):
        return 0
    except OSError as error:
        raise Refusal("profile.folder", folder=path.parent, cause=causes.of_system(error)) from error
    try:
        connection = connect(path, writing=False, leaving_no_trace=True)
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (found,) = connection.execute("PRAGMA user_version").fetchone()
            needed = _needed(connection) if found > FORMAT else ""
        finally:
            connection.close()
    except MODULE.OperationalError as error:
        raise Refusal("profile.folder", folder=path.parent, cause=told(str(error))) from error
    except UNREADABLE as error:
        raise _unopened(path) from error
    if application != APPLICATION_ID:
        raise Refusal("profile.foreign", file=path)
    if found > FORMAT:
        raise Refusal("profile.newer", file=path, found=found, known=FORMAT, needed=needed)
    return int(found)


def lost(path: Path) -> Refusal | None:
    """Why an encrypted database opens for nobody whose `.key` file is gone, None otherwise.

    `profile.key_lost` where that of a copy is there, `profile.keyless` where none is and the file looks encrypted.
    """
    if not path.is_file() or not path.stat().st_size or cipher.is_plain(path) or cipher.beside(path).exists():
        return None
    kept = sorted(path.with_name(BACKUPS).glob(f"*{cipher.SUFFIX}"))
    if kept:
        return Refusal("profile.key_lost", file=cipher.beside(path), copy=kept[-1])
    return Refusal("profile.keyless", file=path, key=cipher.beside(path)) if pages.are_sealed(path) else None


def _unopened(path: Path) -> Refusal:
    """Why the database at `path` is none to SQLite: its key is gone, or is that of another one, or it is damaged."""
    found = lost(path)
    key = cipher.key_of(path) if found is None else None
    if key is not None and pages.are_sealed(path) and not pages.fit(path, key):
        return Refusal("profile.key_unfit", file=path, key=cipher.beside(path))
    return found or Refusal("profile.damaged", file=path)


def _needed(connection: Any) -> str:
    """The first program that knows a database, as far as it says so."""
    try:
        return clean(str(connection.execute("SELECT program FROM format").fetchone()[0]))[:_LONGEST_VERSION]
    except (MODULE.Error, TypeError):
        return "?"


def stands(path: Path) -> object:
    """How the files of the database at `path` stand: something else once anybody wrote to it."""
    files = (path, Path(f"{path}-wal"))
    return tuple((file.stat().st_mtime_ns, file.stat().st_size) if file.exists() else None for file in files)
