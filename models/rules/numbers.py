"""Numbers as people type them."""

import re
from fractions import Fraction
from typing import Final

from models.errors import Refusal
from models.text import Phrase

_GROUPED: Final = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN: Final = re.compile(r"\d{1,9}([.,]\d{1,6})?")


def decimal(text: str, label: Phrase | str) -> Fraction:
    """The number typed as `text`: `98,4`, `98.4`, `1.234` (one thousand two hundred and thirty-four) or `1.234,5`.

    Raises:
        Refusal: `count.negative` or `count.not_a_number`.
    """
    typed = text.strip().replace(" ", "")
    if typed.startswith("-"):
        raise Refusal("count.negative", label=label)
    if _GROUPED.fullmatch(typed):
        typed = typed.replace(".", "")
    if not _PLAIN.fullmatch(typed):
        raise Refusal("count.not_a_number", label=label, value=text)
    return Fraction(typed.replace(",", "."))


def plain(value: Fraction) -> str:
    """`value` as stored and exported: a decimal text with a point, at most six places."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.6f}".rstrip("0")
