"""How the key of an encrypted database is kept: beside it, wrapped by a passphrase and for the team's root keys, and here while it is held.

A database `X.db` that is encrypted has a text file `X.db.key` beside it. The key itself is 32 random bytes that no passphrase is derived
into: whoever changes the passphrase changes only the wrap. Held is a key by its id, so that every file whose `.key` names it opens.
"""

import base64
import binascii
import hashlib
import os
import re
import secrets
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from models.errors import Refusal
from models.foreign import taken
from models.ledger import pages

SUFFIX: Final = ".key"
LONGEST: Final = 200_000
"""Most bytes of a `.key` file: the wraps for a team's root keys take 6,000 each."""
_FORMAT: Final = 1
_LEAST: Final = "0.1.0"
_LENGTH: Final = 32
_SALT: Final = 16
_BOX: Final = 40
"""Bytes that a box of PyNaCl takes beside what is in it."""
_LINE: Final = re.compile(r'(?:#.*|\[passphrase\]|\[roots\.[0-9a-f]{16}\]|[a-z_]+ = (?:"[^"\\]*"|[0-9]{1,9}))?')
_MOST_MEMORY: Final = 1 << 20
_MOST_PASSES: Final = 16
_MOST_WRAPS: Final = 8
"""As many wraps of one key are tried at most: each takes as long as a guess does."""

