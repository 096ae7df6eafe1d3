"""The public cases walk every screen with hostile data: they belong to the slow run, and are given what tests of the program are."""

from pathlib import Path

import pytest

from tests.tui.conftest import verification, verifier

__all__ = ["verification", "verifier"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every case as slow."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.slow)
