"""Files of evidence looked at again: whether each still lies where it was read, and is still the one it was. Nothing is changed by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from models import causes, disks
from models.causes import Cause
from models.filed import path_of
from models.fingerprints import Fingerprint, hashed, is_path


class Standing(StrEnum):
    """How a file was found, the worst first."""

    CHANGED = "changed"
    """There is another one there than was read, or was brought by the exchange."""
    MISSING = "missing"
    UNREACHED = "unreached"
    """The disk or share is not there now, or may not be read: the file may well be."""
    UNREAD = "unread"
    """There, and never read before: nothing is known to compare with."""
    ELSEWHERE = "elsewhere"
    """On the laptop of somebody else, whose file has not come here."""
    PRESENT = "present"


@dataclass(frozen=True, slots=True)
class Reference:
    """What evidence says of its file."""

    verification: str
    agency: str
    """Name of the agency."""
    round: str
    code: str
    title: str
    location: str
    digest: str
    """Of the file when it was read, empty where it never was."""
    size: int
    is_own: bool
    """Whether it was told of on this laptop, so that the location is a path here."""


@dataclass(frozen=True, slots=True)
class Swept:
    """How the file of evidence was found."""

    reference: Reference
    standing: Standing
    path: str
    """Where it was looked for."""
    digest: str = ""
    """Of what is there now."""
    size: int = 0
    cause: Cause | str | None = None
    """Why it could not be read."""

    @property
    def fingerprint(self) -> Fingerprint:
        """What was read, as it would be kept."""
        return Fingerprint(self.reference.code, self.reference.location, self.digest, self.size)


def sweep(references: tuple[Reference, ...], folder: Path, found: list[Swept]) -> Iterator[tuple[int, int]]:
    """Look for each file, `folder` being the profile's, and add to `found`: every now and then how many are done, and of how many."""
    read: dict[str, tuple[str, int] | OSError] = {}
    for done, each in enumerate(references):
        for _ in _look(each, folder, read, found):
            yield done, len(references)
    yield len(references), len(references)


def _look(each: Reference, folder: Path, read: dict[str, tuple[str, int] | OSError], found: list[Swept]) -> Iterator[None]:
    """Look for one file, with a pause for every piece that is read; what `read` holds is not read again."""
    stored = str(path_of(folder, each.digest))
    # Of what others told, their file that came here says more than whatever lies at the same path.
    path = each.location if each.is_own or (is_path(each.location) and not Path(stored).is_file()) else stored
    if path not in read:
        try:
            read[path] = yield from hashed(Path(path))
        except OSError as error:
            read[path] = error
        except ValueError:  # a name that no file can have
            read[path] = FileNotFoundError(2, "")
    else:
        yield
    # A folder in which things are kept is a place like a cabinet, and no file that is gone.
    if each.digest or not isinstance(read[path], IsADirectoryError):
        found.append(_judged(each, path, read[path], is_stored=path == stored))


def _judged(each: Reference, path: str, there: tuple[str, int] | OSError, *, is_stored: bool) -> Swept:
    is_far = not (each.is_own or is_stored)
    if isinstance(there, OSError):
        if is_far or (is_stored and isinstance(there, FileNotFoundError)):
            return Swept(each, Standing.ELSEWHERE, path)
        is_gone = isinstance(there, FileNotFoundError | NotADirectoryError | IsADirectoryError) and disks.is_reached(Path(path))
        cause = causes.of_system(there)
        return Swept(each, Standing.MISSING if is_gone else Standing.UNREACHED, path, cause=cause)
    digest, size = there
    if digest == each.digest:
        return Swept(each, Standing.PRESENT, path, digest, size)
    if is_far:
        # The same path leads to something else here.
        return Swept(each, Standing.ELSEWHERE, path)
    return Swept(each, Standing.CHANGED if each.digest else Standing.UNREAD, path, digest, size)
