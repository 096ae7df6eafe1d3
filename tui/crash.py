"""What is left of a crash: where in the program it was, in a file beside the profile. No answers, no local variables."""

import traceback
from pathlib import Path

from models.moments import now, stamp


def logged(folder: Path, error: BaseException) -> Path:
    """Append the error's kind and its places in the program to the log, and give the log's path."""
    file = folder / "verifier.log"
    places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    try:
        with file.open("a", encoding="utf-8") as log:
            log.write("\n".join((f"{stamp(now())} {type(error).__name__}", *places, "")))
    except OSError:
        return Path("-")
    return file
