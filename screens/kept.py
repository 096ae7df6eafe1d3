"""Text still being typed, kept at the desk by its place, and how it begins."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from models.text import shown
from screens.widgets.drawing import cropped

if TYPE_CHECKING:
    from screens.house import House

_EXCERPT: Final = 60
"""Cells of an excerpt."""


class DeskDraft:
    """A draft kept at one place of the database, in memory while the disk does not take it."""

    def __init__(self, house: "House", place: str) -> None:
        # Not its desk: another may be there once what is held is saved.
        self._house, self._place = house, place

    def keep(self, values: Mapping[str, str]) -> None:
        """Keep `values`; Refusal when the disk does not take them: then they are held until it does."""
        from models.desk import drafts

        self._house.unsaved.tried(self._place, values, lambda: self._house.desk.do(drafts.keep, self._place, values))

    def recall(self) -> Mapping[str, str] | None:
        """What was kept and not forgotten."""
        from models.desk import drafts

        unsaved = self._house.unsaved
        if unsaved.is_over(self._place):
            unsaved.forget_again()
            return None
        held = unsaved.fields(self._place)
        return self._house.desk.ask(drafts.recall, self._place) if held is None else held

    def forget(self) -> None:
        """Drop what was kept."""
        from models.desk import drafts

        self._house.unsaved.forget(self._place, lambda: self._house.desk.do(drafts.forget, self._place))


def excerpt(fields: Mapping[str, str]) -> str:
    """The beginning of what is typed, in a line."""
    text = " · ".join(filter(None, (" ".join(value.split()) for value in fields.values())))
    return cropped(shown(text), _EXCERPT)
