"""What the terminal around the program is, as far as its environment tells. No Textual here: commands without a screen ask too."""

import os
import shutil
import sys
from typing import Final, NamedTuple

from models.settings import Settings
from tui.signs import SIGNS

_WITHOUT_SIGNS: Final = ("linux",)
"""Terminals whose own font has few signs beside letters, whatever they are sent."""
_REMOTE: Final = ("SSH_CONNECTION", "SSH_TTY")


def encoding() -> str:
    """How what is drawn is written to the terminal."""
    stream = sys.__stdout__ if sys.platform == "win32" else sys.__stderr__
    return getattr(stream, "encoding", None) or "utf-8"


def has_signs() -> bool:
    """Whether the terminal shows the signs of the program."""
    try:
        "─".join(SIGNS).encode(encoding())
    except UnicodeEncodeError:
        return False
    return os.environ.get("TERM") not in _WITHOUT_SIGNS


def is_remote() -> bool:
    """Whether what is drawn goes over a line to somewhere else."""
    return any(os.environ.get(name) for name in _REMOTE)


def is_plain(settings: Settings) -> bool:
    """Whether only the signs of a keyboard are drawn: as it is set, else as the terminal is."""
    return settings.glyphs == "ascii" or (settings.glyphs == "auto" and not has_signs())


def is_moving(settings: Settings) -> bool:
    """Whether anything moves by itself: as it is set, else where the terminal is near."""
    return settings.motion == "yes" or (settings.motion == "auto" and not is_remote())


def colours() -> str:
    """How many colours are drawn: `truecolor`, `256`, `standard` for sixteen, or `none`."""
    from rich.console import Console

    # Where nobody looks, as in a pipe, rich would name none.
    return "none" if os.environ.get("NO_COLOR") is not None else Console(force_terminal=True).color_system or "none"


class Surroundings(NamedTuple):
    """The terminal, and what the program makes of it."""

    columns: int
    rows: int
    term: str
    encoding: str
    colours: str
    remote: bool
    plain_signs: bool
    moving: bool


def found(settings: Settings) -> Surroundings:
    """The terminal around this run."""
    columns, rows = shutil.get_terminal_size()
    return Surroundings(
        columns, rows, os.environ.get("TERM", ""), encoding(), colours(), is_remote(), is_plain(settings), is_moving(settings)
    )
