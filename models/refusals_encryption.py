"""The refusals of encryption at rest, part of the catalogue: each code with the fields its sentence may use."""

from collections.abc import Mapping
from typing import Final

OF_ENCRYPTION: Final[Mapping[str, str]] = {
    "profile.in_use": "folder",
    "profile.key_damaged": "file",
    "profile.key_lost": "file copy",
    "profile.key_needed": "file",
    "profile.key_other": "file copy",
    "profile.key_unfit": "file key",
    "profile.key_unlike": "file copy",
    "profile.keyless": "file key",
    "profile.no_cipher": "folder",
    "profile.no_terminal": "file variable",
    "profile.not_encrypted": "folder",
    "profile.passphrase_short": "least",
    "profile.passphrase_wrong": "file",
    # letting in again who forgot the passphrase
    "recovery.nobody": "",
    "recovery.no_answer": "file",
    "recovery.no_request": "file",
    "recovery.other": "file",
    "recovery.other_request": "file",
    "recovery.other_root": "file",
    "recovery.words": "",
}
