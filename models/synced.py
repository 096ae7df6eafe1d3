"""Folders that a program keeps the same on several computers, known by the marks such programs leave at their root."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

_MARKS: Final = (
    ("Syncthing", ".stfolder"),
    ("Syncthing", ".stignore"),
    ("Dropbox", ".dropbox.cache"),
    ("OneDrive", ".849C9593-D756-4E56-8D6E-42412F2A707B"),
    ("Google Drive", ".tmp.drivedownload"),
    ("Google Drive", ".tmp.driveupload"),
    ("Nextcloud", ".owncloudsync.log"),
    ("Nextcloud", ".nextcloudsync.log"),
    ("Nextcloud", ".sync_*.db"),
    ("Nextcloud", "._sync_*.db"),
)
"""Names at the root of a synced folder, which may hold `*`."""
_FILES: Final = (("Dropbox", ".dropbox"), ("Resilio Sync", ".sync/ID"))
"""Those that are marks only as a file: in a home, a folder of the first name is the program's own."""
_PARTS: Final = (("iCloud", ("Library", "Mobile Documents")), ("CloudStorage", ("Library", "CloudStorage")))
"""Where macOS keeps what others sync."""
_ROOTS: Final = (("OneDrive", ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")),)
"""Variables of the environment that name a root."""


@dataclass(frozen=True, slots=True)
class Synced:
    """A synced folder: the program that does it, and the root."""

    service: str
    root: Path


def of(folder: Path, environment: Mapping[str, str] = os.environ) -> Synced | None:
    """The synced folder in which `folder` lies, None where no mark is known."""
    path = Path(os.path.realpath(folder))
    for service, names in _ROOTS:
        roots = [Path(os.path.realpath(environment[name])) for name in names if environment.get(name)]
        if found := next((root for root in roots if path.is_relative_to(root)), None):
            return Synced(service, found)
    for root in (path, *path.parents):
        for service, parts in _PARTS:
            if root.parts[-2:] == parts:
                return Synced(service, root)
        if marked := next(_marks(root), None):
            return Synced(marked, root)
    return None


def _marks(root: Path) -> Iterator[str]:
    """The programs whose marks stand in a folder; nothing where one may not look."""
    try:
        names = [name for name in os.listdir(root) if name.startswith(".")]  # noqa: PTH208 - quicker, and it is done up to the root
        yield from (service for service, mark in _MARKS if any(fnmatch(name, mark) for name in names))
        yield from (service for service, mark in _FILES if mark.partition("/")[0] in names and (root / mark).is_file())
    except OSError:
        return
