"""A database whose files are taken away or replaced while it is open: nothing is said to be saved that no file holds."""

import shutil
import sys
from functools import partial
from pathlib import Path

import pytest

from models.desk import answers
from models.desk.desk import Desk, opened
from models.ledger import backups, driver, rescue
from models.moments import Clock
from tests.desk.acts import begun, sheet_of
from tests.ledger.kit import database, refused

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody touch the files that are open")


def _level(desk: Desk, verification: str, item: str) -> object:
    return sheet_of(desk, verification).line(item).answer.level


def _swapped(desk: Desk, older: Path) -> None:
    """An older copy put in the place of the open database, as a program that brings files back does."""
    shutil.copy(older, older.with_name("brought"))
    older.with_name("brought").replace(database(desk))


@pytest.fixture
def older(desk: Desk, tmp_path: Path) -> Path:
    """The database as it was before the first answer."""
    begun(desk)
    backups.copied(database(desk), tmp_path / "older.db")
    return tmp_path / "older.db"


def test_what_was_said_to_be_saved_after_an_older_copy_came_in_place_of_the_open_database_was_gone(desk: Desk, older: Path) -> None:
    verification, folder = begun(desk), desk.ledger.folder
    desk.do(answers.record, verification, "REG-01", level=3)
    _swapped(desk, older)
    refusal = refused(partial(desk.do, answers.record, verification, "REG-02", level=2))
    assert (refusal.code, refusal.is_of_disk) == ("profile.replaced", True)
    desk.close()
    # What was saved before is kept as it stood, and the doctor leads to it.
    (kept,) = [copy for copy in backups.of(folder) if copy.reason == backups.REPLACED]
    shutil.copy(kept.path, folder / driver.DATABASE)
    with opened(folder) as again:
        assert again.ledger.gap is None
        assert (_level(again, verification, "REG-01"), _level(again, verification, "REG-02")) == (3, None)


def test_a_rescue_copy_was_made_of_what_lay_in_the_place_of_the_open_database(desk: Desk, older: Path, clock: Clock) -> None:
    verification, folder = begun(desk), desk.ledger.folder
    desk.do(answers.record, verification, "REG-01", level=3)
    _swapped(desk, older)
    made = rescue.rescued(folder, older.parent / "stick", {}, clock(), desk.ledger.lent)
    assert made.why is None
    (older.parent / "again").mkdir()
    made.file.rename(older.parent / "again" / driver.DATABASE)
    with opened(older.parent / "again") as again:
        assert _level(again, verification, "REG-01") == 3


def test_a_profile_that_was_deleted_while_it_was_open_was_said_to_be_saved(desk: Desk, older: Path, clock: Clock) -> None:
    verification, folder = begun(desk), desk.ledger.folder
    shutil.rmtree(folder)
    assert refused(partial(desk.do, answers.record, verification, "REG-02", level=2)).code == "profile.replaced"
    assert desk.ledger.replaced is not None
    assert rescue.rescued(folder, older.parent / "stick", {}, clock(), desk.ledger.lent).why is None
    desk.close()
    assert not folder.exists()


def test_a_folder_that_is_moved_away_and_back_takes_again_what_is_saved(desk: Desk, tmp_path: Path) -> None:
    verification, folder = begun(desk), desk.ledger.folder
    folder.rename(tmp_path / "elsewhere")

    def act() -> object:
        return desk.do(answers.record, verification, "REG-01", level=3)

    assert refused(act).code == "profile.replaced"
    (tmp_path / "elsewhere").rename(folder)
    act()
    desk.close()
    with opened(folder) as again:
        assert _level(again, verification, "REG-01") == 3


@pytest.mark.parametrize("sides", [("-wal",), ("-shm",), ("-wal", "-shm")])
@pytest.mark.parametrize("foreign", [False, True])
def test_what_was_saved_once_the_log_was_deleted_or_replaced_was_gone_with_the_power(
    desk: Desk, tmp_path: Path, sides: tuple[str, ...], foreign: bool
) -> None:
    verification, folder = begun(desk), desk.ledger.folder
    desk.do(answers.record, verification, "REG-01", level=3)
    for side in sides:
        path = Path(f"{database(desk)}{side}")
        path.unlink()
        if foreign:
            path.write_bytes(b"x" * 4_000)
    desk.do(answers.record, verification, "REG-02", level=2)
    # As the power goes: what no file of this folder holds is nowhere.
    shutil.copytree(folder, tmp_path / "left")
    with opened(tmp_path / "left") as again:
        assert again.ledger.gap is None
        assert [_level(again, verification, item) for item in ("REG-01", "REG-02")] == [3, 2]


def test_who_reads_in_another_thread_meanwhile_keeps_an_act_waiting_and_loses_nothing(desk: Desk) -> None:
    verification = begun(desk)

    def act() -> object:
        return desk.do(answers.record, verification, "REG-01", level=3)

    with desk.ledger.transaction(writing=False):
        Path(f"{database(desk)}-wal").unlink()
        assert refused(act).code == "profile.replaced"
    act()
    assert _level(desk, verification, "REG-01") == 3


def test_a_folder_that_is_closed_meanwhile_is_not_said_to_be_gone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    verification = begun(desk)

    def closed(_path: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("models.ledger.standing.os.stat", closed)
        desk.do(answers.record, verification, "REG-01", level=3)
        assert desk.ledger.replaced is None
    assert _level(desk, verification, "REG-01") == 3
