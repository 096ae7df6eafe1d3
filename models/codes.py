"""Ids minted here and names that are safe in a path; digests of bytes."""

import hashlib
import re
import secrets
from typing import Final

FORM: Final = "[A-Za-z0-9][A-Za-z0-9._-]{0,79}"
"""What codes and ids in documents look like, as a pattern."""
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


def minted() -> str:
    """A new id that may travel: 16 hexadecimal digits from the system's random source."""
    return secrets.token_hex(8)


def digest(content: bytes) -> str:
    """SHA-256 of `content`, 64 hexadecimal digits: what `sha256sum` prints."""
    return hashlib.sha256(content).hexdigest()


def path_part(text: str) -> str:
    """`text` as one safe part of a file name: ASCII letters, digits, dot and hyphen, never empty, never dots alone."""
    part = _UNSAFE.sub("-", text).strip(".-")
    return part[:80] or "x"
