"""Encryption of a profile: turned on and off, its passphrase, and how a holder of a root key lets in again who forgot it.

The database alone is encrypted, with its copies. The key is held by this process from `unlock` to `lock`. What takes long to import is
imported where it is used: the prompt for the passphrase is the first thing that is shown.
"""

import os
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.errors import Refusal
from models.landing import put_over
from models.ledger import cipher, driver, server
from models.ledger.cipher import KeyFile
from models.words import Words

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.documents.keys import PrivateKey
    from models.documents.signers import Signer
    from models.ledger.encrypting import Told

LEAST: Final = 8
"""Characters of a passphrase (NIST SP 800-63B 5.1.1.1): whoever finds the laptop may guess as often as they like."""
_FREE: Final = 3
_LONGEST_WAIT: Final = 60
_ENTROPY: Final = 32


@dataclass(frozen=True, slots=True)
class State:
    """How a profile stands."""

    is_possible: bool
    """Whether SQLCipher is there at all."""
    is_on: bool
    is_open: bool
    """Whether nobody need type a passphrase: it is off, or its key is held."""
    roots: int = 0
    """How many root keys of the team can let its owner in again."""
    language: str = ""
    """In which its owner reads, where it is on."""
    plain_copies: int = 0
    """How many copies among its backups are not encrypted although it is on."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A request to be let in again, or the answer: a file that travels in any way, and six words that travel by telephone."""

    name: str
    body: bytes
    words: str


def database(folder: Path) -> Path:
    """The database of the profile in `folder`, beside which its `.key` file is."""
    return folder / driver.DATABASE


def state(folder: Path) -> State:
    """How the profile in `folder` stands, locked or not; Refusal `profile.key_damaged`, and as `driver.lost`, where nobody can tell."""
    from models.ledger import encrypting

    if server.chosen(folder):
        return State(is_possible=False, is_on=False, is_open=True)
    path = database(folder)
    file = cipher.beside(path)
    if cipher.is_plain(path) or not os.path.exists(file):  # noqa: PTH110 - `pathlib` would raise for a folder that one may not enter
        if (lost := driver.lost(path)) is not None:
            raise lost
        return State(driver.has_cipher(), is_on=False, is_open=True)
    found = cipher.read(file)
    is_held = cipher.held(found.key_id) is not None
    copies = len(encrypting.plain_copies(path))
    return State(driver.has_cipher(), True, is_held, len(found.roots), found.language, copies)


def language(folder: Path) -> str:
    """In which language its owner is asked for the passphrase; empty where nobody is, or nobody knows."""
    path = database(folder)
    try:
        return "" if cipher.is_plain(path) else cipher.read(cipher.beside(path)).language
    except Refusal:
        return ""


def is_locked(folder: Path) -> bool:
    """Whether a passphrase has to be typed before the profile in `folder` opens."""
    return not server.chosen(folder) and cipher.is_locked(database(folder))


def unlock(folder: Path, passphrase: str) -> None:
    """Hold the key of the profile in `folder`; Refusal `profile.not_encrypted`, and as `cipher.unlock` and `state` give."""
    _require_on(folder)
    cipher.unlock(database(folder), passphrase)


def lock() -> None:
    """Hold no key any longer, of the profile or of a copy: what is open has to be closed for that to mean anything."""
    cipher.forget()


def wait(tries: int) -> int:
    """Seconds to wait after so many wrong passphrases in a row: none for slips, then twice as long each time, at most a minute."""
    return 0 if tries < _FREE else min(2 ** (tries - _FREE), _LONGEST_WAIT)


def admit(passphrase: str) -> None:
    """Refuse (`profile.passphrase_short`) a passphrase that is soon guessed."""
    if len(passphrase) < LEAST:
        raise Refusal("profile.passphrase_short", least=LEAST)


def begin(folder: Path, passphrase: str) -> None:
    """Let the profile that is founded in `folder` next be encrypted, from its first byte on where there is none of it yet.

    Raises:
        Refusal: what `turn_on` and `landing.put_over` refuse, `profile.gone`.
    """
    path = database(folder)
    if path.exists():
        turn_on(folder, passphrase, lambda _done, _all: True)
        return
    # Of a database that is gone the key is kept: it may come back.
    driver.require_held(path)
    _require_cipher(folder)
    admit(passphrase)
    file = cipher.beside(path)
    put_over(file, cipher.written(_made(passphrase)), file.read_bytes() if file.is_file() else None)


def turn_on(folder: Path, passphrase: str, told: "Told") -> tuple[Path, ...]:
    """Encrypt the profile in `folder`, which nobody has open, and its copies; the copies that are damaged and stay as they are.

    Where it is on already and some copies are plain still, those are encrypted.

    Raises:
        Refusal: `profile.no_cipher`, what `admit`, `unlock` and `encrypting.encrypt` refuse.
        Stopped: when `told` says no; then nothing is changed, or copies are left.
    """
    from models.desk.desk import opened
    from models.ledger import encrypting

    path = database(folder)
    _require_cipher(folder)
    if state(folder).is_on:
        unlock(folder, passphrase)
        return encrypting.encrypt(path, cipher.read(cipher.beside(path)), told)
    admit(passphrase)
    left = encrypting.encrypt(path, _made(passphrase), told)
    # Whoever opens it for writing seals the key to the team's root keys.
    opened(folder).close()
    return left


