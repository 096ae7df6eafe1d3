"""Pages of an encrypted database as they lie: whether a file has any, and whether a key is theirs. SQLite tells neither from damage.

Whoever opens and closes the file without SQLite gives back the locks it holds on it in this process: only for one that nobody has open.
"""

import hashlib
import hmac
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

PAGE: Final = 4_096
"""Bytes of a page, of which an encrypted database is nothing but."""
_SALT: Final = 16
_CODE: Final = 64
"""Bytes at the end of each page that authenticate it."""
_MASK: Final = 0x3A
_ROUNDS: Final = 2
_LOOKED_AT: Final = 8
"""Pages that are looked at, from the first to the last."""


def are_sealed(path: Path) -> bool:
    """Whether the file looks as an encrypted database does: whole pages of what nothing can be made out in."""
    try:
        found = list(_some(path))
    except OSError:
        return False
    return bool(found) and all(len(page) == PAGE <= len(zlib.compress(page)) for _, page in found)


def fit(path: Path, key: bytes) -> bool:
    """Whether any page looked at was written under `key`: where none was, it is the key of another file, or all of it is damaged."""
    try:
        found = list(_some(path))
        with path.open("rb") as file:
            salt = file.read(_SALT)
    except OSError:
        return False
    codes = hashlib.pbkdf2_hmac("sha512", key, bytes(each ^ _MASK for each in salt), _ROUNDS, len(key))
    return any(_is_of(codes, number, page) for number, page in found)


def _is_of(codes: bytes, number: int, page: bytes) -> bool:
    content = page[_SALT if number == 1 else 0 : -_CODE] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(codes, content, "sha512"), page[-_CODE:])


def _some(path: Path) -> Iterator[tuple[int, bytes]]:
    """Some pages with their numbers."""
    if not path.is_file():
        return
    count = -(-path.stat().st_size // PAGE)
    with path.open("rb") as file:
        for number in sorted({1 + step * (count - 1) // (_LOOKED_AT - 1) for step in range(_LOOKED_AT)} if count else ()):
            file.seek((number - 1) * PAGE)
            yield number, file.read(PAGE)
