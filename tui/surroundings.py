"""What the terminal around the program is, as far as its environment tells. No Textual here: commands without a screen ask too."""

import os
import sys
from typing import Final

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
