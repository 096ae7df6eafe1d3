"""Revisions of one thing: which of them nobody has put another in the place of, and how one more stands to those already known.

Order comes from what each says it supersedes, never from a clock; so the answer is the same in whatever order they arrive.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Standing = Literal["new", "here", "newer", "replaced", "fork"]


@dataclass(frozen=True, slots=True)
class Revision:
    """A document by its digest, what it is about, and the digests of those in whose place it was put."""

    digest: str
    series: str
    supersedes: frozenset[str] = frozenset()
    by: str = ""
    """Who alone may put another in its place; empty where that is not said."""


def standing(arrived: Revision, known: Iterable[Revision]) -> Standing:
    """How `arrived` stands to the `known` ones.

    `here` is the same one, `replaced` one in whose place another was put already, `newer` one that leaves no other of its series
    current, `fork` one beside which another stays current, `new` the first of its series.
    """
    series = [each for each in known if each.series == arrived.series]
    if any(each.digest == arrived.digest for each in series):
        return "here"
    if any(arrived.digest in each.supersedes and arrived.by == each.by for each in series):
        return "replaced"
    if not series:
        return "new"
    beside = [each for each in current([*series, arrived]) if each.digest != arrived.digest]
    return "fork" if beside else "newer"


def current(known: Iterable[Revision]) -> tuple[Revision, ...]:
    """Those of the `known` ones that none of them supersedes, by digest; more than one of a series is a fork."""
    found = {each.digest: each for each in known}
    superseded = {(digest, each.by) for each in found.values() for digest in each.supersedes}
    return tuple(found[digest] for digest in sorted(found) if (digest, found[digest].by) not in superseded)
