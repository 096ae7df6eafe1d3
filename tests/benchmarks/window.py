"""A terminal from outside: every piece of output with its moment, queries answered, and the memory of all that the program started."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Final, Self

from tests.benchmarks.processes import environment

KEYS: Final = {
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "page down": b"\x1b[6~",
    "page up": b"\x1b[5~",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "enter": b"\r",
    "escape": b"\x1b",
}
"""What a terminal sends for a key."""
SIZE: Final = (120, 40)
SETTLED: Final = 0.025
"""Seconds without output after which a repaint is complete."""
_Reply = bytes | Callable[[re.Match[bytes]], bytes]
_REPLIES: Final[tuple[tuple[re.Pattern[bytes], _Reply], ...]] = (
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[>0?c"), b"\x1b[>1;4000;0c"),
    (re.compile(rb"\x1b\[5n"), b"\x1b[0n"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[\?u"), b"\x1b[?0u"),
    (re.compile(rb"\x1b\[\?(\d+)\$p"), lambda asked: b"\x1b[?%s;%d$y" % (asked[1], 2 if asked[1] == b"2026" else 0)),
)
_ESCAPES: Final = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_^X][^\x1b]*\x1b\\|\x1b[ -/]*[0-~]|[\x00-\x09\x0b-\x1f\x7f]"
)
_LONGEST: Final = 24
"""Bytes of a query of which a part may have come before."""
_TEXT: Final = 8
"""Characters that are text somebody reads, not only a sign."""


def plain(raw: bytes) -> str:
    """The text in what a program wrote."""
    return _ESCAPES.sub(b"", raw).decode("utf-8", "replace")


class Window:
    """A terminal with a program in it, which ends with it."""

    def __init__(self, words: Sequence[str], size: tuple[int, int] = SIZE, more: Mapping[str, str] = MappingProxyType({})) -> None:
        self.pieces: list[tuple[float, bytes]] = []
        """What the program wrote, each piece with the milliseconds since its start."""
        self.has_ended = False
        self._tail = b""
        # What the size is set on before the program begins, which may ask for it at once.
        self._began = time.perf_counter()
        self._end, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self._began = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            with suppress(OSError):
                os.close(self._end)
                _sit_at(inner)
                os.execvpe(words[0], list(words), environment(more))
            os._exit(127)
        os.close(inner)

    @property
    def now(self) -> float:
        """Milliseconds since the start."""
        return (time.perf_counter() - self._began) * 1000

    @property
    def text(self) -> str:
        """All the text that was written, in the order in which it was."""
        return plain(b"".join(piece for _, piece in self.pieces))

    def pump(self, seconds: float) -> bool:
        """Take in what comes within `seconds`; whether anything did."""
        ready, _, _ = select.select([self._end], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            piece = os.read(self._end, 1 << 16)
        except OSError:
            piece = b""
        self.has_ended = not piece
        if piece:
            self.pieces.append((self.now, piece))
            self._answer(piece)
        return bool(piece)

    def _answer(self, piece: bytes) -> None:
        whole, known = self._tail + piece, len(self._tail)
        for pattern, reply in _REPLIES:
            for asked in pattern.finditer(whole):
                if asked.end() > known:
                    os.write(self._end, reply(asked) if callable(reply) else reply)
        self._tail = whole[-_LONGEST:]

    def until_quiet(self, seconds: float = 0.3, limit: float = 20) -> None:
        """Take in what comes until nothing does for `seconds`."""
        last = self.now + limit * 1000
        while not self.has_ended and self.now < last and self.pump(seconds):
            pass

    def until_text(self, pattern: str, limit: float = 60, since: int = 0) -> float:
        """The moment of the piece that completed a text, of those that came after the first `since`.

        Raises:
            TimeoutError: where it does not come.
        """
        wanted, seen, raw, last = re.compile(pattern), since, b"", self.now + limit * 1000
        while True:
            while seen < len(self.pieces):
                moment, piece = self.pieces[seen]
                seen, raw = seen + 1, raw + piece
                if wanted.search(plain(raw)):
                    return moment
            if self.has_ended or self.now > last:
                raise TimeoutError(f"{pattern!r} did not come: {plain(raw)[-600:]!r}")
            self.pump(0.2)

    @property
    def first_byte(self) -> float:
        """When the program first wrote."""
        return self.pieces[0][0]

    @property
    def first_text(self) -> float:
        """When it first wrote what can be read."""
        return next(moment for moment, piece in self.pieces if len(plain(piece).strip()) >= _TEXT)

    def send(self, key: str) -> float:
        """Press a key by its name, or type a text; the moment."""
        moment = self.now
        os.write(self._end, KEYS.get(key, key.encode()))
        return moment

    def painted(self, key: str, limit: float = 5, settled: float = SETTLED) -> tuple[float, float, int] | None:
        """Milliseconds from a key to the first byte and to the last before silence, and how many bytes; None where nothing was drawn."""
        while self.pump(0):
            pass
        mark, sent = len(self.pieces), self.send(key)
        if not self.pump(limit):
            return None
        self.until_quiet(settled, limit)
        came = self.pieces[mark:]
        return came[0][0] - sent, came[-1][0] - sent, sum(len(piece) for _, piece in came)

    def memory(self) -> tuple[float, float]:
        """MiB that the program and all it started have in memory: all, and with what is shared told once.

        Raises:
            ChildProcessError: where the program has ended.
        """
        if self.has_ended:
            raise ChildProcessError(f"the program has ended: {self.text[-600:]!r}")
        found = {"Rss": 0, "Pss": 0}
        for pid in _tree(self.pid):
            with suppress(OSError):
                for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
                    name, _, told = line.partition(":")
                    if name in found:
                        found[name] += int(told.split()[0])
        return found["Rss"] / 1024, found["Pss"] / 1024

    def close(self) -> None:
        """End the program and its like."""
        for number, patience in ((signal.SIGTERM, 1_000), (signal.SIGKILL, 5_000)):
            with suppress(ProcessLookupError):
                os.killpg(self.pid, number)
            last = self.now + patience
            while self.now < last:
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    os.close(self._end)
                    return
                self.pump(0.01)

    def __enter__(self) -> Self:
        """The terminal itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the program."""
        self.close()


def _sit_at(inner: int) -> None:
    """Let this process have a terminal as its own, and its three streams on it."""
    os.setsid()
    fcntl.ioctl(inner, termios.TIOCSCTTY, 0)
    for descriptor in (0, 1, 2):
        os.dup2(inner, descriptor)
    if inner > 2:
        os.close(inner)
    sys.stdout.flush()


def _tree(pid: int) -> list[int]:
    """A process and all that came of it."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            children.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))
    found, left = [], [pid]
    while left:
        found.append(left.pop())
        left += children.get(found[-1], [])
    return found
