"""What a terminal sends, as keys: what is no UTF-8 or makes no sense ends nothing, and Esc waits no longer than it must."""

import os
from codecs import getincrementaldecoder
from collections.abc import Callable
from select import select
from typing import Final

from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.message import Message

_ESC: Final = "\x1b"
_LOOK: Final = 0.1
"""Seconds after which it is looked whether the program ends meanwhile."""
_PIECE: Final = 4_096


def read(terminal: int, is_ending: Callable[[], bool], heard: Callable[[Message], None]) -> None:
    """Tell `heard` of each key, paste and report of a terminal, until the program ends or nobody is there; OSError where it is gone."""
    parser, decode = XTermParser(), getincrementaldecoder("utf-8")("replace").decode
    is_open, is_last, wait = True, False, _LOOK
    while is_open and not is_last:
        # What came until the end is read: the shell would take an answer of the terminal for something typed.
        is_last = is_ending()
        ready = bool(select([terminal], [], [], wait)[0])
        piece = os.read(terminal, _PIECE) if ready else b""
        is_open = bool(piece) or not ready
        text = decode(piece)
        for part in (*text, ""):
            try:
                for message in parser.feed(part) if part else parser.tick():
                    heard(message)
            except (ArithmeticError, LookupError, ValueError):
                # It stumbles over what some terminals tell, such as a size of nothing; what follows is read by another.
                parser = XTermParser()
        # Esc alone is known by nothing coming behind it.
        wait = ESCAPE_DELAY if text.endswith(_ESC) else _LOOK
