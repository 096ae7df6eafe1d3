"""The plenaries: each with its number, day and how far it has come; a new one is made of all that waits for issue."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType

from models.desk import decided, plenaries, rounds
from models.errors import Refusal
from models.plenary import PlenaryLine
from models.text import shown
from screens.commands import PLENARIES, Command, bindings
from screens.dialogs import Confirm
from screens.plenary_acts import begin
from screens.plenary_telling import number
from screens.previewing import PreviewScreen
from screens.printing import choose_plenary_paper
from screens.widgets.drawing import Tone, cropped
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph


class PlenariesScreen(PreviewScreen):
    """Every plenary, open ones first."""

    KEYS = PLENARIES
    HELP_ID = "plenaries"
    BINDINGS: ClassVar[list[BindingType]] = bindings(PLENARIES)

    def __init__(self) -> None:
        super().__init__()
        self._every: dict[str, PlenaryLine] = {}
        self._round = ""
        self._waiting: tuple[str, ...] = ()

    def load(self) -> None:
        """Read the plenaries, and what waits for one."""
        self._every = {line.id: line for line in self.desk.ask(decided.lines)}
        # The round that is worked in comes first.
        here = [line.id for line in self.desk.ask(rounds.lines)]
        waiting = {round_: self.desk.ask(decided.waiting, round_) for round_ in here}
        self._round = next((round_ for round_, ids in waiting.items() if ids), here[0] if here else "")
        self._waiting = waiting.get(self._round, ())

    def heading(self) -> tuple[str, str]:
        """What is here, and how many results wait for a plenary."""
        return self.words("plenaries.title"), self.words.count("plenaries.waiting", len(self._waiting), round=self._round)

    def fill(self) -> None:
        """Write the list anew."""
        found = self.query_one(Lines)
        found.empty = self.words("plenaries.none")
        found.show([self._line(line) for line in self._every.values()])
        self.draw_pane()

    def _line(self, line: PlenaryLine) -> Line:
        state = (f"{self.words('plenary.open' if line.is_open else 'plenary.is_closed'):<9}", Tone.WARN if line.is_open else Tone.GOOD)
        progress = self.words("plenary.progress", decided=line.decided, count=line.entries)
        text = " · ".join(filter(None, (number(self.words, line.number), self.words.day(line.day))))
        right = ((f"{progress}  ", Tone.PLAIN), (cropped(shown(line.round), 12), Tone.MUTED))
        return Line(line.id, left=(state,), text=text, right=right)

    def told(self, key: str) -> Iterator[Paragraph]:
        """What is known of a plenary."""
        line = self._every.get(key)
        if line is None:
            return
        yield Paragraph(number(self.words, line.number), tone=Tone.HEADING, limit=2)
        yield Paragraph(line.place, label=self.words("trip.label", name=self.words("plenary.place")), limit=2)
        yield Paragraph(self.words.count("plenaries.people", line.attendees), tone=Tone.MUTED)
        if not line.is_open:
            yield Paragraph(self.words("plenaries.closed_why"), tone=Tone.MUTED)

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: what is opened is there, and only an open one is taken away."""
        if not self._is_loaded:
            return super().why_not(command)
        line = self._every.get(self.query_one(Lines).key or "")
        if command.action in ("open", "print", "discard") and line is None:
            return Refusal("plenary.none_here")
        if command.action == "discard" and line is not None and not line.is_open:
            return Refusal("plenary.closed")
        if command.action == "new" and not self._waiting:
            return super().why_not(command) or Refusal("plenary.none_waiting")
        return super().why_not(command)

    def draw_pane(self) -> None:
        """Show what the highlighted line says, and which keys can act on it."""
        super().draw_pane()
        self.draw_keys()

    def action_open(self) -> None:
        """Open the highlighted one."""
        if self.may("open"):
            self.go("plenary", plenary=self.query_one(Lines).key)

    def action_new(self) -> None:
        """Make one of all that waits in the round that is worked in, else in the newest where anything does."""
        if self.may("new"):
            begin(self, self._waiting)

    def action_print(self) -> None:
        """Write the list of the highlighted one."""
        if self.may("print"):
            choose_plenary_paper(self, self.query_one(Lines).key or "")

    def action_discard(self) -> None:
        """Take the highlighted one away."""
        line = self._every.get(self.query_one(Lines).key or "")
        if not self.may("discard") or line is None:
            return

        def reply(yes: bool | None) -> None:
            if yes and self.guarded(lambda: self._discarded(line.id)):
                self.mark_saved()
                self.renewed(self.words("plenary.discarded"))

        told = {"number": number(self.words, line.number), "round": line.round}
        self.app.push_screen(Confirm(self.words, self.words.count("plenaries.ask_discard", line.entries, **told)), reply)

    def _discarded(self, plenary: str) -> bool:
        self.desk.do(plenaries.discard, plenary)
        return True
