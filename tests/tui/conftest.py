"""What tests of the program are given."""

import shutil
from pathlib import Path

import pytest

from models import demo
from tests.conftest import StillClock
from tests.tui.commands import Commands


@pytest.fixture
def verifier(folder: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The program, on a profile that is not founded yet."""
    return Commands(folder, capsys)


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's profile, only looked at or copied; its tests are one group, so that it is made once and not by every worker."""
    folder = tmp_path_factory.mktemp("demonstrated") / "profile"
    told: list[tuple[int, int]] = []
    demo.build(folder, "id", lambda done, total: told.append((done, total)))
    assert told == [(done, 40) for done in range(1, 41)]
    return folder


@pytest.fixture
def verification(concluded: tuple[Path, str], folder: Path, clock: StillClock) -> str:
    """A founded profile with two verifications, one of them with a verdict, which is returned."""
    worked, id_ = concluded
    shutil.copytree(worked, folder)
    clock.step()
    return id_
