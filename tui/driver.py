"""The terminal as Textual drives it, except that one that is gone ends nothing by itself: whoever watches it does that, in order."""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from typing import Any, Final

from textual.app import App
from textual.driver import Driver

from tui.served import is_served

_OTHER_SCREEN: Final = "\x1b[?1049h"


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
    from textual.drivers.linux_driver import LinuxDriver

    from tui.keyboard import read

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
            """Read keys as long as there is somebody to press them."""
            with suppress(OSError):
                read(self.fileno, self.exit_event.is_set, self.process_message)

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
