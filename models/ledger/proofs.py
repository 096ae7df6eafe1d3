"""What this computer proved of documents at a server, kept in the profile folder so that the next start need not prove it again.

It is this computer's own word, never the server's: each part of the file bears a mark that only the key of this installation makes. What is
missing, torn or marked otherwise is proved anew.
"""

import json
import os
import re
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from typing import Final, NamedTuple

from models.errors import Refusal
from models.foreign import taken
from models.landing import put_over

FILE: Final = "proved"
_MAGIC: Final = b"verifier proved 1\n"
_LENGTH: Final = Struct(">I")
_RECORD: Final = Struct(">32s16sHH")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_MARK: Final = 32
_LONGEST: Final = 256_000_000
"""Most bytes of the file: those of five million documents."""
_MOST: Final = 20_000
"""Documents of one part."""
_PARTS: Final = 200
"""Parts above which the file is written anew with few."""
_ITSELF: Final = (getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
_ADDING: Final = sum(_ITSELF, os.O_WRONLY | os.O_APPEND | os.O_CREAT)


class Proof(NamedTuple):
    """What is kept of a document that was proved."""

    said: bytes
    """A mark of what its row says."""
    team: str
    """The digest of the team that lets who signed it."""
    key: str
    """The public line of the key that signed it."""


class Proofs:
    """The file of a profile folder, for whoever holds its `secret`."""

    def __init__(self, folder: Path, secret: bytes) -> None:
        self._path, self._secret = folder / FILE, secret

    def known(self, wanted: Collection[str]) -> dict[str, Proof]:
        """What is kept of the documents with these digests; one that was proved twice counts as it was the last time."""
        everything = self._everything()
        parts = [*self._parts(everything)]
        whole = len(_MAGIC) + sum(_LENGTH.size + len(told) + _MARK for told in parts)
        if everything and (whole != len(everything) or len(parts) > _PARTS):
            self._renew(parts, everything)
        # A row may name what is the digest of nothing.
        raw = {bytes.fromhex(digest): digest for digest in wanted if _DIGEST.fullmatch(digest)}
        return {raw[digest]: proof for digest, proof in _proofs(parts, raw)}

    def add(self, proved: Mapping[str, Proof]) -> None:
        """Keep more of them; where that cannot be, they are proved again the next time."""
        with suppress(OSError):
            number = os.open(self._path, _ADDING, 0o600)
            try:
                found = os.fstat(number)
                if stat.S_ISREG(found.st_mode):
                    # At once: whoever else adds something does so before it or behind it.
                    os.write(
                        number,
                        (b"" if found.st_size else _MAGIC)
                        + self._written({bytes.fromhex(digest): proof for digest, proof in proved.items()}),
                    )
            finally:
                os.close(number)

    def _everything(self) -> bytes:
        try:
            return taken(self._path, _LONGEST, follows=False)
        except Refusal:
            return b""

    def _renew(self, parts: list[bytes], before: bytes) -> None:
        with suppress(Refusal):
            put_over(self._path, _MAGIC + self._written(dict(_proofs(parts))), before)

    def _parts(self, everything: bytes) -> Iterator[bytes]:
        place = len(_MAGIC) if everything.startswith(_MAGIC) else len(everything)
        while place + _LENGTH.size <= len(everything):
            start = place + _LENGTH.size
            end = start + _LENGTH.unpack_from(everything, place)[0]
            told, place = everything[start:end], end + _MARK
            if everything[end:place] != self._mark(told):
                return
            yield told

    def _written(self, proved: Mapping[bytes, Proof]) -> bytes:
        every, parts = [*proved.items()], []
        for start in range(0, len(every), _MOST):
            some = every[start : start + _MOST]
            names = sorted({name for _, proof in some for name in (proof.team, proof.key)})
            place = {name: number for number, name in enumerate(names)}
            records = (_RECORD.pack(digest, proof.said, place[proof.team], place[proof.key]) for digest, proof in some)
            told = json.dumps(names).encode() + b"\n" + b"".join(records)
            parts.append(_LENGTH.pack(len(told)) + told + self._mark(told))
        return b"".join(parts)

    def _mark(self, told: bytes) -> bytes:
        return blake2b(told, key=self._secret, digest_size=_MARK, person=b"proved").digest()


def _proofs(parts: list[bytes], wanted: Collection[bytes] | None = None) -> Iterator[tuple[bytes, Proof]]:
    for told in parts:
        written, _, records = told.partition(b"\n")
        names = json.loads(written)
        for digest, said, team, key in _RECORD.iter_unpack(records):
            if wanted is None or digest in wanted:
                yield digest, Proof(said, names[team], names[key])
