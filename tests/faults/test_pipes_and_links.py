"""A pipe or a link where the program keeps a file of its own, as may lie on a stick: nobody waits, nothing else is written over."""

import os
import sys
from functools import partial
from pathlib import Path

import pytest

from models import bookmark, encryption, rehousing
from models.desk import answers
from models.desk.desk import Desk, opened
from models.doctor import State, examine
from models.foreign import own
from models.keyring import Keyring
from models.ledger import backups, cipher, driver, glance, head, holding, place
from models.moments import Clock
from tests.desk.acts import LEVELS, begun, sheet_of
from tests.ledger.encrypted import SAID, on
from tests.ledger.kit import refused
from tui import crash

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there neither pipes nor links lie in folders")

VICTIM = b"somebody else's letter, longer than whatever the program keeps there: " + b"x" * 200


def piped(path: Path) -> None:
    """Put a pipe that nobody writes into in the place of a file."""
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)


@pytest.mark.parametrize("name", [driver.HEAD, place.MOVED, holding.HOLDER, "keys/person", "keys/person.pub", "keys/device.pub"])
def test_a_pipe_in_the_profile_kept_the_doctor_and_whoever_wrote_waiting_for_ever(desk: Desk, folder: Path, name: str) -> None:
    Keyring(folder).make()
    verification = begun(desk)
    desk.close()
    piped(folder / name)
    assert [result for result in examine(folder, lambda: None) if result.check == "trail" and result.state is State.GOOD]
    with opened(folder) as again:
        again.do(answers.record, verification, LEVELS, 3)
        assert sheet_of(again, verification).line(LEVELS).answer.level == 3


def test_a_pipe_in_the_place_of_the_database_or_a_copy_kept_whoever_moved_or_checked_it_waiting(
    desk: Desk, folder: Path, tmp_path: Path, clock: Clock
) -> None:
    copy = backups.make(folder / driver.DATABASE, clock())
    desk.close()
    piped(copy)
    assert refused(lambda: backups.require_whole(copy)).code == "document.unreadable"
    piped(folder / driver.DATABASE)
    assert refused(lambda: list(rehousing.rehouse(folder, tmp_path / "lain"))).code == "document.unreadable"


def test_a_pipe_in_the_place_of_the_journal_kept_whoever_only_looked_waiting(desk: Desk, folder: Path) -> None:
    desk.close()
    piped(folder / f"{driver.DATABASE}-journal")
    for writing in (True, False):
        assert refused(partial(opened, folder, writing=writing)).code == "document.unreadable"
    assert glance.look(folder) is None
    assert {result.check for result in examine(folder, lambda: None) if result.state is State.WRONG} == {"database"}


def test_a_pipe_beside_a_plain_database_kept_whoever_encrypts_it_waiting(desk: Desk, folder: Path) -> None:
    desk.close()
    piped(cipher.beside(folder / driver.DATABASE))
    assert encryption.turn_on(folder, SAID, on) == ()
    assert not cipher.is_plain(folder / driver.DATABASE) and cipher.beside(folder / driver.DATABASE).is_file()


def test_what_a_link_in_the_profile_leads_to_was_written_over(desk: Desk, folder: Path, tmp_path: Path) -> None:
    victim = tmp_path / "letter"
    victim.write_bytes(VICTIM)
    verification = begun(desk)
    for name in (driver.HEAD, crash.LOG, "verifier.bookmark"):
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(victim)
    desk.do(answers.record, verification, LEVELS, 2)
    crash.logged(folder, ValueError())
    bookmark.keep(folder, verification, LEVELS)
    assert victim.read_bytes() == VICTIM
    assert bookmark.found(folder) == (verification, LEVELS)
    assert "ValueError" in (folder / crash.LOG).read_text()
    with desk.ledger.transaction(writing=False) as connection:
        assert (folder / driver.HEAD).stat().st_size and head.gap(folder, connection) is None
    desk.close()


def test_a_link_that_tells_where_a_profile_moved_to_showed_what_it_leads_to(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(exist_ok=True)
    (tmp_path / "letter").write_bytes(VICTIM)
    (folder / place.MOVED).symlink_to(tmp_path / "letter")
    place.require_here(folder)


def test_what_is_written_with_nobody_in_the_way_is_added_to(tmp_path: Path) -> None:
    for _ in range(2):
        os.write(descriptor := own(tmp_path / "log", os.O_APPEND), b"once ")
        os.close(descriptor)
    assert (tmp_path / "log").read_bytes() == b"once once "
