"""A disk without room under whatever writes much: the target is absent, the source untouched, and the missing megabytes are named."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from models import encryption
from models.desk import answers, evidence
from models.desk.desk import Desk, opened
from models.errors import Refusal
from models.landing import land
from models.ledger import backups, driver, rescue
from models.moments import Clock
from models.rehousing import rehouse
from models.restoring import Restore
from models.words import Words
from tests.desk.acts import LEVELS, begun, contents
from tests.faults.images import CANNOT
from tests.ledger import earlier
from tests.ledger.encrypted import SAID, encrypt, on
from tests.ledger.kit import database

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="nothing is mounted there so")]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m,nr_inodes=200", "x", disk], capture_output=True, check=False).returncode:
        pytest.skip(CANNOT)
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def fill(disk: Path, but: int = 0) -> None:
    """Take the room there is, `but` for some bytes."""
    free = shutil.disk_usage(disk).free - but
    (disk / "filler").write_bytes(b"\0" * max(0, free))


def caught(act: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act()  # type: ignore[operator]
    return caught.value


def test_a_file_that_does_not_fit_leaves_nothing_and_says_what_is_missing(disk: Path) -> None:
    refusal = caught(lambda: land(disk / "out" / "a.pdf", b"x" * 9_000_000))
    assert (refusal.code, list((disk / "out").iterdir())) == ("export.no_room", [])
    assert 5 <= int(str(refusal.fields["missing"])) <= 6


def test_a_copy_that_does_not_fit_leaves_nothing_and_says_what_is_missing(desk: Desk, disk: Path, clock: Clock) -> None:
    begun(desk)
    before = contents(desk)
    fill(disk, but=200_000)
    refusal = caught(lambda: backups.copied(database(desk), disk / "copy.db"))
    assert refusal.code == "backup.no_room" and int(str(refusal.fields["missing"])) >= 1
    assert [path.name for path in disk.iterdir()] == ["filler"]
    rescued = rescue.rescued(desk.ledger.folder, disk, {"a/note/REG-01": {"text": "tiga orang"}}, clock())
    assert rescued.why is not None and "tiga orang" in rescued.file.read_text()
    assert contents(desk) == before


def test_an_import_that_does_not_fit_changes_nothing_and_goes_on_once_there_is_room(desk: Desk, disk: Path) -> None:
    verification = begun(desk)
    desk.close()
    shutil.copytree(desk.ledger.folder, disk / "profile")
    with opened(disk / "profile") as here:
        many = [{"title": f"{number} " + "x" * 300, "kind": "other", "location": "/x" * 90} for number in range(600)]
        fill(disk)
        before = contents(here)
        refusal = caught(lambda: here.do(evidence.register_all, verification, many, LEVELS))
        assert refusal.code == "profile.disk_full" and int(str(refusal.fields["missing"])) >= 9
        assert contents(here) == before
        (disk / "filler").unlink()
        assert len(here.do(evidence.register_all, verification, many[:100], LEVELS).evidence) == 100


def test_a_profile_that_cannot_be_migrated_for_want_of_room_is_as_it_was(disk: Path) -> None:
    folder = disk / "profile"
    known = earlier.unpacked("format-1", folder)
    kept = folder / driver.DATABASE
    before = kept.read_bytes()
    fill(disk, but=100_000)
    refusal = caught(lambda: opened(folder))
    assert refusal.code == "backup.no_room" and int(str(refusal.fields["missing"])) >= 1
    assert kept.read_bytes() == before
    assert not list(folder.rglob("*.part"))
    (disk / "filler").unlink()
    with opened(folder) as again:
        assert earlier.told(again).keys() == known.keys()


def test_a_copy_under_another_key_was_put_in_place_broken_where_the_disk_had_no_room_for_the_change_of_keys(
    desk: Desk, disk: Path, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, copy = disk / "profile", tmp_path / "copy.db"
    verification = begun(desk)
    desk.close()
    monkeypatch.setattr(backups, "_SPARE", 0)
    shutil.copytree(desk.ledger.folder, folder)
    encrypt(folder)
    backups.copied(folder / driver.DATABASE, copy)
    encryption.turn_off(folder, SAID, on)
    encrypt(folder)
    with opened(folder) as here:
        here.do(answers.record, verification, LEVELS, 2)
    held, size = backups.check(folder / driver.DATABASE), backups.size(copy)
    for tenths in range(12, 21, 4):
        fill(disk, but=size * tenths // 10)
        with Restore(folder, copy) as restore:
            refusal = caught(lambda: list(restore.prepare()))
            assert refusal.code in ("backup.no_room", "profile.disk_full")
            # The folder in which it was prepared is gone: nobody could make room in it.
            assert refusal.fields["folder"] == folder
        (disk / "filler").unlink()
        opened(folder).close()
        assert backups.check(folder / driver.DATABASE) == held


@pytest.mark.parametrize(("language", "backup"), [("id", "cadangan"), ("en", "backup")])
def test_an_encryption_without_room_was_told_as_a_backup_that_nobody_made(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch, language: str, backup: str
) -> None:
    desk.close()
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=0))
    refusal = caught(lambda: encryption.turn_on(folder, SAID, on))
    assert refusal.code == "backup.no_room" and backup not in Words(language).refusal(refusal)


def test_a_profile_moved_from_a_disk_with_no_room_for_one_more_file_was_written_in_both_places(
    desk: Desk, disk: Path, tmp_path: Path
) -> None:
    verification, old = begun(desk), disk / "profile"
    desk.close()
    shutil.copytree(desk.ledger.folder, old)
    for side in ("-wal", "-shm"):
        # As whoever read it last leaves them.
        (old / f"{driver.DATABASE}{side}").touch()
    with pytest.raises(OSError, match="No space"):
        for number in range(100_000):
            (disk / f"{number}").touch()
    for _ in rehouse(old, tmp_path / "new"):
        pass
    refusal = caught(lambda: opened(old))
    assert (refusal.code, refusal.fields["to"]) == ("profile.moved", str(tmp_path / "new"))
    with opened(tmp_path / "new") as moved:
        moved.do(answers.record, verification, "REG-01", level=3)
