"""What the start screen asks at every visit costs as much with many verifications as with few."""

from pathlib import Path

import pytest

from models.desk.desk import opened
from models.ledger.transaction import Transaction
from screens import tasks
from tests.benchmarks import many

pytestmark = pytest.mark.slow
_STEPS = 100
"""Steps of the database between two looks at how many it took."""


def looks(folder: Path, count: int) -> int:
    """How often it was looked while the start screen asked, in a profile with so many verifications."""
    many.filled(folder, count)
    taken = 0

    def look() -> int:
        nonlocal taken
        taken += 1
        return 0

    def watched(tx: Transaction) -> None:
        driver = tx.connection.connection.driver_connection
        assert driver is not None
        driver.set_progress_handler(look, _STEPS)

    with opened(folder, writing=False) as desk:
        tasks.read(desk, ())
        desk.ask(watched)
        tasks.read(desk, ())
        desk.ask(lambda tx: tx.connection.connection.driver_connection.set_progress_handler(None, _STEPS))  # type: ignore[union-attr]
    return taken


def test_the_start_screen_looked_at_all_that_was_submitted(folder: Path) -> None:
    assert looks(folder / "many", 40_000) < 1.3 * looks(folder / "few", 1_000)
