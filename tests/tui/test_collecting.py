"""What only knows itself is let go of between keys, and Python goes on to look for it by itself: closed screens would stay otherwise."""

import gc
import weakref

from tui import collecting


class Circle:
    """Knows itself."""

    def __init__(self) -> None:
        self.other = self


def test_closed_screens_stayed_in_memory_since_nothing_looked_for_them_by_itself() -> None:
    before = gc.get_threshold()
    gc.collect()
    seen = [weakref.ref(Circle()) for _ in range(200)]
    collecting.collect()
    assert not any(each() for each in seen)
    assert gc.get_threshold() == before
    assert gc.isenabled()


def test_nothing_is_looked_for_where_hardly_anything_is_new() -> None:
    gc.collect()
    circle = weakref.ref(Circle())
    collecting.collect()
    assert circle() is not None
    gc.collect()
    assert circle() is None
