"""A screen whose list is narrowed by typing: every printable key goes into the query, Esc clears it, then leaves."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from models.text import QUERY_LIMIT, clean
from screens.base import HouseScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane
from screens.widgets.status import StatusLine

_OWN_KEYS = frozenset("?:")
"""Keys of the menu, which are no text."""


class NarrowingScreen(HouseScreen):
    """What is typed, the lines it leaves, and what is known of one."""

    takes_text = True
    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = """
    NarrowingScreen {
        Lines { height: 1fr; }
        Pane { height: 5; border-top: solid $panel; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.query_text = ""
        """What is typed."""

    def body(self) -> ComposeResult:
        """Give what is typed, what it leaves, and what is known of one."""
        with Container(classes="body"):
            yield StatusLine(id="query")
            yield Lines()
            yield Pane()

    @property
    def status(self) -> StatusLine:
        """The line that says what happened, not the one that says what is typed."""
        return self.query(StatusLine).last(StatusLine)

    def hint(self) -> str:
        """What can be typed here."""
        raise NotImplementedError

    def found(self) -> tuple[list[Line], str]:
        """The lines that what is typed leaves, and how many there are in words."""
        raise NotImplementedError

    def narrowed(self) -> None:
        """Take notice that something else is typed."""

    def fill(self) -> None:
        """Show what is typed and what it leaves."""
        lines, count = self.found()
        query = self.query_one("#query", StatusLine)
        query.say(f"{self.query_text}▏" if self.query_text else self.hint(), Tone.PLAIN if self.query_text else Tone.MUTED)
        query.mark(count if self.query_text else "")
        self.query_one(Lines).show(lines)
        self.draw_pane()

    def draw_pane(self) -> None:
        """Show what is known of the highlighted line."""

    def follow(self) -> None:
        """Show what is known of the line the cursor came to."""
        self.draw_pane()

    def on_key(self, event: events.Key) -> None:
        """Take what is typed as the query."""
        if self.is_too_small:
            return
        if event.key == "backspace":
            query = self.query_text[:-1]
        elif event.is_printable and event.character and event.character not in _OWN_KEYS:
            query = self.query_text + event.character
        else:
            return
        event.stop()
        event.prevent_default()
        self.narrow(query)

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted as part of the query."""
        event.prevent_default()
        self.narrow(self.query_text + " ".join(clean(event.text).split()))

    def narrow(self, query: str) -> None:
        """Show what `query` leaves, from its first line; one that is too long is refused, and what was typed before stays."""
        if len(query) > QUERY_LIMIT:
            self.query_one("#query", StatusLine).mark(self.words("find.too_long", limit=QUERY_LIMIT), Tone.BAD)
            return
        self.query_text = query
        self.status.say("")
        self.narrowed()
        self.fill()
        self.query_one(Lines).action_edge(0)

    def action_type(self) -> None:
        """Say how to narrow the list."""
        self.status.say(self.hint())

    def action_back(self) -> None:
        """Clear what is typed, then leave."""
        if self.query_text:
            self.narrow("")
        else:
            self.app.pop_screen()
