"""A copy of the database is whole, checked, and nobody's to read but its owner's; one that fails leaves nothing."""

import errno
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from models import rehousing
from models.causes import Cause
from models.desk import answers
from models.desk.desk import Desk, opened
from models.ledger import backups, driver
from models.moments import Clock
from models.rules.rotation import Kept
from tests.desk.acts import LEVELS, begun, contents, raw
from tests.ledger.kit import database, refused


@pytest.fixture
def target(desk: Desk, clock: Clock) -> Path:
    """The name of the next copy of a profile in which one works."""
    desk.do(answers.annotate, begun(desk), LEVELS, "Catatan zamrud")
    return backups.named(desk.ledger.folder / driver.BACKUPS, clock())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_copy_holds_all_that_was_committed_while_one_works_on(desk: Desk, target: Path, tmp_path: Path) -> None:
    held = contents(desk)
    backups.copied(database(desk), target)
    assert names(target.parent) == [target.name]
    assert target.stat().st_mode & 0o777 == 0o600
    restored = tmp_path / "restored"
    restored.mkdir()
    shutil.copy(target, restored / driver.DATABASE)
    with opened(restored) as again:
        assert contents(again) == held


def test_numbers_tell_the_order_of_copies_whatever_the_clock_says(tmp_path: Path, clock: Clock) -> None:
    first = backups.named(tmp_path, clock())
    assert first.name.startswith("verifier-000001-")
    (tmp_path / "verifier-000007-20360101-000000-format-3.db").touch()
    (tmp_path / "verifier-000009-nonsense.db").touch()
    assert backups.named(tmp_path, clock(), "restore").name == first.name.replace("000001", "000008").replace(".db", "-restore.db")


def test_a_copy_of_a_database_that_lacks_what_was_saved_took_the_place_of_the_one_that_held_it(desk: Desk, clock: Clock) -> None:
    path, verification = database(desk), begun(desk)
    desk.close()
    before = path.read_bytes()
    with opened(path.parent) as again:
        again.do(answers.record, verification, LEVELS, 2)
    held = backups.make(path, clock())
    path.write_bytes(before)
    backups.make(path, clock())
    assert held.exists() and len(backups.of(path.parent)) == 2
    with opened(path.parent) as again:
        again.ledger.accept_gap()
    backups.make(path, clock())
    assert not held.exists() and len(backups.of(path.parent)) == 1


def test_what_stands_there_is_never_overwritten(desk: Desk, target: Path) -> None:
    target.parent.mkdir()
    target.write_bytes(b"mine")
    assert refused(lambda: backups.copied(database(desk), target)).code == "backup.exists"
    assert target.read_bytes() == b"mine"
    assert names(target.parent) == [target.name]


