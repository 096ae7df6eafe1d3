"""The public cases walk every screen with hostile data: they belong to the slow run, and are given what tests of the program are."""

from pathlib import Path

import pytest

from tests.tui.conftest import verification, verifier

__all__ = ["verification", "verifier"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark every case as slow, and leave out of what is combined what is not walked."""
    here = Path(__file__).parent
    left = [item for item in items if item.path.parent == here and not _is_walked(item)]
    for item in items:
        if item.path.parent == here:
            item.add_marker(pytest.mark.slow)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


def _is_walked(item: pytest.Item) -> bool:
    """Whether a combination is tried: where two things are combined, every value of each meets every second of the other."""
    axes = [list(mark.args[1]) for mark in item.iter_markers("parametrize")]
    names = [mark.args[0] for mark in item.iter_markers("parametrize")]
    if len(axes) < 2:
        return True
    params = item.callspec.params  # type: ignore[attr-defined]
    return sum(axis.index(params[name]) for name, axis in zip(names, axes, strict=True)) % 2 == 0
