"""Text still being typed, kept at the desk by its place; and what a place is called in words a user knows."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from models.words import Words

if TYPE_CHECKING:
    from models.desk.desk import Desk

_OF_ITEMS = ("note", "reason", "counts", "place", "recalculation", "reply", "remark", "reopen")


class DeskDraft:
    """A draft kept at one place of the database."""

    def __init__(self, desk: "Desk", place: str) -> None:
        self._desk, self._place = desk, place

    def keep(self, values: Mapping[str, str]) -> None:
        """Keep `values`; Refusal when the disk does not take them."""
        from models.desk import drafts

        self._desk.do(drafts.keep, self._place, values)

    def recall(self) -> Mapping[str, str] | None:
        """What was kept and not forgotten."""
        from models.desk import drafts

        return self._desk.ask(drafts.recall, self._place)

    def forget(self) -> None:
        """Drop what was kept."""
        from models.desk import drafts

        self._desk.do(drafts.forget, self._place)


def item_of(place: str) -> str:
    """The item that the draft at `place` belongs to, empty where it belongs to none."""
    kind, name = _parted(place)
    if kind == "evidence":
        return name.removeprefix("new.") if name.startswith("new.") else ""
    return name.partition(".")[0] if kind in _OF_ITEMS else ""


def told(words: Words, place: str) -> str:
    """What was being typed at `place`."""
    kind, name = _parted(place)
    item = item_of(place)
    match kind:
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
