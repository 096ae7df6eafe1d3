"""A profile's database made over: encrypted, or plain again. What was there stays until the new file is checked and in its place."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from models import causes
from models.errors import Refusal
from models.landing import land, put_over, sync_file, sync_folder
from models.ledger import backups, cipher, driver, on_file
from models.ledger.cipher import KeyFile

_STEP: Final = 10_000
"""Instructions of SQLite between two looks at how far it is."""
_ROUNDS: Final = 3
"""As often each byte is gone over: written, and read for the check there and here."""
_PART: Final = ".part"
_SIDES: Final = ("", "-journal", "-wal", "-shm", cipher.SUFFIX)

Told = Callable[[int, int], bool]
"""Told how much is done and of how much; False stops."""


def plain_copies(path: Path) -> tuple[Path, ...]:
    """The copies of the database at `path` in the folder of its backups that are not encrypted, the oldest first."""
    return tuple(file for file in sorted(path.with_name(driver.BACKUPS).glob("*.db")) if cipher.is_plain(file))


def encrypt(path: Path, file: KeyFile, told: Told) -> tuple[Path, ...]:
    """Encrypt the database at `path` and the copies beside it under the held key that `file` names; the copies that could not be read.

    What is encrypted already stays: where a kill left some copies plain, the rest is done.

    Raises:
        Refusal: `profile.in_use` while others read it, what `backups.check` and `driver.gate` refuse of it, `backup.no_room`, and what
            the disk does; then all is as it was, or, once the database itself is encrypted, some copies are plain still.
        Stopped: when `told` says no, as above.
    """
    body = cipher.written(file)
    with on_file.alone(path.parent), _on_disk(path):
        plain = [each for each in (path, *plain_copies(path)) if cipher.is_plain(each)]
        meter = _Meter(plain, told)
        left = []
        for each in plain:
            try:
                _make_over(each, body, meter)
            except Refusal as refused:
                if each == path or refused.code not in _UNREADABLE:
                    raise
                left.append(each)
        return tuple(left)


_UNREADABLE: Final = frozenset({"profile.damaged", "profile.foreign", "profile.newer", "trail.broken"})


def decrypt(path: Path, told: Told) -> None:
    """Make the database at `path` plain again; its copies stay encrypted under the key beside each of them.

    Raises:
        Refusal: `profile.key_needed` where its key is not held, and as `encrypt` gives; then all is as it was.
        Stopped: when `told` says no.
    """
    with on_file.alone(path.parent), _on_disk(path):
        if not cipher.is_plain(path):
            _make_over(path, None, _Meter([path], told))
        with suppress(OSError):
            cipher.beside(path).unlink(missing_ok=True)


def relock(path: Path, file: KeyFile, told: Told) -> None:
    """Put the encrypted database at `path` under the held key that `file` names; what opens it now is held too.

    Raises:
        Refusal: `profile.key_needed` where one of the keys is not held, and as `encrypt` gives; then all is as it was.
        Stopped: when `told` says no.
    """
    with on_file.alone(path.parent), _on_disk(path):
        _make_over(path, cipher.written(file), _Meter([path], told))


def rewrap(path: Path, file: KeyFile, before: bytes) -> tuple[Path, ...]:
    """Let `file` be what opens the database at `path` in the place of what was read, `before`, and every copy under the same key.

    The `.key` files of copies that the disk refuses are given, and opened as before: for those it is done again as soon as it can be.

    Raises:
        Refusal: `export.changed` where something else opens it by now, such as a new passphrase set by another process; as the disk does.
    """
    body = cipher.written(file)
    with _on_disk(path):
        if body != before:
            put_over(cipher.beside(path), body, before)
        elif cipher.beside(path).read_bytes() != before:
            raise Refusal("export.changed", file=cipher.beside(path))
        return tuple(
            copy for copy in sorted(path.with_name(driver.BACKUPS).glob(f"*{cipher.SUFFIX}")) if not _follows(copy, body, file.key_id)
        )


def _follows(copy: Path, body: bytes, key_id: str) -> bool:
    """Whether the `.key` file of a copy, where it is of that key, is `body` now."""
    try:
        if copy.read_bytes() != body and _names(copy, key_id):
            _put(copy, body)
    except FileNotFoundError:  # let go meanwhile
        return True
    except (OSError, Refusal):
        return False
    return True


def sweep(path: Path) -> None:
    """Take away what a kill left beside the database at `path` and its copies; only for who holds the profile's lock."""
    with suppress(OSError):
        for left in (*path.parent.glob(f"{path.name}{_PART}*"), *path.with_name(driver.BACKUPS).glob(f"*.db{_PART}*")):
            left.unlink(missing_ok=True)
        if cipher.is_plain(path):
            cipher.beside(path).unlink(missing_ok=True)


