"""What is printed at once, before anything of the program is loaded that says why something could not be printed."""

from __future__ import annotations

import os
import sys


def told(text: str) -> bool:
    """Print `text`; whether that was done or nobody reads it any more. Where not, whoever prints it in full says why."""
    if (reconfigure := getattr(sys.stdout, "reconfigure", None)) is not None:
        # As for everything that is printed: what a terminal cannot show becomes a question mark.
        reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="replace")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        return False
    return True
