"""`AreaStrip`: the areas of a sheet in one row, each with its progress, the one of the cursor marked."""

from rich.cells import cell_len

from models.views import Sheet
from models.words import Words
from screens.widgets.drawing import ELLIPSIS, Span, Tone, cropped_spans, row, width_of
from screens.widgets.status import OneRow


class AreaStrip(OneRow):
    """Progress by area, and in all."""

    def __init__(self) -> None:
        super().__init__()
        self._areas: list[Span] = []
        self._totals = ("", "")
        self._place = 0

    def show(self, words: Words, sheet: Sheet, here: str) -> None:
        """Show how far `sheet` is; `here` is the area of the cursor."""
        spans: list[Span] = []
        for code, (answered, of) in sheet.progress.items():
            tone = Tone.GOOD if answered == of else Tone.HEADING if code == here else Tone.MUTED
            name = f"{code} {answered}/{of}"
            spans.append((f"[{name}] " if code == here else f" {name}  ", tone))
        total = words("sheet.progress", answered=sheet.answered, total=len(sheet.lines))
        totals, place = (total, f"{sheet.answered}/{len(sheet.lines)}"), list(sheet.progress).index(here)
        if (spans, totals, place) != (self._areas, self._totals, self._place):
            self._areas, self._totals, self._place = spans, totals, place
            self.redraw()

    def spans(self, width: int) -> list[Span]:
        """The areas on the left, the total on the right, in figures alone where that lets all areas be seen."""
        fitting = (each for each in self._totals if width_of(self._areas) + cell_len(each) + 3 <= width)
        total = next(fitting, self._totals[0])
        room = width - cell_len(total) - 3
        first = 0
        # Of forty areas that of the cursor is in sight, and so is how far all of it is.
        while first < self._place and width_of(self._areas[first : self._place + 1]) > room - len(ELLIPSIS):
            first += 1
        areas = cropped_spans([(ELLIPSIS if first else "", Tone.MUTED), *self._areas[first:]], room)
        return row(((" ", Tone.PLAIN), *areas), ("", Tone.PLAIN), ((total, Tone.MUTED), (" ", Tone.PLAIN)), width)
