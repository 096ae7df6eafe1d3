"""What tests of the desk are given besides a desk of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.reviewing_kit import Trio, trio


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Trio]:
    """Three laptops of one team."""
    with trio(tmp_path) as made:
        yield made
