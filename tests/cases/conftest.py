"""The public cases walk every screen with hostile data: they belong to the slow run, and are given what tests of the program are."""

import os
from pathlib import Path
from typing import Final

import pytest

from tests.tui.conftest import verification, verifier

__all__ = ["verification", "verifier"]

EVERY: Final = "EVERY_CASE"
"""The variable of the environment with which every combination is walked."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every case as slow, and keep of all combinations those that are walked."""
    here = Path(__file__).parent
    for item in items:
        if item.path.parent == here:
            item.add_marker(pytest.mark.slow)
    items[:] = [item for item in items if item.path.parent != here or _is_walked(item)]


def _is_walked(item: pytest.Item) -> bool:
    """Whether a combination is tried: every second of a test's, which is what half an hour allows; all of them where EVERY is set."""
    indices = getattr(getattr(item, "callspec", None), "indices", {})
    return EVERY in os.environ or not indices or sum(indices.values()) % 2 == 0
