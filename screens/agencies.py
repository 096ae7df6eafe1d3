"""The agencies: type to narrow, Enter opens the agency's verification."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from models.desk import agencies, verifications
from models.errors import Refusal
from models.text import clean, folded
from models.views import AgencyLine
from screens.base import HouseScreen
from screens.commands import AGENCIES, Command, bindings
from screens.finder import matches
from screens.telling import progress_text
from screens.widgets.drawing import Span, Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph
from screens.widgets.status import StatusLine

_OWN_KEYS = frozenset("?:")


class AgenciesScreen(HouseScreen):
    """Every agency with its verification in this round."""

    KEYS = AGENCIES
    HELP_ID = "agencies"
    BINDINGS: ClassVar[list[BindingType]] = bindings(AGENCIES)
    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = """
    AgenciesScreen {
        Lines { height: 1fr; }
        Pane { height: 4; border-top: solid $panel; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._query = ""
        self._agencies: dict[str, tuple[AgencyLine, str]] = {}

    def body(self) -> ComposeResult:
        """Give what is typed, what it finds, and what is known of one."""
        with Container(classes="body"):
            yield StatusLine(id="query")
            yield Lines()
            yield Pane()

    def on_mount(self) -> None:
        """Show every agency."""
        self._read()
        super().on_mount()

    def on_screen_resume(self) -> None:
        """Show what another screen changed."""
        if self._agencies:
            self._read()
            self.draw()

    def _read(self) -> None:
        lines = self.desk.ask(agencies.lines)
        self._agencies = {line.agency.code: (line, line.agency.search + folded(line.agency.province)) for line in lines}

    @property
    def status(self) -> StatusLine:
        """The line that says what happened, not the one that says what is typed."""
        return self.query(StatusLine).last(StatusLine)

    def heading(self) -> tuple[str, str]:
        """What is here, and how many there are."""
        return self.words("agencies.title"), self.words.count("agencies.count", len(self._agencies))

    def fill(self) -> None:
        """Show the agencies that match what is typed."""
        lines = self.query_one(Lines)
        lines.empty = self.words("agencies.none")
        query = self.query_one("#query", StatusLine)
        query.say(f"{self._query}▏" if self._query else self.words("agencies.type"), Tone.PLAIN if self._query else Tone.MUTED)
        found = [line for line, search in self._agencies.values() if matches(self._query, search)]
        query.mark(str(len(found)) if self._query else "")
        lines.show([self._line(line) for line in found])
        self._draw_pane()

    def _line(self, line: AgencyLine) -> Line:
        right: list[Span] = [(self.words(f"type.{line.agency.type}"), Tone.MUTED)]
        if line.verification is not None:
            done = line.verification
            right.insert(0, (f"{done.answered}/{done.total} {done.verdict or self.words(f'state.{done.state}')}  ", Tone.ACCENT))
        return Line(line.agency.code, text=line.agency.name, right=tuple(right))

    @on(Lines.Highlighted)
    def _draw_pane(self) -> None:
        key = self.query_one(Lines).key
        if key is None:
            self.query_one(Pane).show(())
            return
        line, _ = self._agencies[key]
        agency, done = line.agency, line.verification
        place = f"{agency.code} · {self.words(f'type.{agency.type}')}" + (f" · {agency.province}" if agency.province else "")
        standing = self.words("agencies.untouched")
        if done is not None:
            standing = f"{progress_text(self.words, done.progress)} · {self.words(f'state.{done.state}')} · {done.verifier}"
        self.query_one(Pane).show((Paragraph(agency.name, tone=Tone.HEADING), Paragraph(place, tone=Tone.MUTED), Paragraph(standing)))

    def on_key(self, event: events.Key) -> None:
        """Take what is typed as the query."""
        if event.key == "backspace":
            query = self._query[:-1]
        elif event.is_printable and event.character and event.character not in _OWN_KEYS:
            query = self._query + event.character
        else:
            return
        event.stop()
        event.prevent_default()
        self._narrow(query)

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted as part of the query."""
        self._narrow(self._query + " ".join(clean(event.text).split()))

    def _narrow(self, query: str) -> None:
        self._query = query
        self.fill()
        self.query_one(Lines).action_edge(0)

    def why_not(self, command: Command) -> Refusal | None:  # noqa: ARG002 - asked of every screen alike
        """Opening needs nobody's verification."""
        return None

    def action_open(self) -> None:
        """Open the verification of the highlighted agency, begun now where there is none."""
        key = self.query_one(Lines).key
        if key is None:
            self.say("agencies.none")
            return
        verification = self.do(verifications.begin, key)
        if verification is not None:
            self.go("sheet", verification=verification)

    def action_type(self) -> None:
        """Say how to narrow the list."""
        self.say("agencies.type")

    def action_back(self) -> None:
        """Clear what is typed, then leave."""
        if self._query:
            self._narrow("")
        else:
            self.app.pop_screen()
