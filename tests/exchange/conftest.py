"""What tests of the exchange are given."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.reviewing_kit import Trio, trio
from tests.exchange.files_kit import CONTENT


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Trio]:
    """Three laptops of one team."""
    with trio(tmp_path) as made:
        yield made


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A file of evidence."""
    path = tmp_path / "Pergub 12.pdf"
    path.write_bytes(CONTENT)
    return path
