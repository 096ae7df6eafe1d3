"""The terminal as Textual drives it, except that one that is gone ends nothing by itself: whoever watches it does that, in order."""

import os
import sys
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.driver import Driver


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
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    from textual.drivers.linux_driver import LinuxDriver

    class PatientDriver(LinuxDriver):
        """Reads from and writes to a terminal that may be gone at any moment."""

        def __init__(self, app: App[Any], **how: Any) -> None:
            super().__init__(app, **how)
            self._file: Any = _Line(self._file)

        def run_input_thread(self) -> None:
            """Read keys as long as there is somebody to press them."""
            with suppress(OSError):
                super().run_input_thread()

    return PatientDriver