class _Meter:
    """How far the making over of several files is."""

    def __init__(self, files: list[Path], told: Told) -> None:
        self._told = told
        self._all = sum(file.stat().st_size for file in files) * _ROUNDS
        self._done = 0

    def at(self, count: int) -> bool:
        """Whether to go on, `count` bytes beyond what is done."""
        return self._told(min(self._done + count, self._all), self._all)

    def add(self, count: int) -> None:
        """So many bytes are done."""
        self._done += count


def _make_over(path: Path, body: bytes | None, meter: _Meter) -> None:
    """Put a copy in the place of the database at `path`: under the key that the `.key` file `body` names, or plain where there is none."""
    # Before anything is changed: nobody here can tell whether one of a newer program is whole.
    driver.gate(path)
    part = _part(path)
    size = path.stat().st_size
    try:
        _take_away(part)
        backups.require_room(path.parent, size)
        with on_file.understood(path.parent):
            _write(path, part, body, meter)
        meter.add(size)
        held = backups.check(part, lambda: meter.at(0))
        meter.add(size)
        if held != backups.check(path, lambda: meter.at(0)):
            raise Refusal("profile.damaged", file=path)
        meter.add(size)
        shutil.copymode(path, part)
        if body is not None:
            _put(cipher.beside(path), body)
        part.replace(path)
        sync_folder(path.parent)
    finally:
        with suppress(OSError):
            _take_away(part)


def _write(path: Path, part: Path, body: bytes | None, meter: _Meter) -> None:
    # Nobody else may read what is in it, from its first byte on.
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    if body is not None:
        land(cipher.beside(part), body)
    key = cipher.key_of(part)
    driver.fold(path)
    with closing(driver.connect(path, writing=True)) as source:
        source.set_progress_handler(lambda: not meter.at(part.stat().st_size), _STEP)
        source.execute("PRAGMA temp_store=2")
        source.execute("ATTACH ? AS made KEY ?", (str(part), "" if key is None else cipher.literal(key)))
        # It is synced once it is whole, and thrown away where it does not get there.
        source.execute("PRAGMA made.synchronous=OFF")
        _export(source)
        for name in ("application_id", "user_version"):
            (value,) = source.execute(f"PRAGMA main.{name}").fetchone()
            source.execute(f"PRAGMA made.{name}={value}")
        source.execute("DETACH made")
    sync_file(part)


def _export(source: Any) -> None:
    try:
        source.execute("SELECT sqlcipher_export('made')").fetchall()
    except driver.MODULE.OperationalError as error:
        if "interrupted" in str(error):
            raise backups.Stopped from error
        raise


def _names(file: Path, key_id: str) -> bool:
    """Whether a `.key` file is one of this key; one that cannot be read is of another, or of none."""
    try:
        return cipher.read(file).key_id == key_id
    except Refusal:
        return False


@contextmanager
def _on_disk(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Refusal("profile.write_failed", folder=path.parent, cause=causes.of_system(error)) from error


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}{_PART}")


def _put(file: Path, body: bytes) -> None:
    put_over(file, body, file.read_bytes() if file.is_file() else None)


def _take_away(part: Path) -> None:
    for side in _SIDES:
        Path(f"{part}{side}").unlink(missing_ok=True)
