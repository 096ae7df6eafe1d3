"""What the place of a text that was typed and not saved is called in words a user knows."""

from collections.abc import Collection
from typing import Final

from models.words import Words

_OF_ITEMS: Final = ("note", "reason", "counts", "place", "recalculation", "reply", "remark", "reopen")
_ELSEWHERE: Final = ("checklist", "cohort", "settling", "baseline", "round", "setting", "noted", "assign", "plenary", "team")
"""Kinds of places that belong to no verification."""
_TURNED: Final = ("issue", "amend", "withdraw", "closing")
"""Kinds that stand before the verification."""


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


def row_of(name: str) -> tuple[str, str]:
    """The fact and the row that the name of a place of a fact tells; the code of a fact may hold dots itself."""
    code, _, row = name.rpartition(".")
    return code, row


def told(words: Words, place: str) -> str:
    """What was being typed at `place`."""
    _, kind, name = parted(place)
    code = row_of(name)[0] if kind == "fact" else name.partition(".")[0]
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


def left_out(words: Words, places: Collection[str]) -> str:
    """How many texts that are not saved what is signed leaves out, and which."""
    return f"{words.count('unsaved.left_out', len(places))}: {', '.join(told(words, each) for each in places)}"


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
