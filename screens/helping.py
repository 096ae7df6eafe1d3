"""Help where one is: what each part of the focus chain says of itself, and the keys it takes."""

from collections.abc import Iterator
from typing import Any

from textual.dom import DOMNode
from textual.screen import Screen

from models.words import Words


def _chain(screen: Screen[Any]) -> list[DOMNode]:
    """The focused widget and what it is in, the screen last."""
    return list(screen.focused.ancestors_with_self) if screen.focused else [screen]


def sentences(words: Words, screen: Screen[Any]) -> Iterator[str]:
    """What one does on the screen, then what one does in what has the focus: `help.<HELP_ID>` of each."""
    for node in reversed(_chain(screen)):
        if name := getattr(node, "HELP_ID", ""):
            yield words(f"help.{name}")


def keys(words: Words, screen: Screen[Any]) -> Iterator[tuple[str, str]]:
    """The keys that what has the focus takes for itself, and what each does: its `HELP_KEYS`; where one types, letters are text."""
    for node in _chain(screen):
        for named, name in getattr(node, "HELP_KEYS", ()):
            key = " ".join(key for key in named.split() if not (getattr(screen, "takes_text", False) and key.isascii() and len(key) == 1))
            yield key, words(name)
