"""How far two people agree: the share of equal answers and Cohen's kappa, exact, and what that means."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

BANDS: Final[tuple[tuple[Fraction, str], ...]] = (
    (Fraction(80, 100), "almost_perfect"),
    (Fraction(60, 100), "substantial"),
    (Fraction(40, 100), "moderate"),
    (Fraction(20, 100), "fair"),
    (Fraction(0), "slight"),
)
"""What a kappa above each bound is called, and `poor` where it is 0 or less.

The bounds are those of J. R. Landis and G. G. Koch, "The Measurement of Observer Agreement for Categorical Data", Biometrics 33 (1977),
pages 159-174, who call them arbitrary themselves: a habit of reading, no test. A kappa of few items says little whatever it is called.
"""
POOR: Final = "poor"
UNDEFINED: Final = "undefined"
NOTHING: Final = "nothing"
FEW: Final = "few"
LEAST: Final = 5
"""Fewer items than these are given no name: the verifiers' own caution, from no book. One item more or less would turn it over."""
MEANINGS: Final = (*(name for _, name in BANDS), POOR, UNDEFINED, NOTHING, FEW)
"""Every code of what an agreement means."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two people's answers to some items agree."""

    items: int
    """Items that both answered."""
    agreed: int
    """Those of them with equal answers."""
    kappa: Fraction | None
    """Cohen's kappa; None where no item was answered by both, or where chance alone would let all of them agree."""
    meaning: str
    """One of `MEANINGS`."""

    @property
    def share(self) -> Fraction | None:
        """The share of equal answers, None where there is nothing to compare."""
        return Fraction(self.agreed, self.items) if self.items else None


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """The agreement of pairs of categories, each the first and the second person's answer to one item."""
    count = len(pairs)
    if not count:
        return Agreement(0, 0, None, NOTHING)
    agreed = sum(first == second for first, second in pairs)
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    expected = Fraction(sum(firsts[category] * seconds[category] for category in firsts), count * count)
    # Where both gave one and the same answer throughout, agreement beyond chance cannot be told from chance.
    kappa = None if expected == 1 else (Fraction(agreed, count) - expected) / (1 - expected)
    if count < LEAST:
        return Agreement(count, agreed, kappa, FEW)
    if kappa is None:
        return Agreement(count, agreed, None, UNDEFINED)
    return Agreement(count, agreed, kappa, next((name for bound, name in BANDS if kappa > bound), POOR))
