"""What a file would change, as commands print it: here and there, in words or as data."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from models.text import Phrase
from models.words import Words

if TYPE_CHECKING:
    from models.previews import Changed


def change_rows(words: Words, changes: "Iterable[Changed]") -> Iterator[str]:
    """Each change as a line: the field, what stands here and what the file says."""
    for change in changes:
        here, there = (_said(words, value) or words("take.nothing") for value in (change.here, change.there))
        yield words("take.field", label=words.of(change.label), here=here, there=there)


def changes_data(changes: "Iterable[Changed]") -> list[dict[str, object]]:
    """The changes as data, names in both languages."""
    return [{name: getattr(change, name) for name in ("label", "here", "there")} for change in changes]


def _said(words: Words, value: Phrase | str) -> str:
    return words.of(value) if isinstance(value, Phrase) else words.day(value)
