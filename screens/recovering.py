"""Where text that was typed and not saved is gone on with: the screen of its place, and what opens it there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from models import kept_told


@dataclass(frozen=True, slots=True)
class Door:
    """A screen, what it is about, and the action that opens the text there, where one key of it does."""

    route: str
    ids: Mapping[str, Any] = field(default_factory=dict)
    action: str = ""


_ON_SHEET: Final = {"answer": "", "note": "note", "reason": "not_applicable", "counts": "counts"}
_BY_ITEM: Final = {"reply": "thread", "place": "evidence", "recalculation": "recalculation", "remark": "review", "reopen": "review"}
_OF_VERIFICATION: Final = {
    "finding": "minutes",
    "completion": "minutes",
    "trip": "trip",
    "base": "facts",
    "return": "review",
    "request": "submitting",
    "recorded": "verdict",
    "amend": "issue",
    "withdraw": "issue",
    "closing": "minutes",
}
_ALONE: Final = {
    "disagreement": "handing",
    "issue": "issuing",
    "settling": "seconding",
    "baseline": "rounds",
    "round": "rounds",
    "setting": "settings",
    "assign": "assigning",
    "team": "team",
    "cohort": "figures",
    "checklist": "checklists",
}


def door(place: str) -> Door:
    """Where the text at `place` is gone on with; the start where nobody knows."""
    of, kind, name = kept_told.parted(place)
    code, _, number = name.partition(".")
    item, about = kept_told.item_of(place), {"verification": of}
    match kind:
        case _ if kind in _ON_SHEET:
            return Door("sheet", {**about, "item": code}, _ON_SHEET[kind])
        case _ if kind in _BY_ITEM:
            return Door(_BY_ITEM[kind], {**about, "item": item})
        case _ if kind in _OF_VERIFICATION:
            return Door(_OF_VERIFICATION[kind], about)
        case _ if kind in _ALONE:
            return Door(_ALONE[kind])
        case "evidence":
            return Door("evidence", {**about, "item": item}, "new") if item else Door("evidence", {**about, "at": name}, "change")
        case "bulk":
            return Door("bulk", {**about, "item": name}, "not_applicable")
        case "cites":
            return Door("citing", {**about, "code": name})
        case "fact":
            code, number = kept_told.row_of(name)
            return Door("facts", {**about, "at": code if number == "new" else f"{code}/{number}"})
        case "verdict":
            return Door("verdict", about, f"record({name.removeprefix('V')})")
        case "loose":
            return Door("loose", {**about, "at": name}, "add" if name == "new" else "change")
        case "action":
            return Door("agenda", {**about, "at": code})
        case "plenary":
            return Door("plenary", {"plenary": name.partition("/")[0]})
        case "noted":
            agency, _, rest = name.partition("/")
            # A correction is known by its note; once another took the place of that, one stands on the first.
            return Door("noted", {"agency": agency, "at": rest}) if rest else Door("practices", {"at": agency})
        case _:
            return Door("sheet", about)