def test_a_copy_that_is_stopped_at_any_moment_leaves_nothing(desk: Desk, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_STEP", 1_500)
    numbers = count()
    backups.copied(database(desk), target, lambda: next(numbers) >= 0)
    moments = next(numbers)
    assert moments > 5
    target.unlink()
    for moment in range(moments):
        asked = iter([True] * moment)
        with pytest.raises(backups.Stopped):
            backups.copied(database(desk), target, partial(next, asked, False))
        assert names(target.parent) == []


@pytest.mark.parametrize("name", ["fsync", "replace", "open"])
def test_a_copy_that_the_disk_refuses_leaves_nothing(desk: Desk, target: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(Path if name == "replace" else os, name, fail)
        refusal = refused(lambda: backups.copied(database(desk), target))
    assert (refusal.code, refusal.fields) == ("backup.failed", {"folder": target.parent, "cause": Cause("eio")})
    assert names(target.parent) == []


def test_nothing_is_written_to_a_disk_without_room(desk: Desk, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(desk.ledger.folder)._replace(free=backups.size(database(desk)))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    refusal = refused(lambda: backups.copied(database(desk), target))
    assert (refusal.code, refusal.fields) == ("backup.no_room", {"folder": target.parent, "missing": 1})
    assert names(target.parent) == []


def spoiled_page(desk: Desk) -> None:
    with closing(driver.MODULE.connect(database(desk))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    content = bytearray(database(desk).read_bytes())
    content[4096 * 3 : 4096 * 20] = b"\xff" * (4096 * 17)
    database(desk).write_bytes(content)


def spoiled_trail(desk: Desk) -> None:
    raw(
        desk,
        "DROP TRIGGER trail_no_update",
        "UPDATE trail SET body = replace(body, 'zamrud', 'safir') WHERE seq = (SELECT max(seq) FROM trail)",
    )


@pytest.mark.parametrize(("spoil", "code"), [(spoiled_page, "profile.damaged"), (spoiled_trail, "trail.broken")])
def test_what_is_not_whole_is_no_copy(desk: Desk, target: Path, spoil: Callable[[Desk], None], code: str) -> None:
    desk.close()
    spoil(desk)
    assert refused(lambda: backups.copied(database(desk), target)).code == code
    assert names(target.parent) == []


def test_an_empty_copy_that_a_power_cut_left_was_said_to_be_one_that_cannot_be_written(desk: Desk, target: Path) -> None:
    backups.copied(database(desk), target)
    target.write_bytes(b"")
    assert refused(lambda: backups.require_whole(target)).code == "backup.damaged"


def test_the_copy_before_a_migration_says_of_which_format_it_is(desk: Desk) -> None:
    from models.ledger.migrations import _copied

    begun(desk)
    raw(desk, "PRAGMA user_version=3")
    desk.close()
    _copied(database(desk))
    (copy,) = (desk.ledger.folder / driver.BACKUPS).iterdir()
    assert copy.name.endswith("-format-3.db")
    assert backups.check(copy)["verification"] == 1


def test_copies_rotate_as_they_are_made_and_take_their_keys_along(desk: Desk, clock: Clock) -> None:
    begun(desk)
    folder = desk.ledger.folder / driver.BACKUPS
    before = backups.make(database(desk), clock(), f"{backups.BEFORE_FORMAT}3")
    first = backups.make(database(desk), clock())
    for lying in (before, first):
        (folder / f"{lying.name}.key").write_text("")
    last = backups.make(database(desk), clock() + timedelta(minutes=9))
    assert names(folder) == sorted([before.name, f"{before.name}.key", last.name])
    assert [(copy.path, copy.why, copy.reason) for copy in backups.found(folder)] == [
        (last, Kept.HOUR, ""),
        (before, Kept.ALWAYS, "format-3"),
    ]


def test_what_is_no_copy_of_ours_stays_and_is_not_told(tmp_path: Path, clock: Clock) -> None:
    mine = ["verifier-000001-20269999-999999.db", "verifier.db", "laporan.db", "verifier-000002-20261129-000000.db.17.part"]
    for name in mine:
        (tmp_path / name).touch()
    backups.rotate(tmp_path)
    assert names(tmp_path) == sorted(mine)
    assert backups.found(tmp_path) == ()
    assert backups.found(tmp_path / "nowhere") == ()


def test_a_copy_leaves_room_for_the_work_itself(desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    here = backups.size(database(desk))
    usage = shutil.disk_usage(desk.ledger.folder)._replace(free=here * 3 // 2 + 1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert refused(lambda: backups.make(database(desk), clock())).code == "backup.no_room"
    assert not (desk.ledger.folder / driver.BACKUPS).exists()
    backups.copied(database(desk), desk.ledger.folder / "elsewhere.db")


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_a_folder_whose_name_is_no_text_ended_the_program(desk: Desk, tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    for act in (lambda: backups.copied(database(desk), folder / "x.db"), lambda: rehousing.admit(desk.ledger.folder, folder)):
        refusal = refused(act)
        assert (refusal.code, refusal.fields["cause"]) == ("backup.failed", Cause("name"))
    assert not folder.exists()
