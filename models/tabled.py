"""What tables of many agencies are made from: how each one stands, what is not counted, and the evidence behind the results."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.rules.results import Filter, Result, Stand
from models.text import Phrase
from models.views import Evidence


@dataclass(frozen=True, slots=True)
class Asked:
    """An item as results name it."""

    area: str
    title: Phrase


@dataclass(frozen=True, slots=True)
class Tabled:
    """What a filter chooses, on a day."""

    filter: Filter
    day: date
    stands: tuple[Stand, ...]
    apart: tuple[tuple[str, Result], ...]
    """Results of these agencies that are not counted, behind the reason: one of `figures.APART`."""
    asked: Mapping[tuple[str, str], Asked]
    """What each code and digest of an item asks, of the results that count."""
    evidence: Mapping[str, tuple[Evidence, ...]]
    """Of each verification behind a result, as far as it is here in full."""
