"""The acceleration agendas of all agencies that are looked at, action by action: what is overdue first."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType

from models import planning
from models.agenda import STANDINGS, Action, Agenda
from models.desk import agendas, figures
from models.errors import Refusal
from models.figures_told import scope
from models.rules.results import EVERYTHING, Filter
from screens.agenda_telling import action_line, choose_export, paragraphs
from screens.commands import AGENDAS, Command, bindings
from screens.previewing import PreviewScreen
from screens.widgets.drawing import Tone, cropped
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph

_NAME_WIDTH = 20


class AgendasScreen(PreviewScreen):
    """Every action of what is looked at, with its agency."""

    KEYS = AGENDAS
    HELP_ID = "agendas"
    BINDINGS: ClassVar[list[BindingType]] = bindings(AGENDAS)
    DEFAULT_CSS = """
    AgendasScreen {
        Pane { height: 8; }
        &.-low Pane { height: 5; }
        &.-high Pane { height: 40%; }
    }
    """

    def __init__(self, chosen: Filter = EVERYTHING) -> None:
        super().__init__()
        self._filter = chosen
        self._seen = chosen
        """What of that whoever asks sees."""
        self._standing = ""
        self._agendas: tuple[Agenda, ...] = ()
        self._actions: dict[str, tuple[Agenda, Action]] = {}

    def load(self) -> None:
        """Read the agendas of what is looked at."""
        self._seen = self.desk.ask(figures.within, self._filter)
        found = self.desk.ask(agendas.chosen, self._filter)
        self._agendas = planning.narrowed(found, self._standing)
        self._actions = {f"{each.verification}/{action.code}": (each, action) for each, action in agendas.in_order(self._agendas)}

    def heading(self) -> tuple[str, str]:
        """What is looked at, and how many actions are overdue."""
        late = sum(len(each.overdue) for each in self._agendas)
        return f"{self.words('agendas.title')} · {self._scope}", self.words.count("agendas.overdue", late)

    @property
    def _scope(self) -> str:
        """What is looked at, in one line."""
        only = f"{self.words(f'agendas.only.{self._standing}')} · " if self._standing else ""
        return f"{only}{scope(self.words, self._seen)}"

    def fill(self) -> None:
        """Write the list anew."""
        lines = self.query_one(Lines)
        lines.empty = self.words("agendas.none_such" if self._standing else "agendas.none")
        lines.show([self._line(key, agenda, action) for key, (agenda, action) in self._actions.items()])
        self.draw_pane()

    def _line(self, key: str, agenda: Agenda, action: Action) -> Line:
        name = (f"{cropped(agenda.agency, _NAME_WIDTH):<{_NAME_WIDTH}} ", Tone.PLAIN)
        return action_line(self.words, agenda, action, key, (name,))

    def told(self, key: str) -> Iterator[Paragraph]:
        """The action in full, with its agency."""
        found = self._actions.get(key)
        if found is not None:
            agenda, action = found
            yield Paragraph(f"{agenda.agency} · {agenda.round}", tone=Tone.ACCENT, limit=1)
            yield from paragraphs(self.words, agenda, action)

    def why_not(self, command: Command) -> Refusal | None:
        """What is written or opened needs an action."""
        if self._is_loaded and command.action in ("show", "export") and not self._actions:
            return Refusal("agenda.nothing")
        return super().why_not(command)

    def action_show(self) -> None:
        """Open the agenda of the highlighted action."""
        found = self._actions.get(self.query_one(Lines).key or "")
        if found is not None and self.may("show"):
            agenda, action = found
            self.go("agenda", verification=agenda.verification, at=action.code)
        else:
            self.may("show")

    def action_filter(self) -> None:
        """Choose what is looked at."""
        self.go("filtering", chosen=self._filter, done=self._look_at)

    def _look_at(self, chosen: Filter) -> None:
        self._filter = chosen

    def action_standing(self) -> None:
        """Show only what is overdue, then only what is open, done or dropped, and then everything again."""
        order = ("", *STANDINGS)
        self._standing = order[(order.index(self._standing) + 1) % len(order)]
        self.renewed()

    def action_export(self) -> None:
        """Write what is shown."""
        if self.may("export"):
            choose_export(self, self._agendas, self._scope, self._standing)
