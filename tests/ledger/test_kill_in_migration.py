"""A profile killed while it is made or brought to a newer format opens the next time, as if nothing had begun or all was done."""

import errno
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from models.causes import Cause
from models.desk import history, people
from models.desk.desk import opened
from models.errors import Refusal
from models.ledger import driver
from models.ledger.glance import look
from models.words import Words
from tests.ledger.earlier import told, unpacked
from tests.ledger.kit import refused, run

Killed = Callable[[Path], list[Path]]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="no fork there")]

KILLED: Final = """
import os, pathlib, random, shutil, sys
from models.ledger import driver, migrations
from models.desk.desk import opened
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
    opened(copy).close()
    (killed / "steps").write_text(" ".join(map(str, (steps, *commits))))
    os._exit(0)

migrated("not", 0)
shutil.rmtree(killed / "not")
total, *commits = map(int, (killed / "steps").read_text().split())
for at in sorted({*commits, *range(random.randint(1, total // 6), total, total // 6)}):
    migrated(str(at), at)
"""
"""Migrates copies of a profile, or new ones where there is none, each killed at another random step, all commits among them."""


@pytest.fixture
def killed(tmp_path: Path) -> Killed:
    """What profiles are after their migration was killed at about six random moments and at every commit."""

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
    without = [folder for folder in folders if not (folder / driver.DATABASE).exists()]
    assert any(list(folder.glob(f"{driver.DATABASE}.new*")) for folder in without)
    assert [refused(partial(opened, folder, writing=False)).code for folder in without] == ["profile.missing"] * len(without)
    for folder in folders:
        with opened(folder) as desk:
            assert desk.do(people.found, name="Ani", role="verifier", language="id").name == "Ani"
        with opened(folder, writing=False) as reader:
            assert reader.ask(people.owner) is not None
        assert [path.name for path in folder.glob(f"{driver.DATABASE}.new*")] == []


@pytest.mark.parametrize("writing", [True, False])
@pytest.mark.parametrize("beside", [driver.LOCK, driver.BACKUPS, f"{driver.DATABASE}-wal"])
def test_a_database_emptied_by_a_power_cut_was_taken_for_a_new_one_and_written_over(folder: Path, beside: str, writing: bool) -> None:
    folder.mkdir()
    (folder / driver.DATABASE).touch()
    (folder / beside).write_bytes(b"WAL") if "." in beside else (folder / beside).mkdir()
    before = sorted((path.name, path.stat().st_size) for path in folder.iterdir())
    refusal = refused(lambda: opened(folder, writing=writing))
    assert (refusal.code, refusal.fields) == ("profile.damaged", {"file": folder / driver.DATABASE})
    assert sorted((path.name, path.stat().st_size) for path in folder.iterdir()) == before
    assert look(folder) is None


def test_a_database_gone_from_beside_its_log_was_taken_for_a_new_one(folder: Path) -> None:
    folder.mkdir()
    (folder / f"{driver.DATABASE}-wal").write_bytes(b"WAL")
    assert refused(lambda: opened(folder)).code == "profile.damaged"
    assert [path.name for path in folder.iterdir()] == [f"{driver.DATABASE}-wal"]


def test_an_empty_file_alone_is_no_damage(folder: Path) -> None:
    folder.mkdir()
    (folder / driver.DATABASE).touch()
    assert refused(lambda: opened(folder, writing=False)).code == "profile.missing"
    with opened(folder) as desk:
        assert desk.ask(people.owner) is None


def test_a_profile_that_cannot_get_its_name_is_refused_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        refusal = refused(lambda: opened(folder))
    assert (refusal.code, refusal.fields["cause"]) == ("profile.write_failed", Cause("enospc"))
    with opened(folder) as desk:
        assert desk.do(people.found, name="Ani", role="verifier", language="id").name == "Ani"


def test_the_remedy_for_a_damaged_profile_promised_a_backup_that_nobody_makes() -> None:
    said = Words("en").refusal(Refusal("profile.damaged", file="/x/verifier.db"))
    assert "Keep a copy of the whole folder as it is, then run verifier doctor" in said


@pytest.mark.parametrize(
    ("name", "mode", "writing"),
    [("format-1", "wal", False), ("format-1", "delete", True), ("format-2", "wal", True), ("format-3", "wal", True)],
)
def test_a_kill_while_an_earlier_format_is_brought_to_today_loses_nothing(
    name: str, mode: str, writing: bool, folder: Path, killed: Killed
) -> None:
    said = unpacked(name, folder)
    with closing(driver.MODULE.connect(folder / driver.DATABASE)) as connection:
        assert connection.execute(f"PRAGMA journal_mode={mode}").fetchone() == (mode,)
    folders = killed(folder)
    assert any(map(is_hot, folders)) is (mode == "delete")
    for copy in folders:
        with opened(copy, writing=writing) as desk:
            assert told(desk) == said
            desk.ask(history.check)
        with closing(driver.MODULE.connect(copy / driver.DATABASE)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            assert connection.execute("SELECT name FROM sqlite_schema WHERE name LIKE '_alembic_tmp_%'").fetchall() == []
