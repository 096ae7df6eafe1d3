"""`AreaStrip`: the areas of a sheet in one row, each with its progress, the one of the cursor marked."""

from collections import Counter

from models.views import Sheet
from models.words import Words
from screens.widgets.drawing import Span, Tone, row
from screens.widgets.status import OneRow


class AreaStrip(OneRow):
    """Progress by area, and in all."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self._progress: dict[str, tuple[int, int]] = {}
        self._areas: list[Span] = []
        self._total = ""

    def show(self, words: Words, sheet: Sheet, here: str) -> None:
        """Show how far `sheet` is; `here` is the area of the cursor."""
        if sheet is not self._sheet:
            # Counted once for each answer, not for each step of the cursor.
            given = Counter(line.item.area for line in sheet.lines if line.answer.is_given)
            self._sheet = sheet
            self._progress = {code: (given[code], len(items)) for code, items in sheet.asked.by_area.items()}
        spans: list[Span] = [(" ", Tone.PLAIN)]
        for code, (answered, of) in self._progress.items():
            tone = Tone.GOOD if answered == of else Tone.HEADING if code == here else Tone.MUTED
            name = f"{code} {answered}/{of}"
            spans.append((f"[{name}] " if code == here else f" {name}  ", tone))
        answered = sum(answered for answered, _ in self._progress.values())
        total = words("sheet.progress", answered=answered, total=len(sheet.lines))
        if (spans, total) != (self._areas, self._total):
            self._areas, self._total = spans, total
            self.refresh()

    def spans(self, width: int) -> list[Span]:
        """The areas on the left, the total on the right."""
        return row(self._areas, ("", Tone.PLAIN), ((self._total, Tone.MUTED), (" ", Tone.PLAIN)), width)
