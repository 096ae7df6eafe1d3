"""Who has a profile open for writing: one process at a time, named to the next one; a lock that nobody holds keeps nobody out."""

import getpass
import os
import platform
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

import filelock

from models import causes
from models.errors import Refusal
from models.foreign import taken
from models.ledger import driver
from models.text import clean

HOLDER: Final = "verifier.holder"
"""Who has the profile open for writing, in words, beside the lock."""
_LIMIT: Final = 200
_LONGEST: Final = 1_000_000


def hold(folder: Path) -> filelock.BaseFileLock:
    """The lock of the profile in `folder`, which is made where there is none.

    Raises:
        Refusal: `profile.locked`, naming whoever holds it, `profile.read_only`, `profile.folder`.
    """
    path = folder / driver.LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise Refusal("profile.read_only", folder=folder)
        # The program opens it in one thread and lets go of it in another.
        lock = filelock.FileLock(path, thread_local=False)
        try:
            lock.acquire(timeout=0)
        except PermissionError:
            if not os.path.lexists(path):
                raise
            _take_away(path)
            lock.acquire(timeout=0)
        # Only for people to read: a disk without room for it is no reason to stay out.
        with suppress(OSError):
            (folder / HOLDER).unlink(missing_ok=True)
            (folder / HOLDER).write_text(f"{_myself()}\n", encoding="utf-8")
    except filelock.Timeout as error:
        raise Refusal("profile.locked", folder=folder, holder=_holder(folder)) from error
    except PermissionError as error:
        raise Refusal("profile.read_only", folder=folder) from error
    except OSError as error:
        raise Refusal("profile.folder", folder=folder, cause=causes.of_system(error)) from error
    return lock


def let_go(folder: Path, lock: filelock.BaseFileLock) -> None:
    """Let the next one in."""
    with suppress(OSError):
        (folder / HOLDER).unlink(missing_ok=True)
    lock.release()


def _take_away(path: Path) -> None:
    """Take away the lock file of another user, such as one run as administrator left; Timeout where that one still holds it."""
    if sys.platform == "win32":
        raise PermissionError
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except PermissionError:
        # It cannot even be asked who holds it; but whoever does has the database open.
        if _is_open_elsewhere(path.with_name(driver.DATABASE)):
            raise filelock.Timeout(str(path)) from None
        path.unlink()
        return
    try:
        # Held while it goes: whoever waits for it sees that it is gone, and begins anew with the next one.
        if not filelock.lock_descriptor(descriptor, blocking=False):
            raise filelock.Timeout(str(path))
        path.unlink()
    finally:
        os.close(descriptor)


def _is_open_elsewhere(database: Path) -> bool:
    if not database.exists():
        return False
    with closing(driver.connect(database, writing=True)) as connection:
        # Not in WAL mode's usual way, in which a reader and a writer bear each other.
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except driver.MODULE.OperationalError as error:
            if "locked" not in str(error):
                raise
            return True
    return False


def _myself() -> str:
    try:
        user = getpass.getuser()
    except (ImportError, KeyError, OSError):  # a user without a name, as in a container
        user = "?"
    return f"{user}@{platform.node() or '?'}, PID {os.getpid()}"


def _holder(folder: Path) -> str:
    # On a shared folder anything may stand in this file, and its text goes to the terminal.
    try:
        return " ".join(clean(taken(folder / HOLDER, _LONGEST).decode()[:_LIMIT]).split()) or "?"
    except (Refusal, UnicodeDecodeError):
        return "?"
