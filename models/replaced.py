"""A long sequence of which a few places are replaced, one after the other: each time it is the same but for them, and is not copied."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar, overload

T_co = TypeVar("T_co", covariant=True)
_MOST: Final = 64
"""Places that are replaced until all of it is put together anew."""


class Replaced(Sequence[T_co]):
    """Something in the order of places, other things in some of them; equal to any sequence that holds the same."""

    __slots__ = ("_first", "_others")

    def __init__(self, first: Sequence[T_co], others: Mapping[int, T_co]) -> None:
        """Give `first` with the `others` at their places."""
        if len(others) > _MOST:
            # A copy touches all that it holds, in memory that is seldom near.
            first, others = _put_together(first, others), {}
        self._first: Sequence[T_co] = first
        self._others: Mapping[int, T_co] = others

    def again(self, others: Mapping[int, T_co]) -> "Replaced[T_co]":
        """The same with these others too."""
        return Replaced(self._first, {**self._others, **others})

    def __len__(self) -> int:
        """How many places there are."""
        return len(self._first)

    @overload
    def __getitem__(self, place: int) -> T_co: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T_co]: ...
    def __getitem__(self, place: int | slice) -> T_co | Sequence[T_co]:
        """What stands at a place, or at some."""
        if isinstance(place, slice):
            return tuple(self)[place]
        found = self._others.get(place if place >= 0 else place + len(self._first), self)
        return self._first[place] if found is self else found

    def __iter__(self) -> Iterator[T_co]:
        """All of it in order."""
        return iter(_put_together(self._first, self._others))

    def __eq__(self, other: object) -> bool:
        """Whether the same stands at every place."""
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(_is_equal, self, other))

    __hash__ = None  # type: ignore[assignment]


def replaced(sequence: Sequence[T_co], others: Mapping[int, T_co]) -> Replaced[T_co]:
    """`sequence` with these others at their places."""
    return sequence.again(others) if isinstance(sequence, Replaced) else Replaced(sequence, others)


def _is_equal(one: Any, other: Any) -> bool:
    return one is other or bool(one == other)


def _put_together(first: Sequence[T_co], others: Mapping[int, T_co]) -> list[T_co]:
    found = list(first)
    for place, other in others.items():
        found[place] = other
    return found
