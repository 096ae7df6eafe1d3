"""Whoever put a copy back is told to exchange before they work on, until an exchange succeeded."""

from pathlib import Path

from models.desk import exchanging
from models.desk.desk import Desk, opened
from models.errors import Refusal
from models.ledger import backups, driver
from models.restoring import Restore
from models.words import Words
from screens import tasks
from tests.conftest import StillClock


def told(desk: Desk, *carriers: str) -> list[str]:
    """The lines above the start screen."""
    return [line.key for line in tasks.summary(Words("id"), tasks.read(desk, carriers))]


def test_after_a_restore_nobody_said_to_exchange_before_working_on(desk: Desk, folder: Path, clock: StillClock) -> None:
    desk.do(exchanging.end, "stik")
    assert "heading.put_back" not in told(desk, "stik")
    copy = backups.make(folder / driver.DATABASE, clock())
    desk.close()
    clock.step()
    with Restore(folder, copy) as restore:
        list(restore.prepare())
        restore.put(clock())
    with opened(folder, clock=clock) as after:
        assert "heading.put_back" not in told(after), "there is nobody to exchange with"
        assert "heading.put_back" in told(after, "stik")
        clock.step()
        after.do(exchanging.end, "stik", Refusal("carrier.password", carrier="stik"))
        assert "heading.put_back" in told(after, "stik")
        clock.step()
        after.do(exchanging.end, "stik")
        assert "heading.put_back" not in told(after, "stik")
