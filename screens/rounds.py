"""Rounds, each with its checklist, and the figures stated from outside."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar, Final

from textual.binding import BindingType

from models import places, register
from models.checklist_told import round_marks, round_warnings
from models.desk import announced, announcing, baselines, history, rounds
from models.documents.opened_round import KIND, OpenedRound
from models.documents.travelling import Signed
from models.fields import Field, Option
from models.figures_told import translated, type_name
from models.moments import moment, written
from models.rules.stated import MEASURES, Stated
from models.views import RoundLine
from models.words import Words
from screens.commands import ROUNDS, bindings
from screens.dialogs import Confirm
from screens.handing import hand_over
from screens.listing import ListScreen
from screens.round_form import ask_checklist, ask_round, say_round
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph

_BASELINE: Final = "baseline/"
_ASKED: Final = ("day", "figure", "value", "unit", "source", "measure", "type", "year", "note")
"""What a stated figure is asked for, in this order."""
_OPTIONAL: Final = (*baselines.MORE, "note")
_FIXED: Final = ("day", "figure")
"""What a figure is known by."""


class RoundsScreen(ListScreen):
    """The rounds, the one worked in first, and below them the stated figures."""

    KEYS = ROUNDS
    HELP_ID = "rounds"
    BINDINGS: ClassVar[list[BindingType]] = bindings(ROUNDS)

    def __init__(self) -> None:
        super().__init__()
        self._rounds: Mapping[str, RoundLine] = {}
        self._stated: Mapping[str, Stated] = {}
        self._announced: Mapping[str, OpenedRound] = {}

    def load(self) -> None:
        """Read the rounds and the figures."""
        self._take_rounds(self.desk.ask(rounds.lines))
        self._announced = self.desk.ask(announced.by_round)
        self._take_stated(self.desk.ask(baselines.lines))

    def _take_rounds(self, lines: tuple[RoundLine, ...]) -> None:
        self._rounds = {line.id: line for line in lines}

    def _take_stated(self, lines: tuple[Stated, ...]) -> None:
        self._stated = {f"{_BASELINE}{line.day}/{line.figure}": line for line in lines}

    def heading(self) -> tuple[str, str]:
        """What is here, and the round worked in."""
        return self.words("rounds.title"), next((line.id for line in self._rounds.values() if line.is_current), "")

    def fill(self) -> None:
        """Write the list anew."""
        lines = [Line("heading.rounds", text=self.words("rounds.rounds"), tone=Tone.HEADING, selectable=False)]
        lines += [self._round_line(line) for line in self._rounds.values()]
        if self._stated:
            lines.append(Line("heading.stated", text=self.words("rounds.stated"), tone=Tone.HEADING, selectable=False))
        for key, stated in self._stated.items():
            told = translated(self.words, stated)
            left = ((f"{written(told.day):>10}  ", Tone.MUTED),)
            lines.append(Line(key, left=left, text=told.figure, right=((f"{told.value} {told.unit}", Tone.ACCENT),)))
        self.query_one(Lines).show(lines)
        self.follow()

    def _round_line(self, line: RoundLine) -> Line:
        mark = (f"{self.words('rounds.current') if line.is_current else '':<9}", Tone.GOOD)
        warned = tuple((f"{self.words(f'rounds.amiss_mark.{mark}')}  ", Tone.WARN) for mark in round_marks(line))
        count = self.words.count("rounds.verifications", line.verifications)
        return Line(line.id, left=(mark,), text=f"{line.id}  {line.checklist.name}", right=(*warned, (count, Tone.MUTED)))

    def follow(self) -> None:
        """Show what is known of the highlighted line."""
        key = self.query_one(Lines).key or ""
        told: tuple[Paragraph, ...] = ()
        if key in self._rounds:
            told = self._told_round(self._rounds[key])
        elif key in self._stated:
            told = self._told_stated(self._stated[key])
        self.query_one(Pane).show(told)

    def _told_stated(self, known: Stated) -> tuple[Paragraph, ...]:
        words, told = self.words, translated(self.words, known)
        head = words("rounds.stated_as", figure=told.figure, value=told.value, unit=told.unit, day=self.words.day(told.day))
        measure = words(f"measure.{told.measure}" if told.measure else "baseline.no_measure")
        measures = (measure, type_name(words, told.type), told.year)
        return (
            Paragraph(head, tone=Tone.HEADING),
            Paragraph(" · ".join(filter(None, measures)), label=words("baseline.measure")),
            Paragraph(told.source, label=words("baseline.source")),
            Paragraph(told.note),
        )

    def _told_round(self, line: RoundLine) -> tuple[Paragraph, ...]:
        used = line.checklist
        until = self.words.day(used.valid_to) if used.valid_to else self.words("rounds.until_replaced")
        valid = self.words("rounds.valid", checklist=used.name, since=self.words.day(used.valid_from), until=until, items=used.items)
        said = self._announced.get(line.id)
        warnings = (*round_warnings(self.words, line), *(self._told_otherwise(line, said) if said else ()))
        told = [
            Paragraph(f"{line.id} · {self.words.of(used.title)}", tone=Tone.HEADING),
            *(Paragraph(warning, tone=Tone.WARN) for warning in warnings),
            Paragraph(valid),
            Paragraph(self.words("rounds.day", day=self.words.day(line.day)), tone=Tone.MUTED),
        ]
        if said is not None:
            by = self.words("rounds.announced_by", person=said.person.name, moment=self.words.moment(moment(said.announced_at)))
            told.append(Paragraph(by, tone=Tone.MUTED))
        return tuple(told)

    def _told_otherwise(self, line: RoundLine, said: OpenedRound) -> Iterator[str]:
        """Where a round stands here otherwise than it was announced."""
        if (said.status == "closed") is not line.is_closed:
            yield self.words(f"rounds.was_announced.{said.status}")
        if (said.checklist.digest, said.day) != (line.checklist.digest, line.day):
            named = f"{said.checklist.id} {said.checklist.version}"
            yield self.words("rounds.otherwise", checklist=named, day=self.words.day(said.day))

    def action_choose(self) -> None:
        """Work in the highlighted round, or correct the highlighted figure."""
        key = self.query_one(Lines).key or ""
        if key in self._stated:
            self._ask_figure(self._stated[key])
        elif key in self._rounds:
            self._worked_in(self.do(rounds.choose, key))

    def _worked_in(self, lines: tuple[RoundLine, ...] | None) -> None:
        if lines is None:
            return
        self._take_rounds(lines)
        self.draw()
        current = lines[0]
        self.query_one(Lines).move_to(current.id)
        say_round(self, current)

    def action_new(self) -> None:
        """Open a round."""
        ask_round(self, self._worked_in)

    def action_renew(self) -> None:
        """Give the highlighted round another checklist, for what is begun in it from now on."""
        line = self._rounds.get(self.query_one(Lines).key or "")
        if line is None:
            self.say("rounds.no_round")
        else:
            ask_checklist(self, line, self._renewed)

    def _renewed(self, lines: tuple[RoundLine, ...]) -> None:
        self._take_rounds(lines)
        self.draw()

    def action_close(self) -> None:
        """Close the highlighted round, or open it again where it is closed."""
        line = self._rounds.get(self.query_one(Lines).key or "")
        if line is None:
            self.say("rounds.no_round")
            return
        lines = self.do(rounds.reopen if line.is_closed else rounds.close, line.id)
        if lines is not None:
            self._renewed(lines)
            self.say("rounds.reopened" if line.is_closed else "rounds.closed", Tone.GOOD, round=line.id)

    def action_announce(self) -> None:
        """Announce the highlighted round to the team, with the stated figures, as a signed document."""
        line = self._rounds.get(self.query_one(Lines).key or "")
        if line is None:
            self.say("rounds.no_round")
        elif self.may("announce") and self.look_up(announcing.preview, line.id) is not None:
            figures = self.words.count("rounds.figures", len(self._stated))
            asked = "rounds.announce_ask_closed" if line.is_closed else "rounds.announce_ask"
            question = self.words(asked, round=line.id, checklist=line.checklist.name, figures=figures)
            self.app.push_screen(Confirm(self.words, question), lambda reply: self._announce(line.id) if reply else None)

    def _announce(self, round_id: str) -> None:
        def entered(signed: Signed) -> tuple[RoundLine, ...]:
            return self.desk.do(announcing.announce, signed)

        def told(_lines: tuple[RoundLine, ...], path: Path) -> str:
            return self.words("rounds.is_announced", round=round_id, file=path.name, folder=places.told(path.parent))

        hand_over(self, KIND, lambda: self.desk.ask(announcing.drawn_up, round_id), entered, told)

    def action_checklists(self) -> None:
        """See the checklists known here, that of the highlighted round first."""
        line = self._rounds.get(self.query_one(Lines).key or "")
        self.go("checklists", at=line.checklist.digest if line else "")

    def action_state(self) -> None:
        """State a figure."""
        self._ask_figure(None)

    def _ask_figure(self, known: Stated | None) -> None:
        place = f"baseline/{known.day}/{known.figure}" if known else "baseline/new"
        fields = tuple(_field(self.words, name, known) for name in _ASKED)
        self.ask(self.words("baseline.new"), fields, place, lambda values: self.desk.do(baselines.state, values), self._stated_now)

    def _stated_now(self, lines: tuple[Stated, ...]) -> None:
        self._take_stated(lines)
        self.draw()

    def action_remove(self) -> None:
        """Take the highlighted figure away; a round stays for ever."""
        found = self._stated.get(self.query_one(Lines).key or "")
        if found is None:
            self.say("rounds.nothing_to_remove")
            return
        lines = self.do(baselines.remove, found.day, found.figure)
        if lines is not None:
            self._stated_now(lines)
            self.say("rounds.removed")

    def action_undo(self) -> None:
        """Take back the last act on a stated figure."""
        found = self.do(history.undo_apart, "baseline.state") if self.may("undo") else None
        if found is not None:
            self.renewed(self.words("rounds.undone", figure=found[1]), Tone.GOOD)


def _field(words: Words, name: str, known: Stated | None) -> Field:
    """What asks for a part of a stated figure."""
    kept = str(getattr(known, name)) if known else ""
    options = _options(words, name)
    return Field(
        name,
        words(f"baseline.{name}"),
        "choice" if options else "date" if name == "day" else "text",
        written(kept) if name == "day" else kept,
        options,
        hint=words("baseline.year_hint") if name == "year" else "",
        required=name not in _OPTIONAL,
        enabled=known is None or name not in _FIXED,
    )


def _options(words: Words, name: str) -> tuple[Option, ...]:
    match name:
        case "measure":
            return (Option("", words("baseline.no_measure")), *(Option(each, words(f"measure.{each}")) for each in MEASURES))
        case "type":
            return tuple(Option(each, type_name(words, each)) for each in ("", *register.TYPES))
        case _:
            return ()
