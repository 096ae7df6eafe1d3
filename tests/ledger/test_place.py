"""A database is written on disks of this computer alone; elsewhere it is only read."""

import shutil
import sys
from pathlib import Path

import pytest

from models import disks
from models.desk import people
from models.desk.desk import opened
from models.ledger.engine import Ledger
from tests.conftest import StillClock
from tests.faults.images import mounted
from tests.ledger.kit import refused


def on(system: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine say that another file system is mounted at `folder`."""
    table = folder.parent / "mountinfo"
    table.write_text(f"1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 0:40 / {folder} rw - {system} x rw\n", "utf-8")
    monkeypatch.setattr(disks, "MOUNTS", table)
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.fixture
def founded(template: Path, folder: Path) -> Path:
    """A profile, closed."""
    shutil.copytree(template, folder)
    return folder


@pytest.mark.parametrize("system", ["nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "vboxsf"])
def test_a_profile_on_the_network_is_only_read(founded: Path, system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    on(system, founded, monkeypatch)
    before = {path.name: path.read_bytes() for path in founded.iterdir() if path.is_file()}
    found = refused(lambda: Ledger.open(founded))
    assert (found.code, found.fields) == ("profile.network", {"folder": founded, "system": system})
    with opened(founded, writing=False) as desk:
        assert desk.ask(people.owner) is not None
    assert {path.name: path.read_bytes() for path in founded.iterdir() if path.name in before} == before


@pytest.mark.parametrize("system", ["tmpfs", "overlay", "xfs", "fuse.gocryptfs"])
def test_a_profile_on_a_disk_of_this_computer_is_written(founded: Path, system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    on(system, founded, monkeypatch)
    Ledger.open(founded).close()


def test_a_profile_in_a_synced_folder_is_only_read(founded: Path) -> None:
    (founded.parent / ".stfolder").mkdir()
    found = refused(lambda: Ledger.open(founded))
    assert (found.code, found.fields["service"]) == ("profile.synced", "Syncthing")
    opened(founded, writing=False).close()


def test_no_profile_is_made_in_a_synced_folder(folder: Path) -> None:
    folder.parent.joinpath(".stignore").touch()
    assert refused(lambda: Ledger.open(folder)).code == "profile.synced"
    assert not folder.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="disks are mounted so on Linux alone")
def test_a_file_system_that_is_really_memory_is_written(tmp_path: Path) -> None:
    place = tmp_path / "memory"
    place.mkdir()
    with mounted(place, "-t", "tmpfs", "-o", "size=8m", "x"):
        assert disks.of(place / "profile").system == "tmpfs"
        with opened(place / "profile", clock=StillClock()) as desk:
            assert desk.ask(people.owner) is None
