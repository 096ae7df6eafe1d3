"""How one screen asks for another without knowing it."""

from collections.abc import Mapping
from typing import Any

from textual.message import Message


class Go(Message):
    """A wish to see another screen; the application fulfils it."""

    def __init__(self, route: str, ids: Mapping[str, Any], *, instead: bool = False, then: str = "") -> None:
        super().__init__()
        self.route = route
        """Name of the screen."""
        self.ids = ids
        """What it is about."""
        self.instead = instead
        """Whether it takes the place of the screen that asks."""
        self.then = then
        """The action with which it begins."""
