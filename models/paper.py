"""A paper for people: what it says, block by block, before it is drawn as PDF or written as Word.

The parser of commands asks for the kinds, so that what only annotations name is not imported at run time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from models.office import SIZES as SIZES
from models.office import Office as Office
from models.office import Size as Size

if TYPE_CHECKING:
    from fractions import Fraction

KINDS: Final = ("request", "gaps", "receipt", "minutes")
"""The papers of a visit: what is asked for, what is missing, what was handed over, what was agreed."""
RESULTS: Final = ("recommendation", "report", "working")
"""The papers of a result: the note for the supervisor, the whole report, and the working paper item by item."""
FORMATS: Final = {"pdf": "PDF", "docx": "Word"}
"""The end of a file's name, and what its format is called."""
TABLE: Final = ("xlsx", "Excel")
"""The same of the format that agencies fill in, which only the list of what is asked for has."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that begins a part."""

    text: str
    is_minor: bool = False
    """Whether the part is one of a larger part."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; line breaks in it stay."""

    text: str
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """Points that are counted."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is called how: names with their values, beside each other."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    """How wide the columns are beside each other."""
    is_tall: bool = False
    """Whether its rows are high enough to sign in."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A value with its bar; words say the same beside it."""

    label: str
    text: str
    """The value as it is written."""
    parts: tuple[Fraction, ...] | None
    """How much of the whole width each part takes, in the order of the legend; None where there is no value, which is not nothing."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Values of one measure, drawn beneath each other so that a printer without colours shows them."""

    rows: tuple[Bar, ...]
    name: str = ""
    """What is said above them, on the same page."""
    legend: tuple[str, ...] = ()
    """What each pattern of the parts means; none where there is one pattern that needs no word."""
    full: str = ""
    """What the whole width is."""
    ends_at_target: bool = False
    """Whether the whole width is a target, whose line is drawn."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Where somebody signs: as what, the name, and what stands below it."""

    role: str
    name: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign, two beside each other, that no page divides."""

    blocks: tuple[Signature, ...]
    before: str = ""
    """What is signed, said above the places and on the same page, so that no page holds signatures alone."""


Block: TypeAlias = Heading | Paragraph | Numbered | Pairs | Table | Bars | Signatures


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it is to be drawn."""

    language: str
    letterhead: tuple[str, ...]
    """The lines at the top of the first page, the first of them set large; none for plain paper."""
    title: str
    subtitle: str
    """What stands below the title, such as the number; empty for nothing."""
    blocks: tuple[Block, ...]
    foot: str
    """What stands at the left of the foot of every page."""
    page: str
    """How a page is counted, with `{page}` and `{pages}`."""
    size: Size = "a4"
    about: str = ""
    """Agency and round, by which people are told which paper was written."""
