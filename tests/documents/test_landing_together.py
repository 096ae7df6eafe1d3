"""Files of many acts land together: none by its name before the disk holds it, and none half done."""

import os
import sys
from pathlib import Path

import pytest

from models import landing
from models.errors import Refusal
from models.landing import land, together, whole

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each lands by itself")


def names(folder: Path) -> set[str]:
    """What lies in a folder."""
    return {path.name for path in folder.iterdir()}


def test_files_have_their_names_once_the_disk_holds_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(os, "sync", lambda: told.append(f"sync {sorted(names(tmp_path))}"))
    with together():
        for name in "ab":
            land(tmp_path / name, name.encode())
        assert names(tmp_path) == {"a.part", "b.part"} and not told
        land(tmp_path / "a", b"a")
        with pytest.raises(Refusal) as refused:
            land(tmp_path / "a", b"other")
    assert refused.value.code == "export.exists_other"
    assert told == ["sync ['a.part', 'b.part']"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"a", "b": b"b"}


def test_many_files_wait_no_longer_than_for_some_hundred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landing, "_MOST_WAITING", 2)
    with together():
        for name in "abc":
            land(tmp_path / name, b"")
        assert names(tmp_path) == {"a", "b", "c.part"}
    assert names(tmp_path) == {"a", "b", "c"}


def test_an_act_that_fails_takes_back_its_own_files_alone(tmp_path: Path) -> None:
    with together():
        land(tmp_path / "a", b"a")
        with pytest.raises(Refusal), whole() as act:
            act.land(tmp_path / "b", b"b")
            raise Refusal("export.nothing")
        assert names(tmp_path) == {"a.part"}
    assert names(tmp_path) == {"a"}


def test_what_was_done_before_somebody_stops_stays_done(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), together():
        land(tmp_path / "a", b"a")
        raise KeyboardInterrupt
    assert names(tmp_path) == {"a"}


@pytest.mark.parametrize("failing", ["sync_file", "renamed"])
def test_nothing_half_done_stays_where_the_disk_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    def fails(*_: object) -> None:
        raise OSError(5, "eio")

    monkeypatch.setattr(landing, failing, fails)
    with pytest.raises(Refusal) as refused, together():
        land(tmp_path / "a", b"a")
        land(tmp_path / "b", b"b")
    assert refused.value.code == "export.folder"
    assert names(tmp_path) == set()
