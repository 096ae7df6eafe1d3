"""Passphrases for commands: from the environment, else asked for on the terminal, else refused."""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from models.errors import Refusal
from models.words import Words
from tui.headless.common import path

if TYPE_CHECKING:
    from models.documents.keys import PrivateKey
    from models.keyring import Keyring

R = TypeVar("R")

VARIABLE: Final = "VERIFIER_PASSPHRASE"
"""The environment variable with the passphrase of a locked key."""
NEW: Final = "VERIFIER_NEW_PASSPHRASE"
"""The one with the passphrase it is to get, where another one opens it."""
NEW_PROFILE: Final = "VERIFIER_NEW_PROFILE_PASSPHRASE"
"""The one with the passphrase that an encrypted profile is to get."""
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Lock:
    """What a passphrase opens: the refusals that say it is needed or wrong, the sentence that asks, the variable that may hold it."""

    needed: str
    wrong: str
    asks: str
    variable: str


KEY: Final = Lock("key.passphrase_needed", "key.passphrase_wrong", "key.passphrase_ask", VARIABLE)
PROFILE: Final = Lock("profile.key_needed", "profile.passphrase_wrong", "profile.passphrase_ask", "VERIFIER_PROFILE_PASSPHRASE")
"""An encrypted profile, or a copy of one."""


def add_key_switches(parser: argparse.ArgumentParser, words: Words) -> "argparse._MutuallyExclusiveGroup":
    """Add the switches that say which key there is to be, in a group of which one alone may be given."""
    wanted = parser.add_mutually_exclusive_group()
    wanted.add_argument("--key", type=path, metavar="FILE", help=words("cli.key.file"))
    wanted.add_argument("--passphrase", action="store_true", help=words("cli.key.ask", variable=VARIABLE))
    return wanted


def wanted_key(words: Words, parsed: argparse.Namespace) -> "tuple[PrivateKey, str]":
    """The key that those switches ask for and its passphrase; Refusal as `key_in` and `new_passphrase` give."""
    from models.documents import keys

    if parsed.key is not None:
        return key_in(words, parsed.key)
    passphrase = new_passphrase(words, is_asked=parsed.passphrase)
    return keys.made(), passphrase


def key_in(words: Words, file: Path) -> "tuple[PrivateKey, str]":
    """The key in `file`, and the passphrase that opened it, empty where it needs none.

    Raises:
        Refusal: what `foreign.taken`, `with_passphrase` and `keys.read` refuse.
    """
    from models.documents import keys
    from models.foreign import taken

    body = taken(file, keys.LONGEST)
    return with_passphrase(words, lambda passphrase: (keys.read(body, file.name, passphrase), passphrase or ""))


def new_passphrase(words: Words, variable: str = VARIABLE, *, is_asked: bool, file: object = "person") -> str:
    """The passphrase a key gets: that of the environment variable, else the one typed twice where it is asked for, else none.

    Raises:
        Refusal: as `asked` gives, `key.passphrases_differ`.
    """
    given = os.environ.get(variable)
    if given is not None or not is_asked:
        return given or ""
    typed, again = (asked(words(f"key.passphrase_{name}"), file, variable) for name in ("new", "again"))
    if typed != again:
        raise Refusal("key.passphrases_differ")
    return typed


def opened_key(words: Words, ring: "Keyring") -> "PrivateKey":
    """The person's key of `ring`, ready to sign; Refusal as `with_passphrase` and `Keyring.person` give."""
    with_passphrase(words, ring.unlock)
    return ring.person()


def unlock_profile(words: Words, file: Path) -> None:
    """Let the database `file` open, a profile's or that of a copy, where it is encrypted and locked.

    Raises:
        Refusal: `profile.no_terminal` where nobody can type its passphrase, at last `profile.passphrase_wrong`.
    """
    from models.ledger import cipher

    def act(passphrase: str | None) -> None:
        if passphrase is None:
            cipher.key_of(file)
        else:
            cipher.unlock(file, passphrase)

    with_passphrase(words, act, PROFILE)


def with_passphrase(words: Words, act: Callable[[str | None], R], lock: Lock = KEY) -> R:
    """What `act` gives, tried without a passphrase first, then with the one of the environment or those typed.

    Raises:
        Refusal: as `asked` gives, and what `act` refuses, at last also that the passphrase is wrong.
    """
    try:
        return act(None)
    except Refusal as refused:
        if refused.code != lock.needed:
            raise
        file = refused.fields["file"]
    if passphrase := os.environ.get(lock.variable, ""):
        return act(passphrase)
    for _ in range(_TRIES - 1):
        try:
            return act(asked(words(lock.asks, file=file), file, lock.variable))
        except Refusal as refused:
            if refused.code != lock.wrong:
                raise
            print(f"verifier: {words.refusal(refused)}", file=sys.stderr)
    return act(asked(words(lock.asks, file=file), file, lock.variable))


def asked(prompt: str, file: object, variable: str = VARIABLE) -> str:
    """What is typed after `prompt`, unseen; Refusal `key.no_terminal` (`profile.no_terminal` for a database) where nobody can type."""
    from tui.asking import unseen

    if not sys.stdin.isatty():
        if variable in (PROFILE.variable, NEW_PROFILE):
            raise Refusal("profile.no_terminal", file=file, variable=variable)
        raise Refusal("key.no_terminal", file=file, variable=variable)
    try:
        return unseen(f"{prompt} ")
    except EOFError as error:
        raise Refusal("key.passphrase_needed", file=file) from error
