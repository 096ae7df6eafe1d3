"""The folders that are found without the library are those which the library finds."""

import sys
from pathlib import Path

import platformdirs
import pytest

from models import homes


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the library is asked")
@pytest.mark.parametrize("chosen", ["", "/somewhere", "nowhere"])
def test_the_folders_are_those_of_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, chosen)
    dirs = platformdirs.PlatformDirs(homes.PROGRAM, appauthor=False)
    assert (homes.config(), homes.data()) == (dirs.user_config_dir, dirs.user_data_dir)


def test_without_a_home_the_library_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "nowhere")
    assert homes.config() == homes.data() == ""
