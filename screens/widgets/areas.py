"""`AreaStrip`: the areas of a sheet in one row, each with its progress, the one of the cursor marked."""

from models.views import Sheet
from models.words import Words
from screens.widgets.drawing import Span, Tone, row
from screens.widgets.status import Bar


class AreaStrip(Bar):
    """Progress by area, and in all."""

    def __init__(self) -> None:
        super().__init__()
        self._areas: list[Span] = []
        self._total = ""

    def show(self, words: Words, sheet: Sheet, here: str) -> None:
        """Show how far `sheet` is; `here` is the area of the cursor."""
        spans: list[Span] = [(" ", Tone.PLAIN)]
        for code in sheet.checklist.areas:
            lines = [line for line in sheet.lines if line.item.area == code]
            answered = sum(line.answer.is_given for line in lines)
            tone = Tone.GOOD if answered == len(lines) else Tone.HEADING if code == here else Tone.MUTED
            name = f"{code} {answered}/{len(lines)}"
            spans.append((f"[{name}] " if code == here else f" {name}  ", tone))
        total = words("sheet.progress", answered=sheet.answered, total=len(sheet.lines))
        if (spans, total) != (self._areas, self._total):
            self._areas, self._total = spans, total
            self.refresh()

    def spans(self, width: int) -> list[Span]:
        """The areas on the left, the total on the right."""
        return row(self._areas, ("", Tone.PLAIN), ((self._total, Tone.MUTED), (" ", Tone.PLAIN)), width)
