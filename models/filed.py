"""What travels upward about files of evidence: which there are, of which verification, and where they lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILES: Final = "files"
"""The folder of a profile for the files of others."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A file of evidence as it was read when its fingerprint was taken."""

    digest: str
    size: int
    location: str
    agency: str
    """Name of the agency."""
    evidence: str
    """Its code."""
    title: str
    others: tuple[str, ...] = ()
    """The locations of the same bytes that other evidence tells of."""


def path_of(folder: Path, digest: str) -> Path:
    """Where the file of a digest lies in the profile at `folder`, once it came."""
    return folder / FILES / digest
