"""Files of evidence where they lie: read once to be known again by their digest, whatever becomes of them later."""

import hashlib
import os
import stat
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from models import causes
from models.causes import Cause

_PIECE: Final = 1 << 22


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A file as it was read: the evidence it is, where it lay, its digest and its bytes."""

    evidence: str
    location: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Unread:
    """Evidence whose file could not be read, and why."""

    evidence: str
    location: str
    cause: Cause | str


def looked(evidence: str, location: str, found: list[Fingerprint | Unread]) -> Iterator[None]:
    """Read the file at a path on this machine into `found`, with a pause before each piece; `evidence` is its code."""
    try:
        digest, size = yield from hashed(Path(location))
    except OSError as error:
        found.append(Unread(evidence, location, causes.of_system(error)))
    except ValueError:  # a name that no file can have
        found.append(Unread(evidence, location, Cause("enoent")))
    else:
        found.append(Fingerprint(evidence, location, digest, size))


def is_path(location: str) -> bool:
    """Whether evidence says of itself to be a file on this machine, and not a link or a cabinet."""
    return "://" not in location and Path(location).is_absolute()


def of_file(path: Path) -> tuple[str, int]:
    """The digest and the bytes of a file; OSError where it is none, or cannot be read."""
    reading = hashed(path)
    while True:
        try:
            next(reading)
        except StopIteration as ended:
            return cast("tuple[str, int]", ended.value)


def hashed(path: Path) -> Generator[None, None, tuple[str, int]]:
    """As `of_file`, with a pause before each piece that is read."""
    found, size = hashlib.sha256(), 0
    yield
    with open(path, "rb", opener=_at_once) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise IsADirectoryError(21, "")
        while piece := file.read(_PIECE):
            found.update(piece)
            size += len(piece)
            yield
    return found.hexdigest(), size


def _at_once(path: str, flags: int) -> int:
    # A pipe without a writer would keep us waiting for ever.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
