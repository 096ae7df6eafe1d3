"""Finding one of many by typing a part of what it is called: the likeliest first."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Final

from models.text import folded

_WORD: Final = re.compile(r"[^\W_]+")
_LEADING_ZEROS: Final = re.compile(r"(?<=\D)0+(?=\d)")


class Named:
    """A thing with the names it may be looked for by; its code is the first of them."""

    __slots__ = ("_codes", "_raw", "_starts", "_whole")

    def __init__(self, code: str, *names: str) -> None:
        whole = folded(code)
        self._codes = (whole, _LEADING_ZEROS.sub("", whole))
        self._starts = (*((whole, (0,)) for whole in self._codes), *map(_words_of, (code, *names)))
        self._whole = " ".join([*self._codes, *map(folded, names)])
        self._raw = " ".join([code, *names])

    def rank(self, query: str) -> int | None:
        """How well `query` fits, 0 best, None where it does not; case, marks, blanks, hyphens and apostrophes do not matter.

        The code itself, then a name beginning so at any of its words, then names beginning with each word, then any part of a name.
        Signs matter where nothing else is typed.
        """
        whole, words = _folded(query)
        if not whole and words:
            return 4 if query.strip() in self._raw else None
        if whole in self._codes:
            return 0
        if self._begins(whole):
            return 1
        if all(map(self._begins, words)):
            return 2
        if whole in self._whole:
            return 3
        return 4 if all(word in self._whole for word in words) else None

    def _begins(self, part: str) -> bool:
        """Whether a name begins with `part` at any of its words."""
        return any(name.startswith(part, at) for name, places in self._starts for at in places)


def _words_of(name: str) -> tuple[str, tuple[int, ...]]:
    """A name as it is compared, and where in it its words begin."""
    if name.isascii():
        # Nearly all names are, and hundreds are looked at when a screen is opened.
        words = _WORD.findall(name.lower())
        return "".join(words), tuple(accumulate(map(len, words[:-1]), initial=0)) if words else ()
    whole, places, end = "", [], 0
    for word in _WORD.finditer(name):
        whole += folded(name[end : word.start()])
        places.append(len(whole))
        whole += folded(word[0])
        end = word.end()
    return whole + folded(name[end:]), tuple(places)


@lru_cache(maxsize=1)
def _folded(query: str) -> tuple[str, tuple[str, ...]]:
    """What is asked for as it is compared, whole and word by word."""
    return folded(query), tuple(folded(word) for word in query.split())


def ranked(query: str, things: Mapping[str, Named]) -> Iterable[str]:
    """The keys of the things that `query` fits, the likeliest first, otherwise in their own order."""
    found = [(rank, key) for key, named in things.items() if (rank := named.rank(query)) is not None]
    return [key for _, key in sorted(found, key=lambda pair: pair[0])]
