"""The agencies: type to narrow, Enter opens the agency's verification."""

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import BindingType

from models.desk import agencies, assigning, reading
from models.errors import Refusal
from models.finding import Named, ranked
from models.views import Agency, AgencyLine
from screens.beginning import begin
from screens.commands import AGENCIES, Command, bindings
from screens.narrowing import NarrowingScreen
from screens.telling import progress_text
from screens.widgets.drawing import Span, Tone, cropped
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph

_NAME_WIDTH = 18
"""Most cells the name of whom an agency is assigned to takes from its own."""


class AgenciesScreen(NarrowingScreen):
    """Every agency with its verification in this round."""

    KEYS = AGENCIES
    HELP_ID = "agencies"
    BINDINGS: ClassVar[list[BindingType]] = bindings(AGENCIES)

    def __init__(self) -> None:
        super().__init__()
        self._agencies: dict[str, AgencyLine] = {}
        self._named: dict[str, Named] = {}
        self._known: dict[tuple[str, str], Named] = {}
        self._assigned: Mapping[str, str] = {}
        self._is_closed = False
        """Whether nothing is begun any more in the round worked in."""

    def load(self) -> None:
        """Read every agency."""
        self._agencies = {line.agency.code: line for line in self.desk.ask(agencies.lines)}
        self._assigned = self.desk.ask(assigning.whose)
        self._is_closed = self.desk.ask(reading.current_round).is_closed
        states = {code: self._state(line) for code, line in self._agencies.items()}
        # Broken into words once for each state: there are hundreds.
        self._known = {
            (code, states[code]): self._known.get((code, states[code])) or _named(line.agency, states[code])
            for code, line in self._agencies.items()
        }
        self._named = {code: named for (code, _), named in self._known.items()}

    def heading(self) -> tuple[str, str]:
        """What is here, and how many there are."""
        return self.words("agencies.title"), self.words.count("agencies.count", len(self._agencies))

    def hint(self) -> str:
        """What can be typed here."""
        return self.words("agencies.type")

    def found(self) -> tuple[list[Line], str]:
        """The agencies that match what is typed."""
        self.query_one(Lines).empty = self.words("agencies.none")
        lines = [self._line(self._agencies[code]) for code in ranked(self.query_text, self._named)]
        return lines, str(len(lines))

    def _state(self, line: AgencyLine) -> str:
        done = line.verification
        return "" if done is None else self.words("issuing.forked" if done.forks else f"state.{done.state}")

    def _line(self, line: AgencyLine) -> Line:
        right: list[Span] = [(self.words(f"type.{line.agency.type}"), Tone.MUTED)]
        if line.verification is not None:
            done = line.verification
            verdict = f" {done.counting}" if done.counting else ""
            right.insert(0, (f"{done.answered}/{done.total}{verdict} {self._state(line)}  ", Tone.ACCENT))
        if name := self._assigned.get(line.agency.code):
            right.insert(0, (f"→ {cropped(name, _NAME_WIDTH)}  ", Tone.GOOD))
        return Line(line.agency.code, text=line.agency.name, right=tuple(right))

    def draw_pane(self) -> None:
        """Show what is known of the highlighted agency."""
        key = self.query_one(Lines).key
        if key is None:
            self.query_one(Pane).show(())
            return
        line = self._agencies[key]
        agency, done = line.agency, line.verification
        place = f"{agency.code} · {self.words(f'type.{agency.type}')}" + (f" · {agency.province}" if agency.province else "")
        standing = self.words("agencies.closed" if self._is_closed else "agencies.untouched")
        if done is not None:
            standing = f"{progress_text(self.words, done.progress)} · {self._state(line)} · {done.verifier}"
        self.query_one(Pane).show((Paragraph(agency.name, tone=Tone.HEADING, limit=2), Paragraph(f"{place} · {standing}")))

    def why_not(self, command: Command) -> Refusal | None:  # noqa: ARG002 - asked of every screen alike
        """Opening needs nobody's verification."""
        return None

    def action_notes(self) -> None:
        """See the notes on the highlighted agency."""
        key = self.query_one(Lines).key
        if key is None:
            self.say("agencies.none")
        else:
            self.go("noted", agency=key)

    def action_trend(self) -> None:
        """See the highlighted agency over its rounds."""
        key = self.query_one(Lines).key
        if key is None:
            self.say("agencies.none")
        else:
            self.go("agency_trend", agency=key)

    def action_open(self) -> None:
        """Open the verification of the highlighted agency, begun now where there is none."""
        key = self.query_one(Lines).key
        if key is None:
            self.say("agencies.none")
            return
        begin(self, key, instead=True)


def _named(agency: Agency, state: str) -> Named:
    return Named(agency.code, agency.name, agency.short_name, agency.province, state)
