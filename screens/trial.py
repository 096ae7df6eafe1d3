"""The rules of a checklist tried out: answers in, verdict out. Nothing of it is kept."""

from collections.abc import Callable, Mapping
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from models.desk import checklists, reading, verifications
from models.errors import Refusal
from models.fields import Option
from models.rules import answers, trial
from models.rules.checklist import NO, PARTLY, YES, Item, Scale
from models.rules.trial import Assumed, Outcome
from screens.checklist_items import ItemsScreen
from screens.checklist_telling import paragraphs
from screens.commands import TRIAL, Command, bindings
from screens.dialogs import Pick, Tell
from screens.trial_telling import ALL, GIVEN, Drawn, choices, choosable, figures, in_full, lines, total
from screens.trial_telling import paragraphs as told_outcome
from screens.widgets.lines import Lines
from screens.widgets.pane import Pane, Paragraph
from screens.widgets.scores import ScoreStrip

_WORDS: Final = {"y": YES, "s": PARTLY, "t": NO}
_NOTHING, _MIDDLE = "nothing", "middle"
_MIDDLE_LEVEL: Final = 3
_ROOMY: Final = 100
"""From so many columns on what is asked stands beneath what follows."""


class TrialScreen(ItemsScreen):
    """What is assumed, line by line, and what follows from it."""

    KEYS = TRIAL
    HELP_ID = "trial"
    BINDINGS: ClassVar[list[BindingType]] = bindings(TRIAL)
    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = """
    TrialScreen {
        #desk { layout: vertical; }
        Lines { height: 1fr; }
        Pane { height: 9; border-top: solid $panel; }
        &.-low Pane { height: 5; }
        &.-wide #desk { layout: horizontal; }
        &.-wide Lines { width: 58%; height: 1fr; }
        &.-wide Pane { width: 1fr; height: 1fr; max-height: 100%; border-top: none; }
    }
    """

    def __init__(self, checklist: str, verification: str = "") -> None:
        """`checklist` by its digest; begins with what is known in `verification`, else with nothing."""
        super().__init__()
        self._digest, self._from = checklist, verification
        self._assumed = Assumed()
        self._outcome: Outcome
        self._drawn: Drawn = {}

    def body(self) -> ComposeResult:
        """Give the scores, what is assumed and what follows."""
        yield ScoreStrip()
        with Container(id="desk", classes="body"):
            yield Lines()
            yield Pane()

    def load(self) -> None:
        """Read the checklist and what to begin with."""
        self._checklist = self.desk.ask(checklists.named, self._digest)
        if self._from:
            self._assumed = self._known(self._from)

    def reload(self) -> None:
        """What is assumed here stays, whatever another screen changed."""

    def begin(self) -> None:
        """Open at the first line, and say what this is."""
        super().begin()
        self.say("trial.nothing_kept")

    def heading(self) -> tuple[str, str]:
        """What is here, and of which checklist."""
        return self.words("trial.title"), f"{self._checklist.name} · {self.words('trial.not_kept')}"

    def fill(self) -> None:
        """Work out what follows, and write everything anew."""
        self._outcome = trial.outcome(self._checklist, self._assumed)
        self.query_one(Lines).show(tuple(lines(self.words, self._checklist, self._assumed, self._outcome, self._drawn)))
        self.follow()

    def on_resize(self) -> None:
        """Tell of the item too where there is room."""
        if self._is_loaded:
            self.follow()

    def follow(self) -> None:
        """Show the points, what is assumed of the line under the cursor, and which keys act on it."""
        here = list(self._checklist.areas).index(self.area) if self.area else None
        self.query_one(ScoreStrip).show(figures(self.words, self._outcome), here, total(self.words, self._outcome))
        told = list(told_outcome(self.words, self._outcome))
        if self.size.width >= _ROOMY and self.item is not None:
            told += [Paragraph(""), *paragraphs(self.words, self._checklist, self.key)]
        self.query_one(Pane).show(tuple(told))
        self.draw_keys()

    def _codes(self) -> tuple[str, ...]:
        """The items that the line under the cursor stands for; none for a fact."""
        if self.key == ALL:
            return self._checklist.codes
        if self.item is not None:
            return (self.item.code,)
        return tuple(item.code for item in self._checklist.by_area[self.area]) if self.area else ()

    def why_not(self, command: Command) -> Refusal | None:
        """What the line under the cursor does not take."""
        item = self.item if self._is_loaded else None
        if item is not None and command.action == "not_applicable" and not item.not_applicable:
            return Refusal("answer.not_applicable", item=item.code)
        if item is not None and command.action == "word" and item.scale is Scale.LEVEL:
            return Refusal("answer.level_only", item=item.code)
        return super().why_not(command)

    def _assume(self, assumed: Assumed, *, move: bool = False) -> None:
        self._assumed = assumed
        # What was said before is not about what is assumed now.
        self.status.say("")
        self.fill()
        if move:
            self.query_one(Lines).action_step(1)

    def _admitted(self, admit: Callable[[Item, int], int], level: int) -> None:
        """Answer the item under the cursor with a level it admits, or those of its area each with the nearest."""
        item, codes = self.item, self._codes()
        if item is not None and self.guarded(lambda: admit(item, level)) is None:
            return
        if not codes:
            self.say("trial.choose_here")
            return
        self._assume(trial.answered(self._checklist, self._assumed, codes, level), move=item is not None)
        if item is None:
            self.say("trial.many", count=len(codes), level=level)

    def action_level(self, level: int) -> None:
        """Assume a level for the item, the whole area or all; for a fact that is counted, this number."""
        name = self.key.removeprefix(GIVEN)
        if name in trial.COUNTED:
            self._assume(trial.noted(self._assumed, name, str(level)), move=True)
        else:
            self._admitted(answers.admit, level)

    def action_word(self, letter: str) -> None:
        """Assume yes, partly or no."""
        self._admitted(answers.admit_word, _WORDS[letter])

    def action_not_applicable(self) -> None:
        """Assume that the item is not applicable; of an area, those that may be."""
        if not self.may("not_applicable"):
            return
        admitted = [code for code in self._codes() if self._checklist.items[code].not_applicable]
        if not admitted:
            self.say("trial.none_not_applicable")
            return
        is_one = self.item is not None
        self._assume(trial.not_applicable(self._checklist, self._assumed, admitted), move=is_one)
        if not is_one:
            self.say("trial.many_not_applicable", count=len(admitted))

    def action_clear(self) -> None:
        """Assume no answer."""
        self._assume(trial.cleared(self._assumed, self._codes()))

    def action_choose(self) -> None:
        """Choose what is assumed of a fact; read an item or area in full, for keys answer those."""
        name = self.key.removeprefix(GIVEN)
        if name in choosable(self._checklist):
            found = choices(self.words, self._checklist, name)
            self._pick(self.words(f"trial.given.{name}"), found, getattr(self._assumed, name), lambda key: self._given(name, key))
        elif not self.read():
            self.say("trial.keys_here")

    def _pick(self, title: str, offered: Mapping[str, str], current: str, chosen: Callable[[str], None]) -> None:
        options = [Option(key, label) for key, label in offered.items()]

        def answered(key: str | None) -> None:
            if key is not None:
                chosen(key)

        self.app.push_screen(Pick(self.words, title, options, current), answered)

    def _given(self, name: str, key: str) -> None:
        self._assume(trial.noted(self._assumed, name, key))

    def action_anew(self) -> None:
        """Begin anew: with nothing, with every item at one level, or with a verification of this laptop."""
        mine = self.look_up(verifications.mine)
        if mine is None:
            return
        known = [line for line in mine if line.checklist == self._checklist.name]
        offered = {_NOTHING: self.words("trial.begin.nothing"), _MIDDLE: self.words("trial.begin.middle", level=_MIDDLE_LEVEL)}
        offered |= {line.id: f"{line.agency_name}, {line.round}" for line in known}
        self._pick(self.words("trial.begin"), offered, "", self._begun_anew)

    def _begun_anew(self, start: str) -> None:
        found: Assumed | None = Assumed()
        if start == _MIDDLE:
            found = trial.answered(self._checklist, Assumed(), self._checklist.codes, _MIDDLE_LEVEL)
        elif start != _NOTHING:
            found = self.guarded(lambda: self._known(start))
        if found is not None:
            self._assume(found)
            self.say("trial.nothing_kept")

    def _known(self, verification: str) -> Assumed:
        """What is known in a verification; Refusal where it cannot be read."""
        sheet = self.desk.ask(reading.sheet, verification)
        return trial.of(self._checklist, {line.item.code: line.answer for line in sheet.every}, sheet.facts, sheet.agency.type)

    def action_verdict(self) -> None:
        """Read everything that follows."""
        self.app.push_screen(Tell(self.words, self._checklist.name, in_full(self.words, self._outcome)))

    def action_gap(self) -> None:
        """Go to the next item without an answer."""
        codes = self._checklist.codes
        start = self._checklist.places[self.key] + 1 if self.key in self._checklist.items else 0
        found = next((code for code in (*codes[start:], *codes[:start]) if code in self._outcome.open), None)
        if found is None:
            self.say("trial.no_gap")
        else:
            self.query_one(Lines).move_to(found)

    def action_details(self) -> None:
        """Read everything about the item, or the area."""
        if not self.read():
            self.say("trial.choose_here")
