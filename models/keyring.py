"""The keys of a profile: files in OpenSSH's format in its folder, the person's under a passphrase when one is wanted.

The person's key is unlocked once and locked again after idle time; the key of the device signs without asking anybody.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

from models import key_files
from models.documents import keys
from models.documents.keys import PrivateKey
from models.errors import Refusal
from models.foreign import taken
from models.landing import put_over, taken_away
from models.moments import seconds

IDLE: Final = 15 * 60
"""Seconds without a signature after which the person's key is locked again."""
PERSON: Final = "person"
ROOT: Final = "root"
_DEVICE: Final = "device"
_SIGNED: Final = "root.signed"
"""File of the numbers and digests of team documents that the root key signed: with two of one number signed by enough, a team splits."""
_REMEMBERED: Final = 20
"""Most of them that are kept."""


class Keyring:
    """The keys in the folder of a profile."""

    def __init__(self, folder: Path, clock: Callable[[], float] = seconds) -> None:
        self._folder = folder / "keys"
        self._clock = clock
        self._open: dict[str, PrivateKey] = {}
        self._used = 0.0

    @property
    def public(self) -> str | None:
        """The public line of the person's key, from its own file where the one beside it is lost or damaged; None without a key."""
        try:
            told = self._line()
        except Refusal:
            if self._read(PERSON) is None:
                raise
            told = None
        body = None if told is not None else self._read(PERSON)
        return told if body is None else keys.public_in(body, PERSON)

    def _line(self) -> str | None:
        """What the file beside the person's key says; None where there is none, Refusal as `keys.checked` gives where it is damaged."""
        found = self._read(f"{PERSON}.pub")
        return None if found is None else keys.checked(found.decode("utf-8", "replace").strip(), f"{PERSON}.pub")

    @property
    def is_open(self) -> bool:
        """Whether the person's key can sign without a passphrase being typed."""
        return self.is_held(PERSON)

    def make(self, passphrase: str = "") -> PrivateKey:
        """Make a new key for the person; one that was there is kept as `take` says."""
        return self.take(keys.made(), passphrase)

    def adopt(self, body: bytes, file: str, passphrase: str = "") -> PrivateKey:
        """Take a key the person has already; Refusal as `keys.read` gives where it is none of ours or its passphrase is another."""
        return self.take(keys.read(body, file, passphrase or None), passphrase)

    def take(self, key: PrivateKey, passphrase: str = "") -> PrivateKey:
        """Keep `key` as the person's; one that was there is kept beside it under its six words."""
        self._put_aside(PERSON, key)
        self._write(PERSON, keys.written(key, passphrase))
        self._write(f"{PERSON}.pub", f"{key.public}\n".encode())
        self._open[PERSON], self._used = key, self._clock()
        # One that is damaged is told by whoever needs it.
        with suppress(Refusal):
            self.device()
        return key

    def _put_aside(self, name: str, key: PrivateKey) -> None:
        """Keep what lies in the place of `key`, unless it is the same one."""
        before = self._read(name)
        if before is not None and (aside := key_files.aside(name, before)) != key_files.called(name, key.public):
            self._write(aside, before)

    @property
    def has_passphrase(self) -> bool:
        """Whether the person's key asks for a passphrase each time it is opened; Refusal `key.missing` where there is none."""
        try:
            self._opened(PERSON, None)
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
        self._open = {PERSON: self._opened(PERSON, passphrase)}
        if self._read(ROOT) is not None:
            # Made before the person's key was replaced, it may have another passphrase.
            with suppress(Refusal):
                self._open[ROOT] = self._opened(ROOT, passphrase)
        self._used = self._clock()

    def relock(self, passphrase: str) -> None:
        """Keep what is open under another passphrase, or an empty one for none; Refusal as `person` gives."""
        self.person()
        for name, key in self._open.items():
            self._write(name, keys.written(key, passphrase))

    def person(self) -> PrivateKey:
        """The person's key, ready to sign; Refusal `key.passphrase_needed` while it is locked, `key.missing` where there is none."""
        key = self._ready(PERSON)
        try:
            is_told = self._line() is not None
        except Refusal:
            is_told = False
        # In a folder that takes no files both stay away; a signature needs neither.
        with suppress(Refusal):
            if not is_told:
                self._write(f"{PERSON}.pub", f"{key.public}\n".encode())
            if not self.device_id:
                self.device()
        return key

    @property
    def root_public(self) -> str | None:
        """The public line of the key that signs team documents; None where there is none. It is not opened for that."""
        body = self._read(ROOT)
        return None if body is None else keys.public_in(body, ROOT)

    def root(self, passphrase: str | None = None) -> PrivateKey:
        """The key that signs team documents, opened with its passphrase; Refusal `key.missing` or what `keys.read` refuses."""
        if passphrase is not None:
            self.hold(ROOT, self._opened(ROOT, passphrase))
        return self._ready(ROOT)

    def make_root(self, passphrase: str = "") -> PrivateKey:
        """Make a key that signs team documents where there is none, and open it; Refusal as `root` gives."""
        if self._read(ROOT) is None:
            self._write(ROOT, keys.written(keys.made(), passphrase))
        return self.root(passphrase)

    @contextmanager
    def new_root(self, key: PrivateKey, body: bytes) -> Iterator[None]:
        """Keep `key`, as `body` holds it, as the one that signs team documents, unless the block fails: then all is as it was."""
        before, known = self._read(ROOT), self.root_public
        aside = key_files.called(ROOT, known or key.public)
        is_new = before is not None and self._read(aside) is None
        if before is not None:
            self._write(aside, before)
        self._write(ROOT, body)
        try:
            yield
        except BaseException:
            if before is None:
                taken_away(self._folder / ROOT, body)
            else:
                self._write(ROOT, before)
            if before is not None and is_new:
                taken_away(self._folder / aside, before)
            raise
        self.hold(ROOT, key)

    def remember(self, number: int, digest: str) -> None:
        """Keep that the root key here signed a team document of a number."""
        told = [*self._signed(), (str(number), digest)]
        self._write(_SIGNED, "".join(f"{' '.join(each)}\n" for each in dict.fromkeys(told[-_REMEMBERED:])).encode())

    def other_of(self, number: int, digest: str) -> str:
        """The digest of another team document of the same number that the root key here signed; empty where none is known."""
        return next((each for known, each in reversed(self._signed()) if known == str(number) and each != digest), "")

    def _signed(self) -> list[tuple[str, str]]:
        lines = (self._read(_SIGNED) or b"").decode("ascii", "replace").splitlines()
        return [(number, digest) for number, _, digest in (line.partition(" ") for line in lines)]

    def opened(self, name: str, passphrase: str | None = None, *, anew: bool = False) -> PrivateKey:
        """The key `PERSON` or `ROOT`, as it is held open (unless `anew`) or as its passphrase opens it; nothing is changed by that.

        Raises:
            Refusal: `key.missing`, or what `keys.read` refuses.
        """
        if passphrase is None and not anew and self.is_held(name):
            return self._open[name]
        return self._opened(name, passphrase)

    def is_held(self, name: str) -> bool:
        """Whether the key of this name is open."""
        self.lock_when_idle()
        return name in self._open

    def hold(self, name: str, key: PrivateKey) -> None:
        """Let an opened key sign until it is locked."""
        self.lock_when_idle()
        self._open[name], self._used = key, self._clock()

    def lock(self) -> None:
        """Forget what is open."""
        self._open.clear()

    def device(self) -> PrivateKey:
        """The key of this installation, made at its first use with its public line beside it; nobody is asked for it.

        Raises:
            Refusal: `key.device_damaged` where it cannot be read: only `renew_device` gives another, which the team has yet to name.
        """
        body = self._read(_DEVICE)
        try:
            key = keys.made() if body is None else keys.read(body, _DEVICE)
        except Refusal as refused:
            raise Refusal("key.device_damaged", folder=self._folder) from refused
        if body is None:
            self._write(_DEVICE, keys.written(key))
        beside = f"{key.public}\n".encode()
        if self._read(f"{_DEVICE}.pub") != beside:
            self._write(f"{_DEVICE}.pub", beside)
        return key

    def renew_device(self) -> PrivateKey:
        """Give this installation a new key; the one that was there is kept beside it as a person's is."""
        made = keys.made()
        self._put_aside(_DEVICE, made)
        self._write(_DEVICE, keys.written(made))
        return self.device()

    @property
    def device_id(self) -> str:
        """The id of this installation, empty where none can be told yet; no key is opened for it."""
        try:
            found = self._read(f"{_DEVICE}.pub")
        except Refusal:
            return ""
        return "" if found is None else keys.device_id(found.decode("utf-8", "replace").strip())

    def secret(self) -> bytes:
        """What only this installation knows, for marks on files of its own; empty where it has no key yet."""
        try:
            body = self._read(_DEVICE)
        except Refusal:
            return b""
        return b"" if body is None else blake2b(body, person=b"own files").digest()

    def _ready(self, name: str) -> PrivateKey:
        self.lock_when_idle()
        if name not in self._open:
            self._open[name] = self._opened(name, None)
        self._used = self._clock()
        return self._open[name]

    def _opened(self, name: str, passphrase: str | None) -> PrivateKey:
        body = self._read(name)
        if body is None:
            raise Refusal("key.missing", folder=self._folder)
        return keys.read(body, name, passphrase)

    def lock_when_idle(self) -> None:
        """Forget what is open when nothing was signed for `IDLE` seconds."""
        if self._open and self._clock() - self._used > IDLE:
            self.lock()

    def _read(self, name: str) -> bytes | None:
        try:
            return taken(self._folder / name, keys.LONGEST)
        except Refusal as refused:
            if refused.code != "document.missing":
                raise
            return None

    def _write(self, name: str, body: bytes) -> None:
        put_over(self._folder / name, body, self._read(name))
