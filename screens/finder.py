"""`Finder`: one of many by typing a part of it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from models.fields import Option
from models.finding import Named, ranked
from models.rules.checklist import Checklist
from models.text import QUERY_LIMIT, clean
from models.words import Words
from screens.dialogs import HouseDialog
from screens.widgets.lines import Line, Lines, Tone
from screens.widgets.status import KeyHint, StatusLine


def items(words: Words, checklist: Checklist, asked: Checklist | None = None) -> list[tuple[Option, Named]]:
    """The items of a checklist, to be found by code or words; those that are not `asked` are marked."""
    mark = f" · {words('mark.hidden')}"
    return [
        (
            Option(item.code, f"{item.code}  {words.of(item.title)}{mark if asked and item.code not in asked.items else ''}"),
            Named(item.code, item.title.id, item.title.en),
        )
        for item in checklist.items.values()
    ]


class Finder(HouseDialog[str | None]):
    """Type to narrow the list, Enter takes the highlighted line; answers its key, or nothing."""

    HELP_ID = "dialog.finder"
    TYPE = "find.type"
    """Says what may be typed."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "finder.close", id="finder.close", show=False)]
    DEFAULT_CSS = """
    Finder Lines { height: 12; }
    """

    def __init__(self, words: Words, title: str, options: Sequence[tuple[Option, Named]]) -> None:
        super().__init__(words, title)
        self._options = {option.key: option for option, _ in options}
        self._named = {option.key: named for option, named in options}
        self._query = ""

    def body(self) -> ComposeResult:
        """Give what is typed and what it finds."""
        yield StatusLine()
        yield Lines(empty=self.words("find.nothing"))

    def on_mount(self) -> None:
        """Show everything."""
        self._narrow("")

    def hints(self) -> tuple[KeyHint, ...]:
        """The keys of finding."""
        return (
            KeyHint("↑↓", self.words("dialog.key.move")),
            KeyHint("Enter", self.words("dialog.key.choose")),
            KeyHint("Esc", self.words("dialog.key.cancel")),
        )

    def on_key(self, event: events.Key) -> None:
        """Take what is typed as the query."""
        if event.key == "backspace":
            self._narrow(self._query[:-1])
        elif event.is_printable and event.character:
            self._narrow(self._query + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted as part of the query."""
        self._narrow(self._query + " ".join(clean(event.text).split()))
        event.stop()

    def found(self, query: str) -> list[Line]:
        """The lines that `query` leaves, the likeliest first."""
        return [Line(key, text=self._options[key].label) for key in ranked(query, self._named)]

    def _narrow(self, query: str) -> None:
        typed = self.query_one(StatusLine)
        if len(query) > QUERY_LIMIT:
            typed.mark(self.words("find.too_long", limit=QUERY_LIMIT), Tone.BAD)
            return
        self._query = query
        typed.say(f"{query}▏" if query else self.words(self.TYPE), Tone.PLAIN if query else Tone.MUTED)
        typed.mark("")
        found = self.found(query)
        self.query_one(Lines).show(found, at=next((line.key for line in found if line.selectable), None))

    @on(Lines.Chosen)
    def _chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        self.answer(event.key)

    def action_close(self) -> None:
        """Leave without an answer."""
        self.answer(None)
