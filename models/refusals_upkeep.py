"""The refusals of looking after a profile, part of the catalogue: where it may lie, what it lacks, moving it, and files of evidence."""

from collections.abc import Mapping
from typing import Final

OF_UPKEEP: Final[Mapping[str, str]] = {
    # places
    "profile.network": "folder system",
    "profile.synced": "folder service root",
    "profile.stick": "folder",
    # files of evidence
    "evidence.no_file": "evidence",
    "evidence.no_files": "",
}
