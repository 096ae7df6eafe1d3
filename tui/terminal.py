"""The terminal around the program: how it was found, how it is given back, and whether anybody still sits at it."""

from __future__ import annotations

# Without the enumerations that `signal` makes of it, which take as long as to draw the picture.
import _signal  # type: ignore[import-not-found]
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
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


class _Block:
    """A block before which one thing is done and behind it another: to import `contextlib` takes as long as to open the database."""

    def __init__(self, before: Callable[[], object], behind: Callable[[], object]) -> None:
        self._before, self._behind = before, behind

    def __enter__(self) -> None:
        self._before()

    def __exit__(self, *_error: object) -> None:
        self._behind()


class Terminal:
    """The terminal as it is when this is made."""

    def __init__(self) -> None:
        self._found: list[Any] | None = None
        self._is_raw = self._has_picture = False
        if termios is not None:
            self._found = _now()

    def early_keys(self) -> _Block:
        """Take its line editing away for the block, so that no key typed before the first frame waits for Enter and Enter stays Enter."""
        return _Block(self.take_keys, self._leave)

    def _leave(self) -> None:
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
            if _signal.getsignal(number := getattr(_signal, name)) in (_signal.SIG_DFL, _signal.default_int_handler):
                _signal.signal(number, self._end)
        self.take_keys()
        self._has_picture = _written(picture)

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
            _written(_LEAVE)
            if self._found is not None:
                self._set(self._found)

    def as_found(self) -> _Block:
        """Let it be as it was found for the block, for another program."""
        found = self._found
        if found is None:
            return _Block(_nothing, _nothing)
        now = _now() or found
        return _Block(lambda: self._set(found), lambda: self._set(now))

    def give_back(self) -> None:
        """Leave it as it was found, as far as it takes what is written to it."""
        if self._found is None:
            return
        # A terminal that takes nothing more, as over a line that hangs, must not keep the program.
        _blocking(False)
        _written(_LEAVE)
        _blocking(True)
        self._set(self._found)

    @staticmethod
    def _set(attributes: list[Any]) -> None:
        try:
            termios.tcsetattr(_KEYBOARD, termios.TCSANOW, attributes)
        except termios.error:  # it may be gone
            return


def _nothing() -> None:
    """Do nothing."""


def _now() -> list[Any] | None:
    """How the terminal is set now; None where there is none any more."""
    try:
        return termios.tcgetattr(_KEYBOARD)
    except termios.error:
        return None


def _written(said: bytes) -> bool:
    """Write to the terminal; whether it takes anything."""
    try:
        os.write(_SCREEN, said)
    except OSError:
        return False
    return True


def _blocking(whether: bool) -> None:
    try:
        os.set_blocking(_SCREEN, whether)
    except OSError:
        return


def hang_up_when_gone() -> None:
    """Watch in a thread of its own, and hang up once nobody sits there: no signal comes where the terminal is not the program's own."""
    if sys.platform == "win32":
        return
    import select
    import signal
    import threading
    from contextlib import suppress

    def wait() -> None:
        line = select.poll()
        line.register(_KEYBOARD, 0)
        with suppress(OSError):
            if any(event & select.POLLHUP for _, event in line.poll()):
                os.kill(os.getpid(), signal.SIGHUP)

    threading.Thread(target=wait, daemon=True, name="watch the terminal").start()
