"""The last look at what goes to the terminal: no text, whoever wrote it, may steer it."""

import re
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

SIGN: Final = "·"
"""Stands where a character was not let through."""

_REFUSED: Final = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, C1, delete
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # unseen marks and fillers
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # zero width, line and paragraph ends, directions
    "\ud800-\udfff"  # halves of pairs, which no terminal stream can hold
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # unseen marks of hieroglyphs, shorthand and music
    "\U000e0000-\U000e007f"  # tags
    "]"
)
_PLAIN: Final = str.maketrans(
    {
        "›": ">",
        "‹": "<",
        "…": "~",
        "·": ".",
        "–": "-",
        "—": "-",
        "─": "-",
        "│": "|",
        "═": "=",
        "║": "|",
        "↑": "^",
        "↓": "v",
        "←": "<",
        "→": ">",
    }
)


class TerminalGuard(LineFilter):
    """Replaces every character that could steer or mislead the terminal by a visible dot; links lose their address when it holds one."""

    def __init__(self, enabled: bool = True, *, plain: bool = False) -> None:
        super().__init__(enabled)
        self._plain = plain

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the signature of every filter
        """The segments as the terminal may have them, of the same width in cells."""
        if all(self._is_clean(segment) for segment in segments):
            return segments
        width = sum(cell_len(segment.text) for segment in segments)
        guarded = [self._guarded(segment) for segment in segments]
        # A dot is wider than what it replaces; a longer line would push its neighbours aside.
        return Segment.adjust_line_length(guarded, width) if sum(cell_len(segment.text) for segment in guarded) != width else guarded

    @staticmethod
    def _is_clean(segment: Segment) -> bool:
        text, style, control = segment
        return text.isascii() and text.isprintable() and control is None and (style is None or style.link is None)

    def _guarded(self, segment: Segment) -> Segment:
        text, style, _ = segment
        if not (text.isascii() and text.isprintable()):
            text = _REFUSED.sub(SIGN, text)
            if self._plain:
                text = text.translate(_PLAIN)
        if style is not None and style.link is not None and not (style.link.isascii() and style.link.isprintable()):
            style = style.update_link(None)
        return Segment(text, style)
