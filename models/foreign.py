"""Files somebody else may have written: read once, as far as they are files and no longer than they may be; and those put in our place."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from models import causes
from models.causes import Cause
from models.errors import Refusal

_FLAGS: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""A pipe without a writer would keep us waiting for ever."""
_ITSELF: Final = getattr(os, "O_NOFOLLOW", 0)
"""Where a link was put in the place of a file, the system refuses."""
_WRITES: Final = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | _ITSELF


def taken(path: Path, limit: int, *, follows: bool = True) -> bytes:
    """The bytes of the file at `path`, at most `limit` of them; a link in its place is read only where one `follows` it.

    Raises:
        Refusal: `document.missing`, `document.unreadable` (also for a folder, a pipe or a device), `document.too_large`.
    """
    try:
        # Elsewhere the system refuses a link when it is to be opened.
        if not follows and not _ITSELF and path.is_symlink():
            raise Refusal("document.unreadable", file=path, cause=Cause("link"))
        descriptor = os.open(path, _FLAGS if follows else _FLAGS | _ITSELF)
        try:
            found = os.fstat(descriptor)
            if stat.S_ISDIR(found.st_mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if not stat.S_ISREG(found.st_mode):
                raise Refusal("document.unreadable", file=path, cause=Cause("no_file"))
            # Room for as much as may be would be made for each of ten thousand files. What grew meanwhile, or tells no size, is read on.
            body = _read(descriptor, min(found.st_size, limit) + 1)
            if len(body) > found.st_size:
                body += _read(descriptor, limit + 1 - len(body))
        finally:
            os.close(descriptor)
    except (FileNotFoundError, ValueError) as error:  # the second is a name that no file can have
        raise Refusal("document.missing", file=path) from error
    except OSError as error:
        is_link = not follows and error.errno == errno.ELOOP
        raise Refusal("document.unreadable", file=path, cause=Cause("link") if is_link else causes.of_system(error)) from error
    if len(body) > limit:
        raise Refusal("document.too_large", file=path, limit=limit // 1000)
    return body


def own(path: Path, flags: int = 0) -> int:
    """A descriptor for writing what this program alone keeps at `path`; a link or a pipe that somebody put there gives way.

    Through a link, what it leads to would be written over; a pipe that nobody reads would keep us waiting for ever. OSError where it
    cannot be had.
    """
    wanted = flags | _WRITES
    with suppress(OSError):
        if not _ITSELF and path.is_symlink():
            path.unlink()
    try:
        descriptor = os.open(path, wanted, 0o600)
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            return descriptor
        os.close(descriptor)
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.ENXIO):
            raise
    path.unlink()
    return os.open(path, wanted | os.O_EXCL, 0o600)


def _read(descriptor: int, most: int) -> bytes:
    """So many bytes of an open file, fewer only at its end."""
    parts = []
    while most > 0 and (part := os.read(descriptor, most)):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)
