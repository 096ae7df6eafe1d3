"""Bars of a PDF: parts told apart by patterns and not by colours, so that they are read on any printer."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from reportlab.platypus import Flowable

_HEIGHT: Final = 8.0
_LEAST: Final = 1.5
"""How wide a part is that is more than nothing."""
_STEP: Final = 3.0
"""Between the lines of a pattern."""


def drawn(parts: tuple[Fraction, ...] | None, *, is_target: bool = False) -> Flowable:
    """A bar of these shares of its column, in a frame that is the whole; without parts, a line of dots that says there is no value."""
    return _Bar(parts, is_target=is_target)


def sign(number: int) -> Flowable:
    """How the part of this number is drawn."""
    return _Bar((*[Fraction(0)] * number, Fraction(1)))


class _Bar(Flowable):  # type: ignore[misc]  # the library has no types
    """A bar as wide as where it stands."""

    def __init__(self, parts: tuple[Fraction, ...] | None, *, is_target: bool = False) -> None:
        super().__init__()
        self._parts, self._is_target = parts, is_target

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """How much room it takes."""
        self.width, self.height = width, _HEIGHT
        return width, _HEIGHT

    def draw(self) -> None:
        """Draw it."""
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeGray(0)
        canvas.setLineWidth(0.4)
        if self._parts is None:
            canvas.setDash(1, 2)
            canvas.line(0, _HEIGHT / 2, self.width, _HEIGHT / 2)
        else:
            self._draw_parts(canvas, self._parts)
        canvas.restoreState()

    def _draw_parts(self, canvas: Any, parts: tuple[Fraction, ...]) -> None:
        left = 0.0
        for number, part in enumerate(parts):
            if part > 0:
                wide = min(max(_LEAST, float(part) * self.width), self.width - left)
                _filled(canvas, left, wide, _PATTERNS[number % len(_PATTERNS)])
                left += wide
        canvas.setStrokeGray(0.55)
        canvas.rect(0, 0, self.width, _HEIGHT, stroke=1, fill=0)
        if self._is_target:
            canvas.setStrokeGray(0)
            canvas.setLineWidth(1.6)
            canvas.line(self.width, -1.5, self.width, _HEIGHT + 1.5)


def _filled(canvas: Any, left: float, wide: float, pattern: Callable[[Any, float, float], None]) -> None:
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(left, 0, wide, _HEIGHT)
    canvas.clipPath(frame, stroke=0, fill=0)
    pattern(canvas, left, wide)
    canvas.restoreState()
    canvas.rect(left, 0, wide, _HEIGHT, stroke=1, fill=0)


def _solid(grey: float) -> Callable[[Any, float, float], None]:
    def pattern(canvas: Any, left: float, wide: float) -> None:
        canvas.setFillGray(grey)
        canvas.rect(left, 0, wide, _HEIGHT, stroke=0, fill=1)

    return pattern


def _hatched(canvas: Any, left: float, wide: float) -> None:
    for number in range(int((wide + _HEIGHT) / _STEP) + 1):
        at = left - _HEIGHT + number * _STEP
        canvas.line(at, 0, at + _HEIGHT, _HEIGHT)


def _dotted(canvas: Any, left: float, wide: float) -> None:
    canvas.setFillGray(0)
    for row in (2.0, 6.0):
        for number in range(int(wide / _STEP) + 2):
            canvas.circle(left + number * _STEP + (row == 2.0) * _STEP / 2, row, 0.6, stroke=0, fill=1)


def _upright(canvas: Any, left: float, wide: float) -> None:
    for number in range(int(wide / _STEP) + 1):
        canvas.line(left + number * _STEP, 0, left + number * _STEP, _HEIGHT)


_PATTERNS: Final = (_solid(0.2), _hatched, _dotted, _solid(0.8), _upright)
"""In the order of the parts."""
