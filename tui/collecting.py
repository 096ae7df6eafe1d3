"""When objects that only know each other are looked for and let go: between keys, and at a key only where it leaves many of them."""

import gc
from typing import Final

_SOME: Final = 300
"""So many new objects are worth a look: Python itself looks behind seven hundred, at every other key, which takes as long as a flush."""
_TIMES: Final = 10
"""After so many times it is looked among those too that were new before."""


def begin() -> None:
    """Look for them from now on, but not among what is there already."""
    gc.freeze()
    gc.enable()


def collect() -> None:
    """Look for them now, where there are some."""
    new, times, _ = gc.get_count()
    if new > _SOME:
        gc.collect(1 if times > _TIMES else 0)
