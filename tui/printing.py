"""The way of everything commands print: no text, whoever wrote it, steers the terminal or misleads its reader."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from errno import EIO
from io import TextIOWrapper
from typing import TextIO, cast

from models.text import harmless


class ReaderLeft(Exception):
    """Whoever read what is printed has left; rich, which ends the program by itself on a broken pipe, leaves this one alone."""


class Unwritten(Exception):
    """What is printed cannot be written, as to a file on a full disk; nobody but the one who began the run can say so."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class _Harmless:
    """A stream in front of another one that lets nothing raw through."""

    def __init__(self, stream: TextIO) -> None:
        if isinstance(stream, TextIOWrapper):
            # A file or another program gets UTF-8, where Windows would take a code page that lacks letters; a terminal what it can show.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
        self._stream = stream
        # Asked now: a terminal whose window was closed says that it is none.
        self._is_terminal = getattr(stream, "isatty", bool)()

    def write(self, text: str) -> int:
        """Pass `text` on, harmless."""
        with self._leaving():
            return self._stream.write(harmless(text))

    def flush(self) -> None:
        """Pass on what is kept back."""
        with self._leaving():
            self._stream.flush()

    @contextmanager
    def _leaving(self) -> Iterator[None]:
        try:
            yield
        except OSError as left:
            # So a terminal fails whose window was closed; a file, where the disk does.
            if isinstance(left, BrokenPipeError) or (self._is_terminal and left.errno == EIO):
                raise ReaderLeft from left
            raise Unwritten(left) from left

    @staticmethod
    def isatty() -> bool:
        """Said to be none, so that nobody sends colours, which would come out as signs."""
        return False


@contextmanager
def printing() -> Iterator[None]:
    """Everything printed meanwhile is made harmless, to stdout and stderr alike."""
    with redirect_stdout(cast("TextIO", _Harmless(sys.stdout))), redirect_stderr(cast("TextIO", _Harmless(sys.stderr))):
        yield
