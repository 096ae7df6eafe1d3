"""Lists with ticks: what is ticked, as a word of two brackets that every terminal draws."""

from collections.abc import Collection

from screens.widgets.drawing import Span, Tone


def box(key: str, ticked: Collection[str]) -> Span:
    """The box before a line, ticked or empty."""
    return ("[x] ", Tone.ACCENT) if key in ticked else ("[ ] ", Tone.MUTED)
