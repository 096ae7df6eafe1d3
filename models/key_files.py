"""Under which names keys lie that gave way to others: nothing is thrown away that somebody may have signed with."""

from models.documents import keys
from models.errors import Refusal


def called(name: str, public: str) -> str:
    """The name under which the key of a public line stays when another one takes its place: told by its six words."""
    return _named(name, keys.six_words(public))


def aside(name: str, body: bytes) -> str:
    """The name under which what lies at `name` stays: as `called`, or told by all of its bytes where it is damaged."""
    try:
        return called(name, keys.public_in(body, name))
    except Refusal:
        return _named(name, keys.words_of(body))


def is_aside(file: str) -> bool:
    """Whether a file of keys holds one in whose place another one stands: nothing needs it any more."""
    return "-" in file


def _named(name: str, words: str) -> str:
    return f"{name}-{words.replace(' ', '-')}"
