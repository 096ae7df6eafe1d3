"""`ScoreStrip`: short figures in one row, one of them marked, and what they come to at the right."""

from collections.abc import Sequence

from screens.widgets.drawing import Span, Tone, row
from screens.widgets.status import OneRow


class ScoreStrip(OneRow):
    """Figures side by side."""

    def __init__(self) -> None:
        super().__init__()
        self._figures: tuple[Span, ...] = ()
        self._total = ""

    def show(self, figures: Sequence[Span], here: int | None, total: str) -> None:
        """Show these, the one at the place `here` in brackets."""
        drawn = tuple((f"[{text}] " if place == here else f" {text}  ", tone) for place, (text, tone) in enumerate(figures))
        if (drawn, total) != (self._figures, self._total):
            self._figures, self._total = drawn, total
            self.redraw()

    def spans(self, width: int) -> list[Span]:
        """The figures on the left, what they come to on the right."""
        left = ((" ", Tone.PLAIN), *self._figures)
        return row(left, ("", Tone.PLAIN), ((self._total, Tone.MUTED), (" ", Tone.PLAIN)), width)
