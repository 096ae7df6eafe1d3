"""A list that is too long to be held: which of its rows are asked for. Rows stand where their marks say."""

from typing import NamedTuple, TypeAlias

Mark: TypeAlias = tuple[str, ...]
"""The values by which a row is placed, its id last; empty for no row."""


class Span(NamedTuple):
    """Some rows in a row, told in the order of the list whichever way they are counted."""

    limit: int
    """At most so many."""
    beyond: Mark = ()
    """The row they lie beyond, which need not be there any more; the edge of the list where empty."""
    backwards: bool = False
    """Whether they are counted towards the beginning of the list."""
    skip: int = 0
    """How many are passed over first."""
