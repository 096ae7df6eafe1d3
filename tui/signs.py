"""The signs of the program, and for each one of the same width that every keyboard has."""

from typing import Final

SIGNS: Final = {
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
    "□": "o",
}
_BOXES: Final = {chr(code): "+" for code in range(0x2500, 0x2580)} | dict.fromkeys("─━═", "-") | dict.fromkeys("│┃║", "|")
_BARS: Final = {chr(code): " " for code in range(0x2580, 0x25A0) if chr(code) not in SIGNS}
"""Ends of scroll bars and edges of fields, which are drawn by their ground as well."""
PLAIN: Final = str.maketrans(SIGNS | _BOXES | _BARS)
"""What stands for each sign."""
