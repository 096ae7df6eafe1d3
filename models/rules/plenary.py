"""Plenaries, in which leaders decide about approved results: what their fields admit, what a decision needs, and when one can close."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from models.errors import Refusal
from models.rules.trip import admit_person
from models.rules.verdict import CODES
from models.text import dated, line, note

POSTPONED: Final = "postponed"
"""The decision that puts an agency off to a later plenary."""
DECISIONS: Final = (*CODES, POSTPONED)
HEAD: Final = ("number", "day", "place", "chair", "note")
"""What is noted of a plenary as a whole."""
OF_ATTENDEE: Final = ("name", "nip", "post")


def admit(entered: Mapping[str, str]) -> dict[str, str]:
    """What is noted of a plenary as a whole, as stored, from what was typed.

    Raises:
        Refusal: `fact.date`, `text.too_long`.
    """
    values = {name: line(entered.get(name, ""), f"plenary.{name}") for name in HEAD[:-1]}
    values["day"] = dated(values["day"], "plenary.day")
    return {**values, "note": note(entered.get("note", ""), "plenary.note")}


def admit_attendee(entered: Mapping[str, str]) -> dict[str, str]:
    """What is noted of somebody who attends, as stored; Refusal `trip.name_missing`, `trip.nip`, `text.too_long`."""
    found = admit_person({name: entered.get(name, "") for name in OF_ATTENDEE})
    return {name: found[name] for name in OF_ATTENDEE}


def admit_decision(agency: str, recommended: str, decision: str, reason: str) -> tuple[str, str]:
    """A decision about an agency and its reason, as stored.

    Raises:
        Refusal: `plenary.decision`, `plenary.reason_missing` for a verdict other than the recommended one, `plenary.postponed_reason`,
            `text.too_long`.
    """
    if decision not in DECISIONS:
        raise Refusal("plenary.decision", value=decision)
    said = note(reason, "reason.label")
    if not said and decision == POSTPONED:
        raise Refusal("plenary.postponed_reason", agency=agency)
    if not said and decision != recommended:
        raise Refusal("plenary.reason_missing", agency=agency, verdict=decision, recommended=recommended or "–")
    return decision, said


def is_reason_needed(recommended: str, decision: str) -> bool:
    """Whether a decision cannot do without a reason."""
    return decision != recommended


def unclosable(head: Mapping[str, str], attendees: int, undecided: Sequence[str], changed: Collection[str], entries: int) -> Refusal | None:
    """Why a plenary cannot be closed, None when it can; `undecided` and `changed` are the names of agencies."""
    if not entries:
        return Refusal("plenary.empty")
    if changed:
        return Refusal("plenary.changed", agency=min(changed))
    if undecided:
        return Refusal("plenary.undecided", count=len(undecided), agency=undecided[0])
    missing = next((name for name in ("number", "day") if not head[name]), None)
    if missing is not None:
        return Refusal("plenary.head_missing", label=f"plenary.{missing}")
    return None if attendees else Refusal("plenary.nobody")
