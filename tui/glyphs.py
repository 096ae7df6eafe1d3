"""The signs of the program for terminals that know only those of a keyboard: each becomes one of the same width, after all is drawn."""

from typing import Final

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS: Final = {
    "›": ">",
    "‹": "<",
    "·": "|",
    "…": "~",
    "●": "*",
    "•": "*",
    "–": "-",
    "×": "x",
    "≥": ">",
    "≠": "!",
    "µ": "u",
    "“": '"',
    "”": '"',
    "↑": "^",
    "↓": "v",
    "←": "<",
    "→": ">",
    "▲": "^",
    "▼": "v",
    "▏": "_",
    "█": "#",
    "░": ".",
}
_BOXES: Final = {chr(code): "+" for code in range(0x2500, 0x2580)} | dict.fromkeys("─━═", "-") | dict.fromkeys("│┃║", "|")
_BARS: Final = {chr(code): " " for code in range(0x2580, 0x25A0) if chr(code) not in _SIGNS}
"""Ends of scroll bars and edges of fields, which are drawn by their ground as well."""
PLAIN: Final = str.maketrans(_SIGNS | _BOXES | _BARS)
"""What stands for each sign."""


class PlainGlyphs(LineFilter):
    """Draws nothing but ASCII; letters of other scripts that somebody typed stay what they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the signature of every filter
        """The segments with a plain sign for every sign of the program."""
        if all(segment.text.isascii() for segment in segments):
            return segments
        return [Segment(text.translate(PLAIN), style, control) for text, style, control in segments]
