"""A compiled gettext catalogue of which nothing is read but the sentences that are asked for: a run needs a few dozen of thousands."""

from __future__ import annotations

import os
from struct import unpack_from

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

LANGUAGES: Final = ("id", "en")

_LITTLE: Final = b"\xde\x12\x04\x95"
"""How a catalogue begins whose numbers have their small end first."""
_END: Final = b"\0"
"""Between a sentence and its form for many."""


class Catalogue:
    """The sentences of one `.mo` file by their ids."""

    def __init__(self, file: str) -> None:
        self.file = file
        with open(file, "rb") as readable:  # noqa: PTH123 - pathlib takes as long to import as all of this
            self._raw = readable.read()
        self._order = "<" if self._raw.startswith(_LITTLE) else ">"
        self._count, self._ids, self._sentences = unpack_from(f"{self._order}3I", self._raw, 8)
        self._known: dict[str, tuple[str, ...]] = {}

    def __call__(self, key: str, /) -> str:
        """The same, as whoever fills fields in asks for it."""
        return self.gettext(key)

    def gettext(self, key: str) -> str:
        """The sentence of `key`, else `key` itself."""
        # argparse asks also for what it was not given.
        return (self._known.get(key) or self._forms(key))[0] if key else key

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The sentence of `one` in the form for `count`, else the one of the two that fits."""
        forms = self._known.get(one) or self._forms(one)
        if forms == (one,):
            return one if count == 1 else many
        # Indonesian has one form for all numbers, English another one for all but 1.
        return forms[0 if count == 1 else -1]

    def _forms(self, key: str) -> tuple[str, ...]:
        """The forms of the sentence, found among the sorted ids and kept; `key` alone where there is none."""
        wanted, low, high = key.encode("utf-8", "surrogatepass"), 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self._text(self._ids, middle).partition(_END)[0] < wanted:
                low = middle + 1
            else:
                high = middle
        if low == self._count or self._text(self._ids, low).partition(_END)[0] != wanted:
            return (key,)
        self._known[key] = tuple(self._text(self._sentences, low).decode().split("\0"))
        return self._known[key]

    def _text(self, table: int, place: int) -> bytes:
        length, start = unpack_from(f"{self._order}2I", self._raw, table + 8 * place)
        return self._raw[start : start + length]


_KNOWN: Final[dict[str, Catalogue]] = {}


def of_language(language: str) -> Catalogue:
    """The catalogue of a language; what was found in it is kept there, and it does not change while the program runs."""
    if language not in _KNOWN:
        _KNOWN[language] = Catalogue(os.path.join(os.path.dirname(__file__), "words", f"{language}.mo"))  # noqa: PTH118, PTH120
    return _KNOWN[language]
