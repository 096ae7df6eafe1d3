"""A sequence of which places are replaced holds, whatever is asked of it, what a list would in which they were set."""

from hypothesis import given
from hypothesis import strategies as st

from models.replaced import replaced

CHANGES = st.lists(st.dictionaries(st.integers(0, 99), st.integers(), max_size=30), max_size=12)


@given(CHANGES)
def test_it_is_the_list_in_which_the_same_was_set(changes: list[dict[int, int]]) -> None:
    """By place from either end, in slices, in order and by what is in it."""
    first = tuple(range(1000, 1100))
    seen, wanted = replaced(first, {}), list(first)
    for change in changes:
        before, was = seen, list(wanted)
        seen = replaced(seen, change)
        for place, other in change.items():
            wanted[place] = other
        assert list(before) == was
    assert (list(seen), len(seen), tuple(seen[20:70]), seen[-1], seen[0]) == (wanted, 100, tuple(wanted[20:70]), wanted[-1], wanted[0])
    assert [seen[place] for place in range(-100, 100)] == [wanted[place] for place in range(-100, 100)]
    assert (seen == tuple(wanted), tuple(wanted) == seen) == (True, True)
    assert seen != (*wanted[:-1], object())
    assert all(each in seen for each in wanted)


def test_nothing_of_it_is_copied_at_a_change() -> None:
    """What was there first is shared by all that were made of it, until many places are others."""
    first = list(range(2000))
    seen = replaced(replaced(first, {1: -1}), {2: -2})
    first[1000] = -1000
    assert (seen[1], seen[2], seen[1000]) == (-1, -2, -1000)