def turn_off(folder: Path, passphrase: str, told: "Told") -> None:
    """Make the profile in `folder`, which nobody has open, plain again; its copies stay encrypted.

    Raises:
        Refusal: `profile.not_encrypted`, what `unlock` and `encrypting.decrypt` refuse.
        Stopped: when `told` says no; then nothing is changed.
    """
    from models.ledger import encrypting

    unlock(folder, passphrase)
    encrypting.decrypt(database(folder), told)


def change(folder: Path, passphrase: str, new: str) -> tuple[Path, ...]:
    """Put the profile and its copies under a new passphrase, open or not; what `encrypting.rewrap` gives.

    Raises:
        Refusal: as `turn_off`, `admit` and the disk give; then the passphrase is the one it was.
    """
    from models.ledger import encrypting

    _require_on(folder)
    admit(new)
    path = database(folder)
    before = cipher.body_of(cipher.beside(path))
    found = cipher.parsed(before, path)
    key = cipher.opened(found, passphrase, path)
    left = encrypting.rewrap(path, replace(found, passphrase=cipher.wrapped(key, new)), before)
    cipher.hold(key)
    return left


def request(folder: Path) -> Letter:
    """What a locked laptop asks a holder of a root key; nothing in it opens for anybody else.

    Raises:
        Refusal: `profile.not_encrypted`, `recovery.nobody` where the key was sealed to no root key, and as `state` gives.
    """
    from models.documents import keys
    from models.keyring import Keyring

    _require_on(folder)
    found = cipher.read(cipher.beside(database(folder)))
    if not found.roots:
        raise Refusal("recovery.nobody")
    asked = KeyFile(found.key_id, None, found.roots, found.language, Keyring(folder).public or "")
    body = cipher.written(asked)
    return Letter(f"recovery_{found.key_id}.toml", body, keys.words_of(body))


def answer(body: bytes, file: Path, said: str, root: "PrivateKey") -> Letter:
    """What a holder of a root key answers to a request, the bytes of `file`: the key again, under words that nobody has used before.

    `said` are the request's own six words as the one who asks reads them out: whoever calls is the one who sent it.

    Raises:
        Refusal: `recovery.no_request`, `recovery.other_request`, `recovery.other_root` where it was not sealed to this root key.
    """
    from models.documents import keys

    found = _asked(body, file)
    if keys.spoken(said) != keys.words_of(body):
        raise Refusal("recovery.other_request", file=file)
    sealed = found.roots.get(root.public)
    if sealed is None:
        raise Refusal("recovery.other_root", file=file)
    key = keys.unsealed(sealed, root)
    if cipher.id_of(key) != found.key_id:
        raise Refusal("recovery.no_request", file=file)
    words = keys.words_of(secrets.token_bytes(_ENTROPY))
    given = KeyFile(found.key_id, cipher.wrapped(key, words))
    return Letter(f"recovery_{found.key_id}_answer.toml", cipher.written(given), words)


def asker(desk: "Desk", body: bytes, file: Path) -> "Signer | None":
    """Whose laptop asks by the team at `desk`, None where it is nobody's of the team.

    Raises:
        Refusal: `recovery.no_request`, `team.missing`.
    """
    from models.desk import teams
    from models.documents import signers

    return signers.holder(desk.ask(teams.demanded).team, _asked(body, file).person)


def asker_told(words: Words, found: "Signer | None") -> str:
    """Who asks, in words, with what the team says of them: a key that is lost asks too."""
    if found is None:
        return words("encryption.asker_unknown")
    return f"{found.name} ({words(f'team.standing.{found.status}')})"


def recover(folder: Path, body: bytes, file: Path, words: str, new: str) -> None:
    """Let the owner in again: the answer, the bytes of `file`, opens with the words that were told, and a new passphrase is set.

    Raises:
        Refusal: `profile.not_encrypted`, `recovery.no_answer`, `recovery.other` where it is for another database, `recovery.words`, and
            what `admit` refuses.
    """
    from models.documents import keys
    from models.ledger import encrypting

    _require_on(folder)
    admit(new)
    path = database(folder)
    before = cipher.body_of(cipher.beside(path))
    found, given = cipher.parsed(before, path), cipher.parsed(body, file)
    if given.passphrase is None:
        raise Refusal("recovery.no_answer", file=file)
    if given.key_id != found.key_id:
        raise Refusal("recovery.other", file=file)
    try:
        key = cipher.unwrapped(given, keys.spoken(words), file)
    except Refusal as refused:
        raise (Refusal("recovery.words") if refused.code == "profile.passphrase_wrong" else refused) from refused
    encrypting.rewrap(path, replace(found, passphrase=cipher.wrapped(key, new)), before)
    cipher.hold(key)


def _asked(body: bytes, file: Path) -> KeyFile:
    found = cipher.parsed(body, file)
    if found.passphrase is not None or not found.roots:
        raise Refusal("recovery.no_request", file=file)
    return found


def _made(passphrase: str) -> KeyFile:
    key = cipher.made()
    return KeyFile(cipher.hold(key), cipher.wrapped(key, passphrase))


def _require_cipher(folder: Path) -> None:
    server.require_file(folder)
    if not driver.has_cipher():
        raise Refusal("profile.no_cipher", folder=folder)


def _require_on(folder: Path) -> None:
    server.require_file(folder)
    if not state(folder).is_on:
        raise Refusal("profile.not_encrypted", folder=folder)
