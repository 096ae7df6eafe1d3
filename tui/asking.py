"""What is typed at a plain terminal, or comes from a pipe in its place; Refusal `text.unread` where that is no UTF-8."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from models.errors import Refusal


def unseen(prompt: str) -> str:
    """What is typed after `prompt` without being shown; EOFError where nobody types any more.

    A letter that cannot be read is refused: at another terminal it would be another passphrase.
    """
    with _readable():
        return _checked(getpass.getpass(prompt))


def line() -> str:
    """The next line with its end, empty where there is none."""
    with _readable():
        return _checked(sys.stdin.readline())


def everything() -> str:
    """All that comes until the end."""
    with _readable():
        return _checked(sys.stdin.read())


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except UnicodeError as error:
        raise Refusal("text.unread") from error


def _checked(text: str) -> str:
    # In some languages of a system what is no UTF-8 is let through as halves of signs.
    text.encode()
    return text
