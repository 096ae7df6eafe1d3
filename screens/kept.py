"""Text still being typed, kept at the desk by its place; and what a place is called in words a user knows."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from models.text import shown
from models.words import Words
from screens.widgets.drawing import cropped

if TYPE_CHECKING:
    from screens.house import House

_EXCERPT: Final = 60
"""Cells of an excerpt."""
_OF_ITEMS: Final = ("note", "reason", "counts", "place", "recalculation", "reply", "remark", "reopen")
_ELSEWHERE: Final = ("checklist", "cohort", "settling", "baseline", "round", "setting", "noted", "assign", "plenary", "team")
"""Kinds of places that belong to no verification."""
_TURNED: Final = ("issue", "amend", "withdraw", "closing")
"""Kinds that stand before the verification."""


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


def parted(place: str) -> tuple[str, str, str]:
    """What a place belongs to (a verification, or nothing), its kind, and its name within that."""
    first, _, rest = place.partition("/")
    second, _, name = rest.partition("/")
    if first in _TURNED:
        return second, first, name
    if first == "note":
        return "", "noted", rest
    return ("", first, rest) if first in _ELSEWHERE else (first, second, name)


def item_of(place: str) -> str:
    """The item that the draft at `place` belongs to, empty where it belongs to none."""
    _, kind, name = parted(place)
    if kind == "evidence":
        return name.removeprefix("new.") if name.startswith("new.") else ""
    return name.partition(".")[0] if kind in _OF_ITEMS else ""


def excerpt(fields: Mapping[str, str]) -> str:
    """The beginning of what is typed, in a line."""
    text = " · ".join(filter(None, (" ".join(value.split()) for value in fields.values())))
    return cropped(shown(text), _EXCERPT)


def told(words: Words, place: str) -> str:
    """What was being typed at `place`."""
    _, kind, name = parted(place)
    code = name.partition(".")[0]
    match kind:
        case "evidence" if name.startswith("new."):
            return words("draft.new_evidence", item=item_of(place))
        case "finding" if name == "new":
            return words("draft.finding_new")
        case "trip" if code:
            return words("draft.trip_person", side=words(f"trip.{code}"))
        case "verdict" | "recorded":
            return words("draft.verdict", code=name) if kind == "verdict" else words("draft.recorded")
        case "evidence" | "cites":
            return words(f"draft.{kind}", evidence=name)
        case _ if kind in KINDS:
            return words(f"draft.{kind}", item=item_of(place) or code)
        case _:
            return code or kind


KINDS: Final = (
    *_OF_ITEMS,
    "answer",
    *_ELSEWHERE,
    *_TURNED,
    "bulk",
    "fact",
    "base",
    "finding",
    "completion",
    "loose",
    "trip",
    "return",
    "request",
    "action",
    "disagreement",
)
"""The kinds of places that have a name of their own."""
