"""What papers of an office have in common, as the settings say it: apart from the papers themselves, which a start does not need."""

from typing import Final, Literal, NamedTuple

SIZES: Final = ("a4", "f4")
"""The sizes of paper offices use: A4, and F4 of 215 by 330 millimetres."""
Size = Literal["a4", "f4"]


class Office(NamedTuple):
    """What the papers of an office have in common, as its settings say."""

    letterhead: tuple[str, ...] = ()
    size: Size = "a4"
