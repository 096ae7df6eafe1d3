"""Drawing agencies for a second verification: by round, share and seed, the same ones on every machine, and some of every type."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

WHOLE: Final = 100
"""A share is given in percent."""


def draw(agencies: Iterable[tuple[str, str]], round_id: str, share: int, seed: str) -> tuple[str, ...]:
    """The codes drawn of agencies given as code and type, by code.

    Of each type `share` percent are drawn, half an agency rounded up, and at least one where the share is above 0. Which ones depends on
    SHA-256 of seed, round and code alone: not on the order of the list, not on the other agencies' names, and a greater share adds to
    what a smaller one drew.
    """
    strata: dict[str, set[str]] = defaultdict(set)
    for code, kind in agencies:
        strata[kind].add(code)
    drawn: set[str] = set()
    for codes in strata.values():
        drawn.update(sorted(codes, key=lambda code: _place(seed, round_id, code))[: _size(len(codes), share)])
    return tuple(sorted(drawn))


def _size(of: int, share: int) -> int:
    if share <= 0:
        return 0
    return min(of, max(1, int(Fraction(of * share, WHOLE) + Fraction(1, 2))))


def _place(seed: str, round_id: str, code: str) -> tuple[str, str]:
    # The NUL keeps a seed that ends in digits apart from a round that begins with them; none of the three can hold one.
    return hashlib.sha256("\0".join((seed, round_id, code)).encode()).hexdigest(), code
