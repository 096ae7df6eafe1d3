"""A copy in the place of a database that cannot be read, or is gone: what comes is encrypted as that was, and what was there is kept."""

import os
import sys
from functools import partial
from pathlib import Path

import pytest

from models import encryption
from models.desk import answers
from models.desk.desk import Desk, opened
from models.ledger import backups, cipher, driver
from models.moments import Clock
from models.restoring import Restore
from tests.desk.acts import LEVELS, begun, sheet_of
from tests.ledger.encrypted import SAID, encrypt, on
from tests.ledger.kit import refused

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("is_plain", [True, False])
def test_an_encrypted_profile_whose_database_was_damaged_was_plain_once_a_plain_copy_was_restored(
    desk: Desk, folder: Path, tmp_path: Path, clock: Clock, is_plain: bool
) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, LEVELS, 2)
    desk.close()
    path, copy = folder / driver.DATABASE, tmp_path / "copy.db"
    if is_plain:
        backups.copied(path, copy)
        encrypt(folder)
    else:
        encrypt(folder)
        backups.copied(path, copy)
        encryption.turn_off(folder, SAID, on)
        encryption.turn_on(folder, f"{SAID} baru", on)
    key = cipher.beside(path).read_bytes()
    path.write_bytes(bytes(range(256)) * (path.stat().st_size // 256))
    with Restore(folder, copy) as restore:
        list(restore.prepare())
        assert restore.preview.unreadable is not None
        before = restore.put(clock())
    assert before is not None and cipher.beside(before).read_bytes() == key == cipher.beside(path).read_bytes()
    assert not cipher.is_plain(path)
    with opened(folder) as again:
        assert sheet_of(again, verification).line(LEVELS).answer.level == 2


@pytest.mark.parametrize("beside", [driver.BACKUPS, driver.HEAD])
def test_where_the_database_was_gone_a_new_profile_was_begun_over_its_copies(
    desk: Desk, folder: Path, tmp_path: Path, clock: Clock, beside: str
) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, LEVELS, 2)
    copy = backups.make(folder / driver.DATABASE, clock())
    desk.close()
    (folder / driver.DATABASE).unlink()
    if beside == driver.HEAD:
        copy = copy.rename(tmp_path / "copy.db")
    else:
        (folder / driver.HEAD).unlink()
    for writing in (False, True):
        assert refused(partial(opened, folder, writing=writing)).code == "profile.gone"
    assert refused(partial(encryption.begin, folder, SAID)).code == "profile.gone"
    assert not (folder / driver.DATABASE).exists()
    with Restore(folder, copy) as restore:
        list(restore.prepare())
        assert restore.preview.is_new
        assert restore.put(clock()) is None
    with opened(folder) as again:
        assert sheet_of(again, verification).line(LEVELS).answer.level == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there a file is synced by whoever may write it")
def test_a_damaged_database_that_was_closed_to_writing_could_not_be_restored_over(
    desk: Desk, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backups.make(folder / driver.DATABASE, clock())
    desk.close()
    (folder / driver.DATABASE).write_bytes(bytes(range(256)) * 64)
    (folder / driver.DATABASE).chmod(0o444)
    # Administrators open what is closed; the flags tell what anybody else may.
    found: list[tuple[str, int]] = []
    real = os.open

    def told(path: Path | str, flags: int, *more: int) -> int:
        found.append((str(path), flags))
        return real(path, flags, *more)

    monkeypatch.setattr(os, "open", told)
    with Restore(folder, copy) as restore:
        list(restore.prepare())
        kept = restore.put(clock())
    assert kept is not None
    assert [flags & (os.O_RDWR | os.O_WRONLY) for path, flags in found if path == str(kept)] == [0]
    opened(folder).close()


def test_a_whole_database_that_was_closed_to_writing_was_said_to_lie_on_a_failing_disk(
    desk: Desk, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / driver.DATABASE
    copy = backups.make(path, clock())
    desk.close()
    before = path.read_bytes()
    monkeypatch.setattr(os, "access", lambda file, mode: not (file == path and mode == os.W_OK))
    with Restore(folder, copy) as restore:
        list(restore.prepare())
        assert refused(partial(restore.put, clock())).code == "profile.file_read_only"
    assert refused(partial(encryption.turn_on, folder, SAID, on)).code == "profile.file_read_only"
    assert path.read_bytes() == before and len(list(copy.parent.iterdir())) == 1
