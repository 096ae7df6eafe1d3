"""Text still being typed, kept at the desk by its place; and what a place is called in words a user knows."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from models.text import shown
from models.words import Words
from screens.widgets.drawing import cropped

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from screens.unsaved import Unsaved

_EXCERPT: Final = 60
"""Cells of an excerpt."""
_OF_ITEMS: Final = ("note", "reason", "counts", "place", "recalculation", "reply", "remark", "reopen")


class DeskDraft:
    """A draft kept at one place of the database, in memory while the disk does not take it."""

    def __init__(self, desk: "Desk", unsaved: "Unsaved", place: str) -> None:
        self._desk, self._unsaved, self._place = desk, unsaved, place

    def keep(self, values: Mapping[str, str]) -> None:
        """Keep `values`; Refusal when the disk does not take them: then they are held until it does."""
        from models.desk import drafts

        self._unsaved.tried(self._place, values, lambda: self._desk.do(drafts.keep, self._place, values))

    def recall(self) -> Mapping[str, str] | None:
        """What was kept and not forgotten."""
        from models.desk import drafts

        held = self._unsaved.fields(self._place)
        return self._desk.ask(drafts.recall, self._place) if held is None else held

    def forget(self) -> None:
        """Drop what was kept."""
        from models.desk import drafts

        self._unsaved.drop(self._place)
        self._desk.do(drafts.forget, self._place)


def item_of(place: str) -> str:
    """The item that the draft at `place` belongs to, empty where it belongs to none."""
    kind, name = _parted(place)
    if kind == "evidence":
        return name.removeprefix("new.") if name.startswith("new.") else ""
    return name.partition(".")[0] if kind in _OF_ITEMS else ""


def excerpt(fields: Mapping[str, str]) -> str:
    """The beginning of what is typed, in a line."""
    text = " · ".join(filter(None, (" ".join(value.split()) for value in fields.values())))
    return cropped(shown(text), _EXCERPT)


def told(words: Words, place: str) -> str:
    """What was being typed at `place`."""
    kind, name = _parted(place)
    item = item_of(place)
    match kind:
        case "answer" | "note":
            return words(f"draft.{kind}", item=name)
        case "recorded":
            return words("draft.recorded")
        case "evidence":
            return words("draft.new_evidence", item=item) if item else words("draft.evidence", evidence=name)
        case "cites":
            return words("draft.cites", evidence=name)
        case "finding":
            return words("draft.finding_new") if name == "new" else words("draft.finding", item=name)
        case "completion":
            return words("completion.until")
        case "loose":
            return words("draft.loose")
        case "recalculation":
            return words("draft.recalculation", item=item)
        case "reply":
            return words("draft.reply", item=item)
        case "trip":
            side = name.partition(".")[0]
            return words(f"trip.{side}") if side else words("trip.title")
        case "return":
            return words("draft.return")
        case "base":
            return words("draft.base")
        case "verdict":
            return words("draft.verdict", code=name)
        case _:
            return item or name.partition(".")[0]


def _parted(place: str) -> tuple[str, str]:
    """Kind and name of a place of a verification."""
    _, kind, *name = place.split("/", 2)
    return kind, "".join(name)
