"""When objects that only know each other are looked for and let go: between keys, and at a key only where there are very many."""

import gc
from typing import Final

_MANY: Final = 20_000
"""After so many new objects it is looked for those at once; by itself Python does so at every other key, which takes as long as a flush."""
_SOME: Final = 1_500
_TIMES: Final = 10
"""After so many times it is looked among those too that were new before."""


def begin() -> None:
    """Look for them from now on, but not among what is there already."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(_MANY)


def collect() -> None:
    """Look for them now, where there are some."""
    new, times, _ = gc.get_count()
    if new > _SOME:
        gc.collect(1 if times > _TIMES else 0)
