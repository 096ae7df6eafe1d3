"""What is said before a command: told without argparse, which takes longer to import than to find that only the screens are wished for."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Final

COLUMNS: Final = (100, 80)
"""How many columns help is drawn in: the most that fit, so that no line is too long to read."""
_FLAGS: Final = {"--demo": "is_demo", "--linear": "is_linear"}
_VALUES: Final = {"--data-dir": "data_dir", "--config": "config", "--lang": "language"}


class Switches:
    """The switches before any command, as they are typed."""

    __slots__ = ("config", "data_dir", "is_demo", "is_linear", "language")

    def __init__(self) -> None:
        self.data_dir = self.config = self.language = ""
        self.is_demo = self.is_linear = False


def of_screens(arguments: Sequence[str], languages: Sequence[str]) -> Switches | None:
    """The switches where nothing but the screens, or the talk in their place, is asked for; None for all else, which the parser tells."""
    found, rest = Switches(), iter(arguments)
    for argument in rest:
        switch, given, value = argument.partition("=")
        if switch in _FLAGS and not given:
            setattr(found, _FLAGS[switch], True)
            continue
        value = value if given else next(rest, "")
        if switch not in _VALUES or not value or (value.startswith("-") and not given):
            return None
        setattr(found, _VALUES[switch], value)
    is_plain = found.language in ("", *languages) and not (found.is_demo and found.data_dir)
    return found if is_plain else None


def said(arguments: Sequence[str], switch: str) -> str:
    """What stands behind a switch, the last time it is given; empty where nothing does."""
    found = ""
    for place, argument in enumerate(arguments):
        if argument == switch:
            found = arguments[place + 1] if place + 1 < len(arguments) else ""
        elif argument.startswith(f"{switch}="):
            found = argument.removeprefix(f"{switch}=")
    return found


def path(text: str) -> Path:
    """The absolute path typed as `text`, `~` meaning the user's home; ValueError where nothing is, as a variable without a value gives."""
    from models.settings import at_home

    if not text:
        raise ValueError(text)
    typed = at_home(text)
    try:
        return typed.absolute()
    except OSError:  # the current folder is gone: what is done with the path says so
        return typed


def columns() -> int:
    """The columns for help; as many as there are where that is less than the usual ones."""
    try:
        found = int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    except (ValueError, OSError, AttributeError):
        found = 0
    return next((each for each in COLUMNS if each <= (found or COLUMNS[-1])), found)
