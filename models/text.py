"""Text as it may be stored and as it may be shown, without control or direction characters; and the phrase in two languages."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from models.errors import Refusal
from models.moments import day

NOTE_LIMIT: Final = 20_000
"""Longest note or reason, in characters."""
LINE_LIMIT: Final = 500
"""Longest one-line field, in characters."""

_SHORT: Final = 200
"""Characters that are put together at once, whatever they are."""
_MOST_MARKS: Final = 30
"""As many as Unicode lets a stream of text hold (its annex 15)."""
_KEPT_CONTROLS: Final = "\n\t"
_REFUSED_CATEGORIES: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_REFUSED: Final = frozenset(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x061C, *range(0xE0000, 0xE0080)]
)
_HELD: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\U000e0000-\U000e007f]"
)
"""Every character that `is_refused` tells, looked for at once."""
_BREAK: Final = re.compile(r"\r\n?|[\n\t]")
_ORDER: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)")
"""An order to a terminal, as in what is copied from the output of programs: with its letters, which mean nothing without it."""
_BLANK: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""Blanks that word processors and PDF files put in place of the usual one, by which nobody finds the words again."""
_SOFT: Final = "\u00ad"
"""A hyphen that is seen at the end of a line alone."""
SIGN: Final = "·"
"""Stands where a character is not shown."""
NOT_SHOWN: Final = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but line end and tab, delete, C1
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # unseen marks and fillers
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # zero width, line and paragraph ends, directions
    "\ud800-\udfff"  # halves of pairs, which no terminal stream can hold
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # unseen marks of hieroglyphs, shorthand and music
    "\U000e0000-\U000e007f"  # tags
    "]"
)
"""Characters that could steer a terminal, mislead its reader or have no width; more than a stored text is refused."""

_VARIANT: Final = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""Choose a look or a skin for the sign before them, which some terminals then draw in one cell and others in two or four."""
_FLAGS: Final = {0x1F1E6 + place: chr(ord("A") + place) for place in range(26)}
"""The halves of flags as the letters they stand for: terminals draw a pair of them in two cells or in four."""
QUERY_LIMIT: Final = 200
"""Longest text that is looked for, in characters."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence in both languages, as checklist files hold it."""

    id: str
    en: str

    def within(self, language: str) -> str:
        """The sentence in `language` ("id" or "en")."""
        return self.en if language == "en" else self.id


UNREAD: Final = "\ufffd"
"""What stands for bytes that are no UTF-8."""


def is_refused(character: str) -> bool:
    """Whether a stored text may not hold `character`: controls, direction marks, zero-width and tag characters."""
    if character in _KEPT_CONTROLS:
        return False
    return ord(character) in _REFUSED or unicodedata.category(character) in _REFUSED_CATEGORIES


def holds_refused(text: str) -> bool:
    """Whether any character of `text` is refused."""
    return not (text.isascii() and text.isprintable()) and _HELD.search(text) is not None


def composed(text: str, form: Literal["NFC", "NFKD"] = "NFC") -> str:
    """`text` with its letters and marks put together, or taken apart; of marks on one letter no more than anybody writes.

    Putting a hundred thousand of them in order would take minutes.
    """
    if len(text) > _SHORT and not text.isascii():
        kept, marks = [], 0
        for character in text:
            marks = marks + 1 if unicodedata.combining(character) else 0
            if marks <= _MOST_MARKS:
                kept.append(character)
        text = "".join(kept)
    return unicodedata.normalize(form, text)


def clean(text: str) -> str:
    """`text` as it may be stored: NFC, line ends as LF, refused characters dropped (a tab in a paste stays a tab)."""
    unified = composed(text.replace("\r\n", "\n").replace("\r", "\n"))
    if unified.isascii() and unified.replace("\n", "").replace("\t", "").isprintable():
        return unified
    # A dropped character may have kept a letter and its mark apart, so the rest is composed again.
    return composed("".join(character for character in unified if not is_refused(character)))


def pasted(text: str) -> str:
    """`text` as it may be stored, without what the program it was copied from put in for itself: orders, odd blanks, soft hyphens."""
    plain = clean(_BLANK.sub(" ", _ORDER.sub("", text)).replace(_SOFT, ""))
    return re.sub("(?<![ \t])[ \t]+(?=\n)", "", plain)


def line(text: str, label: Phrase | str) -> str:
    """`text` as one clean line without outer blanks; `label` is what the field is called: a phrase, or its id in the catalogue.

    Raises:
        Refusal: `text.too_long` above `LINE_LIMIT` characters.
    """
    cleaned = " ".join(clean(text).split())
    if len(cleaned) > LINE_LIMIT:
        raise Refusal("text.too_long", label=label, limit=LINE_LIMIT)
    return cleaned


def location(text: str, label: Phrase | str) -> str:
    """Where a thing is kept, as typed but for outer blanks: a path with other blanks or letters composed otherwise is another path.

    Raises:
        Refusal: `text.too_long` above `LINE_LIMIT` characters.
    """
    kept = uncomposed(text).strip()
    if len(kept) > LINE_LIMIT:
        raise Refusal("text.too_long", label=label, limit=LINE_LIMIT)
    return kept


def dated(text: str, label: Phrase | str) -> str:
    """The date typed as `text`, as stored (`2023-05-09`), empty for none; Refusal `fact.date` where it is none that `moments.day` knows."""
    found = day(text)
    if found is None and text.strip():
        raise Refusal("fact.date", label=label, value=text)
    return "" if found is None else found.isoformat()


def as_typed(text: str, label: Phrase | str) -> str:
    """What somebody typed on any number of lines, character by character, without refused characters and outer blanks.

    Raises:
        Refusal: `text.too_long` above `NOTE_LIMIT` characters.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(character for character in unified if not is_refused(character)).strip()
    if len(kept) > NOTE_LIMIT:
        raise Refusal("text.too_long", label=label, limit=NOTE_LIMIT)
    return kept


def uncomposed(text: str) -> str:
    """`text` on one line without the refused characters, and otherwise character by character as it is."""
    return "".join(character for character in _BREAK.sub(" ", text) if not is_refused(character))


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
    plain = text.lower() if text.isascii() else composed(text.casefold(), "NFKD")
    return "".join(filter(str.isalnum, plain))


def harmless(text: str) -> str:
    """`text` as any terminal may have it: `SIGN` for every character of `NOT_SHOWN`; line ends and tabs stay."""
    return text if text.isascii() and text.isprintable() else NOT_SHOWN.sub(SIGN, text)


def cut(text: str, most: int) -> str:
    """`text` in at most so many characters, with `…` for what is left out."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def shown_lines(text: str) -> str:
    """`text` harmless, with blanks for tabs, whose width nobody knows, and signs as every terminal draws them."""
    plain = _VARIANT.sub("", harmless(text)).replace("\t", " ")
    return plain if plain.isascii() else plain.translate(_FLAGS)


def shown(text: str) -> str:
    """`text` harmless and on one line."""
    return text if text.isascii() and text.isprintable() else shown_lines(text).replace("\n", " ")
