"""Ended from outside, in order and in less than a second: by a signal, a terminal that is gone, the close button of a console window.

While a command works, and while the program with screens starts, a signal is an exception in the main thread: what is open is closed
on the way out. Once there is a loop of events the application is told. A thread of ours ends the program where something holds it up.
"""

import atexit
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, Final

from tui.terminal import Terminal, hang_up_when_gone

PATIENCE: Final = 0.7
"""Seconds the program with screens has for an orderly end."""
_PATIENCE_OF_COMMANDS: Final = 5.0
_PATIENCE_OF_DISKS: Final = 0.15
_SIGNALED: Final = 128
"""Added to the number of a signal it is the exit code of what the signal ended."""
_SIGNALS: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
_CONSOLE_ENDS: Final = (2, 5, 6)
"""Windows: the window is closed, the user logs off, the machine is shut down."""
_PATIENCE_OF_WINDOWS: Final = 4.0
"""Windows ends a program five seconds after its window was closed, or as soon as the handler of that returns."""


class Stopped(BaseException):
    """The program was told from outside to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = _SIGNALED + number
        """The exit code that says so."""


def say_no_more() -> None:
    """Let what an end left half made go without a word, such as a loop of events: taken apart, it would be told as an error."""
    sys.unraisablehook = lambda _error: None
    warnings.simplefilter("ignore")


@contextmanager
def stoppable() -> Iterator[Sequence[Stopped]]:
    """Signals raise `Stopped` in the block; those that whoever started the program ignores stay ignored, as under `nohup`.

    The block has all that were raised: where libraries call our code, they make something else of it.
    """
    raised: list[Stopped] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        _end_after(_PATIENCE_OF_COMMANDS, _SIGNALED + number, lambda: None)
        raised.append(Stopped(number))
        raise raised[-1]

    with _handled(stop, {number for number in _SIGNALS if signal.getsignal(number) is signal.SIG_IGN}):
        yield raised


@contextmanager
def orderly(terminal: Terminal, tell: Callable[[int], bool], close: Callable[[], None]) -> Iterator[None]:
    """In the block signals, a terminal that is gone and a closed console window `tell` the application to end with an exit code.

    Where that takes too long, `close` is called, the terminal is given back and the program ends; where `tell` says that there is no
    application yet or any more, `Stopped` is raised.
    """

    def last() -> None:
        closing = threading.Thread(target=close, daemon=True, name="close")
        closing.start()
        closing.join(_PATIENCE_OF_DISKS)
        terminal.give_back()

    def stop(number: int, _frame: FrameType | None = None) -> None:
        _end_after(PATIENCE, _SIGNALED + number, last)
        if not tell(_SIGNALED + number):
            raise Stopped(number)

    with _handled(stop, set()), console_closing(lambda: stop(signal.SIGTERM)):
        hang_up_when_gone()
        yield


@contextmanager
def _handled(handler: Callable[[int, FrameType | None], None], spared: set[int]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, handler) for number in _SIGNALS if number not in spared}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)


def _end_after(seconds: float, code: int, last: Callable[[], None]) -> None:
    """End the program that many seconds from now, whatever it is doing then, with `last` before; nobody waits for this thread."""
    # When all is closed, Python would still take everything apart, and wait for threads that are at work.
    atexit.register(_leave, code)

    def end() -> None:
        with suppress(Exception):
            last()
        os._exit(code)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()


def _leave(code: int) -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


@contextmanager
def console_closing(tell: Callable[[], object], kernel: Any = None) -> Iterator[None]:
    """On Windows, `tell` when the window is closed, the user logs off or the machine is shut down; Windows waits until the block ends."""
    if kernel is None and sys.platform != "win32":
        yield
        return
    import ctypes

    over = threading.Event()

    def handle(kind: int) -> bool:
        if kind not in _CONSOLE_ENDS:
            return False
        tell()
        over.wait(_PATIENCE_OF_WINDOWS)
        return True

    # Windows calls it for as long as it is set, in a thread of its own; Python must not let go of it meanwhile.
    handler = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)(ctypes.c_int, ctypes.c_uint)(handle)
    console = kernel or ctypes.windll.kernel32  # type: ignore[attr-defined]
    console.SetConsoleCtrlHandler(handler, True)
    try:
        yield
    finally:
        over.set()
        console.SetConsoleCtrlHandler(handler, False)
