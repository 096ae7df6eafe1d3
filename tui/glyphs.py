"""The signs of the program for terminals that know only those of a keyboard: each becomes one of the same width, after all is drawn."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.signs import PLAIN


class PlainGlyphs(LineFilter):
    """Draws nothing but ASCII; letters of other scripts that somebody typed stay what they are, if `encoding` knows them."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the signature of every filter
        """The segments with a plain sign for every sign of the program."""
        if all(segment.text.isascii() for segment in segments):
            return segments
        return [Segment(self._known(text.translate(PLAIN)), style, control) for text, style, control in segments]

    def _known(self, text: str) -> str:
        """`text` with question marks, as wide, for what the terminal cannot be sent."""
        try:
            text.encode(self._encoding)
        except UnicodeEncodeError:
            return "".join(self._known(each) for each in text) if len(text) > 1 else "?" * cell_len(text)
        return text
