"""Acts of which nobody knows whether they were done: a server went away, or stood still, while one was committed."""

from typing import Any, Final

_MOST: Final = 50
"""Of how many it is kept: of what one program did since."""


class Unsure:
    """What came of them if they were done, by what they are called, for whoever tries them again."""

    def __init__(self) -> None:
        self._kept: list[tuple[object, Any]] = []

    def keep(self, what: object, done: Any) -> None:
        """Keep what would have come of an act; one that is called nothing is never known again."""
        if what is not None:
            self._kept = [*self._kept[1 - _MOST :], (what, done)]

    def taken(self, what: object) -> Any:
        """What would have come of an act when it was tried before, which is kept no longer; None where that is certain."""
        place = next((place for place, (told, _) in enumerate(self._kept) if told == what), None)
        return None if what is None or place is None else self._kept.pop(place)[1]
