"""Keys typed before the first frame: the terminal is told at once to hand them on one by one, as the program will."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

try:
    import termios
except ImportError:  # Windows hands keys on one by one
    termios = None  # type: ignore[assignment]


@contextmanager
def early_keys() -> Iterator[None]:
    """Take the terminal's line editing away for the block, so that no key typed ahead waits for Enter and Enter stays Enter."""
    if termios is None:
        yield
        return
    keyboard = sys.stdin.fileno()
    try:
        before = termios.tcgetattr(keyboard)
    except termios.error:
        yield
        return
    raw = [*before]
    raw[0] &= ~(termios.ICRNL | termios.IXON)
    raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    termios.tcsetattr(keyboard, termios.TCSANOW, raw)
    try:
        yield
    finally:
        termios.tcsetattr(keyboard, termios.TCSANOW, before)
