"""What is looked at: rounds, types, regions, verdicts, states and cohorts, found by typing and ticked by Enter."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar, Final

from textual.binding import BindingType

from models import register
from models.desk import cohorts, figures, rounds
from models.figures_told import region, scope, state, type_name, verdict
from models.finding import Named, ranked
from models.rules.figures import VERDICTS
from models.rules.results import EVERYTHING, NO_WORK, Filter
from models.rules.workflow import STATES
from models.text import Phrase
from screens.commands import FILTERING, bindings
from screens.narrowing import NarrowingScreen
from screens.ticking import box
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph

_SINGLE: Final = ("round", "cohort")
"""Parts of a filter of which one holds at most."""


class FilteringScreen(NarrowingScreen):
    """Everything that can be chosen, with what is."""

    KEYS = FILTERING
    HELP_ID = "filtering"
    BINDINGS: ClassVar[list[BindingType]] = bindings(FILTERING)

    def __init__(self, chosen: Filter, done: Callable[[Filter], None]) -> None:
        super().__init__()
        self._filter, self._done = chosen, done
        self._choices: dict[str, tuple[str, str]] = {}
        """Part and value of each line."""
        self._labels: dict[str, str] = {}
        self._regions: tuple[str, ...] = ()
        self._rounds: tuple[str, ...] = ()
        self._cohorts: tuple[str, ...] = ()
        self._merits: dict[str, tuple[Phrase, Phrase]] = {}
        """Scheme and label of each category."""

    def load(self) -> None:
        """Read what there is to choose from."""
        self._rounds = tuple(line.id for line in self.desk.ask(rounds.lines))
        self._cohorts = tuple(cohort.name for cohort in self.desk.ask(cohorts.lines))
        stands = self.desk.ask(figures.stands)
        self._regions = tuple(sorted({stand.place.region for stand in stands} - {""}))
        self._merits = {
            result.merit: (result.merit_scheme, result.merit_label or Phrase(result.merit, result.merit))
            for result in (stand.result for stand in stands)
            if result and result.merit and result.merit_scheme
        }

    def heading(self) -> tuple[str, str]:
        """What is chosen."""
        return self.words("filtering.title"), scope(self.words, self._filter)

    def hint(self) -> str:
        """What can be typed here."""
        return self.words("filtering.type")

    def _gather(self) -> None:
        words = self.words
        told = [
            *(("cohort", each, each) for each in self._cohorts),
            *(("round", each, each) for each in self._rounds),
            *(("type", each, type_name(words, each)) for each in register.TYPES),
            *(("verdict", each, verdict(words, each)) for each in VERDICTS),
            *(("state", each, state(words, each)) for each in (*STATES, NO_WORK)),
            *(("merit", each, f"{words.of(label)} · {words.of(scheme)}") for each, (scheme, label) in self._merits.items()),
            *(("region", each, region(words, each)) for each in self._regions),
        ]
        self._choices = {f"{part}/{value}": (part, value) for part, value, _ in told}
        self._labels = {f"{part}/{value}": label for part, value, label in told}

    def found(self) -> tuple[list[Line], str]:
        """What can be chosen and matches what is typed."""
        self._gather()
        self.query_one(Lines).empty = self.words("filtering.none")
        named = {key: Named(value, self._labels[key], self.words(f"filter.{part}")) for key, (part, value) in self._choices.items()}
        lines = [self._line(key) for key in ranked(self.query_text, named)]
        return lines, str(len(lines))

    def _line(self, key: str) -> Line:
        part, _ = self._choices[key]
        ticked = {each for each, (name, value) in self._choices.items() if value in self._held(name)}
        return Line(key, left=(box(key, ticked),), text=self._labels[key], right=((self.words(f"filter.{part}"), Tone.MUTED),))

    def _held(self, part: str) -> tuple[str, ...]:
        """What is chosen of a part."""
        if part in _SINGLE:
            value = str(getattr(self._filter, part))
            return (value,) if value else ()
        values: tuple[str, ...] = getattr(self._filter, f"{part}s")
        return values

    def draw_pane(self) -> None:
        """Say what is chosen, and how parts go together."""
        chosen = Paragraph(scope(self.words, self._filter), label=self.words("filtering.chosen"), tone=Tone.HEADING, limit=2)
        self.query_one(Pane).show((chosen, Paragraph(self.words("filtering.together"), tone=Tone.MUTED)))

    def action_tick(self) -> None:
        """Choose what is highlighted, or no longer."""
        key = self.query_one(Lines).key
        if key is None:
            self.say("filtering.none")
            return
        part, value = self._choices[key]
        held = self._held(part)
        changed: dict[str, Any] = {part: "" if value in held else value}
        if part not in _SINGLE:
            changed = {f"{part}s": tuple(each for each in held if each != value) if value in held else (*held, value)}
        self._take(replace(self._filter, **changed))

    def action_clear(self) -> None:
        """Choose everything again."""
        self._take(EVERYTHING)

    def _take(self, chosen: Filter) -> None:
        self._filter = chosen
        self._done(chosen)
        self.draw()
