"""Parts of a workbook measured before they are read: what is small in a file, and would be vast in memory.

An XML parser looks, for whoever makes such a file hides from patterns what it looks like: in comments, behind prefixes, in attributes.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final
from xml.parsers import expat

from models.formats.tables import CELL_LIMIT

_TEXT_LIMIT: Final = 64_000_000
"""Bytes of text in all cells of a workbook; many cells may show one and the same text."""
_ELEMENTS_LIMIT: Final = 5 * CELL_LIMIT
"""Most elements of all parts: a cell has up to four, and each takes time."""
_PLACE: Final = re.compile(r"\s*([A-Za-z]{1,4})([0-9]{1,10})\s*")
"""Where a cell says it stands."""
_ROOM: Final = re.compile(r"\s*\+?[0-9]{7}")
"""A list that says it is so long: room is made for it before it is read."""


class Outsized(Exception):
    """It would fill the memory."""


def measure(parts: Iterable[bytes]) -> None:
    """Nothing, if what is in the parts of a workbook stays small when it is read.

    Raises:
        Outsized: it does not.
        ValueError: a part is no XML, or says where it stands as no workbook does.
    """
    elements, texts, shown = 0, defaultdict[int, int](int), Counter[int]()
    for content in parts:
        part = _Part(_ELEMENTS_LIMIT - elements)
        part.read(content)
        elements += part.elements
        if part.across * part.down > CELL_LIMIT:
            raise Outsized
        for number, length in enumerate(part.texts):
            texts[number] = max(texts[number], length)
        shown += part.shown
    if sum(texts.get(number, 0) * count for number, count in shown.items()) > _TEXT_LIMIT:
        raise Outsized


class _Part:
    """How far out cells stand that hold anything, the lengths of texts that cells may share, and how many cells show each."""

    def __init__(self, most: int) -> None:
        self.elements = self.across = self.down = 0
        self.texts: list[int] = []
        self.shown = Counter[int]()
        self._most, self._row = most, 0
        self._place = (0, 0)
        """Of the cell: its row and column, counted from 1."""
        self._is_shared = self._is_number = False
        self._number = ""
        """Of the text that the cell shows."""

    def read(self, content: bytes) -> None:
        if b"\0" in content:  # UTF-16, of which others make nothing
            raise ValueError("no text")
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise ValueError("no XML") from error
        self._show()

    def _start(self, name: str, said: Mapping[str, str]) -> None:
        self.elements += 1
        if self.elements > self._most or _ROOM.match(said.get("count", "")) or _ROOM.match(said.get("uniqueCount", "")):
            raise Outsized
        self._show()
        match name.rpartition(":")[2]:
            case "c":
                self._place = _position(said["r"]) if "r" in said else (self._row, self._place[1] + 1)
                self._is_shared = said.get("t") == "s"
            case "v" | "is":
                self.down, self.across = max(self.down, self._place[0]), max(self.across, self._place[1])
                self._is_number = self._is_shared
            case "row":
                self._row = int(said["r"]) if "r" in said else self._row + 1
                self._place = (self._row, 0)
            case "si":
                self.texts.append(0)

    def _text(self, text: str) -> None:
        if self.texts:
            self.texts[-1] += len(text.encode())
        if self._is_number:
            self._number += text

    def _show(self) -> None:
        """Count the text that the cell before shows."""
        if self._number.strip():
            self.shown[int(self._number)] += 1
        self._is_number, self._number = False, ""

    def _refuse(self, *_: object) -> None:
        raise ValueError("a document type")


def _position(place: str) -> tuple[int, int]:
    """The row and the column that a cell says it stands in, counted from 1."""
    found = _PLACE.fullmatch(place)
    if found is None:
        raise ValueError("no place")
    column = 0
    for sign in found[1].upper():
        column = column * 26 + ord(sign) - ord("A") + 1
    return int(found[2]), column
