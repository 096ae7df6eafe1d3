"""A profile moved to another folder, whole: copied, compared, and only then the old one is told where the work goes on."""

import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import filelock

from models import causes
from models.desk.desk import opened
from models.errors import Refusal
from models.fingerprints import of_file
from models.landing import renamed, sync_file, sync_folder
from models.ledger import backups, cipher, driver, holding, on_file, place, server, trail

_LEFT: Final = re.compile(r"verifier\.(db(\.key|-\w+)?|lock|holder|head|moved)|.*\.part[\w.-]*|\.restoring-.*")
"""What is not copied as a file: the database, which is copied as such, and what only belongs to the old place."""


def rehouse(folder: Path, to: Path, *, is_held: bool = False) -> Iterator[tuple[int, int]]:
    """Move the profile in `folder` to `to` step by step, telling how many are done and of how many.

    Nothing is deleted: the old folder stays as it is and is only read from then on. Broken off, it can be done again.
    With `is_held` this process holds the profile already, and does nothing with it meanwhile.

    Raises:
        Refusal: as `admit` gives, `profile.locked`, what `backups.copied` refuses, `opened` in the new place, and the disk
            (`backup.failed`).
    """
    admit(folder, to)
    path, target = folder / driver.DATABASE, to / driver.DATABASE
    with _alone(folder, is_held=is_held):
        files = sorted(_files(folder))
        yield 0, len(files) + 1
        backups.require_room(_there(to), backups.size(path) + sum(file.stat().st_size for file in files))
        for done, file in enumerate(files, 1):
            _copy(file, to / file.relative_to(folder))
            yield done, len(files) + 1
        if target.exists():
            _take_back(to)
        backups.copied(path, target)
        # Nobody is sent to a place where it would not open.
        opened(to).close()
        try:
            place.leave(folder, to)
        except Refusal as refused:
            # On a share that takes nothing, nobody can go on working anyway; on a full disk somebody might.
            if refused.code == "export.no_room":
                raise
        yield len(files) + 1, len(files) + 1


def admit(folder: Path, to: Path) -> None:
    """Refuse a folder that the profile in `folder` cannot move to.

    Raises:
        Refusal: `server.not_here`, `profile.missing` where there is none to move, `profile.moved` where it was moved already,
            `move.inside` for a folder in it or around it, `move.not_empty` for one that holds anything else, and as `place.require` and
            `backups.require_text` give of the new one.
    """
    server.require_file(folder)
    if not (folder / driver.DATABASE).exists():
        raise Refusal("profile.missing", folder=folder)
    place.require_here(folder)
    here, there = (Path(os.path.realpath(each)) for each in (folder, to))
    if here == there or here in there.parents or there in here.parents:
        raise Refusal("move.inside", folder=to)
    place.require(to)
    backups.require_text(to)
    if to.exists() and not (to.is_dir() and _is_begun(folder, to)):
        raise Refusal("move.not_empty", folder=to)


def _is_begun(folder: Path, to: Path) -> bool:
    """Whether nothing stands in a folder but what an earlier try left there."""
    names = {path.name for path in to.iterdir()}
    if driver.DATABASE in names and not _is_held(folder / driver.DATABASE, to / driver.DATABASE):
        return False
    return all((folder / name).exists() or _LEFT.fullmatch(name) for name in names)


def _is_held(path: Path, target: Path) -> bool:
    """Whether all that was done in the database at `target` is in the one at `path` too, where one went on working after a try."""
    try:
        with on_file.understood(target.parent), on_file.reading(path) as here, on_file.reading(target) as there:
            last = trail.newest(there)
            return last in (trail.newest(here), None if last is None else trail.at(here, last.seq))
    except Refusal:
        return False


def _take_back(to: Path) -> None:
    """Take away the database that an earlier try left in a folder: of texts typed since, and of a new passphrase, no trail tells."""
    with on_file.alone(to):
        for name in (driver.DATABASE, f"{driver.DATABASE}-wal", f"{driver.DATABASE}-shm", f"{driver.DATABASE}{cipher.SUFFIX}"):
            (to / name).unlink(missing_ok=True)


def _there(folder: Path) -> Path:
    return next(each for each in (folder, *folder.parents) if each.exists())


@contextmanager
def _alone(folder: Path, *, is_held: bool) -> Iterator[None]:
    """Nobody else writes meanwhile; where nothing can be written, nobody can be told to wait either."""
    lock = None if is_held else _held(folder)
    try:
        yield
    finally:
        if lock is not None:
            holding.let_go(folder, lock)


def _held(folder: Path) -> filelock.BaseFileLock | None:
    try:
        return holding.hold(folder)
    except Refusal as refused:
        if refused.code == "profile.read_only":
            return None
        raise


def _files(folder: Path) -> Iterator[Path]:
    for at, _, names in os.walk(folder):
        for name in names:
            path = Path(at) / name
            if path.is_file() and not (_LEFT.fullmatch(name) and Path(at) == folder) and not name.endswith(".part"):
                yield path


def _copy(source: Path, target: Path) -> None:
    """Put a file beside its place, compare it, and give it its name; one that is there already and the same is left alone."""
    part = target.with_name(f"{target.name}.part")
    try:
        wanted = of_file(source)
        if target.exists() and of_file(target) == wanted:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, part)
        sync_file(part)
        shutil.copystat(source, part)
        # On what takes nothing, such as a disc, all files are closed even to their owner, who goes on writing here.
        part.chmod(part.stat().st_mode | stat.S_IWUSR)
        if of_file(part) != wanted:
            raise Refusal("export.compare", file=target)
        renamed(part, target)
        sync_folder(target.parent)
    except OSError as error:
        raise Refusal("backup.failed", folder=target.parent, cause=causes.of_system(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
