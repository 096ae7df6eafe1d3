"""Numbers as people type them."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

from models.errors import Refusal
from models.text import Phrase

_GROUPED: Final = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(\1\d{3})*((?!\1)[.,]\d+)?")
_MOST_DIGITS: Final = 9
_PLAIN: Final = re.compile(r"\d{1,9}([.,]\d{1,6})?")


def of_digits(text: str) -> int | None:
    """The whole number that plain digits say, None where `text` is none: of thousands of digits Python makes none either."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def decimal(text: str, label: Phrase | str, *, grouped: bool = True) -> Fraction:
    """The number typed as `text`: `98,4`, `98.4`, `1.234` or `1,234` (one thousand two hundred and thirty-four) or `1.234,5`.

    Both signs are used both ways in one office; just three digits behind one are thousands, for nobody counts thousandths. Where `grouped`
    is off, as for scores, either sign is a decimal one.

    Raises:
        Refusal: `count.negative` or `count.not_a_number`.
    """
    typed = text.strip().replace(" ", "")
    if typed.startswith("-"):
        raise Refusal("count.negative", label=label)
    thousands = _GROUPED.fullmatch(typed) if grouped else None
    if thousands:
        typed = typed.replace(thousands[1], "")
    if not _PLAIN.fullmatch(typed):
        raise Refusal("count.not_a_number", label=label, value=text)
    return Fraction(typed.replace(",", "."))


# Hundreds of agencies reach the same few scores, and reading one takes longer than all else that is done with it.
@lru_cache(maxsize=4_000)
def exact(text: str) -> Fraction:
    """The fraction written as `text`, such as `115/2`."""
    return Fraction(text)


def plain(value: Fraction) -> str:
    """`value` as stored and exported: a decimal text with a point, at most six places."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.6f}".rstrip("0")


def typed(value: Fraction | None) -> str:
    """`value` as it can be typed again, empty for none: a sign before just three digits would be read as thousands."""
    if value is None:
        return ""
    whole, _, rest = plain(value).partition(".")
    return f"{whole},{rest}{'0' if len(rest) == 3 and whole != '0' else ''}" if rest else whole
