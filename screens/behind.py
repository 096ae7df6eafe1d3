"""The agencies behind a number: type to narrow, Enter opens the verification that it was counted from."""

from collections.abc import Mapping
from typing import ClassVar, Final

from textual.binding import BindingType

from models.desk import agendas, cohorts, figures
from models.errors import Refusal
from models.fields import Field
from models.figures_told import state, type_name
from models.finding import Named, ranked
from models.moments import local_date, moment, now
from models.rules.results import AreaScore, Cohort, Filter, Stand
from screens.commands import BEHIND, bindings
from screens.narrowing import NarrowingScreen
from screens.ticking import box
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph

_SCORE: Final = 5
_VERDICT: Final = 11
"""Cells of a score, and of a verdict with its round."""


class BehindScreen(NarrowingScreen):
    """How each agency behind a number stands."""

    KEYS = BEHIND
    HELP_ID = "behind"
    BINDINGS: ClassVar[list[BindingType]] = bindings(BEHIND)
    DEFAULT_CSS = """
    BehindScreen {
        Pane { height: 7; }
        &.-low Pane { height: 5; }
    }
    """

    def __init__(self, title: str, agencies: tuple[str, ...], chosen: Filter, year: str = "") -> None:
        super().__init__()
        self._title, self._agencies, self._filter, self._year = title, tuple(dict.fromkeys(agencies)), chosen, year
        self._stands: dict[str, Stand] = {}
        self._known: dict[str, Named] = {}
        self._scores: dict[str, Mapping[str, AreaScore]] = {}
        self._areas: tuple[str, ...] = ()
        self._marked: set[str] = set()

    def load(self) -> None:
        """Read how they stand in the round that is looked at, or in the year."""
        ask = self.desk.ask
        stands = ask(figures.in_year, self._year) if self._year else ask(figures.stands, Filter(round=self._filter.round))
        found = {stand.place.code: stand for stand in stands}
        # In the order of the number: what waits longest comes first.
        self._stands = {code: found[code] for code in self._agencies if code in found}
        self._scores = {stand.place.code: stand.result.areas for stand in self._stands.values() if stand.result}
        self._areas = tuple(dict.fromkeys(code for areas in self._scores.values() for code in areas))
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
        count = str(len(lines))
        if lines and self._areas:
            right = (("".join(f"{code:>{_SCORE}}" for code in self._areas), Tone.MUTED), (" " * _VERDICT, Tone.MUTED))
            lines.insert(0, Line("heading", text=self.words("behind.scores"), right=right, tone=Tone.HEADING, selectable=False))
        return lines, count

    def _line(self, stand: Stand) -> Line:
        """An agency with the score of each of its areas, else what became of it so far."""
        result, work = stand.result, stand.work
        told = f"{result.verdict} {result.round}" if result else f"- {work.round}" if work else "-"
        areas = self._scores.get(stand.place.code, {})
        said = "".join(f"{_whole(areas.get(code)):>{_SCORE}}" for code in self._areas) if result else state(self.words, stand.state)
        right = ((said, Tone.PLAIN if result else Tone.MUTED), (f"{told:>{_VERDICT}}", Tone.ACCENT if result else Tone.MUTED))
        left = (box(stand.place.code, self._marked),) if self._marked else ()
        return Line(stand.place.code, left=left, text=stand.place.name, right=right)

    def draw_pane(self) -> None:
        """Show what is known of the highlighted agency."""
        stand = self._stands.get(self.query_one(Lines).key or "")
        if stand is None:
            self.query_one(Pane).show(())
            return
        place, result = stand.place, stand.result
        where = f"{place.code} · {type_name(self.words, place.type)}" + (f" · {place.region}" if place.region else "")
        told = [Paragraph(place.name, tone=Tone.HEADING, limit=1), Paragraph(where), Paragraph(self._since(stand), tone=Tone.MUTED)]
        if result is not None:
            areas = ", ".join(f"{code} {area.score or '-'}{self._band(area)}" for code, area in result.areas.items())
            told.append(Paragraph(f"{result.verdict} · {self.words.of(result.verdict_name)} · {areas}"))
        self.query_one(Pane).show(tuple(told))

    def _band(self, area: AreaScore) -> str:
        return f" {self.words.of(area.band)}" if area.band else ""

    def _since(self, stand: Stand) -> str:
        """In which state its work is, and since when."""
        if stand.work is None:
            return state(self.words, stand.state)
        day = local_date(moment(stand.work.since))
        days = max(0, (local_date(now()) - day).days)
        return self.words.count("behind.since", days, state=state(self.words, stand.state), day=self.words.date(day))

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

    def action_mark(self) -> None:
        """Mark the highlighted agency, or no longer: where any is marked, only those are saved."""
        key = self.query_one(Lines).key
        if key is None:
            self.say("agencies.none")
            return
        self._marked ^= {key}
        self.fill()
        self.say("behind.marked", count=len(self._marked))

    def action_save(self) -> None:
        """Save these agencies under a name, those marked where any are."""
        if self.may("save"):
            chosen = [code for code in self._agencies if not self._marked or code in self._marked]
            title = self.words.count("behind.save", len(chosen))
            fields = (Field("name", self.words("cohort.name"), required=True),)

            def save(values: Mapping[str, str]) -> Cohort:
                return self.desk.do(cohorts.save, values["name"], agencies=chosen)

            self.ask(title, fields, "cohort/marked", save, self._saved)

    def _saved(self, cohort: Cohort) -> None:
        self.say("board.saved", Tone.GOOD, cohort=cohort.name)


def _whole(area: AreaScore | None) -> str:
    """A score without its decimals, cut as it is everywhere."""
    return area.score.partition(".")[0] if area and area.score else "-"
