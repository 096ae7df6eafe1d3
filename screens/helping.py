"""Help where one is: what each part of the focus chain says of itself, and the keys it takes."""

from collections.abc import Iterator
from typing import Any, Final

from textual.dom import DOMNode
from textual.screen import Screen

from models.words import Words

_KEY_WIDTH: Final = 10


def _chain(screen: Screen[Any]) -> list[DOMNode]:
    """The focused widget and what it is in, the screen last."""
    return list(screen.focused.ancestors_with_self) if screen.focused else [screen]


def sentences(words: Words, screen: Screen[Any]) -> Iterator[str]:
    """What one does on the screen, then what one does in what has the focus: `help.<HELP_ID>` of each."""
    for node in reversed(_chain(screen)):
        if name := getattr(node, "HELP_ID", ""):
            yield words(f"help.{name}")


def told(words: Words, screen: Screen[Any], *own: tuple[str, str]) -> str:
    """All of it as a text, the keys of the screen's `own` first."""
    lines = [f"{key:<{_KEY_WIDTH}} {what}" for key, what in (*own, *keys(words, screen))]
    return "\n".join([*sentences(words, screen), "", *lines])


def keys(words: Words, screen: Screen[Any]) -> Iterator[tuple[str, str]]:
    """The keys that what has the focus takes for itself, and what each does: its `HELP_KEYS`; where one types, letters are text."""
    for node in _chain(screen):
        for named, name in getattr(node, "HELP_KEYS", ()):
            key = " ".join(key for key in named.split() if not (getattr(screen, "takes_text", False) and key.isascii() and len(key) == 1))
            yield key, words(name)
