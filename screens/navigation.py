"""How one screen asks for another without knowing it."""

from collections.abc import Mapping
from typing import Any

from textual.message import Message


class Go(Message):
    """A wish to see another screen; the application fulfils it."""

    def __init__(self, route: str, ids: Mapping[str, Any]) -> None:
        super().__init__()
        self.route = route
        """Name of the screen."""
        self.ids = ids
        """What it is about."""
