"""Terminals with the program in them, forked: a second each that starting it anew takes is spared."""

import contextlib
import os
import pty
from pathlib import Path

from tests.faults.killing import Writers
from tests.terminal import Terminal


class Forked(Terminal):
    """A terminal with a program that was forked."""

    def __init__(self, writers: Writers, folder: Path) -> None:
        self._writers = writers
        super().__init__(folder)

    def _begin(self, arguments: list[str], size: tuple[int, int]) -> tuple[int, int]:
        descriptor, other = pty.openpty()
        self._writer = self._writers.begin("program", os.ttyname(other), arguments)
        self._writer.until(1)
        os.close(other)
        return self._writer.pid, descriptor

    def release(self) -> None:
        """End whatever a test that failed left running."""
        if self._writer.code() is None:
            self._writer.kill()
        with contextlib.suppress(OSError):
            os.close(self._fd)

    def _code(self) -> int | None:
        return self._writer.code()
