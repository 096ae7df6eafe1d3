"""What is looked at when the program starts: a warning before the work, and nothing where all is well."""

import os
import shutil
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from models import leftovers, starting
from models.desk.desk import opened, opened_at_best
from models.ledger import driver, head
from models.ledger.trail import Head
from tests.conftest import StillClock
from tests.doctor.kit import broken
from tests.driver import at_work
from tests.ledger.kit import refused


@pytest.fixture
def founded(template: Path, folder: Path) -> Path:
    shutil.copytree(template, folder)
    return folder


def warned(folder: Path) -> str:
    with opened(folder, clock=StillClock()) as desk:
        found = starting.warning(desk, 1_000)
    return "" if found is None else found.code


def test_where_all_is_well_nothing_is_said(founded: Path) -> None:
    assert warned(founded) == ""


def test_what_is_lacking_or_changed_is_said_first(founded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=150_000_000))
    assert warned(founded) == "profile.room"
    head.keep(founded, Head(99, "a" * 64))
    assert warned(founded) == "profile.gap"
    broken(founded, "UPDATE trail SET body = replace(body, 'Ani', 'Ina')")
    assert warned(founded) == "trail.broken"


def test_stale_leftovers_are_taken_away(founded: Path) -> None:
    for name, age in (("verifier.toml.part", 2), ("catatan.part", 2), ("verifier.db.new", 0)):
        (founded / name).write_bytes(b"x")
        os.utime(founded / name, (time.time() - age * leftovers.DAY,) * 2)
    warned(founded)
    assert not (founded / "verifier.toml.part").exists()
    assert (founded / "catatan.part").exists() and (founded / "verifier.db.new").exists()


async def test_a_profile_in_a_synced_folder_opens_to_be_read_and_says_so_not_how_full_the_disk_is(
    founded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=150_000_000))
    (founded.parent / ".stfolder").mkdir()
    before = (founded / driver.DATABASE).read_bytes()
    async with at_work(founded, size=(100, 30)) as ani:
        ani.sees("disinkronkan oleh Syncthing", "verifier move FOLDER")
        ani.sees("hanya baca")
    assert (founded / driver.DATABASE).read_bytes() == before


def test_where_there_is_no_profile_either_the_place_is_what_is_said(folder: Path) -> None:
    (folder.parent / ".stfolder").mkdir()
    assert refused(lambda: opened_at_best(folder)).code == "profile.synced"
    assert not folder.exists()


async def test_too_little_room_is_said_in_the_status_line(founded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=150_000_000))
    async with at_work(founded) as ani:
        ani.sees("tinggal 150 MB", "Kosongkan ruang sekarang")
