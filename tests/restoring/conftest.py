"""What tests of restoring are given."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.reviewing_kit import Trio, trio


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Trio]:
    """Three laptops of one team."""
    with trio(tmp_path) as made:
        yield made
