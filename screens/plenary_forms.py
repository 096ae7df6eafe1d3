"""The forms of a plenary: its head, somebody who attends, and a decision with its reason."""

from models.explanation import decision_said
from models.fields import Field, Option
from models.moments import written
from models.plenary import Attendee, Entry, Plenary
from models.rules.plenary import DECISIONS, OF_ATTENDEE
from models.words import Words


def head_fields(words: Words, found: Plenary) -> tuple[Field, ...]:
    """Number, date, place, chair and note."""
    return (
        Field("number", words("plenary.number"), value=found.number, hint=words("plenary.hint.number")),
        Field("day", words("plenary.day"), kind="date", value=written(found.day)),
        Field("place", words("plenary.place"), value=found.place),
        Field("chair", words("plenary.chair"), value=found.chair, hint=words("plenary.hint.chair")),
        Field("note", words("plenary.note"), kind="note", value=found.note),
    )


def attendee_fields(words: Words, person: Attendee | None) -> tuple[Field, ...]:
    """Name, NIP and post."""
    hints = {"nip": words("trip.hint.nip")}
    return tuple(
        Field(
            name,
            words(f"trip.{name}"),
            value=getattr(person, name) if person else "",
            required=name == "name",
            hint=hints.get(name, ""),
        )
        for name in OF_ATTENDEE
    )


def decision_fields(words: Words, entry: Entry) -> tuple[Field, ...]:
    """The decision, what is recommended first where nothing is decided yet, and its reason."""
    options = tuple(Option(code, decision_said(words, entry, code)) for code in DECISIONS)
    value = entry.decision or entry.recommended or DECISIONS[0]
    return (
        Field("decision", words("paper.plenary.decision"), kind="choice", value=value, options=options),
        reason_field(words, entry.reason, is_required=False),
    )


def reason_field(words: Words, reason: str, *, is_required: bool = True) -> Field:
    """The reason of a decision."""
    return Field("reason", words("reason.label"), kind="note", value=reason, required=is_required, hint=words("plenary.hint.reason"))
