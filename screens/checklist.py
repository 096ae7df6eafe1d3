"""One checklist: its areas, items, facts and the rules of its verdict, to be read; nothing of it is changed here."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from models.desk import checklists
from models.rules.checklist import Checklist
from screens.checklist_acts import ChecklistActs
from screens.checklist_items import ItemsScreen
from screens.checklist_telling import lines, paragraphs
from screens.commands import CHECKLIST, bindings
from screens.widgets.lines import Lines
from screens.widgets.pane import Pane


class ChecklistScreen(ChecklistActs, ItemsScreen):
    """A checklist, and what is known of one of its lines."""

    KEYS = CHECKLIST
    HELP_ID = "checklist"
    BINDINGS: ClassVar[list[BindingType]] = bindings(CHECKLIST)
    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = """
    ChecklistScreen {
        #desk { layout: vertical; }
        Lines { height: 9; }
        Pane { height: 1fr; border-top: solid $panel; }
        &.-low { Lines { height: 6; } Pane { max-height: 100%; } }
        &.-high Lines { height: 50%; }
        &.-wide #desk { layout: horizontal; }
        &.-wide Lines { width: 58; height: 1fr; }
        &.-wide Pane { width: 1fr; height: 1fr; border-top: none; }
    }
    """

    def __init__(self, checklist: str, at: str = "", verification: str = "") -> None:
        """`checklist` by its digest; `at` the item to begin with, `verification` whose sheet one comes from."""
        super().__init__()
        self._digest, self._first, self._verification = checklist, at, verification

    def body(self) -> ComposeResult:
        """Give the list and what is known of one line."""
        with Container(id="desk", classes="body"):
            yield Lines()
            yield Pane()

    def load(self) -> None:
        """Read the checklist."""
        self._checklist = self.desk.ask(checklists.named, self._digest)

    def begin(self) -> None:
        """Open at the item one came from."""
        super().begin()
        self.query_one(Lines).move_to(self._first)

    def heading(self) -> tuple[str, str]:
        """Its title, its id and version."""
        return self.words.of(self._checklist.title), self._checklist.name

    def fill(self) -> None:
        """Write the list anew."""
        self.query_one(Lines).show(tuple(lines(self.words, self._checklist)))
        self.follow()

    def follow(self) -> None:
        """Show what is known of the highlighted line."""
        self.query_one(Pane).show(tuple(paragraphs(self.words, self._checklist, self.key)))

    def here(self) -> Checklist:
        """The checklist."""
        return self._checklist

    def action_read(self) -> None:
        """Read everything about the line under the cursor."""
        self.read()
