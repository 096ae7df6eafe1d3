"""The recalculation sheet: the agency's formula on top, one line per row, and what is missing before an answer follows."""

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar, Final

from textual.binding import BindingType

from models.desk import reading, recalculations
from models.errors import Refusal
from models.explanation import answer_word
from models.fields import Field
from models.recalculations import Recalculation
from models.rules.answers import Counted
from models.rules.numbers import typed
from models.rules.recalculation import ASKED, AXES, BOXES, COUNT, LEAST, Row, as_typed, level_of
from models.views import Sheet
from models.words import Words
from screens.commands import RECALCULATION, Command, bindings
from screens.dialogs import Confirm
from screens.listing import SheetListScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph

_FORMULA: Final = "formula"


class RecalculationScreen(SheetListScreen):
    """A line for the formula, then the rows by their numbers."""

    KEYS = RECALCULATION
    HELP_ID = "recalculation"
    BINDINGS: ClassVar[list[BindingType]] = bindings(RECALCULATION)
    DEFAULT_CSS = "RecalculationScreen Pane { height: 9; }"

    def __init__(self, verification: str, item: str) -> None:
        super().__init__()
        self._verification, self._item = verification, item
        self._sheet: Sheet
        self._here: Recalculation

    def load(self) -> None:
        """Read the sheet of the item, and whose it is."""
        self._sheet = self.desk.ask(reading.sheet, self._verification)
        self._here = self.desk.ask(recalculations.of, self._verification, self._item)

    def heading(self) -> tuple[str, str]:
        """The item, the agency and the round."""
        return self.words("recalculation.title", item=self._item), f"{self._sheet.agency.short_name} · {self._sheet.round}"

    def fill(self) -> None:
        """Write the list anew."""
        here, words = self._here, self.words
        told = words("recalculation.no_formula") if here.formula is None or here.entered is None else _in_short(here.entered)
        formula = Line(_FORMULA, left=((f"{words('recalculation.formula')}  ", Tone.HEADING),), text=told)
        self.query_one(Lines).show([formula, *(self._line(row) for row in here.rows)])
        self._draw_pane()

    def _line(self, row: Row) -> Line:
        result, words = self._here.result, self.words
        told, tone = words("recalculation.incomplete"), Tone.WARN
        if result is not None and row.number in result.boxes:
            is_other = row.number in result.mismatches
            told, tone = words("recalculation.mismatch" if is_other else "recalculation.match"), Tone.BAD if is_other else Tone.GOOD
            told = words("recalculation.compared", box=result.boxes[row.number], given=row.box, told=told)
        scores = " · ".join(f"{name} {typed(score)}" for name, score in row.scores.items())
        return Line(str(row.number), left=((f"{row.number:>4}  ", Tone.MUTED),), text=scores, right=((f"  {told}", tone),))

    def follow(self) -> None:
        """Show what is known of the highlighted line, and which keys act on it."""
        self._draw_pane()
        self.draw_keys()

    def _draw_pane(self) -> None:
        row = self._row()
        entered = self._here.entered if row is None and self._here.formula else None
        shown = [Paragraph(self._follows(), tone=Tone.HEADING), *(Paragraph(text, tone=Tone.WARN) for text in self._missing())]
        if entered is not None:
            shown += [Paragraph(_axis(entered, axis), label=self.words(f"recalculation.{axis}")) for axis in AXES]
            shown.append(Paragraph(entered["boxes"], label=self.words("recalculation.boxes")))
        if row is not None:
            scores = " · ".join(f"{name} {typed(score)}" for name, score in row.scores.items())
            shown.append(Paragraph(scores, label=self.words("recalculation.numbered", number=row.number)))
        self.query_one(Pane).show(tuple(shown))

    def _follows(self) -> str:
        """What the rows come to, and how the answer stands to it."""
        result, line = self._here.result, self._sheet.line(self._item)
        if result is None:
            return self.words("recalculation.how")
        told = self.words("recalculation.matching", matching=result.matching, rows=len(result.boxes))
        counted = line.answer.counts.get(COUNT)
        if counted is not None and counted != Counted(Fraction(result.matching), Fraction(len(result.boxes))):
            return f"{told} {self.words('recalculation.stale', matching=typed(counted.count), rows=typed(counted.of))}"
        if recalculations.lacking(self._here) is not None or result.word is None or COUNT in line.item.counts:
            return told
        word = answer_word(self.words, line.item, level_of(result.word))
        is_other = line.answer.is_given and line.answer.level != level_of(result.word)
        if not is_other:
            return f"{told} {self.words('recalculation.word', word=word)}"
        # Whoever gave the reason is not asked for it again.
        is_told = bool(line.answer.note.strip())
        return f"{told} {self.words('recalculation.differs_told' if is_told else 'recalculation.differs', word=word)}"

    def _missing(self) -> list[str]:
        """What is missing, in words."""
        here, words = self._here, self.words
        found = [words("recalculation.few", rows=len(here.rows), least=LEAST)] if len(here.rows) < LEAST else []
        if here.incomplete:
            found.append(words("recalculation.lacking", rows=", ".join(map(str, here.incomplete))))
        if here.result is not None and here.result.uncovered:
            found.append(words("recalculation.uncovered", boxes=", ".join(map(str, here.result.uncovered))))
        if here.result is not None and here.result.mismatches:
            found.append(words("recalculation.mismatches", rows=", ".join(map(str, here.result.mismatches))))
        return found

    def _row(self) -> Row | None:
        key = self.query_one(Lines).key or ""
        return self._here.row(int(key)) if key.isdigit() else None

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: what waits for the formula, for rows, or for a row under the cursor."""
        refused = super().why_not(command)
        if refused is not None or not self._is_loaded:
            return refused
        match command.action:
            case "add" if self._here.formula is None:
                return Refusal("recalculation.no_formula", item=self._item)
            case "remove" if self._row() is None:
                return Refusal("recalculation.not_here")
            case "apply":
                return recalculations.lacking(self._here)
        return None

    def action_change(self) -> None:
        """Enter or change the formula, or the row under the cursor."""
        row = self._row()
        if row is None:
            self._ask_formula()
        elif self.may("add"):
            self._ask_row(row)

    def action_add(self) -> None:
        """Add a row."""
        if self.may("add"):
            self._ask_row(None)

    def _ask_formula(self) -> None:
        self.ask(
            self.words("recalculation.formula_title", item=self._item),
            _formula_fields(self.words, self._here),
            f"{self._verification}/recalculation/{self._item}.formula",
            lambda values: self.desk.do(recalculations.set_formula, self._verification, self._item, values),
            lambda here: self._show(here, _FORMULA),
        )

    def _ask_row(self, row: Row | None) -> None:
        number = None if row is None else row.number
        self.ask(
            self.words("recalculation.row_title", number=self._here.following if number is None else number),
            _row_fields(self.words, self._here, row),
            recalculations.place(self._verification, self._item, number),
            lambda values: self.desk.do(recalculations.row, self._verification, self._item, values, number),
            self._entered,
        )

    def _entered(self, here: Recalculation) -> None:
        before = self._here.rows
        new = next((str(row.number) for row in here.rows if row not in before), self.query_one(Lines).key or _FORMULA)
        self._show(here, new)

    def _show(self, here: Recalculation, at: str) -> None:
        self._here = here
        self.fill()
        self.query_one(Lines).move_to(at)
        self.follow()

    def action_remove(self) -> None:
        """Take the row under the cursor away."""
        row = self._row()
        if row is None:
            self.refuse(Refusal("recalculation.not_here"))
            return
        here = self.do(recalculations.remove, self._verification, self._item, row.number)
        if here is not None:
            self._here = here
            self.fill()
            self.follow()
            self.say("recalculation.removed", number=row.number)

    def action_apply(self) -> None:
        """Take over what the rows come to; an answer that says something else is replaced only where that is wanted."""
        if not self.may("apply"):
            return
        line, result = self._sheet.line(self._item), self._here.result
        if result is None or result.word is None or COUNT in line.item.counts or not line.answer.is_given:
            self._apply()
            return
        told = {
            "item": self._item,
            "word": answer_word(self.words, line.item, level_of(result.word)),
            "agency": self._sheet.agency.short_name,
        }
        question = self.words("recalculation.replace", **told, round=self._sheet.round)
        self.app.push_screen(Confirm(self.words, question), lambda reply: self._apply() if reply else None)

    def _apply(self) -> None:
        sheet = self.do(recalculations.apply, self._verification, self._item)
        if sheet is None:
            return
        self._sheet = sheet
        self.fill()
        line = sheet.line(self._item)
        level = line.proposed if COUNT in line.item.counts else line.answer.level
        told = "" if level is None else answer_word(self.words, line.item, level)
        self.say(
            "recalculation.counted" if COUNT in line.item.counts else "recalculation.answered", Tone.GOOD, item=self._item, answer=told
        )


def _axis(entered: Mapping[str, str], axis: str) -> str:
    entered = as_typed(entered)
    return f"{entered[axis]} · ≥ {entered[f'{axis}_middle']} · ≥ {entered[f'{axis}_high']}"


def _in_short(entered: Mapping[str, str]) -> str:
    return " | ".join(_axis(entered, axis) for axis in AXES)


def _formula_fields(words: Words, here: Recalculation) -> tuple[Field, ...]:
    known = as_typed(here.entered) if here.entered else {"boxes": " ".join(map(str, BOXES))}
    return tuple(
        Field(name, words(f"recalculation.{name}"), value=known.get(name, ""), required=True, hint=words(f"recalculation.hint.{kind}"))
        for name in (*ASKED, "boxes")
        for kind in ("boxes" if name == "boxes" else "components" if name in AXES else "cut_off",)
    )


def _row_fields(words: Words, here: Recalculation, row: Row | None) -> tuple[Field, ...]:
    components = here.formula.components if here.formula else ()
    scores = [Field(f"score.{name}", name, value=typed(row.scores.get(name)) if row else "", required=True) for name in components]
    number = str(row.number if row else here.following)
    return (
        *scores,
        Field("box", words("recalculation.box"), value=str(row.box) if row else "", required=True, hint=words("recalculation.hint.box")),
        Field("number", words("recalculation.number"), value=number, required=True, hint=words("recalculation.hint.number")),
    )
