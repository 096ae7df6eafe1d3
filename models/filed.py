"""What travels upward about files of evidence: which there are, of which verification, and where they lie."""

from __future__ import annotations

from dataclasses import dataclass


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
