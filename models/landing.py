"""How a file lands on a disk: written beside, synced, read back, compared, renamed. The only code that writes outside the database."""

import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from models import causes
from models.errors import Refusal

WAITS: Final = (0.05, 0.1, 0.25, 0.5) if os.name == "nt" else ()
"""Seconds after which a rename that is refused is tried again: on Windows whatever looks for viruses holds a new file for a while."""


_FULL: Final = ("ENOSPC", "EDQUOT", "EFBIG")


class Landing:
    """The files of one act: where the act fails, what it wrote is taken away again."""

    def __init__(self) -> None:
        self._written: list[tuple[Path, bytes, bytes | None]] = []

    def land(self, path: Path, content: bytes) -> None:
        """Put a file as `land` does."""
        # Kept before it is tried: a disk may fail once the file has its name.
        if not os.path.lexists(path):
            self._written.append((path, content, None))
        land(path, content)

    def put_over(self, path: Path, content: bytes, before: bytes | None) -> None:
        """Put a file as `put_over` does."""
        self._written.append((path, content, before))
        put_over(path, content, before)

    def take_back(self) -> None:
        """Leave the folder as it was, as far as the disk lets one."""
        for path, content, before in reversed(self._written):
            with suppress(Refusal):
                if before is None:
                    taken_away(path, content)
                elif before != content:
                    put_over(path, before, content)


@contextmanager
def whole() -> Iterator[Landing]:
    """Files that land together: all of them, or none where the block fails."""
    landing = Landing()
    try:
        yield landing
    except BaseException:
        landing.take_back()
        raise


def land(path: Path, content: bytes) -> None:
    """Put `content` at `path` completely or not at all; the same bytes already there are left alone.

    Raises:
        Refusal: `export.exists_other` when other bytes stand there, `export.no_room` where the disk is full, `export.folder` when it
            cannot be written, `export.compare` when what is read back differs.
    """
    try:
        if path.exists():
            if path.read_bytes() == content:
                return
            raise Refusal("export.exists_other", file=path)
        path.parent.mkdir(parents=True, exist_ok=True)
        _land_from_beside(path, content)
    except OSError as error:
        raise refused(path.parent, len(content), error) from error


def put_over(path: Path, content: bytes, before: bytes | None) -> None:
    """Put `content` in the place of `before` (None where no file was) completely or not at all; a link is followed, rights are kept.

    Raises:
        Refusal: `export.changed` when something else than `before` stands there by now, otherwise as `land` does.
    """
    try:
        path = path.resolve()
        found = path.read_bytes() if path.exists() else None
        if found != before:
            raise Refusal("export.changed", file=path)
        # A rename asks only for rights to the folder, and would take a file that its owner has closed.
        if found is not None:
            path.open("ab").close()
        path.parent.mkdir(parents=True, exist_ok=True)
        _land_from_beside(path, content)
    except OSError as error:
        raise refused(path.parent, len(content), error) from error


def missing(folder: Path, needed: int) -> int:
    """How many megabytes of `needed` bytes the disk of `folder` lacks, where it refused them; at least one."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        free = 0
    return max(1, -(-(needed - free) // 1_000_000))


def refused(folder: Path, needed: int, error: OSError) -> Refusal:
    """Why that many bytes could not be written into `folder`."""
    if errno.errorcode.get(error.errno or 0) in _FULL:
        return Refusal("export.no_room", folder=folder, missing=missing(folder, needed))
    return Refusal("export.folder", folder=folder, cause=causes.of_system(error))


def taken_away(path: Path, content: bytes) -> None:
    """Take the file at `path` away again while it holds `content`; Refusal `export.folder` where it cannot be."""
    try:
        if path.exists() and path.read_bytes() == content:
            path.unlink()
            sync_folder(path.parent)
    except OSError as error:
        raise Refusal("export.folder", folder=path.parent, cause=causes.of_system(error)) from error


def _land_from_beside(path: Path, content: bytes) -> None:
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    try:
        _write(part, content)
        if part.read_bytes() != content:
            raise Refusal("export.compare", file=path)
        if path.exists():
            shutil.copymode(path, part)
        renamed(part, path)
    finally:
        # Once renamed, nothing is there any more.
        with suppress(OSError):
            part.unlink(missing_ok=True)
    sync_folder(path.parent)


def renamed(part: Path, path: Path) -> None:
    """Give a file that was written beside its place its name, over what stands there; an OSError passes as it is."""
    for seconds in WAITS:
        try:
            part.replace(path)
        except PermissionError:
            time.sleep(seconds)
        else:
            return
    part.replace(path)


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        sync(file.fileno())


def sync(descriptor: int) -> None:
    """Let what was written to an open file outlive a power cut."""
    if sys.platform == "darwin":
        import fcntl

        # There `fsync` leaves it in the disk's own memory (Apple's manual page of it); a share knows nothing else.
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_file(path: Path) -> None:
    """Let what stands in the file at `path`, which others wrote, outlive a power cut."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Let the names in `folder` outlive a power cut."""
    # Windows cannot open a folder; there the rename is as durable as it gets.
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
