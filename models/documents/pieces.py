"""Documents as this program writes them, read table by table: what stood in another document word for word is not read again.

TOML is a row of tables. Where what stands between two headings is TOML by itself, and no two tables speak of one place, the whole says
what its tables say together; `tomllib` is who reads each of them. What is of any other form is declined, and read as a whole.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from models.documents import toml
from models.errors import Refusal
from models.text import holds_refused

LINE: Final = re.compile(r'([A-Za-z0-9_-]+) = (?:"([^"\\\x00-\x1f\x7f]*)"|(0|[1-9][0-9]{0,17})|(true|false))')
"""A key with a text that holds nothing to be escaped, a number or a flag: as nearly every line is."""
_HEADING: Final = re.compile(r"\[[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){0,5}\]")
_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_SHORT: Final = 8_000
"""Longest table that is remembered, in characters."""
_LINES: Final = 4_000
"""Most lines of a table that is read here: a longer one, which is rare, would be read twice where it is refused."""
_MOST: Final = 4_000
"""Most tables of a generation that are remembered: those of seven checklists of the usual length."""

Values = dict[str, Any]


class Declined(Exception):
    """That a text is not of the form that is read here."""


class _Piece(NamedTuple):
    above: tuple[str, ...]
    """The place of the table it stands in."""
    name: str
    values: Values
    made: object
    """What takes the place of the table, None where it stands for itself."""


class Pieces:
    """Reads documents by their tables, and remembers these; `made` may make of a table what all documents share from then on."""

    def __init__(self, made: Callable[[Mapping[str, Any]], object] = lambda _values: None) -> None:
        self._made = made
        self._new: dict[str, _Piece] = {}
        self._old: dict[str, _Piece] = {}

    def read(self, text: str) -> Values:
        """The tables of a text without its last line end, as `toml.parsed` gives them but for those that were made into something.

        Raises:
            Declined: it is of another form, or would be refused there; nothing is parsed before its guard looked at it.
        """
        first, *pieces = f"\n\n{text}".split("\n\n[")
        first = first.removeprefix("\n\n")
        raw = _values(first) if first else {}
        above: tuple[str, ...] = ()
        within = raw
        for each in pieces:
            piece = self._new.get(each) or self._remembered(each)
            if piece.above != above:
                above, within = piece.above, _within(raw, piece.above)
            # A table may be there already since a place within it was named first.
            if piece.name in within:
                raise Declined
            within[piece.name] = dict(piece.values) if piece.made is None else piece.made
        return raw

    def _remembered(self, text: str) -> _Piece:
        piece = self._old.get(text) or self._read(text)
        if len(text) <= _SHORT:
            if len(self._new) >= _MOST:
                self._old, self._new = self._new, {}
            self._new[text] = piece
        return piece

    def _read(self, text: str) -> _Piece:
        heading, _, rest = f"[{text}".partition("\n")
        if not _HEADING.fullmatch(heading):
            raise Declined
        *above, name = heading[1:-1].split(".")
        values = _values(rest) if rest else {}
        return _Piece(tuple(above), name, values, self._made(values))


def _values(text: str) -> Values:
    """What a text without headings says."""
    values: Values = {}
    lines = text.split("\n")
    for line in lines:
        found = LINE.fullmatch(line)
        if found is None:
            return _values_of_toml(text)
        key, words, number, flag = found.groups()
        values[key] = words if words is not None else int(number) if number is not None else flag == "true"
    if len(values) != len(lines) or any(map(holds_refused, lines)):
        raise Declined
    return values


def _values_of_toml(text: str) -> Values:
    # A line end of two characters would be one within a text, and no end of a piece.
    if "\r" in text or text.count("\n") > _LINES:
        raise Declined
    try:
        toml.guard(text, "")
        values = tomllib.loads(text)
    except (Refusal, ValueError, RecursionError):
        raise Declined from None
    # Another table would stand in a place of its own.
    if not all(_KEY.fullmatch(key) and _is_plain(value) for key, value in values.items()):
        raise Declined
    return values


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return all(not isinstance(each, list) and _is_plain(each) for each in value)
    if isinstance(value, str):
        return not holds_refused(value)
    return isinstance(value, int) and -toml.WIDEST <= value < toml.WIDEST


def _within(raw: Values, place: tuple[str, ...]) -> Values:
    table = raw
    for name in place:
        table = table.setdefault(name, {})
        if type(table) is not dict:
            raise Declined
    return table
