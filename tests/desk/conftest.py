"""What tests of the desk are given besides a desk of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.desk.desk import Desk
from models.keyring import Keyring
from tests.desk.reviewing_kit import Trio, trio


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Trio]:
    """Three laptops of one team."""
    with trio(tmp_path) as made:
        yield made


@pytest.fixture
def ring(desk: Desk) -> Keyring:
    """The keys of Ani, who founds."""
    ring = Keyring(desk.ledger.folder)
    ring.make()
    ring.make_root()
    return ring
