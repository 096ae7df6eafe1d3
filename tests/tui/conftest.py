"""What tests of the program are given."""

import shutil
from pathlib import Path

import pytest

from models.desk.desk import opened
from tests.conftest import StillClock
from tests.desk.acts import begun, decided
from tests.tui.commands import Commands


@pytest.fixture
def verifier(folder: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The program, on a profile that is not founded yet."""
    return Commands(folder, capsys)


@pytest.fixture
def verification(template: Path, folder: Path, clock: StillClock) -> str:
    """A founded profile with two verifications, one of them with a verdict, which is returned."""
    shutil.copytree(template, folder)
    with opened(folder, clock=clock) as desk:
        begun(desk, "11")
        clock.step()
        return decided(desk)
