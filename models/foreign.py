"""Files somebody else may have written: read once, as far as they are files and no longer than they may be."""

import os
import stat
from pathlib import Path

from models import causes
from models.causes import Cause
from models.errors import Refusal


def taken(path: Path, limit: int, *, follows: bool = True) -> bytes:
    """The bytes of the file at `path`, at most `limit` of them; a link in its place is read only where one `follows` it.

    Raises:
        Refusal: `document.missing`, `document.unreadable` (also for a folder, a pipe or a device), `document.too_large`.
    """
    try:
        if not follows and path.is_symlink():
            raise Refusal("document.unreadable", file=path, cause=Cause("link"))
        with open(path, "rb", opener=_at_once if follows else _itself) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise Refusal("document.unreadable", file=path, cause=Cause("no_file"))
            # Room for as much as may be would be made for each of ten thousand files. What grew meanwhile, or tells no size, is read on.
            body = file.read(min(found.st_size, limit) + 1)
            if len(body) > found.st_size:
                body += file.read(limit + 1 - len(body))
    except (FileNotFoundError, ValueError) as error:  # the second is a name that no file can have
        raise Refusal("document.missing", file=path) from error
    except OSError as error:
        raise Refusal("document.unreadable", file=path, cause=causes.of_system(error)) from error
    if len(body) > limit:
        raise Refusal("document.too_large", file=path, limit=limit // 1000)
    return body


def _at_once(path: str, flags: int) -> int:
    # A pipe without a writer would keep us waiting for ever.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _itself(path: str, flags: int) -> int:
    # Where a link was put in its place since it was looked at, the system refuses.
    return _at_once(path, flags | getattr(os, "O_NOFOLLOW", 0))
