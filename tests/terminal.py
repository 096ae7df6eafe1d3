"""The real program in a real pseudo-terminal: typed at, read from, killed. POSIX only."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyte
from pyte.screens import wcwidth


def _state(task: Path) -> str:
    try:
        return (task / "stat").read_text().rpartition(")")[2].split()[0]
    except OSError:  # it has ended meanwhile
        return ""


class Window(pyte.Screen):
    """A window that counts, as most terminals do, the cells of each character by itself."""

    def __init__(self, columns: int, lines: int) -> None:
        super().__init__(columns, lines)
        self.beyond: list[str] = []
        """What was drawn where there is no cell left."""

    def draw(self, data: str) -> None:
        """Draw characters, and note those for which the row is too short."""
        if self.cursor.x + sum(map(wcwidth, data)) <= self.columns:
            super().draw(data)
            return
        for character in data:
            if self.cursor.x + max(wcwidth(character), 0) > self.columns:
                row = "".join(self.buffer[self.cursor.y][x].data for x in range(self.columns))
                self.beyond.append(f"{character!r} after {row!r}")
            super().draw(character)


def as_made() -> list[Any]:
    """The settings of a terminal that no program has touched."""
    ours, theirs = pty.openpty()
    try:
        return termios.tcgetattr(theirs)
    finally:
        os.close(ours)
        os.close(theirs)


class Terminal:
    """A terminal of 80×24 with the program in it."""

    def __init__(
        self, folder: Path, *arguments: str, size: tuple[int, int] = (80, 24), environment: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._screen = Window(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        """All that the program wrote."""
        self._ended: int | None = None
        self._environment = {"TERM": "xterm-256color", **environment}
        self.pid, self._fd = self._begin(["--data-dir", str(folder), *arguments], size)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def _begin(self, arguments: list[str], size: tuple[int, int]) -> tuple[int, int]:
        """Start the program; its process id and the terminal's other end."""
        pid, descriptor = pty.fork()
        if pid == 0:
            os.environ |= {**self._environment, "COLUMNS": str(size[0]), "LINES": str(size[1])}
            os.execv(sys.executable, [sys.executable, "-m", "tui.cli", *arguments])
        return pid, descriptor

    @property
    def descriptor(self) -> int:
        """The terminal's end that a person sits at."""
        return self._fd

    @property
    def lines(self) -> list[str]:
        """What can be read now."""
        # pyte's own way to say it ends at a wide character of which half was written over.
        screen = self._screen
        return ["".join(screen.buffer[y][x].data for x in range(screen.columns)) for y in range(screen.lines)]

    @property
    def beyond(self) -> list[str]:
        """What was drawn where no cell was left for it, after what."""
        return self._screen.beyond

    @property
    def text(self) -> str:
        """The same as one text, blanks folded."""
        return " ".join(" ".join(self.lines).split())

    def type(self, text: str) -> None:
        """Type `text`."""
        os.write(self._fd, text.encode())

    def read(self, seconds: float) -> bool:
        """Take in what the program writes within `seconds`; False when it has ended."""
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return True
        try:
            chunk = os.read(self._fd, 65536)
        except OSError:
            return False
        self.raw += chunk
        with contextlib.suppress(TypeError, IndexError):
            # pyte knows fewer sequences than terminals do; what it does not know draws nothing.
            self._stream.feed(chunk)
        return bool(chunk)

    def until(self, condition: Callable[[], bool], seconds: float = 20) -> None:
        """Read until `condition` holds; fails with the screen when it does not come to hold."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "\n".join(self.lines)
            if not self.read(0.05):
                assert condition(), "\n".join(self.lines)

    def sees(self, text: str, seconds: float = 20) -> None:
        """Wait until `text` can be read."""
        self.until(lambda: text in self.text, seconds)

    def is_busy(self) -> bool:
        """Whether the program works, or waits for its turn to; never where the system does not tell."""
        states = (_state(task) for task in Path(f"/proc/{self.pid}/task").glob("*"))
        return any(state in ("R", "D") for state in states)

    def until_stalled(self) -> None:
        """Type without reading until the program is held up by what nobody takes."""
        waiting, still = b"", 0
        while still < 30:
            self.type("x" * 20)
            time.sleep(0.02)
            now = fcntl.ioctl(self._fd, termios.FIONREAD, b"\0" * 4)
            waiting, still = now, still + 1 if now == waiting else 0

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """SIGKILL, as when the battery dies."""
        self.signal(signal.SIGKILL)
        self.ended()

    def waited(self) -> int:
        """Wait for the end without reading, at most ten seconds, and give the exit code."""
        end = time.monotonic() + 10
        while (code := self._code()) is None:
            assert time.monotonic() < end, "the program does not end"
            time.sleep(0.005)
        return code

    def release(self) -> None:
        """End whatever a test that failed left running."""
        with contextlib.suppress(OSError):
            if self.pid:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
        with contextlib.suppress(OSError):
            os.close(self._fd)

    def ended(self) -> int:
        """Wait for the end and give the exit code, negative for a signal."""
        while self.read(0.05) and self._code() is None:
            pass
        code = self.waited()
        os.close(self._fd)
        return code

    def _code(self) -> int | None:
        """The exit code, None before the end."""
        if self._ended is None:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.pid, self._ended = 0, os.waitstatus_to_exitcode(status)
        return self._ended
