"""Terminals with the program in them, forked: a second each that starting it anew takes is spared."""

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

    def kill(self) -> None:
        """SIGKILL, as when the battery dies; what it wrote before can be read."""
        self._writer.kill()
        while self.read(0.05):
            pass
        os.close(self._fd)
