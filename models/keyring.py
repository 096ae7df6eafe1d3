"""The keys of a profile: files in OpenSSH's format in its folder, the person's under a passphrase when one is wanted.

The person's key is unlocked once and locked again after idle time; the key of the device signs without asking anybody.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from models import causes
from models.documents import keys
from models.documents.keys import PrivateKey
from models.errors import Refusal
from models.foreign import taken
from models.landing import put_over

IDLE: Final = 15 * 60
"""Seconds without a signature after which the person's key is locked again."""
_PERSON, _DEVICE, _ROOT = "person", "device", "root"


class Keyring:
    """The keys in the folder of a profile."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder / "keys"
        self._clock = clock
        self._open: dict[str, PrivateKey] = {}
        self._used = 0.0

    @property
    def public(self) -> str | None:
        """The public line of the person's key; None where there is none yet."""
        found = self._read(f"{_PERSON}.pub")
        return None if found is None else keys.checked(found.decode("utf-8", "replace").strip(), f"{_PERSON}.pub")

    @property
    def is_open(self) -> bool:
        """Whether the person's key can sign without a passphrase being typed."""
        self._lock_when_idle()
        return _PERSON in self._open

    def make(self, passphrase: str = "") -> PrivateKey:
        """Make a new key for the person; one that was there is kept as `take` says."""
        return self.take(keys.made(), passphrase)

    def adopt(self, body: bytes, file: str, passphrase: str = "") -> PrivateKey:
        """Take a key the person has already; Refusal as `keys.read` gives where it is none of ours or its passphrase is another."""
        return self.take(keys.read(body, file, passphrase or None), passphrase)

    def take(self, key: PrivateKey, passphrase: str = "") -> PrivateKey:
        """Keep `key` as the person's; one that was there is kept beside it under its six words."""
        before = self._read(_PERSON)
        known = self.public
        if before is not None and known is not None and known != key.public:
            self._write(f"{_PERSON}-{keys.six_words(known).replace(' ', '-')}", before)
        self._write(_PERSON, keys.written(key, passphrase))
        self._write(f"{_PERSON}.pub", f"{key.public}\n".encode())
        self._open[_PERSON], self._used = key, self._clock()
        self.device()
        return key

    @property
    def has_passphrase(self) -> bool:
        """Whether the person's key asks for a passphrase each time it is opened; Refusal `key.missing` where there is none."""
        try:
            self._opened(_PERSON, None)
        except Refusal as refused:
            if refused.code != "key.passphrase_needed":
                raise
            return True
        return False

    def begin(self, passphrase: str = "", file: Path | None = None) -> None:
        """Have a key to begin with: the one in `file` where one is named, else a new one where there is none or a passphrase is wanted.

        Raises:
            Refusal: what `foreign.taken` and `keys.read` refuse of the file, which then leaves everything as it was.
        """
        if file is not None:
            self.adopt(taken(file, keys.LONGEST), file.name, passphrase)
        elif passphrase or self.public is None:
            self.make(passphrase)
        else:
            self.device()

    def unlock(self, passphrase: str | None = None) -> None:
        """Open the person's key with its passphrase, and the root key where it opens with the same one.

        Raises:
            Refusal: `key.missing`, or what `keys.read` refuses.
        """
        self._open = {_PERSON: self._opened(_PERSON, passphrase)}
        if self._read(_ROOT) is not None:
            # Made before the person's key was replaced, it may have another passphrase.
            with suppress(Refusal):
                self._open[_ROOT] = self._opened(_ROOT, passphrase)
        self._used = self._clock()

    def relock(self, passphrase: str) -> None:
        """Keep what is open under another passphrase, or an empty one for none; Refusal as `person` gives."""
        self.person()
        for name, key in self._open.items():
            self._write(name, keys.written(key, passphrase))

    def person(self) -> PrivateKey:
        """The person's key, ready to sign; Refusal `key.passphrase_needed` while it is locked, `key.missing` where there is none."""
        key = self._ready(_PERSON)
        if not self.device_id:
            # In a folder that takes no files the device stays unnamed; a signature needs none.
            with suppress(Refusal):
                self.device()
        return key

    @property
    def has_root(self) -> bool:
        """Whether there is a key that signs team documents."""
        return self._read(_ROOT) is not None

    def root(self, passphrase: str | None = None) -> PrivateKey:
        """The key that signs team documents, opened with its passphrase; with one (empty for none) it is made where there is none yet.

        Raises:
            Refusal: `key.missing` where there is none and no passphrase is given, or what `keys.read` refuses.
        """
        if passphrase is None:
            return self._ready(_ROOT)
        self._lock_when_idle()
        if not self.has_root:
            self._write(_ROOT, keys.written(keys.made(), passphrase))
        self._open[_ROOT], self._used = self._opened(_ROOT, passphrase), self._clock()
        return self._open[_ROOT]

    def lock(self) -> None:
        """Forget what is open."""
        self._open.clear()

    def device(self) -> PrivateKey:
        """The key of this installation, made at its first use with its public line beside it; nobody is asked for it."""
        body = self._read(_DEVICE)
        key = keys.made() if body is None else keys.read(body, _DEVICE)
        if body is None:
            self._write(_DEVICE, keys.written(key))
        beside = f"{key.public}\n".encode()
        if self._read(f"{_DEVICE}.pub") != beside:
            self._write(f"{_DEVICE}.pub", beside)
        return key

    @property
    def device_id(self) -> str:
        """The id of this installation, empty where none can be told yet; no key is opened for it."""
        try:
            found = self._read(f"{_DEVICE}.pub")
        except Refusal:
            return ""
        return "" if found is None else keys.device_id(found.decode("utf-8", "replace").strip())

    def _ready(self, name: str) -> PrivateKey:
        self._lock_when_idle()
        if name not in self._open:
            self._open[name] = self._opened(name, None)
        self._used = self._clock()
        return self._open[name]

    def _opened(self, name: str, passphrase: str | None) -> PrivateKey:
        body = self._read(name)
        if body is None:
            raise Refusal("key.missing", folder=self._folder)
        return keys.read(body, name, passphrase)

    def _lock_when_idle(self) -> None:
        if self._open and self._clock() - self._used > IDLE:
            self.lock()

    def _read(self, name: str) -> bytes | None:
        path = self._folder / name
        try:
            return path.read_bytes() if path.exists() else None
        except OSError as error:
            raise Refusal("document.unreadable", file=path, cause=causes.of_system(error)) from error

    def _write(self, name: str, body: bytes) -> None:
        put_over(self._folder / name, body, self._read(name))
