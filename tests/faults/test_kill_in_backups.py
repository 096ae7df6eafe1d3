"""Killed while a copy is made, copies go, or one is restored: the profile is the old one or the new one, whole, never neither."""

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from models.desk import answers
from models.desk.desk import Desk, opened
from models.ledger import backups, driver
from models.moments import Clock
from tests.desk.acts import LEVELS, begun
from tests.ledger.encrypted import SAID, encrypt
from tests.ledger.kit import run

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="no fork there")]

KILLED: Final = """
import os, pathlib, shutil, sys
from datetime import UTC, datetime
from models import encryption
from models.ledger import backups, driver
from models.restoring import Restore
act, folder, killed, most = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]), int(sys.argv[4])
real, steps, marked, last = driver.MODULE.connect, 0, [], 0

def step(*_):
    global steps
    steps += 1
    if steps == last:
        os._exit(9)
    return 0

def told(name):
    done = getattr(os, name)
    def act(*arguments, **named):
        # Just before it and just behind it.
        marked.append(steps + 1)
        step()
        found = done(*arguments, **named)
        marked.append(steps + 1)
        step()
        return found
    setattr(os, name, act)

def connect(*arguments, **named):
    connection = real(*arguments, **named)
    connection.set_trace_callback(step)
    return connection

def copy(here):
    backups.make(here / driver.DATABASE, datetime(2023, 5, 9, 9, tzinfo=UTC))

def rotate(here):
    backups.rotate(here / driver.BACKUPS)

def restore(here):
    oldest = min((here / driver.BACKUPS).glob("*.db"))
    with Restore(here, oldest) as wanted:
        list(wanted.prepare())
        wanted.put(datetime(2023, 5, 9, 9, tzinfo=UTC))

def done(at):
    global last
    here = killed / str(at)
    # Nobody changes a copy, so a second name for its file does.
    shutil.copytree(folder, here, copy_function=lambda one, other: (os.link if "backups" in one else shutil.copy2)(one, other))
    child = os.fork()
    if child:
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == (9 if at else 0)
        return
    if encryption.is_locked(here):
        encryption.unlock(here, sys.argv[5])
    last, driver.MODULE.connect = at, connect
    for name in ("replace", "unlink", "fsync"):
        told(name)
    {"copy": copy, "rotate": rotate, "restore": restore}[act](here)
    (killed / "steps").write_text(" ".join(map(str, (steps, *marked))))
    os._exit(0)

done(0)
total, *marked = map(int, (killed / "steps").read_text().split())
chosen = {*marked[:: max(1, len(marked) // most)], *marked[-8:], *range(1, total, max(1, total // most))}
for at in sorted(chosen):
    done(at)
"""
"""Does something with copies of a profile, each killed at another step: before and behind what it does to files, and at its statements."""


class Profile:
    """A profile with copies of what stood in it first, an hour apart, and how much stands in it now."""

    def __init__(self, desk: Desk, clock: Clock, copies: int) -> None:
        self.folder = desk.ledger.folder
        self.path = self.folder / driver.DATABASE
        verification = begun(desk)
        copy = backups.make(self.path, clock() - timedelta(days=2))
        for hour in range(1, copies):
            backups.named(copy.parent, clock() - timedelta(days=2) + timedelta(hours=hour)).hardlink_to(copy)
        desk.do(answers.annotate, verification, LEVELS, "Catatan zamrud")
        desk.close()
        self.first, self.later = backups.check(copy), backups.check(self.path)


def killed(act: str, profile: Profile, tmp_path: Path, most: int) -> Iterator[Path]:
    """The profile as it stands after each kill; a copy among its backups is whole always."""
    copies = tmp_path / "killed"
    copies.mkdir()
    done = run(KILLED, act, profile.folder, copies, most, SAID)
    assert (done.returncode, done.stderr) == (0, "")
    folders = sorted((path for path in copies.iterdir() if path.is_dir()), key=lambda path: int(path.name))
    assert len(folders) > most
    for folder in folders:
        known: set[int] = set()
        for copy in backups.of(folder):
            number = copy.path.stat().st_ino
            if number not in known and copy.reason != backups.DAMAGED:
                backups.check(copy.path)
                known.add(number)
        yield folder


def standing(folder: Path) -> dict[str, int]:
    """How much stands in a profile, whose trail holds, once it was opened."""
    opened(folder).close()
    return backups.check(folder / driver.DATABASE)


def test_a_kill_while_a_copy_is_made_leaves_all_copies_whole(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    profile = Profile(desk, clock, 30)
    counted = set()
    for folder in killed("copy", profile, tmp_path, 12):
        assert standing(folder) == profile.later
        counted.add(len(backups.of(folder)))
        backups.make(folder / driver.DATABASE, clock())
    assert {30, 31} <= counted


def test_a_kill_while_copies_go_takes_none_that_stays(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    profile = Profile(desk, clock, 30)
    before = backups.of(profile.folder)
    kept = {copy.path.name for copy in before if copy.why}
    counted = set()
    for folder in killed("rotate", profile, tmp_path, 8):
        left = {copy.path.name for copy in backups.of(folder)}
        assert kept <= left <= {copy.path.name for copy in before}
        counted.add(len(left))
        backups.rotate(folder / driver.BACKUPS)
        assert {copy.path.name for copy in backups.of(folder)} == kept
    assert len(counted) > 3


@pytest.mark.parametrize("how", ["plain", "encrypted", "damaged"])
def test_a_kill_while_a_copy_is_restored_leaves_the_old_or_the_new(desk: Desk, tmp_path: Path, clock: Clock, how: str) -> None:
    profile = Profile(desk, clock, 1)
    if how == "encrypted":
        encrypt(profile.folder)
    elif how == "damaged":
        profile.path.write_bytes(profile.path.read_bytes()[:-40960])
    held = profile.path.read_bytes()
    found = []
    for folder in killed("restore", profile, tmp_path, 9):
        is_old = how == "damaged" and (folder / driver.DATABASE).read_bytes() == held
        stands = profile.later if is_old else standing(folder)
        assert stands in (profile.first, profile.later)
        found.append(stands)
        if stands == profile.first:
            (before,) = [copy for copy in backups.of(folder) if copy.reason]
            assert how != "damaged" or before.path.read_bytes() == held
    assert profile.first in found and profile.later in found
