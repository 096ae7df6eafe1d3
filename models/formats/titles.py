"""Names in both languages at once: what is written is read again whichever language it was written in."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from models.text import Phrase, folded
from models.words import Words, both, in_both

_NONE: Final[Mapping[str, Iterable[str]]] = MappingProxyType({})


def worded(said: Callable[[Words], str]) -> Phrase:
    """What `said` gives in both languages."""
    return Phrase(*(said(words) for words in in_both()))


def names(phrase: Phrase, *more: str) -> frozenset[str]:
    """What `phrase` may be written as, folded; `more` are names that mean the same."""
    return frozenset(map(folded, (phrase.id, phrase.en, *more)))


def named(prefix: str, keys: Iterable[str], more: Mapping[str, Iterable[str]] = _NONE) -> Mapping[str, frozenset[str]]:
    """What each of `keys` may be written as: by its name in either language, as it is, or by one of `more` for it."""
    return {key: names(both(f"{prefix}{key}"), key, *more.get(key, ())) for key in keys}


def listed(phrases: Iterable[Phrase]) -> Phrase:
    """What there is to choose from, by its names: whoever fills in a cell has never seen the keys."""
    found = tuple(phrases)
    return Phrase(", ".join(each.id for each in found), ", ".join(each.en for each in found))
