"""What is left of a crash: where in the program it was, in a file beside the profile. No local variables and no text of any exception.

An exception's text is left out too: it repeats what it stumbled over, which may be an answer or a passphrase.
"""

import logging
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final

from models.foreign import own
from models.moments import now, stamp

LOG: Final = "verifier.log"
"""The log's name in a profile folder."""


def logged(folder: Path | None, error: BaseException) -> Path:
    """Append the kinds of the error and of what led to it, and their places in the program, to the log, and give the log's path."""
    if folder is None:
        return Path("-")
    file = folder / LOG
    lines = [line for each in _chain(error) for line in (type(each).__name__, *_places(each.__traceback__))]
    try:
        with os.fdopen(own(file, os.O_APPEND), "ab") as log:
            log.write("\n".join((stamp(now()), *lines, "")).encode("utf-8", "replace"))
    except OSError:
        return Path("-")
    return file


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what it came from, that first."""
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        seen.insert(0, error)
        # Textual hands on what a worker failed in without making it a cause.
        error = error.__cause__ or getattr(error, "error", None) or error.__context__
    return iter(seen)


def _places(trace: TracebackType | None) -> list[str]:
    return [f"  {frame.f_code.co_filename}:{number} {frame.f_code.co_name}" for frame, number in traceback.walk_tb(trace)]


@contextmanager
def quiet(folder: Path) -> Iterator[None]:
    """Whatever Python and its libraries would write to the terminal of errors that nobody caught, goes to the log in the same few words."""

    def thread(failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None:
            logged(folder, failed.exc_value)

    def unraisable(failed: "sys.UnraisableHookArgs") -> None:
        if failed.exc_value is not None:
            logged(folder, failed.exc_value)

    # Without any handler, logging writes warnings of libraries to the terminal.
    silent, root = logging.NullHandler(), logging.getLogger()
    before = threading.excepthook, sys.unraisablehook
    threading.excepthook, sys.unraisablehook = thread, unraisable
    root.addHandler(silent)
    try:
        yield
    finally:
        threading.excepthook, sys.unraisablehook = before
        root.removeHandler(silent)
