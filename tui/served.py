"""How the program knows that it is on a page in a browser and not in a terminal."""

import os
from typing import Final

VARIABLE: Final = "VERIFIER_SERVED"
"""Set in the environment by `verifier serve` for the program on its page: `demo` or `profile`."""


def is_served() -> bool:
    """Whether this run is on a page."""
    return VARIABLE in os.environ


def is_demo() -> bool:
    """Whether it is on one that shows the demo."""
    return os.environ.get(VARIABLE) == "demo"
