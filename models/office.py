"""What papers of an office have in common, as the settings say it: apart from the papers themselves, which a start does not need."""

from dataclasses import dataclass
from typing import Final, Literal

SIZES: Final = ("a4", "f4")
"""The sizes of paper offices use: A4, and F4 of 215 by 330 millimetres."""
Size = Literal["a4", "f4"]


@dataclass(frozen=True, slots=True)
class Office:
    """What the papers of an office have in common, as its settings say."""

    letterhead: tuple[str, ...] = ()
    size: Size = "a4"
