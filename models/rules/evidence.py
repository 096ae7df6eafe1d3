"""Evidence: its kinds, its states, and what its fields admit."""

from collections.abc import Mapping
from typing import Final

from models.errors import Refusal
from models.text import dated, line, location

KINDS: Final = ("regulation", "decree", "letter", "report", "recap", "minutes", "screenshot", "plan", "system", "interview", "other")
"""The few kinds evidence comes in (domain.md, 3.9)."""
STATUSES: Final = ("accepted", "incomplete", "rejected")
"""What the verifier thinks of it: accepted, to be completed, rejected."""
SEEN: Final = ("no", "yes")
"""Whether the verifier saw it, as it is entered."""


def admit(entered: Mapping[str, str]) -> dict[str, object]:
    """What is noted of evidence, as stored, from what was typed: kind, title, number, date, valid_until, source, location, seen, status.

    Raises:
        Refusal: `evidence.title_missing`, `evidence.dates`, `fact.date`, `fact.choice`, `text.too_long`.
    """
    values: dict[str, object] = {
        name: line(entered.get(name, ""), f"evidence.{name}") for name in ("title", "number", "date", "valid_until", "source")
    }
    values["location"] = location(entered.get("location", ""), "evidence.location")
    if not values["title"]:
        raise Refusal("evidence.title_missing")
    for name in ("date", "valid_until"):
        values[name] = dated(str(values[name]), f"evidence.{name}")
    if values["date"] and values["valid_until"] and str(values["valid_until"]) < str(values["date"]):
        raise Refusal("evidence.dates")
    for name, choices in (("kind", KINDS), ("status", STATUSES)):
        value = entered.get(name) or choices[0]
        if value not in choices:
            raise Refusal("fact.choice", label=f"evidence.{name}", value=value, choices=", ".join(choices))
        values[name] = value
    values["seen"] = entered.get("seen") == "yes"
    return values
