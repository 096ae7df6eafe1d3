"""What tests of the program are given."""

from pathlib import Path

import pytest

from models.desk import people
from models.desk.desk import opened
from tests.conftest import StillClock
from tests.desk.acts import begun, decided
from tests.tui.commands import Commands


@pytest.fixture
def verifier(folder: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The program, on a profile that is not founded yet."""
    return Commands(folder, capsys)


@pytest.fixture
def verification(folder: Path, clock: StillClock) -> str:
    """A founded profile with two verifications, one of them with a verdict, which is returned."""
    with opened(folder, clock=clock) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id", region="Jawa Barat")
        begun(desk, "11")
        clock.step()
        return decided(desk)
