"""The last look at what goes to the terminal: no text, whoever wrote it, may steer it."""

from functools import lru_cache
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from models.text import shown

_SHOWN: Final = lru_cache(4096)(shown)
"""Texts of lines as they may be shown; most stand on the screen time and again."""


class TerminalGuard(LineFilter):
    """Replaces every character that could steer or mislead the terminal by a visible dot; links lose their address when it holds one."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the signature of every filter
        """The segments as the terminal may have them, of the same width in cells."""
        for text, style, control in segments:
            if control is not None or _SHOWN(text) != text or (style is not None and style.link is not None):
                break
        else:
            return segments
        width = sum(cell_len(segment.text) for segment in segments)
        guarded = [self._guarded(segment) for segment in segments]
        # A dot is wider than what it replaces; a longer line would push its neighbours aside.
        return Segment.adjust_line_length(guarded, width) if sum(cell_len(segment.text) for segment in guarded) != width else guarded

    def _guarded(self, segment: Segment) -> Segment:
        text, style, _ = segment
        if style is not None and style.link is not None and not (style.link.isascii() and style.link.isprintable()):
            style = style.update_link(None)
        guarded = _SHOWN(text)
        # A sign that lost its look is narrower; what follows it must not move up.
        return Segment(set_cell_size(guarded, max(cell_len(guarded), cell_len(text))), style)
