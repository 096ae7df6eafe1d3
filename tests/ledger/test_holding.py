"""A lock that nobody holds keeps nobody out, whoever left it; whoever holds one is never run over."""

import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from models.desk import people
from models.desk.desk import Desk, opened
from models.ledger import cipher, driver
from models.ledger.holding import HOLDER
from tests.ledger.encrypted import encrypt
from tests.ledger.kit import refused, run

AS_NOBODY = """
import os, sys, pathlib
folder = pathlib.Path(sys.argv[1])
from models.desk.desk import opened
from models.errors import Refusal
import models.desk.people, models.ledger.migrations, alembic, sqlcipher3, filelock
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
try:
    with opened(folder) as desk:
        print((folder / "verifier.holder").read_text().split(",")[0].partition("@")[0], os.stat(folder / "verifier.lock").st_uid)
except Refusal as refusal:
    print(refusal.code, refusal.fields.get("holder", ""))
"""


@pytest.fixture
def left(desk: Desk) -> Path:
    """A profile in which a program lies killed, with all that this leaves beside the database."""
    folder = desk.ledger.folder
    kept = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    desk.close()
    for name, body in kept.items():
        (folder / name).write_bytes(body)
    assert {driver.LOCK, HOLDER, f"{driver.DATABASE}-wal", f"{driver.DATABASE}-shm"} <= kept.keys()
    return folder


@pytest.mark.parametrize(
    "said",
    [f"ani@laptop, PID {os.getpid()}", "ani@laptop, PID 1", "ani@laptop lain, PID 99"],
    ids=["its number was given again, to us", "or to somebody else", "on another laptop"],
)
def test_what_a_crash_left_keeps_nobody_out_whatever_it_says_of_its_process(left: Path, said: str, tmp_path: Path) -> None:
    (left / HOLDER).write_text(said)
    copied = tmp_path / "copied"
    shutil.copytree(left, copied)
    for folder in (left, copied):
        with opened(folder) as desk:
            assert desk.ask(people.owner) is not None
            assert f"PID {os.getpid()}" in str(refused(partial(opened, folder)).fields["holder"])


def test_a_folder_in_the_place_of_the_lock_is_said_and_not_removed(left: Path) -> None:
    (left / driver.LOCK).unlink()
    (left / driver.LOCK).mkdir()
    assert refused(lambda: opened(left)).code == "profile.folder"
    assert (left / driver.LOCK).is_dir()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no users to become there")
@pytest.mark.parametrize("mode", [0o644, 0o600])
@pytest.mark.parametrize("held", [False, True])
def test_the_lock_of_another_user_counts_only_while_it_is_held(
    left: Path, in_the_open: Callable[[Path], Path], mode: int, held: bool
) -> None:
    if os.getuid() != 0:
        pytest.skip("only root becomes another user")
    left = in_the_open(left)
    for path in (left, *left.iterdir()):
        os.chown(path, 65534, 65534)
    for name in (driver.LOCK, HOLDER):
        os.chown(left / name, 0, 0)
    (left / driver.LOCK).chmod(mode)
    if held:
        with opened(left) as desk:
            done = run(AS_NOBODY, left, cwd="/")
            assert desk.do(people.choose_language, "en") is None
        assert (done.stdout.split()[0], f"PID {os.getpid()}" in done.stdout, done.stderr) == ("profile.locked", True, "")
    else:
        done = run(AS_NOBODY, left, cwd="/")
        assert (done.stdout.strip(), done.stderr) == ("nobody 65534", "")


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="nobody tells there who locks what")
@pytest.mark.parametrize("encrypted", [False, True])
def test_looking_whether_a_database_is_encrypted_gave_back_the_locks_that_sqlite_holds_on_it(desk: Desk, encrypted: bool) -> None:
    folder, path = desk.ledger.folder, desk.ledger.folder / driver.DATABASE
    desk.close()
    if encrypted:
        encrypt(folder)
    with opened(folder) as again:
        again.ask(people.owner)
        assert cipher.is_plain(path) is not encrypted
        driver.connect(path, writing=False).close()
        held = {line.split()[5].split(":")[2] for line in Path("/proc/locks").read_text().splitlines() if f" {os.getpid()} " in line}
        assert str(path.stat().st_ino) in held
