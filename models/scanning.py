"""The files of a folder that was handed over, found without following a link or opening anything."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models import causes
from models.errors import Refusal
from models.text import LINE_LIMIT, clean, uncomposed

MOST: Final = 2_000
"""Files of one folder that are listed."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a folder."""

    name: str
    """Its path below the folder, as it may be shown."""
    title: str
    """Its name without the ending."""
    location: str
    """Where it is, as evidence stores it."""
    fault: str = ""
    """Why evidence cannot note where it is: the path is too long, or a name in it holds what no text may."""


def files(folder: Path) -> Iterator[Found]:
    """The files below `folder` one by one, those of a folder before its subfolders, at most `MOST`; hidden ones are left out.

    Raises:
        Refusal: `evidence.folder` where the folder itself cannot be read.
    """
    try:
        with os.scandir(folder):
            pass
    except OSError as error:
        raise Refusal("evidence.folder", folder=folder, cause=causes.of_system(error)) from error
    count = 0
    for above, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            path = Path(above, name)
            if name.startswith((".", "~$")) or path.is_symlink() or not path.is_file():
                continue
            yield _found(folder, path)
            count += 1
            if count == MOST:
                return


def _found(folder: Path, path: Path) -> Found:
    name = " ".join(clean(path.name).split()) or "?"
    title = " ".join(clean(path.stem).split())[:LINE_LIMIT] or name
    kept, shown = str(path), clean(str(path.relative_to(folder))).replace("\n", " ")
    if uncomposed(kept).strip() != kept:
        # Two such names may read alike.
        return Found(shown, title, repr(kept), "gathering.unnamed")
    return Found(shown, title, kept, "gathering.too_long" if len(kept) > LINE_LIMIT else "")
