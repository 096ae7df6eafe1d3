"""Passphrases for commands: from the environment, else asked for on the terminal, else refused."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from models.errors import Refusal
from models.words import Words

if TYPE_CHECKING:
    from models.documents.keys import PrivateKey
    from models.keyring import Keyring

R = TypeVar("R")

VARIABLE: Final = "VERIFIER_PASSPHRASE"
"""The environment variable with the passphrase of a locked key."""
_TRIES: Final = 3


def opened_key(words: Words, ring: "Keyring") -> "PrivateKey":
    """The person's key of `ring`, ready to sign; Refusal as `with_passphrase` and `Keyring.person` give."""
    with_passphrase(words, ring.unlock)
    return ring.person()


def with_passphrase(words: Words, act: Callable[[str | None], R]) -> R:
    """What `act` gives, tried without a passphrase first, then with the one of the environment or those typed.

    Raises:
        Refusal: `key.no_terminal` where nobody can type one, and what `act` refuses, at last also `key.passphrase_wrong`.
    """
    try:
        return act(None)
    except Refusal as refused:
        if refused.code != "key.passphrase_needed":
            raise
        file = refused.fields["file"]
    if passphrase := os.environ.get(VARIABLE, ""):
        return act(passphrase)
    for _ in range(_TRIES - 1):
        try:
            return act(asked(words("key.passphrase_ask", file=file), file))
        except Refusal as refused:
            if refused.code != "key.passphrase_wrong":
                raise
            print(f"verifier: {words.refusal(refused)}", file=sys.stderr)
    return act(asked(words("key.passphrase_ask", file=file), file))


def asked(prompt: str, file: object) -> str:
    """What is typed after `prompt`, unseen; Refusal `key.no_terminal` where nobody can type."""
    from getpass import getpass

    if not sys.stdin.isatty():
        raise Refusal("key.no_terminal", file=file, variable=VARIABLE)
    try:
        return getpass(f"{prompt} ")
    except EOFError as error:
        raise Refusal("key.passphrase_needed", file=file) from error
