"""The terminal as Textual drives it, except that one that is gone ends nothing by itself: whoever watches it does that, in order."""

import asyncio
import os
import signal
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from itertools import chain
from typing import Any, Final

from textual.app import App
from textual.driver import Driver

from tui.served import is_served

_OTHER_SCREEN: Final = "\x1b[?1049h"
_ESC: Final = "\x1b"
_LOOK: Final = 0.1
"""Seconds after which it is looked whether the program ends meanwhile."""
_PIECE: Final = 4_096


class _Line:
    """What is written to a terminal; once that is gone it goes nowhere, or the screen would wait for ever for its lines to be taken."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write `text`."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Pass on what is kept back."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """The number of the file beneath."""
        return int(self._file.fileno())


def driver_class() -> type[Driver] | None:
    """The driver of this system's terminals; None where Textual's own does, or another one is asked for."""
    if is_served():
        return _page_driver()
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    from select import select

    from textual._xterm_parser import XTermParser
    from textual.constants import ESCAPE_DELAY
    from textual.drivers.linux_driver import LinuxDriver

    class PatientDriver(LinuxDriver):
        """Reads from and writes to a terminal that may be gone at any moment."""

        def __init__(self, app: App[Any], **how: Any) -> None:
            super().__init__(app, **how)
            self._file: Any = _Line(self._file)

        def write(self, data: str) -> None:
            """Write `data`, but enter no screen on which a picture stands already: that would clear it."""
            terminal = getattr(self._app, "terminal", None)
            if data != _OTHER_SCREEN or terminal is None or not terminal.takes_over_picture():
                super().write(data)

        def run_input_thread(self) -> None:
            """Read keys as long as there is somebody to press them; bytes that are no UTF-8 are one unread sign, and not the end."""
            parser, decode = XTermParser(), getincrementaldecoder("utf-8")("replace").decode
            is_open, is_last, wait = True, False, _LOOK
            with suppress(OSError):
                while is_open and not is_last:
                    # What came until the end is read: the shell would take an answer of the terminal for something typed.
                    is_last = self.exit_event.is_set()
                    ready = bool(select([self.fileno], [], [], wait)[0])
                    piece = os.read(self.fileno, _PIECE) if ready else b""
                    is_open = bool(piece) or not ready
                    text = decode(piece)
                    for event in chain(parser.feed(text) if text else (), parser.tick()):
                        self.process_message(event)
                    # Esc alone is known by nothing coming behind it.
                    wait = ESCAPE_DELAY if text.endswith(_ESC) else _LOOK

    return PatientDriver


def _page_driver() -> type[Driver]:
    from textual.drivers.web_driver import WebDriver

    class PageDriver(WebDriver):
        """Ends in order when its page is left or the server is stopped: what is typed is kept first."""

        def start_application_mode(self) -> None:
            """Take over the page."""
            super().start_application_mode()
            if sys.platform != "win32":
                for number in (signal.SIGINT, signal.SIGTERM):
                    asyncio.get_running_loop().add_signal_handler(number, self._end, 128 + number)

        def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
            """Do what the server asks for."""
            if packet_type == "quit":
                self._end(0)
            else:
                super().on_meta(packet_type, payload)

        def _end(self, code: int) -> None:
            self._app.ending.told(code)  # type: ignore[attr-defined]  # it drives no other application

    return PageDriver
