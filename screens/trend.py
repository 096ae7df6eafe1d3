"""Trends: a number of the board over the years, and an agency over its rounds."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.binding import BindingType

from models.desk import figures, reported
from models.figures_board import board, named
from models.figures_moved import with_moved
from models.reported import AgencyOver
from models.rules.checklist import Checklist
from models.rules.figures import Figures
from models.rules.movement import Movement
from models.trends import Point, Trend, of_agency, of_number
from screens import charts
from screens.commands import TREND, bindings
from screens.previewing import PreviewScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Lines
from screens.widgets.pane import Paragraph


class TrendScreen(PreviewScreen):
    """A trend as a chart, and how it was counted."""

    KEYS = TREND
    HELP_ID = "trend"
    BINDINGS: ClassVar[list[BindingType]] = bindings(TREND)
    DEFAULT_CSS = """
    TrendScreen {
        Pane { height: 8; }
        &.-low Pane { height: 4; }
        &.-high Pane { height: 9; }
    }
    """
    _nothing = "trend.none"
    """Says why there is no chart."""

    def __init__(self) -> None:
        super().__init__()
        self._trend: Trend
        self._points: Mapping[str, Point] = {}

    def view(self) -> Trend:
        """What is to be drawn, in the language of now."""
        raise NotImplementedError

    def reload(self) -> None:
        """Nothing that can be done from here changes what was counted."""

    def heading(self) -> tuple[str, str]:
        """What it is a trend of."""
        self._trend = self.view()
        return self._trend.title, ""

    def fill(self) -> None:
        """Draw the chart anew."""
        self._points = {f"{number}/{at}": point for number, run in enumerate(self._trend.runs) for at, point in enumerate(run.points)}
        self.query_one(Lines).empty = self.words(self._nothing)
        self._draw_lines()
        self.draw_pane()

    def on_resize(self) -> None:
        """Give the bars what room there is now."""
        if self._is_loaded:
            self._draw_lines()

    def _draw_lines(self) -> None:
        self.query_one(Lines).show(charts.lines(self.words, self._trend, self.size.width))

    def told(self, key: str) -> Iterator[Paragraph]:
        """The value under the cursor, what is not compared, and how it was counted."""
        point = self._points.get(key)
        if point is not None:
            run = self._trend.runs[int(key.partition("/")[0])]
            yield Paragraph(f"{run.name}, {point.at}: {point.text}", tone=Tone.HEADING, limit=1)
        yield from map(Paragraph, self._trend.notes)
        yield Paragraph(self._trend.how, label=self.words("board.how"), tone=Tone.MUTED)

    def action_open(self) -> None:
        """See the agencies behind the value."""
        self.say("trend.nobody")


class NumberTrendScreen(TrendScreen):
    """A number of the board over the years."""

    def __init__(self, found: Figures, moved: Movement, checklists: Mapping[str, Checklist], key: str, place: int) -> None:
        super().__init__()
        self._figures, self._moved, self._checklists, self._key, self._place = found, moved, checklists, key, place
        self._years: Mapping[str, Figures] = {}

    def load(self) -> None:
        """Count every year."""
        self._years = self.desk.ask(figures.by_year, self._figures.filter)

    def view(self) -> Trend:
        """The number as the board calls it, year by year."""
        counted = board(self.words, self._figures, self._checklists)
        entry = next(each for each in with_moved(self.words, counted, self._moved) if each.key == self._key)
        title = self.words("board.trend", figure=named(self.words, entry, self._place))
        if entry not in counted:
            # What moved, and what waits, is so since a day and not in a year.
            return Trend(title, (), self.words("trend.how"), ())
        years = {year: board(self.words, each, {}) for year, each in self._years.items()}
        return of_number(self.words, title, entry, self._place, years, self._figures.stated)

    def action_open(self) -> None:
        """See the agencies behind the value of a year."""
        point = self._points.get(self.query_one(Lines).key or "")
        if point is None or not point.agencies:
            super().action_open()
            return
        title = f"{self._trend.title}, {point.at}"
        self.go("behind", title=title, agencies=point.agencies, chosen=self._figures.filter, year=point.at)


class AgencyTrendScreen(TrendScreen):
    """An agency over its rounds."""

    _nothing = "trend.none_agency"

    def __init__(self, agency: str) -> None:
        super().__init__()
        self._agency = agency
        self._told: AgencyOver

    def load(self) -> None:
        """Read its results."""
        self._told = self.desk.ask(reported.agency, self._agency)

    def view(self) -> Trend:
        """The agency, round by round."""
        return of_agency(self.words, self._told)

    def action_open(self) -> None:
        """Open the verification of the round under the cursor."""
        point = self._points.get(self.query_one(Lines).key or "")
        found = {each.round: each.verification for each in self._told.trend.results}
        if point is None or point.at not in found:
            self.say("trend.no_round")
        else:
            self.go("sheet", verification=found[point.at])
