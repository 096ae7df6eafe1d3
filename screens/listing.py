"""A list, and beneath it what is known of the highlighted line: the shape of most screens."""

from textual.app import ComposeResult
from textual.containers import Container

from models.desk import history
from models.rules.permissions import Standing
from models.views import Sheet
from screens.base import HouseScreen
from screens.widgets.lines import Lines
from screens.widgets.pane import Pane


class ListScreen(HouseScreen):
    """A screen of that shape; some make the lower part higher or lower."""

    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = """
    ListScreen {
        Lines { height: 1fr; }
        Pane { height: 8; border-top: solid $panel; }
    }
    """

    def body(self) -> ComposeResult:
        """Give the list and what is known of one line."""
        with Container(classes="body"):
            yield Lines()
            yield Pane()


class SheetListScreen(ListScreen):
    """Such a screen about a verification, whose state and verifier decide what may be done on it."""

    _sheet: Sheet
    _verification: str

    def standing(self) -> Standing:
        """Whose verification it is and its state."""
        return self._sheet.standing

    def action_undo(self) -> None:
        """Take back the last act."""
        undone = self.do(history.undo, self._verification)
        if undone is not None:
            self.renewed(self.words("sheet.undone", act=self.words(f"act.{undone.verb}"), item=undone.on))
