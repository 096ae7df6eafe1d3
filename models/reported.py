"""What reports tell of: the figures of a filter with what moved and how they were in other years, and an agency over its rounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.rules.checklist import Checklist
from models.rules.figures import Figures
from models.rules.movement import Movement
from models.rules.trend import AgencyTrend
from models.tabled import Asked


@dataclass(frozen=True, slots=True)
class National:
    """The figures of what a filter chooses, on a day."""

    day: date
    figures: Figures
    checklists: Mapping[str, Checklist]
    """Those that its items are in, by digest."""
    years: Mapping[str, Figures]
    """The figures of each year that has results."""
    moved: Movement
    """What moved since the last recap."""
    names: Mapping[str, str]
    """What each of its agencies is called, by code."""


@dataclass(frozen=True, slots=True)
class AgencyOver:
    """An agency over its rounds."""

    name: str
    trend: AgencyTrend
    asked: Mapping[tuple[str, str], Asked]
    """What each item asks, by code and digest."""
