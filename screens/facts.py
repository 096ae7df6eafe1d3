"""Status facts and base data of a verification."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType

from models.desk import drafts, facts, history, reading, weighing
from models.entry import base_fields, fact_fields
from models.errors import Refusal
from models.item_told import facts_before
from models.queued import ToldBefore
from models.rules.checklist import Fact
from models.rules.facts import is_asked
from models.rules.risk import BASE
from models.sheet_told import fact_row, fact_value
from models.views import Sheet
from screens.commands import FACTS, Command, bindings
from screens.listing import SheetListScreen
from screens.widgets.drawing import Span, Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph


class FactsScreen(SheetListScreen):
    """Base data and the facts the verdict rests on; a fact that repeats has a line for each row."""

    KEYS = FACTS
    HELP_ID = "facts"
    BINDINGS: ClassVar[list[BindingType]] = bindings(FACTS)
    DEFAULT_CSS = "FactsScreen Pane { height: 9; }"

    def __init__(self, verification: str, at: str = "", submission: str = "") -> None:
        """With the `submission` that a lead looks at, what the one before told otherwise stands beside it."""
        super().__init__()
        self._verification, self._first, self._submission = verification, at, submission
        self._before = ToldBefore()
        self._sheet: Sheet

    def load(self) -> None:
        """Read the facts."""
        self._sheet = self.desk.ask(reading.sheet, self._verification)
        if self._submission:
            self._before = self.desk.ask(weighing.told_before, self._submission)

    def begin(self) -> None:
        """Open at the row that was asked for."""
        super().begin()
        self.query_one(Lines).move_to(self._first)

    def heading(self) -> tuple[str, str]:
        """What is here and the agency."""
        return self.words("facts.title"), self._sheet.agency.short_name

    def fill(self) -> None:
        """Write the list anew."""
        sheet = self._sheet
        known = self.words("facts.base_known", count=len(sheet.base), total=len(sheet.checklist.base))
        right = (*self._changed(is_changed=self._before.base is not None), (known, Tone.MUTED))
        lines = [Line(BASE, left=(("         ", Tone.MUTED),), text=self.words("facts.base"), right=right)]
        for fact in sheet.checklist.facts.values():
            lines += self._fact_lines(fact)
        self.query_one(Lines).show(lines)
        self._draw_pane()

    def _fact_lines(self, fact: Fact) -> list[Line]:
        rows = self._sheet.facts.get(fact.code, ())
        left: tuple[Span, ...] = ((f"{fact.code}   ", Tone.MUTED),)
        is_missing = fact in self._sheet.unfilled_facts
        state, tone = ("facts.missing", Tone.WARN) if is_missing else ("facts.known", Tone.GOOD)
        if not is_asked(self._sheet.checklist, fact, self._sheet.facts):
            state, tone = "facts.not_asked", Tone.MUTED
        said: Span = (self.words(state), tone)
        if fact.repeats:
            said = (self.words.count("facts.rows", len(rows)), Tone.GOOD if rows else Tone.MUTED)
        right = (*self._changed(is_changed=fact.code in self._before.facts), said)
        lines = [Line(fact.code, left=left, text=self.words.of(fact.text), right=right)]
        for number, row in enumerate(rows):
            indent = "  • " if fact.repeats else "    "
            lines.append(
                Line(
                    f"{fact.code}/{number}", left=((f"      {indent}", Tone.MUTED),), text=fact_row(self.words, fact, row), tone=Tone.MUTED
                )
            )
        return lines

    def _changed(self, *, is_changed: bool) -> tuple[Span, ...]:
        return ((f"{self.words('facts.changed')}  ", Tone.ACCENT),) if is_changed else ()

    def follow(self) -> None:
        """Show what is known of the highlighted line, and which keys act on it."""
        self._draw_pane()
        self.draw_keys()

    def _draw_pane(self) -> None:
        fact, number = self._here()
        if fact is None:
            base = self._sheet.checklist.base
            told = [Paragraph(str(value), label=self.words.of(base[key])) for key, value in self._sheet.base.items()]
            self.query_one(Pane).show((Paragraph(self.words("facts.base_why"), tone=Tone.HEADING), *self._told_before(BASE), *told))
            return
        rows = self._sheet.facts.get(fact.code, ())
        row = rows[number or 0] if rows and (number is not None or not fact.repeats) else {}
        fields = [field for key, field in fact.fields.items() if key in row]
        told = [Paragraph(fact_value(self.words, field, row[field.key]), label=self.words.of(field.label)) for field in fields]
        self.query_one(Pane).show((Paragraph(self.words.of(fact.text), tone=Tone.HEADING), *self._told_before(fact.code), *told))

    def _told_before(self, key: str) -> Iterator[Paragraph]:
        if text := facts_before(self.words, self._sheet.checklist, self._before, key):
            yield Paragraph(text, label=self.words("review.label.before"), tone=Tone.ACCENT, limit=3)

    def _here(self) -> tuple[Fact | None, int | None]:
        code, _, row = (self.query_one(Lines).key or BASE).partition("/")
        return self._sheet.checklist.facts.get(code), int(row) if row else None

    def action_change(self) -> None:
        """Enter or change the highlighted fact."""
        fact, row = self._here()
        if not self.may("change"):
            return
        if fact is None:
            self._ask_base()
        elif fact.repeats and row is None:
            self._ask_fact(fact, None)
        else:
            self._ask_fact(fact, row or 0)

    def action_add(self) -> None:
        """Add a row to a fact that repeats."""
        fact, _ = self._here()
        if self.may("add") and fact is not None:
            self._ask_fact(fact, None)

    def _no_rows(self) -> Refusal:
        return Refusal("fact.no_rows", facts=", ".join(fact.code for fact in self._sheet.checklist.facts.values() if fact.repeats))

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: where the fact under the cursor has no rows."""
        fact, _ = self._here()
        if command.action == "add" and (fact is None or not fact.repeats):
            return self._no_rows()
        return super().why_not(command)

    def _ask_base(self) -> None:
        self.ask(
            self.words("facts.base"),
            base_fields(self.words, self._sheet.checklist, self._sheet.base),
            f"{self._verification}/base",
            lambda values: self.desk.do(facts.base, self._verification, values),
            self._show,
        )

    def _ask_fact(self, fact: Fact, number: int | None) -> None:
        rows = self._sheet.facts.get(fact.code, ())
        known = rows[number] if number is not None and number < len(rows) else {}
        self.ask(
            f"{fact.code}  {self.words.of(fact.text)}",
            fact_fields(self.words, fact, known),
            drafts.of_row(self._verification, fact.code, number),
            lambda values: self.desk.do(facts.record, self._verification, fact.code, values, number),
            self._show,
        )

    def _show(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.fill()

    def action_remove(self) -> None:
        """Take a row of a fact away."""
        fact, row = self._here()
        if fact is None or row is None:
            self.say("facts.nothing_to_remove")
            return
        sheet = self.do(facts.remove, self._verification, fact.code, row)
        if sheet is not None:
            self._show(sheet)
            self.say("facts.removed")

    def action_undo(self) -> None:
        """Take back the last act."""
        undone = self.do(history.undo, self._verification)
        if undone is not None:
            self._show(undone.sheet)
            self.say("sheet.undone", act=self.words(f"act.{undone.verb}"), item=undone.on)

    def action_trip(self) -> None:
        """See and enter the visit and who takes part."""
        self.go("trip", verification=self._verification)
