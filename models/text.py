"""Text as it may be stored: NFC, no control or direction characters; and the phrase in two languages that checklist files hold."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from models.errors import Refusal

NOTE_LIMIT: Final = 20_000
"""Longest note or reason, in characters."""
LINE_LIMIT: Final = 500
"""Longest one-line field, in characters."""

_KEPT_CONTROLS: Final = "\n\t"
_REFUSED_CATEGORIES: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_REFUSED: Final = frozenset(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x061C, *range(0xE0000, 0xE0080)]
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence in both languages, as checklist files hold it."""

    id: str
    en: str

    def within(self, language: str) -> str:
        """The sentence in `language` ("id" or "en")."""
        return self.en if language == "en" else self.id


def is_refused(character: str) -> bool:
    """Whether a stored text may not hold `character`: controls, direction marks, zero-width and tag characters."""
    if character in _KEPT_CONTROLS:
        return False
    return ord(character) in _REFUSED or unicodedata.category(character) in _REFUSED_CATEGORIES


def clean(text: str) -> str:
    """`text` as it may be stored: NFC, line ends as LF, refused characters dropped (a tab in a paste stays a tab)."""
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if unified.isascii() and unified.replace("\n", "").replace("\t", "").isprintable():
        return unified
    # A dropped character may have kept a letter and its mark apart, so the rest is composed again.
    return unicodedata.normalize("NFC", "".join(character for character in unified if not is_refused(character)))


def line(text: str, label: Phrase | str) -> str:
    """`text` as one clean line without outer blanks; `label` is what the field is called: a phrase, or its id in the catalogue.

    Raises:
        Refusal: `text.too_long` above `LINE_LIMIT` characters.
    """
    cleaned = " ".join(clean(text).split())
    if len(cleaned) > LINE_LIMIT:
        raise Refusal("text.too_long", label=label, limit=LINE_LIMIT)
    return cleaned


def note(text: str, label: Phrase | str) -> str:
    """`text` as a clean note of any number of lines, without trailing blanks.

    Raises:
        Refusal: `text.too_long` above `NOTE_LIMIT` characters.
    """
    cleaned = clean(text).rstrip()
    if len(cleaned) > NOTE_LIMIT:
        raise Refusal("text.too_long", label=label, limit=NOTE_LIMIT)
    return cleaned


def folded(text: str) -> str:
    """The form in which names are compared: letters and digits only, no case, no marks, no blanks, hyphens or apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if character.isalnum())