_held: dict[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: memory in KiB, and passes over it."""

    memory: int = 65_536
    passes: int = 3


COST: Final = Cost()
"""Argon2id with 64 MiB: a sixth of a second for the owner, and for every guess."""


@dataclass(frozen=True, slots=True, repr=False)
class Wrap:
    """A key under a passphrase."""

    salt: bytes
    sealed: bytes
    cost: Cost


@dataclass(frozen=True, slots=True, repr=False)
class KeyFile:
    """What a `.key` file holds: which key it is, and what opens it."""

    key_id: str
    passphrase: Wrap | None = None
    roots: Mapping[str, bytes] = field(default_factory=dict)
    """The key sealed to each root key of the team, by that key's public line."""
    language: str = ""
    """In which its owner is asked for the passphrase."""
    person: str = ""
    """The public line of whoever asks to be let in again."""


def made() -> bytes:
    """A new key."""
    return secrets.token_bytes(_LENGTH)


def id_of(key: bytes) -> str:
    """The id by which a key is named."""
    return hashlib.sha256(key).hexdigest()[:16]


def hold(key: bytes) -> str:
    """Let every database under this key open in this process; its id."""
    key_id = id_of(key)
    _held[key_id] = key
    return key_id


def held(key_id: str) -> bytes | None:
    """The key of this id, where it is held."""
    return _held.get(key_id)


def forget(key_id: str | None = None) -> None:
    """Hold this key no longer, or none where none is named: what is open stays open, nothing opens anew."""
    if key_id is None:
        _held.clear()
    else:
        _held.pop(key_id, None)


def beside(path: Path) -> Path:
    """The `.key` file of the database at `path`."""
    return path.with_name(path.name + SUFFIX)


def is_plain(path: Path) -> bool:
    """Whether the file at `path` begins as every database does that is not encrypted."""
    from models.ledger import driver  # which needs this module for every connection

    return driver.is_plain(path)


def is_locked(path: Path) -> bool:
    """Whether the database at `path` is encrypted by a key that is not held, as far as can be told."""
    try:
        key_of(path)
    except Refusal as refused:
        return refused.code == "profile.key_needed"
    return False


def key_of(path: Path) -> bytes | None:
    """The held key of the database at `path`; None where it is not encrypted.

    The file itself says whether it is: a `.key` beside a plain one is what a kill left between two steps. Where there is no file yet,
    the one that is made is encrypted when a `.key` waits for it.

    Raises:
        Refusal: `profile.key_needed` where it is held by nobody yet, and what `read` refuses of the `.key` file.
    """
    # Not `pathlib`, which raises for a folder that one may not enter; whoever opens the database says what is the matter.
    if not os.path.exists(beside(path)) or is_plain(path):  # noqa: PTH110
        return None
    key_id = read(beside(path)).key_id
    if key_id not in _held:
        raise Refusal("profile.key_needed", file=path)
    return _held[key_id]


def literal(key: bytes) -> str:
    """A key as SQLCipher takes it: the bytes themselves, nothing is derived."""
    return f"x'{key.hex()}'"


def wrapped(key: bytes, passphrase: str) -> Wrap:
    """`key` under `passphrase` (taken as NFC)."""
    from nacl.secret import SecretBox

    salt = secrets.token_bytes(_SALT)
    return Wrap(salt, bytes(SecretBox(_derived(passphrase, salt, COST)).encrypt(key)), COST)


def unwrapped(found: KeyFile, passphrase: str, file: Path) -> bytes:
    """The key that `found` holds under `passphrase`; Refusal `profile.passphrase_wrong`, naming `file`, under another."""
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    wrap = found.passphrase
    if wrap is None:
        raise Refusal("profile.key_damaged", file=file)
    try:
        key = SecretBox(_derived(passphrase, wrap.salt, wrap.cost)).decrypt(wrap.sealed)
    except CryptoError as error:
        raise Refusal("profile.passphrase_wrong", file=file) from error
    if id_of(key) != found.key_id:
        raise Refusal("profile.key_damaged", file=file)
    return key


def opened(found: KeyFile, passphrase: str, path: Path) -> bytes:
    """The key of the database at `path`, whose `.key` file says `found`, under `passphrase`.

    Raises:
        Refusal: as `unwrapped` gives, `profile.key_unlike` where the `.key` file of another one of the same key opens with it: nothing but
            that tells a damaged one from a wrong passphrase.
    """
    try:
        return unwrapped(found, passphrase, path)
    except Refusal as refused:
        is_wrong = refused.code == "profile.passphrase_wrong"
        others = _others(path, lambda told: told.key_id == found.key_id and told.passphrase != found.passphrase) if is_wrong else ()
        copy = next((file for file in others if _tried(file, passphrase)), None)
        raise (refused if copy is None else Refusal("profile.key_unlike", file=beside(path), copy=copy)) from refused


def _others(path: Path, is_wanted: Callable[[KeyFile], bool]) -> list[Path]:
    """The wanted `.key` files beside the database at `path` and its copies, the newest of each wrap."""
    from models.ledger import driver  # as above

    wraps: dict[Wrap | None, Path] = {}
    for file in sorted((*path.parent.glob(f"*{SUFFIX}"), *(path.parent / driver.BACKUPS).glob(f"*{SUFFIX}")), reverse=True):
        with suppress(Refusal):
            told = read(file)
            if is_wanted(told):
                wraps.setdefault(told.passphrase, file)
    return list(wraps.values())[:_MOST_WRAPS]


def _tried(file: Path, passphrase: str) -> bytes | None:
    """The key in a `.key` file where the passphrase opens it."""
    try:
        return unwrapped(read(file), passphrase, file)
    except Refusal:
        return None


def unlock(path: Path, passphrase: str) -> None:
    """Hold the key of the database at `path`, a profile's or that of a copy, which nobody has open.

    Raises:
        Refusal: as `read` and `opened` give, `profile.key_other` where the passphrase opens the key of another database, and that of this
            one in a `.key` file beside a copy.
    """
    found = read(beside(path))
    key = opened(found, passphrase, path)
    if pages.are_sealed(path) and not pages.fit(path, key):
        for file in _others(path, lambda told: told.key_id != found.key_id):
            other = _tried(file, passphrase)
            if other is not None and pages.fit(path, other):
                raise Refusal("profile.key_other", file=beside(path), copy=file)
    hold(key)


def _derived(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    from nacl.pwhash import argon2id

    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return argon2id.kdf(_LENGTH, typed, salt, opslimit=cost.passes, memlimit=cost.memory * 1024)


def read(file: Path) -> KeyFile:
    """What stands in a `.key` file; Refusal as `parsed` and `foreign.taken` give."""
    return parsed(body_of(file), file)


def body_of(file: Path) -> bytes:
    """The bytes of a `.key` file; Refusal as `foreign.taken` gives."""
    return taken(file, LONGEST)


def parsed(body: bytes, file: Path) -> KeyFile:
    """What the bytes of a `.key` file say; Refusal `profile.key_damaged` where it is none, `profile.newer` by a newer program."""
    try:
        text = body.decode("ascii")
        # Nothing that is slow to parse: on a stick anything may stand in it.
        if not all(map(_LINE.fullmatch, text.split("\n"))):
            raise ValueError(file)
        raw = tomllib.loads(text)
        if raw["format"] > _FORMAT:
            raise Refusal("profile.newer", file=file, found=raw["format"], known=_FORMAT, needed=raw["least"])
        return _told(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refusal("profile.key_damaged", file=file) from error


def _told(raw: Mapping[str, Any]) -> KeyFile:
    if not re.fullmatch("[0-9a-f]{16}", raw["key_id"]):
        raise ValueError
    roots = {root["public"]: _bytes(root["sealed"]) for root in raw.get("roots", {}).values()}
    wrap = _wrap(raw["passphrase"]) if "passphrase" in raw else None
    return KeyFile(raw["key_id"], wrap, roots, raw.get("language", ""), raw.get("person", ""))


def _wrap(raw: Mapping[str, Any]) -> Wrap:
    wrap = Wrap(_bytes(raw["salt"]), _bytes(raw["sealed"]), Cost(raw["memory"], raw["passes"]))
    is_bearable = 8 <= wrap.cost.memory <= _MOST_MEMORY and 1 <= wrap.cost.passes <= _MOST_PASSES
    if not is_bearable or len(wrap.salt) != _SALT or len(wrap.sealed) != _LENGTH + _BOX:
        raise ValueError
    return wrap


def _bytes(text: str) -> bytes:
    return binascii.a2b_base64(text.encode("ascii"), strict_mode=True)


def written(found: KeyFile) -> bytes:
    """The bytes of a `.key` file."""
    lines = [f"format = {_FORMAT}", f'least = "{_LEAST}"', f'key_id = "{found.key_id}"']
    lines += [f'{name} = "{value}"' for name, value in (("language", found.language), ("person", found.person)) if value]
    wrap = found.passphrase
    if wrap is not None:
        lines += ["", "[passphrase]", f"memory = {wrap.cost.memory}", f"passes = {wrap.cost.passes}"]
        lines += [f'salt = "{_text(wrap.salt)}"', f'sealed = "{_text(wrap.sealed)}"']
    for public, sealed in found.roots.items():
        name = hashlib.sha256(public.encode()).hexdigest()[:16]
        lines += ["", f"[roots.{name}]", f'public = "{public}"', f'sealed = "{_text(sealed)}"']
    return "\n".join([*lines, ""]).encode("ascii")


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
