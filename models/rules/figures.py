"""National figures as values; each carries the agencies behind it and names the sentence that says how it was counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from models.rules.results import NO_VERDICT, AreaScore, Filter, Result
from models.rules.stated import Stated, Target
from models.rules.verdict import CODES
from models.text import Phrase

VERDICTS: Final = (*CODES, NO_VERDICT)
"""The columns of the verdicts by type."""
APART: Final = ("fork", "double", "recorded", "draft", "withdrawn", "unsupported")
"""What is not counted and said apart: forks of one verification and of two, verdicts not issued, drafts, withdrawn, resting on nothing."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Agencies that have something in common; `how` names the sentence that says how they were counted, `figure.how.<how>`."""

    code: str
    agencies: tuple[str, ...]
    label: Phrase | None = None
    """What the checklist calls it; where it is None, the catalogue does."""
    how: str = ""
    more: int = 0
    """How many more there are whose agency is not known."""

    @property
    def count(self) -> int:
        """How many."""
        return len(self.agencies) + self.more


@dataclass(frozen=True, slots=True)
class Progress:
    """How many agencies implement by the verdicts of a year, against the target for it; for all types or one."""

    year: str
    type: str
    """Empty for all."""
    implementing: Tally
    target: Target | None
    is_whole: bool = True
    """Whether all that the target is about is looked at: from less nothing is told to be missing."""

    @property
    def missing(self) -> int | None:
        """How many more the target asks for; None without one, or where only a part of what it is about is looked at."""
        return max(0, self.target.value - self.implementing.count) if self.target is not None and self.is_whole else None


@dataclass(frozen=True, slots=True)
class TypeRow:
    """The verdicts of the agencies of one type."""

    type: str
    tallies: Mapping[str, Tally]
    """By verdict, in the order of `VERDICTS`."""

    @property
    def count(self) -> int:
        """Its agencies."""
        return sum(tally.count for tally in self.tallies.values())


@dataclass(frozen=True, slots=True)
class MeritScheme:
    """The merit categories of the agencies assessed by one scheme; `label` says which."""

    label: Phrase
    categories: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """An agency's areas, in the order of the verdict file."""

    result: Result

    @property
    def agency(self) -> str:
        """Its code."""
        return self.result.agency

    @property
    def name(self) -> str:
        """What the verdict file calls it."""
        return self.result.agency_name

    @property
    def areas(self) -> Mapping[str, AreaScore]:
        """Score and band of each area."""
        return self.result.areas


@dataclass(frozen=True, slots=True)
class WeakItem:
    """An item by the mean share of its levels, over the agencies that answered exactly this item."""

    item: str
    digest: str
    checklist: str
    """Digest of a checklist that has it."""
    share: Fraction
    agencies: tuple[str, ...]
    """Those that answered it; where it was not applicable it says nothing."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A count of an item summed over the agencies that know both n and N."""

    item: str
    key: str
    checklist: str
    """Digest of a checklist that has it."""
    n: Fraction
    of: Fraction
    agencies: tuple[str, ...]
    unknown: tuple[str, ...]
    """Agencies whose N is not known: they are in neither sum."""

    @property
    def share(self) -> Fraction | None:
        """The share of N; None where N is nothing."""
        return self.n / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is counted of what a filter chooses."""

    filter: Filter
    agencies: tuple[str, ...]
    progress: tuple[Progress, ...]
    types: tuple[TypeRow, ...]
    ready: Tally
    """Those ready and not started."""
    reasons: tuple[Tally, ...]
    """Why they have not, the most frequent first; together they are `ready`."""
    merit: tuple[MeritScheme, ...]
    approvals: tuple[Tally, ...]
    flags: tuple[Tally, ...]
    grid: tuple[GridRow, ...]
    weakest: tuple[WeakItem, ...]
    coverage: tuple[Coverage, ...]
    states: tuple[Tally, ...]
    apart: Mapping[str, Tally]
    """What is not counted, by `APART`."""
    stated: tuple[Stated, ...]
    """What others stated, beside and never in what is counted."""

    def verdict(self, code: str, type_: str = "") -> tuple[str, ...]:
        """The agencies of a verdict, of all types or of one."""
        return tuple(agency for row in self.types if type_ in ("", row.type) for agency in row.tallies[code].agencies)
