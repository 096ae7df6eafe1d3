"""The lead's queue: what was submitted, with what is worth a look in each, the weightiest or the oldest first."""

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.binding import BindingType

from models import item_told
from models.desk import sealing, weighing
from models.moments import moment
from models.queued import QUEUES, SORTS, QueueLine, in_order
from models.text import shown
from screens.commands import REVIEWING, bindings
from screens.previewing import PreviewScreen
from screens.requesting import requested_line
from screens.review_telling import weak_reasons, weak_title
from screens.widgets.drawing import Span, Tone, cropped
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph

_WIDE = 100
_COLUMNS = {"round": (9, 16), "verifier": (14, 26), "number": (4, 5), "days": (5, 6), "weak": (6, 7), "unsettled": (5, 6)}
"""Cells of each column, in a narrow window and in a wide one."""
_ASKED_BACK = ("reviewing.asked_back.short", "reviewing.asked_back")
"""How a line says that it is asked back, in a narrow window and in a wide one."""
_NUMBERS = frozenset({"number", "days", "weak", "unsettled"})


class ReviewingScreen(PreviewScreen):
    """Submissions that wait, were returned or are approved."""

    KEYS = REVIEWING
    HELP_ID = "reviewing"
    BINDINGS: ClassVar[list[BindingType]] = bindings(REVIEWING)
    DEFAULT_CSS = """
    ReviewingScreen.-high Pane { height: 14; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._every: tuple[QueueLine, ...] = ()
        self._leads: set[str] = set()
        """Who can open opinions that are sealed to them."""
        self._queue, self._sort = next(iter(QUEUES)), next(iter(SORTS))

    def load(self) -> None:
        """Read what was submitted."""
        self._every = self.desk.ask(weighing.queue)
        others = self.desk.ask(sealing.leads) if any(line.sealed for line in self._every) else ()
        self._leads = {self.desk.actor.person, *(each.id for each in others)}

    @property
    def _shown(self) -> tuple[QueueLine, ...]:
        return in_order((line for line in self._every if line.state == QUEUES[self._queue]), self._sort)

    def heading(self) -> tuple[str, str]:
        """Which queue, how many, and in which order."""
        queue, sort = self.words(f"reviewing.queue.{self._queue}"), self.words(f"reviewing.sort.{self._sort}")
        # As the start screen counts: nobody reviews their own.
        own = sum(line.is_own for line in self._shown)
        count = f"{len(self._shown) - own}"
        count += f" {self.words('reviewing.head_own', count=own)}" if own else ""
        return self.words("reviewing.title"), self.words("reviewing.head", queue=queue, count=count, sort=sort)

    def fill(self) -> None:
        """Write the list anew, the names of its columns above it."""
        lines, found = self.query_one(Lines), self._shown
        lines.empty = self.words(f"reviewing.none.{self._queue}")
        head = Line("heading", left=(("  ", Tone.MUTED),), text=self.words("reviewing.column.agency"), right=self._head(), selectable=False)
        lines.show([head, *map(self._line, found)] if found else [])
        self.draw_pane()

    def on_resize(self) -> None:
        """Give the columns what room there is now."""
        if self._is_loaded:
            self.fill()

    def _cells(self, name: str, text: str) -> str:
        width = _COLUMNS[name][self.size.width >= _WIDE]
        if name in _NUMBERS:
            return f"{' ' * (width - cell_len(text))}{text}"
        return f"  {set_cell_size(cropped(shown(text), width - 2), width - 2)}"

    def _head(self) -> tuple[Span, ...]:
        return tuple((self._cells(name, self.words(f"reviewing.column.{name}")), Tone.MUTED) for name in _COLUMNS)

    def _line(self, line: QueueLine) -> Line:
        told = {
            "round": (line.round, Tone.MUTED),
            "verifier": (line.verifier, Tone.MUTED),
            "number": (str(line.number), Tone.PLAIN),
            "days": (str(line.days), Tone.PLAIN),
            "weak": (str(line.count), Tone.WARN if line.count else Tone.MUTED),
            "unsettled": (str(line.unsettled), Tone.ACCENT if line.unsettled else Tone.MUTED),
        }
        right = tuple((self._cells(name, text), tone) for name, (text, tone) in told.items())
        if line.requested is not None:
            right = ((f"  {self.words(_ASKED_BACK[self.size.width >= _WIDE])}", Tone.WARN), *right)
        elif line.sent_back is not None:
            right = ((f"  {self.words('reviewing.sent_back')}", Tone.WARN), *right)
        elif line.beside is not None:
            right = ((f"  {self.words('issuing.forked')}", Tone.WARN), *right)
        return Line(line.id, text=line.agency_name, right=right, tone=Tone.MUTED if line.is_own else Tone.PLAIN)

    def told(self, key: str) -> Iterator[Paragraph]:
        """Whose submission it is, and what is worth a look in it, the weightiest first."""
        line = next((line for line in self._every if line.id == key), None)
        if line is None:
            return
        place = f", {line.province}" if line.province and line.province != line.agency_name else ""
        yield Paragraph(f"{line.agency_name}{place}", tone=Tone.HEADING, limit=2)
        if line.is_own:
            yield Paragraph(self.words("reviewing.own"), tone=Tone.WARN)
        if asked := line.requested or line.sent_back:
            yield Paragraph(requested_line(self.words, asked), tone=Tone.WARN, limit=2)
        if line.beside is not None:
            yield Paragraph(item_told.beside(self.words, line.beside), tone=Tone.WARN)
        for each in line.sealed:
            sealed = "reviewing.sealed" if each.lead_id in self._leads else "reviewing.sealed_gone"
            yield Paragraph(self.words(sealed, person=each.person, lead=each.lead), tone=Tone.WARN, limit=2)
        when = self.words.moment(moment(line.submitted_at))
        verdict, recommended = line.verdict or "–", line.recommended or "–"
        fields = {"number": line.number, "verifier": line.verifier, "moment": when, "days": line.days}
        yield Paragraph(self.words("reviewing.told", **fields, verdict=verdict, recommended=recommended), tone=Tone.MUTED)
        if line.unsettled:
            yield Paragraph(self.words.count("reviewing.unsettled", line.unsettled), tone=Tone.ACCENT)
        for found in line.weak:
            label = cropped(weak_title(self.words, line.checklist, found), self.size.width // 2 - 4) + ":"
            yield Paragraph(weak_reasons(self.words, found), label=label, tone=Tone.MUTED if found.is_slight else Tone.WARN, limit=1)
        if not line.weak:
            yield Paragraph(self.words("reviewing.nothing_weak"), tone=Tone.MUTED)

    def action_open(self) -> None:
        """Open the review of the highlighted submission."""
        key = self.query_one(Lines).key
        if key is None:
            self.say(f"reviewing.none.{self._queue}")
        else:
            self.go("review", verification=key)

    def action_sort(self) -> None:
        """Order the queue by the next thing, and say by which."""
        names = tuple(SORTS)
        self._sort = names[(names.index(self._sort) + 1) % len(names)]
        self.draw()
        self.say("reviewing.sorted", sort=self.words(f"reviewing.sort.{self._sort}"))

    def action_queue(self) -> None:
        """Show the next queue."""
        names = tuple(QUEUES)
        self._queue = names[(names.index(self._queue) + 1) % len(names)]
        self.draw()
        self.status.say("")
