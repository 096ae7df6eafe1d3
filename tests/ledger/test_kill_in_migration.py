"""A profile killed while it is made or brought to a newer format opens the next time, as if nothing had begun or all was done."""

import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from models.desk import people
from models.desk.desk import opened
from models.ledger import driver
from tests.desk.acts import contents
from tests.ledger.kit import Rows, refused, run

Killed = Callable[[Path], list[Path]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no fork there")

KILLED: Final = """
import os, pathlib, shutil, sys
from models.ledger import driver, migrations
from models.ledger.engine import Ledger
folder, killed = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
real, steps, commits, last = driver.MODULE.connect, 0, [], 0

def step(statement=""):
    global steps
    steps += 1
    if statement == "COMMIT":
        commits.append(steps)
    if steps == last:
        os._exit(9)
    return 0

def connect(*arguments, **named):
    connection = real(*arguments, **named)
    # Room for one page: what is written goes to the disk before the commit, as it does in any large transaction.
    connection.execute("PRAGMA cache_size=1")
    # A step is a statement, or a part of a long one.
    connection.set_trace_callback(step)
    connection.set_progress_handler(step, 1_000)
    return connection

def migrated(name, at):
    global last
    copy = killed / name
    if folder.exists():
        shutil.copytree(folder, copy)
    child = os.fork()
    if child:
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == (9 if at else 0)
        return
    last, driver.MODULE.connect = at, connect
    Ledger.open(copy).close()
    (killed / "steps").write_text(" ".join(map(str, (steps, *commits))))
    os._exit(0)

migrated("not", 0)
shutil.rmtree(killed / "not")
total, *commits = map(int, (killed / "steps").read_text().split())
for at in sorted({*commits, *range(1, total, total // 20)}):
    migrated(str(at), at)
"""
"""Migrates copies of a profile, or new ones where there is none, each killed at another step, all commits among them."""


@pytest.fixture
def killed(tmp_path: Path) -> Killed:
    """What profiles are after their migration was killed at about twenty moments."""

    def made(folder: Path) -> list[Path]:
        copies = tmp_path / "killed"
        copies.mkdir()
        done = run(KILLED, folder, copies)
        assert (done.returncode, done.stderr) == (0, "")
        return [path for path in copies.iterdir() if path.is_dir()]

    return made


def is_hot(folder: Path) -> bool:
    """Whether a write of the database was left half done, so that a reader alone is refused."""
    with closing(driver.MODULE.connect(f"file:{folder / driver.DATABASE}?mode=ro", uri=True)) as connection:
        try:
            connection.execute("PRAGMA user_version").fetchone()
        except driver.MODULE.OperationalError:
            return True
    return False


def test_a_kill_while_the_profile_is_made_does_not_lock_its_owner_out_for_good(killed: Killed, tmp_path: Path) -> None:
    folders = killed(tmp_path / "nothing")
    hot = [folder for folder in folders if is_hot(folder)]
    assert hot
    assert [refused(partial(opened, folder, writing=False)).code for folder in hot] == ["profile.missing"] * len(hot)
    for folder in folders:
        with opened(folder) as desk:
            assert desk.do(people.found, name="Ani", role="verifier", language="id").name == "Ani"
        with opened(folder, writing=False) as reader:
            assert reader.ask(people.owner) is not None


@pytest.mark.parametrize("mode", ["wal", "delete"])
@pytest.mark.parametrize("writing", [True, False])
def test_a_kill_while_format_1_is_brought_to_today_loses_nothing(
    older: Rows, folder: Path, killed: Killed, mode: str, writing: bool
) -> None:
    with closing(driver.MODULE.connect(folder / driver.DATABASE)) as connection:
        assert connection.execute(f"PRAGMA journal_mode={mode}").fetchone() == (mode,)
    folders = killed(folder)
    assert any(map(is_hot, folders)) is (mode == "delete")
    for copy in folders:
        with opened(copy, writing=writing) as desk:
            assert contents(desk) == older
        with closing(driver.MODULE.connect(copy / driver.DATABASE)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
