"""How files of evidence were found, on the screens."""

from collections.abc import Iterator
from typing import Final

from models.swept import Standing, Swept
from models.swept_told import why
from models.words import Words
from screens.widgets.drawing import Tone
from screens.widgets.pane import Paragraph

TONES: Final = {
    Standing.CHANGED: Tone.BAD,
    Standing.MISSING: Tone.BAD,
    Standing.UNREACHED: Tone.WARN,
    Standing.UNREAD: Tone.WARN,
    Standing.ELSEWHERE: Tone.MUTED,
    Standing.PRESENT: Tone.GOOD,
}
"""How each standing looks."""


def paragraphs(words: Words, each: Swept, *, tells_known: bool = True) -> Iterator[Paragraph]:
    """How a file was found, what was known of it, and what is there now."""
    standing, known, there = each.standing, each.reference, ""
    if each.digest and standing is not Standing.PRESENT:
        there = words("sweep.there", kilobytes=-(-each.size // 1000), digest=each.digest[:16])
    yield Paragraph(words(f"sweep.told.{standing}", cause=why(words, each) or "-"), tone=TONES[standing], limit=2)
    if tells_known and known.digest and standing is not Standing.PRESENT:
        yield Paragraph(words("evidence.read", kilobytes=-(-known.size // 1000), digest=known.digest[:16]), tone=Tone.MUTED)
    if there:
        yield Paragraph(there, tone=Tone.MUTED)
