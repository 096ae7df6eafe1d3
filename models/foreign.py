"""Files somebody else may have written: read once, as far as they are files and no longer than they may be."""

import os
import stat
from pathlib import Path

from models import causes
from models.causes import Cause
from models.errors import Refusal


def taken(path: Path, limit: int) -> bytes:
    """The bytes of the file at `path`, at most `limit` of them.

    Raises:
        Refusal: `document.missing`, `document.unreadable` (also for a folder, a pipe or a device), `document.too_large`.
    """
    try:
        with open(path, "rb", opener=_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Refusal("document.unreadable", file=path, cause=Cause("no_file"))
            body = file.read(limit + 1)
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
