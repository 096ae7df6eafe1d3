"""What tables of many agencies are made from: how each one stands, what is not counted, and the evidence behind the results.

The parser of commands asks for the formats, so that what only annotations name is not imported at run time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from models.paper import FORMATS as PAPERS
from models.paper import KINDS, RESULTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from models.rules.results import Filter, Result, Stand
    from models.text import Phrase
    from models.views import Evidence

WORKBOOK: Final = "xlsx"
EXCEL: Final = "csv-id"
"""Separated text for Excel as Indonesian offices have it."""
DATA: Final = "csv"
"""Separated text for programs."""
FORMATS: Final = (WORKBOOK, EXCEL, DATA)
"""How tables are written, the usual way first."""
CALENDAR: Final = "ics"
AGENDAS: Final = (WORKBOOK, CALENDAR, *PAPERS, EXCEL, DATA)
"""How agendas are written."""
TEXT: Final = "recap-text"
"""The report that is lines of text."""
LINES: Final = "jsonl"
REPORTS: Final[Mapping[str, tuple[str, ...]]] = {
    "national": (*PAPERS,),
    "recap": FORMATS,
    TEXT: ("txt",),
    "figures": FORMATS,
    "agenda": AGENDAS,
    "plenary": (*PAPERS, WORKBOOK),
    **dict.fromkeys((*RESULTS, *KINDS), (*PAPERS,)),
    "trail": (LINES,),
}
"""Every report on many agencies, and how it is written, the usual way first."""


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
