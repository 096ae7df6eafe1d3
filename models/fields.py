"""What is asked of people, field by field, whatever front asks it: as a form, or as one question after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.text import clean, uncomposed


@dataclass(frozen=True, slots=True)
class Option:
    """One of several things to choose from."""

    key: str
    """What is answered."""
    label: str
    """What is read."""
    detail: str = ""
    """More about it, shown while it is highlighted."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form."""

    key: str
    """Name of the value."""
    label: str
    """What is read before it."""
    kind: Literal["text", "date", "path", "secret", "note", "choice"] = "text"
    """One line, a date in one, one line kept as typed, the same unseen, many lines, or one of several options."""
    value: str = ""
    """What it starts with."""
    options: tuple[Option, ...] = ()
    """What a choice offers."""
    hint: str = ""
    """A sentence shown while it has the focus."""
    required: bool = False
    """Whether it must be filled in."""
    enabled: bool = True
    """Whether it can be changed."""

    def admitted(self, value: str) -> str:
        """What of `value` may be stored."""
        return uncomposed(value) if self.kind in ("path", "secret") else clean(value)
