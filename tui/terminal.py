"""The terminal around the program: how it was found, how it is given back, and whether anybody still sits at it."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Final

try:
    import termios
except ImportError:  # Windows hands keys on one by one, and gives its console back by itself
    termios = None  # type: ignore[assignment]

_LEAVE: Final = (
    b"\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # the mouse
    b"\x1b[?2004l\x1b[?2048l\x1b[?1004l\x1b[?7h\x1b[<u"  # pastes, sizes, focus, line ends, keys
    b"\x1b[?1049l\x1b[?25h"  # the other screen, the cursor
)
_KEYBOARD, _SCREEN = 0, 2


class Terminal:
    """The terminal as it is when this is made."""

    def __init__(self) -> None:
        self._found: list[Any] | None = None
        self._is_raw = self._has_picture = False
        if termios is not None:
            with suppress(termios.error):
                self._found = termios.tcgetattr(_KEYBOARD)

    @contextmanager
    def early_keys(self) -> Iterator[None]:
        """Take its line editing away for the block, so that no key typed before the first frame waits for Enter and Enter stays Enter."""
        try:
            self.take_keys()
            yield
        finally:
            self.leave_picture()
            if self._found is not None:
                self._set(self._found)

    def take_keys(self) -> None:
        """Take its line editing away from now on."""
        if self._found is None or self._is_raw:
            return
        self._is_raw = True
        raw = [*self._found]
        raw[0] &= ~(termios.ICRNL | termios.IXON)
        raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        self._set(raw)

    @property
    def size(self) -> tuple[int, int]:
        """Its columns and rows, as Textual counts them; none where nobody knows."""
        try:
            columns, rows = os.get_terminal_size(_SCREEN)
            return int(os.environ.get("COLUMNS", columns)), int(os.environ.get("LINES", rows))
        except (OSError, ValueError):
            return 0, 0

    def show_picture(self, picture: bytes) -> None:
        """Show on its other screen what the first frame will show, until that is there."""
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            # Until somebody else sees to an end in order.
            if signal.getsignal(number := getattr(signal, name)) in (signal.SIG_DFL, signal.default_int_handler):
                signal.signal(number, self._end)
        self.take_keys()
        with suppress(OSError):
            os.write(_SCREEN, picture)
            self._has_picture = True

    def _end(self, number: int, _frame: object) -> None:
        self.give_back()
        os._exit(128 + number)

    def takes_over_picture(self) -> bool:
        """Whether a picture is there, which whoever asks goes on from."""
        had, self._has_picture = self._has_picture, False
        return had

    def leave_picture(self) -> None:
        """Go back to what was there before a picture that nobody went on from."""
        if self.takes_over_picture():
            with suppress(OSError):
                os.write(_SCREEN, _LEAVE)
            if self._found is not None:
                self._set(self._found)

    @contextmanager
    def as_found(self) -> Iterator[None]:
        """Let it be as it was found for the block, for another program."""
        if self._found is None:
            yield
            return
        now = self._found
        with suppress(termios.error):
            now = termios.tcgetattr(_KEYBOARD)
        try:
            self._set(self._found)
            yield
        finally:
            self._set(now)

    def give_back(self) -> None:
        """Leave it as it was found, as far as it takes what is written to it."""
        if self._found is None:
            return
        with suppress(OSError):
            # A terminal that takes nothing more, as over a line that hangs, must not keep the program.
            os.set_blocking(_SCREEN, False)
            os.write(_SCREEN, _LEAVE)
        with suppress(OSError):
            os.set_blocking(_SCREEN, True)
        self._set(self._found)

    @staticmethod
    def _set(attributes: list[Any]) -> None:
        # It may be gone.
        with suppress(termios.error):
            termios.tcsetattr(_KEYBOARD, termios.TCSANOW, attributes)


def hang_up_when_gone() -> None:
    """Watch in a thread of its own, and hang up once nobody sits there: no signal comes where the terminal is not the program's own."""
    if sys.platform == "win32":
        return
    import select
    import threading

    def wait() -> None:
        line = select.poll()
        line.register(_KEYBOARD, 0)
        with suppress(OSError):
            if any(event & select.POLLHUP for _, event in line.poll()):
                os.kill(os.getpid(), signal.SIGHUP)

    threading.Thread(target=wait, daemon=True, name="watch the terminal").start()
