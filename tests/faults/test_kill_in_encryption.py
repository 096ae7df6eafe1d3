"""Stopped at any step of being encrypted or made plain, a profile opens with all that is in it, and what was begun can be ended."""

import errno
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from models import encryption
from models.desk import people
from models.desk.desk import opened
from models.errors import Refusal
from models.ledger import backups, cipher, driver, encrypting
from models.ledger.cipher import KeyFile
from models.moments import now
from tests.hostile import EVERY_CASE
from tests.ledger.encrypted import SAID, on

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked there")]

_CHANGING = ("PRAGMA journal_mode", "PRAGMA wal", "ATTACH", "SELECT sqlcipher_export", "PRAGMA made", "DETACH")
_EVENTS = frozenset({"open", "os.rename", "os.remove"})


@pytest.fixture(scope="module")
def plain(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded profile with a copy."""
    folder = tmp_path_factory.mktemp("plain") / "profile"
    shutil.copytree(template, folder)
    backups.copied(folder / driver.DATABASE, backups.named(folder / driver.BACKUPS, now()))
    return folder


@pytest.fixture(scope="module")
def encrypted(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, encrypted."""
    folder = tmp_path_factory.mktemp("encrypted") / "profile"
    shutil.copytree(plain, folder)
    encryption.turn_on(folder, SAID, on)
    return folder


class _Traced:
    """A connection that tells each statement that changes a file."""

    def __init__(self, connection: Any, step: Callable[[], None]) -> None:
        self._connection, self._step = connection, step

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, *told: Any) -> Any:
        if told[0].startswith(_CHANGING):
            self._step()
        return self._connection.execute(*told)


def _killed(folder: Path, act: Callable[[Path], None], at: int) -> bool:
    """Do `act` in a process that is killed before its step of that number; False where it came to its end."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            _count(folder, at)
            act(folder)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    assert status in (0, signal.SIGKILL), status
    return status != 0


def _count(folder: Path, at: int) -> None:
    """Die before the step of that number: what is opened to be written, renamed and taken away in the folder, and what SQLite changes."""
    module: Any = driver.MODULE
    steps, inside, connect = 0, str(folder), module.connect

    def step() -> None:
        nonlocal steps
        steps += 1
        if steps == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(event: str, told: tuple[Any, ...]) -> None:
        is_look = event == "open" and not told[2] & (os.O_WRONLY | os.O_RDWR)
        if event in _EVENTS and not is_look and any(inside in str(each) for each in told[:2]):
            step()

    sys.addaudithook(heard)
    module.connect = lambda *told, **more: _Traced(connect(*told, **more), step)


@pytest.mark.parametrize("turned", ["on", "off"])
def test_a_profile_killed_at_any_step_opens_with_all_of_it(turned: str, plain: Path, encrypted: Path, tmp_path: Path) -> None:
    made = {"on": plain, "off": encrypted}[turned]
    if turned == "off":
        encryption.unlock(made, SAID)
    held = backups.check(made / driver.DATABASE)

    key = cipher.made()
    wanted = KeyFile(cipher.id_of(key), cipher.wrapped(key, SAID))

    def act(folder: Path) -> None:
        path = folder / driver.DATABASE
        if turned == "off":
            encrypting.decrypt(path, on)
            return
        cipher.hold(key)
        encrypting.encrypt(path, cipher.read(cipher.beside(path)) if encryption.state(folder).is_on else wanted, on)

    at, seen = 0, set()
    while True:
        at += 1 if EVERY_CASE else 3
        folder = tmp_path / str(at)
        shutil.copytree(made, folder)
        if not _killed(folder, act, at):
            break
        cipher.forget()
        if encryption.is_locked(folder):
            encryption.unlock(folder, SAID)
        seen.add(encryption.state(folder).is_on)
        for file in (folder / driver.DATABASE, *(folder / driver.BACKUPS).glob("*.db")):
            if cipher.is_locked(file):
                cipher.unlock(file, SAID)
            assert driver.gate(file) == driver.FORMAT, at
        assert backups.check(folder / driver.DATABASE) == held, at
        if at % 5 == 0:
            with opened(folder) as desk:
                assert (owner := desk.ask(people.owner)) is not None and owner.name == "Ani Lestari"
            if encryption.state(folder).is_on or turned == "on":
                act(folder)
            assert encryption.state(folder).is_on == (turned == "on")
            assert not list(folder.rglob("*.part*"))
            assert cipher.beside(folder / driver.DATABASE).exists() == (turned == "on")
            assert turned == "off" or encryption.state(folder).plain_copies == 0
        shutil.rmtree(folder)
        if turned == "off":
            encryption.unlock(made, SAID)
    assert at > 20 and seen == {True, False}


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_fails_at_any_call_leaves_a_profile_that_opens(
    call: str, plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, at, is_done = backups.check(plain / driver.DATABASE), 0, False
    while not is_done:
        at += 1
        folder = tmp_path / str(at)
        shutil.copytree(plain, folder)
        with monkeypatch.context() as patch, suppress(Refusal):
            left = _failing_at(patch, call, at)
            encryption.turn_on(folder, SAID, on)
            is_done = next(left) > 1
        cipher.forget()
        if encryption.is_locked(folder):
            encryption.unlock(folder, SAID)
        assert backups.check(folder / driver.DATABASE) == held, at
        shutil.rmtree(folder)
    assert at > 2


def _failing_at(patch: pytest.MonkeyPatch, call: str, at: int) -> Iterator[int]:
    """Let a call of the system fail the time of that number; how many more times it would have had to be called."""
    left, real = count(at, -1), getattr(os, call)

    def failing(*told: Any, **more: Any) -> Any:
        if next(left) == 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(*told, **more)

    patch.setattr(os, call, failing)
    return left
