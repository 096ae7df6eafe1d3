"""Another database in the place of a profile's: what stood there is copied first, and the new one gets its name whole."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Final

from models import causes
from models.errors import Refusal
from models.landing import put_over, renamed, sync_file, sync_folder
from models.ledger import backups, cipher, driver, encrypting, head, on_file

UNREADABLE: Final = frozenset(
    {"profile.damaged", "profile.gone", "profile.foreign", "profile.altered", "trail.broken"}
    | {"profile.key_damaged", "profile.key_lost", "profile.key_unfit", "profile.keyless"}
)
_NEWER: Final = "profile.newer"
"""Why a database cannot be copied, and is kept as it lies instead."""
_SIDES: Final = ("", "-wal", "-journal", cipher.SUFFIX)


def lock_like(prepared: Path, path: Path) -> None:
    """Let the database at `prepared` open with the key of the one at `path`; where that is not encrypted, it stays as it is.

    Raises:
        Refusal: `profile.key_needed` where one of the keys is not held, and as `encrypting.encrypt` gives.
    """
    key = cipher.key_of(path) if path.exists() else None
    if key is None:
        return
    if cipher.key_of(prepared) is None:
        encrypting.encrypt(prepared, cipher.read(cipher.beside(path)), lambda *_: True)
        return
    if cipher.key_of(prepared) != key:
        # Not by `PRAGMA rekey`, which leaves what the disk has no room for in the log, and says nothing.
        encrypting.relock(prepared, cipher.read(cipher.beside(path)), lambda *_: True)
    _put(cipher.beside(prepared), cipher.beside(path).read_bytes())


def put(prepared: Path, path: Path, moment: datetime) -> Path | None:
    """Put the database at `prepared`, which nobody has open, in the place of the one at `path`; the copy made of that, None where none was.

    Raises:
        Refusal: `profile.locked` and as `Ledger.open` gives of the folder, `profile.in_use` while somebody reads it,
            as `backups.copied` gives; then all is as it was.
    """
    with on_file.alone(path.parent):
        try:
            # What is left in a log of it, as a full disk does, would not come along.
            with on_file.understood(path.parent):
                driver.fold(prepared)
            before = _before(path, moment)
            if cipher.beside(prepared).exists():
                # A key beside a plain database says nothing; an encrypted one without its key opens for nobody.
                _put(cipher.beside(path), cipher.beside(prepared).read_bytes())
            # Gone before it would tell of entries that the new one lacks; without it nothing is told.
            head.forget(path.parent)
            renamed(prepared, path)
            sync_folder(path.parent)
            if cipher.is_plain(path):
                cipher.beside(path).unlink(missing_ok=True)
        except OSError as error:
            raise Refusal("backup.failed", folder=path.parent, cause=causes.of_system(error)) from error
        return before


def _before(path: Path, moment: datetime) -> Path | None:
    """The copy of what stands at `path`, which is one file then; as it lies where it cannot be copied."""
    folder = path.with_name(driver.BACKUPS)
    sides = [side for side in (Path(f"{path}{side}") for side in _SIDES) if side.exists() and side.stat().st_size]
    if not sides:
        return None
    target = backups.named(folder, moment, backups.RESTORED)
    try:
        driver.require_held(path)
        backups.copied(path, target)
    except Refusal as refused:
        if refused.code not in (*UNREADABLE, _NEWER):
            raise
        reason = backups.NEWER if refused.code == _NEWER else backups.DAMAGED
        return _as_it_lies(path, sides, backups.named(folder, moment, reason))
    try:
        with on_file.understood(path.parent):
            driver.fold(path)
    except Refusal:
        # Nothing came of it, so nothing need be undone.
        for file in (target, cipher.beside(target)):
            file.unlink(missing_ok=True)
        raise
    return target


def _as_it_lies(path: Path, sides: list[Path], target: Path) -> Path:
    target.parent.mkdir(exist_ok=True)
    backups.require_room(target.parent, sum(side.stat().st_size for side in sides))
    for side in sides:
        kept = Path(f"{target}{side.name.removeprefix(path.name)}")
        shutil.copy2(side, kept)
        sync_file(kept)
    sync_folder(target.parent)
    for log in ("-wal", "-shm", "-journal"):
        # It would be read as the log of what comes in its place.
        Path(f"{path}{log}").unlink(missing_ok=True)
    return target


def _put(file: Path, body: bytes) -> None:
    put_over(file, body, file.read_bytes() if file.is_file() else None)
