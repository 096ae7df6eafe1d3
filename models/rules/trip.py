"""The trip of a verification: what its fields admit, and who meets whom."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from models.errors import Refusal
from models.text import dated, line

METHODS: Final = ("field", "online", "documents")
"""How a verification is made: on site, at a distance, or by documents alone (domain.md, 5)."""
SIDES: Final = ("team", "agency")
"""The two sides of the table."""
_DATES: Final = ("letter_date", "begins", "ends")
_NIP: Final = re.compile("[0-9]{18}")
_GROUPS: Final = (8, 14, 15)
"""Where the eighteen digits of a NIP are divided: 8, 6, 1 and 3."""


def admit(entered: Mapping[str, str]) -> dict[str, str]:
    """What is noted of a trip, as stored, from what was typed: letter, letter_date, begins, ends, place, method.

    Raises:
        Refusal: `fact.date`, `fact.choice`, `text.too_long`, or `trip.dates` where it ends before it begins.
    """
    values = {name: line(entered.get(name, ""), f"trip.{name}") for name in ("letter", *_DATES, "place", "method")}
    for name in _DATES:
        values[name] = dated(values[name], f"trip.{name}")
    if values["begins"] and values["ends"] and values["ends"] < values["begins"]:
        raise Refusal("trip.dates")
    if values["method"] not in ("", *METHODS):
        raise Refusal("fact.choice", label="trip.method", value=values["method"], choices=", ".join(METHODS))
    return values


def admit_person(entered: Mapping[str, str]) -> dict[str, str]:
    """What is noted of somebody who takes part, as stored: name, nip, post, function, contact.

    Raises:
        Refusal: `trip.name_missing`, `trip.nip` for what is not eighteen digits, `text.too_long`.
    """
    values = {name: line(entered.get(name, ""), f"trip.{name}") for name in ("name", "nip", "post", "function", "contact")}
    if not values["name"]:
        raise Refusal("trip.name_missing")
    digits = re.sub(r"[\s.-]", "", values["nip"])
    if digits and not _NIP.fullmatch(digits):
        raise Refusal("trip.nip", value=values["nip"])
    return {**values, "nip": digits}


def grouped(nip: str) -> str:
    """A NIP as offices write it: `19800101 200501 1 001`."""
    bounds = (0, *_GROUPS, len(nip))
    return " ".join(nip[start:end] for start, end in pairwise(bounds) if nip[start:end])
