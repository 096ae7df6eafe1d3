"""Names that are taken for each other: the same to the eye, or one letter apart."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Final

from models.text import composed

_TWINS: Final = str.maketrans("авеікмнорстухјѕԁɡһӏαβεικμνορτυχ0|ı", "abeikmhopctyxjsdghlabeikuvoptuxoli")
"""Letters of other scripts, and signs, that look like Latin ones, folded."""
_ONE: Final = re.compile(r"(?<=[a-z])1|1(?=[a-z])")
_COUNTING: Final = re.compile(r"[ivxl]+|\w{1,2}|.*\d.*")
"""Words in which one sign makes another thing: `Wilayah I` and `Wilayah II`, `Balai 1` and `Balai 2`."""
_SHORTEST: Final = 6
"""Fewest letters of a name that is compared: of fewer, many are one letter apart."""


def alike(names: Mapping[str, str], fresh: Collection[str]) -> Iterator[tuple[str, str]]:
    """The keys of `fresh` names beside that of another of the `names` for which each may be taken; a pair is told once."""
    if not fresh:
        return
    known: dict[str, list[str]] = defaultdict(list)
    for key, name in names.items():
        for reduced in _reduced("".join(_words(name))):
            known[reduced].append(key)
    told: set[frozenset[str]] = set()
    for key in names:
        if key not in fresh:
            continue
        words = _words(names[key])
        near = sorted({other for reduced in _reduced("".join(words)) for other in known[reduced]} - {key})
        # Beside one that looks the same, those one letter apart say nothing more.
        same = [other for other in near if "".join(words) == "".join(_words(names[other]))]
        for other in same or [each for each in near if _are_alike(words, _words(names[each]))]:
            if frozenset((key, other)) not in told:
                told.add(frozenset((key, other)))
                yield key, other


def foreign(name: str) -> str:
    """The letters of a name that are of another script than Latin."""
    return "".join(dict.fromkeys(each for each in name if each.isalpha() and not composed(each, "NFKD")[0].isascii()))


@lru_cache(maxsize=4_096)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name as the eye takes them: no case, no marks, no signs, letters of other scripts as those they look like."""
    plain = composed(name.casefold(), "NFKD").translate(_TWINS)
    return tuple(re.findall(r"[^\W_]+", "".join(each for each in _ONE.sub("l", plain) if each.isalnum() or each.isspace())))


def _reduced(text: str) -> Iterator[str]:
    """A text and what is left of it without each of its letters: two that are one letter apart share one of these."""
    if len(text) >= _SHORTEST:
        yield text
        yield from {text[:place] + text[place + 1 :] for place in range(len(text))}


def _are_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether of two names that do not look the same one word is one letter apart."""
    if len(one) != len(other):
        return False
    apart = [(mine, theirs) for mine, theirs in zip(one, other, strict=True) if mine != theirs]
    return len(apart) == 1 and not any(map(_COUNTING.fullmatch, apart[0])) and _is_one_apart(*apart[0])


def _is_one_apart(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    place = next((at for at, (mine, theirs) in enumerate(zip(short, long, strict=False)) if mine != theirs), len(short))
    return short[place:] == long[place + 1 :] or (len(short) == len(long) and short[place + 1 :] == long[place + 1 :])
