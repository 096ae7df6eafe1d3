"""The agencies behind a number: type to narrow, Enter opens the verification that it was counted from."""

from typing import ClassVar

from textual.binding import BindingType

from models.desk import agendas, cohorts, figures
from models.errors import Refusal
from models.figures_told import state, type_name
from models.finding import Named, ranked
from models.rules.results import Cohort, Filter, Stand
from screens.commands import BEHIND, bindings
from screens.forms import Field
from screens.narrowing import NarrowingScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph


class BehindScreen(NarrowingScreen):
    """How each agency behind a number stands."""

    KEYS = BEHIND
    HELP_ID = "behind"
    BINDINGS: ClassVar[list[BindingType]] = bindings(BEHIND)

    def __init__(self, title: str, agencies: tuple[str, ...], chosen: Filter) -> None:
        super().__init__()
        self._title, self._agencies, self._filter = title, tuple(dict.fromkeys(agencies)), chosen
        self._stands: dict[str, Stand] = {}
        self._known: dict[str, Named] = {}

    def load(self) -> None:
        """Read how they stand in the round that is looked at."""
        wanted = set(self._agencies)
        found = self.desk.ask(figures.stands, Filter(round=self._filter.round))
        self._stands = {stand.place.code: stand for stand in found if stand.place.code in wanted}
        self._known = {code: Named(code, each.place.name, each.place.short_name, each.place.region) for code, each in self._stands.items()}

    def heading(self) -> tuple[str, str]:
        """Which number, and how many are behind it."""
        return self._title, self.words.count("figure.agencies", len(self._stands))

    def hint(self) -> str:
        """What can be typed here."""
        return self.words("behind.type")

    def found(self) -> tuple[list[Line], str]:
        """The agencies that match what is typed."""
        self.query_one(Lines).empty = self.words("agencies.none")
        lines = [self._line(self._stands[code]) for code in ranked(self.query_text, self._known)]
        return lines, str(len(lines))

    def _line(self, stand: Stand) -> Line:
        result, work = stand.result, stand.work
        told = f"{result.verdict} {result.round}" if result else f"- {work.round}" if work else "-"
        right = ((f"{told}  ", Tone.ACCENT if result else Tone.MUTED), (state(self.words, stand.state), Tone.MUTED))
        return Line(stand.place.code, text=stand.place.name, right=right)

    def draw_pane(self) -> None:
        """Show what is known of the highlighted agency."""
        stand = self._stands.get(self.query_one(Lines).key or "")
        if stand is None:
            self.query_one(Pane).show(())
            return
        place, result = stand.place, stand.result
        where = f"{place.code} · {type_name(self.words, place.type)}" + (f" · {place.region}" if place.region else "")
        told = [Paragraph(place.name, tone=Tone.HEADING, limit=1), Paragraph(where)]
        if result is not None:
            areas = ", ".join(f"{code} {area.score or '-'}" for code, area in result.areas.items())
            told.append(Paragraph(f"{result.verdict} · {self.words.of(result.verdict_name)} · {areas}"))
        self.query_one(Pane).show(tuple(told))

    def action_open(self) -> None:
        """Open the verification it was counted from, else the newest of the agency."""
        stand = self._stands.get(self.query_one(Lines).key or "")
        if stand is None:
            self.say("agencies.none")
        elif stand.result is not None:
            self.go("sheet", verification=stand.result.verification)
        elif stand.work is not None:
            self.go("sheet", verification=stand.work.id)
        else:
            self.say("behind.untouched", agency=stand.place.name)

    def action_agenda(self) -> None:
        """Open the acceleration agenda of the highlighted agency."""
        stand = self._stands.get(self.query_one(Lines).key or "")
        if stand is None:
            self.say("agencies.none")
            return
        try:
            self.go("agenda", verification=self.desk.ask(agendas.named, stand.place.code))
        except Refusal:
            self.say("behind.untouched", agency=stand.place.name)

    def action_trend(self) -> None:
        """See the highlighted agency over its rounds."""
        key = self.query_one(Lines).key
        if key is None:
            self.say("agencies.none")
        else:
            self.go("agency_trend", agency=key)

    def action_save(self) -> None:
        """Save these agencies under a name."""
        if self.may("save"):
            title = self.words.count("behind.save", len(self._agencies))
            fields = (Field("name", self.words("cohort.name"), required=True),)
            self.ask(title, fields, "", lambda values: self.desk.do(cohorts.save, values["name"], agencies=self._agencies), self._saved)

    def _saved(self, cohort: Cohort) -> None:
        self.say("board.saved", Tone.GOOD, cohort=cohort.name)
