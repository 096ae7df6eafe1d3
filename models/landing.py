"""How a file lands on a disk: written beside, synced, read back, compared, renamed. The only code that writes outside the database."""

import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Final

from models import causes
from models.errors import Refusal

WAITS: Final = (0.05, 0.1, 0.25, 0.5) if os.name == "nt" else ()
"""Seconds after which a rename that is refused is tried again: on Windows whatever looks for viruses holds a new file for a while."""
_MOST_WAITING: Final = 1_000
"""Most files that wait together for the disk."""
_FULL: Final = ("ENOSPC", "EDQUOT", "EFBIG")


class Landing:
    """The files of one act: where the act fails, what it wrote is taken away again."""

    def __init__(self) -> None:
        self._written: list[tuple[Path, bytes, bytes | None]] = []

    def land(self, path: Path, content: bytes) -> None:
        """Put a file as `land` does."""
        # Kept before it is tried: a disk may fail once the file has its name.
        if not os.path.lexists(path):
            self._written.append((path, content, None))
        land(path, content)

    def put_over(self, path: Path, content: bytes, before: bytes | None) -> None:
        """Put a file as `put_over` does."""
        self._written.append((path, content, before))
        put_over(path, content, before)

    def take_back(self) -> None:
        """Leave the folder as it was, as far as the disk lets one."""
        for path, content, before in reversed(self._written):
            with suppress(Refusal):
                if before is None:
                    taken_away(path, content)
                elif before != content:
                    put_over(path, before, content)


@contextmanager
def whole() -> Iterator[Landing]:
    """Files that land together: all of them, or none where the block fails."""
    landing = Landing()
    try:
        yield landing
    except BaseException:
        landing.take_back()
        raise


class _Waiting:
    """Files that stand complete beside their places, until the disk holds all of them."""

    def __init__(self) -> None:
        self._parts: dict[Path, Path] = {}

    def add(self, part: Path, path: Path) -> None:
        """Let a file wait; where many do they land."""
        self._parts[path] = part
        if len(self._parts) == _MOST_WAITING:
            self.end()

    def found(self, path: Path) -> bytes | None:
        """What waits for a place."""
        return self._parts[path].read_bytes() if path in self._parts else None

    def drop(self, path: Path) -> bool:
        """Let what waits for a place not land; whether anything did."""
        part = self._parts.pop(path, None)
        if part is not None:
            part.unlink(missing_ok=True)
        return part is not None

    def end(self) -> None:
        """Let all of them land; Refusal `export.no_room` or `export.folder` where one cannot, and then those behind it do not."""
        folder = Path()
        try:
            if self._parts:
                os.sync()
            # One wait for all of them; of what it could not take the disk tells file by file.
            for part in self._parts.values():
                folder = part.parent
                sync_file(part)
            for path, part in self._parts.items():
                folder = path.parent
                renamed(part, path)
            for folder in {path.parent for path in self._parts}:
                sync_folder(folder)
        except OSError as error:
            raise refused(folder, 0, error) from error
        finally:
            self._clear()

    def _clear(self) -> None:
        for path in list(self._parts):
            # Where it landed, nothing is there any more.
            with suppress(OSError):
                self.drop(path)


