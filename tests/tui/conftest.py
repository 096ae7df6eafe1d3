"""What tests of the program are given."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import StillClock
from tests.tui.commands import Commands


@pytest.fixture
def verifier(folder: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The program, on a profile that is not founded yet."""
    return Commands(folder, capsys)


@pytest.fixture
def verification(concluded: tuple[Path, str], folder: Path, clock: StillClock) -> str:
    """A founded profile with two verifications, one of them with a verdict, which is returned."""
    worked, id_ = concluded
    shutil.copytree(worked, folder)
    clock.step()
    return id_
