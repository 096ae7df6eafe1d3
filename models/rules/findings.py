"""Findings of a day: what the two sides agreed is to be mended, what the agency says to it, and until when."""

from collections.abc import Mapping
from typing import Final

from models.errors import Refusal
from models.text import dated, line, note

STANCES: Final = ("agree", "object")
"""What the agency says to a finding; nothing while it has not been asked."""


def admit(item: str, entered: Mapping[str, str]) -> dict[str, str]:
    """A finding on an item, as stored, from what was typed: text, stance, response, deadline.

    Raises:
        Refusal: `finding.text_missing`, `finding.response_missing` for an objection without their words, `fact.choice`, `fact.date`,
            `text.too_long`.
    """
    values = {name: note(entered.get(name, ""), f"finding.{name}").strip() for name in ("text", "response")}
    values |= {name: line(entered.get(name, ""), f"finding.{name}") for name in ("stance", "deadline")}
    if not values["text"]:
        raise Refusal("finding.text_missing", item=item)
    if values["stance"] not in ("", *STANCES):
        raise Refusal("fact.choice", label="finding.stance", value=values["stance"], choices=", ".join(STANCES))
    if values["stance"] == "object" and not values["response"]:
        raise Refusal("finding.response_missing", item=item)
    values["deadline"] = dated(values["deadline"], "finding.deadline")
    return values