_WAITING: Final[ContextVar[_Waiting | None]] = ContextVar("waiting", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Files of many acts: those that `land` within the block do so once the disk holds them all, or a thousand.

    Where nothing waits for a whole disk but on Linux, each lands by itself. Refusal as `land` gives, also at the end of the block.
    """
    if sys.platform != "linux" or _WAITING.get() is not None:
        yield
        return
    waiting = _Waiting()
    before = _WAITING.set(waiting)
    try:
        yield
    except BaseException:
        # What was done before stays done.
        with suppress(Refusal):
            waiting.end()
        raise
    else:
        waiting.end()
    finally:
        _WAITING.reset(before)


def land(path: Path, content: bytes) -> None:
    """Put `content` at `path` completely or not at all; the same bytes already there are left alone.

    Raises:
        Refusal: `export.exists_other` when other bytes stand there, `export.no_room` where the disk is full, `export.folder` when it
            cannot be written, `export.compare` when what is read back differs.
    """
    try:
        waiting = _WAITING.get()
        # A pipe, as somebody may have put on a stick, would keep whoever reads it waiting for ever.
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise Refusal("export.exists_other", file=path)
        there = path.read_bytes() if path.exists() else waiting.found(path) if waiting is not None else None
        if there is not None:
            if there == content:
                return
            raise Refusal("export.exists_other", file=path)
        _land_from_beside(path, content, waiting)
    except OSError as error:
        raise refused(path.parent, len(content), error) from error


def put_over(path: Path, content: bytes, before: bytes | None) -> None:
    """Put `content` in the place of `before` (None where no file was) completely or not at all; a link is followed, rights are kept.

    Raises:
        Refusal: `export.changed` when something else than `before` stands there by now, otherwise as `land` does.
    """
    try:
        path = Path(os.path.realpath(path))
        # A link that leads in a circle is there, too; a pipe gives way.
        found = path.read_bytes() if os.path.lexists(path) and not path.is_fifo() else None
        if found != before:
            raise Refusal("export.changed", file=path)
        # A rename asks only for rights to the folder, and would take a file that its owner has closed.
        if found is not None:
            path.open("ab").close()
        _land_from_beside(path, content)
    except OSError as error:
        raise refused(path.parent, len(content), error) from error


def put_in_place(path: Path, content: bytes, beside: str) -> None:
    """Put `content` at `path` from `beside` it, whole or not at all, over what stands there and through no link; an OSError passes."""
    _land_from_beside(path, content, beside=beside)


def missing(folder: Path, needed: int) -> int:
    """How many megabytes of `needed` bytes the disk of `folder` lacks, where it refused them; at least one."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        free = 0
    return max(1, -(-(needed - free) // 1_000_000))


def refused(folder: Path, needed: int, error: OSError) -> Refusal:
    """Why that many bytes could not be written into `folder`."""
    if errno.errorcode.get(error.errno or 0) in _FULL:
        return Refusal("export.no_room", folder=folder, missing=missing(folder, needed))
    return Refusal("export.folder", folder=folder, cause=causes.of_system(error))


def taken_away(path: Path, content: bytes) -> None:
    """Take the file at `path` away again while it holds `content`; Refusal `export.folder` where it cannot be."""
    waiting = _WAITING.get()
    try:
        if waiting is not None and waiting.drop(path):
            return
        if path.exists() and path.read_bytes() == content:
            path.unlink()
            sync_folder(path.parent)
    except OSError as error:
        raise Refusal("export.folder", folder=path.parent, cause=causes.of_system(error)) from error


def _land_from_beside(path: Path, content: bytes, waiting: _Waiting | None = None, beside: str = ".part") -> None:
    part = path.with_name(path.name + beside)
    try:
        _write(part, content, is_synced=waiting is None)
        if part.read_bytes() != content:
            raise Refusal("export.compare", file=path)
        if waiting is None:
            if path.is_file() and not path.is_symlink():
                shutil.copymode(path, part)
            renamed(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    if waiting is None:
        sync_folder(path.parent)
    else:
        waiting.add(part, path)


def renamed(part: Path, path: Path) -> None:
    """Give a file that was written beside its place its name, over what stands there; an OSError passes as it is."""
    for seconds in WAITS:
        try:
            part.replace(path)
        except PermissionError:
            time.sleep(seconds)
        else:
            return
    part.replace(path)


def _write(path: Path, content: bytes, *, is_synced: bool = True) -> None:
    try:
        descriptor = _made(path)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = _made(path)
    except FileExistsError:
        # Somebody was stopped while they wrote it.
        path.unlink(missing_ok=True)
        descriptor = _made(path)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        if is_synced:
            sync(file.fileno())


def _made(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)


def sync(descriptor: int) -> None:
    """Let what was written to an open file outlive a power cut."""
    if sys.platform == "darwin":
        import fcntl

        # There `fsync` leaves it in the disk's own memory (Apple's manual page of it); a share knows nothing else.
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_file(path: Path) -> None:
    """Let what stands in the file at `path`, which others wrote and may have closed to writing, outlive a power cut."""
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Let the names in `folder` outlive a power cut."""
    # Windows cannot open a folder; there the rename is as durable as it gets.
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
