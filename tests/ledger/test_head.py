"""A database that was copied without its log, or an old one put in its place, lacks what was saved: that is noticed and said."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.desk import answers
from models.desk.desk import Desk, opened
from models.ledger import driver, head
from models.ledger.trail import newest
from tests.conftest import StillClock
from tests.desk.acts import LEVELS, begun


@pytest.fixture
def working(template: Path, folder: Path) -> Iterator[tuple[Desk, str]]:
    """Somebody who works, so that a log stands beside the database."""
    shutil.copytree(template, folder)
    with opened(folder, clock=StillClock()) as desk:
        yield desk, begun(desk)


def gap(folder: Path) -> dict[str, object]:
    """What is said to be lacking in a profile that is opened."""
    with opened(folder, clock=StillClock()) as desk:
        return {} if desk.ledger.gap is None else dict(desk.ledger.gap.fields)


def killed(desk: Desk, folder: Path, *left_out: str) -> Path:
    """What a kill would leave, but for some files."""
    there = folder.with_name("lain")
    shutil.copytree(folder, there, ignore=shutil.ignore_patterns(*left_out, driver.LOCK))
    return there


def test_a_database_copied_without_its_log_lacks_what_was_saved(working: tuple[Desk, str], folder: Path) -> None:
    desk, verification = working
    for level in range(5):
        desk.do(answers.record, verification, LEVELS, level)
    with desk.ledger.transaction(writing=False) as connection:
        last = newest(connection)
    assert last is not None
    there = killed(desk, folder, "*-wal", "*-shm")
    found = gap(there)
    assert (found["known"], found["file"]) == (last.seq, there / driver.DATABASE)
    assert int(str(found["last"])) < last.seq


def test_a_kill_leaves_no_gap(working: tuple[Desk, str], folder: Path) -> None:
    desk, verification = working
    desk.do(answers.record, verification, LEVELS, 3)
    assert gap(killed(desk, folder)) == {}


def test_it_is_told_until_somebody_accepts_it(working: tuple[Desk, str], folder: Path) -> None:
    desk, verification = working
    for level in range(3):
        desk.do(answers.record, verification, LEVELS, level)
    there = killed(desk, folder, "*-wal", "*-shm")
    first = gap(there)
    with opened(there, clock=StillClock()) as again:
        # Other work under the same numbers makes nothing good.
        other = begun(again)
        for level in range(5):
            again.do(answers.record, other, LEVELS, level)
    assert gap(there)["known"] == first["known"]
    with opened(there, clock=StillClock()) as again:
        again.ledger.accept_gap()
    assert gap(there) == {}


def test_the_log_put_back_brings_all_back(working: tuple[Desk, str], folder: Path) -> None:
    desk, verification = working
    desk.do(answers.record, verification, LEVELS, 3)
    there = killed(desk, folder, "*-wal", "*-shm")
    shutil.copy(there / driver.DATABASE, there / "aside")
    assert gap(there)
    # The program folded a log of its own into it.
    shutil.copy(there / "aside", there / driver.DATABASE)
    shutil.copy(folder / f"{driver.DATABASE}-wal", there / f"{driver.DATABASE}-wal")
    assert gap(there) == {}


@pytest.mark.parametrize("content", [b"", b"\0" * 78, b"000000000099 zz\n", b"x" * 1000])
def test_what_is_no_head_tells_nothing(working: tuple[Desk, str], folder: Path, content: bytes) -> None:
    desk, _ = working
    (folder / head.FILE).write_bytes(content)
    assert gap(killed(desk, folder)) == {}


def test_a_disk_that_takes_no_head_keeps_nobody_from_working(working: tuple[Desk, str], folder: Path) -> None:
    desk, verification = working
    (folder / head.FILE).unlink()
    (folder / head.FILE).mkdir()
    desk.do(answers.record, verification, LEVELS, 2)
    (folder / head.FILE).rmdir()
