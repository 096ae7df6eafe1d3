"""The sheet: one verification, item by item, by keys alone."""

from collections.abc import Iterator
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from models import kept_told
from models.desk import answers, carrying, drafts, history, reading
from models.entry import count_fields, counts_entered
from models.errors import Refusal
from models.explanation import conditions_in_both
from models.fields import Field
from models.rules.checklist import Item, Scale
from models.rules.permissions import Standing
from models.sheet_told import answer_sign, asked_otherwise, lack_text
from models.views import Sheet, SheetLine
from screens.commands import SHEET, Command, bindings
from screens.held_answers import HeldAnswersScreen
from screens.notes import AskNote
from screens.sheet_doors import SheetDoors
from screens.sheet_moves import SheetMoves
from screens.telling import sheet_place
from screens.widgets.areas import AreaStrip
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane

_ANSWERING: Final = ("level", "word", "not_applicable", "accept")


class SheetScreen(SheetDoors, SheetMoves, HeldAnswersScreen):
    """One verification's items: answer and move on."""

    KEYS: ClassVar[tuple[Command, ...]] = SHEET
    HELP_ID = "sheet"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SHEET)
    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = """
    SheetScreen {
        #desk { layout: vertical; }
        Lines { height: 8; }
        Pane { height: 1fr; border-top: solid $panel; }
        &.-low { Lines { height: 6; } Pane { max-height: 100%; } }
        &.-high Lines { height: 40%; }
        &.-wide #desk { layout: horizontal; }
        &.-wide Lines { width: 58; height: 1fr; }
        &.-wide Pane { width: 1fr; height: 1fr; border-top: none; }
    }
    """

    def __init__(self, verification: str, item: str = "") -> None:
        super().__init__(verification)
        self._first = item

    def body(self) -> ComposeResult:
        """Give the areas, the items and what is known of one."""
        yield AreaStrip()
        with Container(id="desk", classes="body"):
            yield Lines()
            yield Pane()

    def load(self) -> None:
        """Read the sheet, what was remarked, and where text was being typed."""
        self.sheet = self.desk.ask(reading.sheet, self._verification)
        self.load_remarks(self.sheet)
        self._drafts = self.desk.ask(drafts.under, f"{self._verification}/")

    def begin(self) -> None:
        """Open at the last gap, and say what was recovered."""
        first = self._first or self.resumed_at()
        super().begin()
        self.go_to(first)
        names = sorted({kept_told.told(self.words, place) for place in self._drafts})
        self.say_return(self.words("sheet.recovered", places=", ".join(names)) if names else "")

    def _has_draft(self, item: str) -> bool:
        return any(kept_told.item_of(place) == item for place in (*self._drafts, *self.house.unsaved))

    def heading(self) -> tuple[str, str]:
        """The agency, the round and the checklist."""
        sheet = self.sheet
        name = f"{self.words('sheet.second')}: {sheet.agency.name}" if sheet.standing.is_second else sheet.agency.name
        return name, sheet_place(self.words, sheet, self.desk.actor.person)

    def fill(self) -> None:
        """Write every line anew."""
        self.lines.show(list(self._shown()))
        self.follow()

    def _shown(self, before: Sheet | None = None) -> Iterator[Line]:
        """The lines of what is asked, and of what is hidden where anything was noted; those stay that are as they were `before` an act."""
        known = {line.key: line for line in self.lines.lines} if before else {}
        for place, line in enumerate(self.sheet.every):
            code = line.item.code
            has_draft = self._has_draft(code)
            if not line.is_hidden or line.says_something or has_draft or code in self.remarks:
                kept = known.get(code) if before and before.every[place] is line else None
                yield kept or self.line_of(line, has_draft=has_draft)

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: what the item under the cursor does not ask for."""
        line = self.sheet.line(self.item)
        item = line.item
        if line.is_hidden and command.action in _ANSWERING:
            return self._hidden(item)
        if command.action == "counts" and not item.counts:
            return Refusal("count.not_asked", item=item.code)
        if command.action == "not_applicable" and not item.not_applicable:
            return Refusal("answer.not_applicable", item=item.code)
        if command.action == "word" and item.scale is Scale.LEVEL:
            return Refusal("answer.level_only", item=item.code)
        special = self.why_no_sheet(command) or self.why_no_remark(command, item.code) or self.why_not_carried(command)
        return special or super().why_not(command)

    def _hidden(self, item: Item) -> Refusal:
        return Refusal("answer.hidden", item=item.code, conditions=conditions_in_both(self.sheet.checklist, item))

    def standing(self) -> Standing:
        """Whose sheet it is and its state."""
        return self.sheet.standing

    @property
    def item(self) -> str:
        """The item under the cursor."""
        return self.lines.key or self.sheet.checklist.codes[0]

    def follow(self) -> None:
        """Show the areas, what is known of the item under the cursor, and which keys act on it."""
        line = self.sheet.line(self.item)
        self.query_one(AreaStrip).show(self.words, self.sheet, line.item.area)
        self.query_one(Pane).show(self.pane_of(line))
        self.draw_keys()

    def _changed(self, sheet: Sheet | None, item: str, *, move: bool = False) -> bool:
        """Show the sheet after an act on `item`; False where the act was refused."""
        if sheet is None:
            return False
        before, self.sheet = self.sheet, sheet
        if sheet.asked is not before.asked or sheet.line(item).is_hidden:
            self.lines.show(list(self._shown(before)), at=item)
        else:
            self.draw_line(item)
        self.draw_saved()
        here = self.lines.key
        if move:
            self.move_behind(item)
        # What is around the cursor was drawn where it moved to.
        if self.lines.key == here:
            self.follow()
        return True

    def draw_line(self, item: str) -> None:
        """Write the line of an item anew."""
        self.lines.replace(self.line_of(self.sheet.line(item), has_draft=self._has_draft(item)))

    def move_behind(self, item: str) -> None:
        """Put the cursor on the next item that is asked."""
        every = self.sheet.every
        behind = (every[place] for place in range(self.sheet.checklist.places[item] + 1, len(every)))
        self.lines.move_to(next((line.item.code for line in behind if not line.is_hidden), item))

    def _answered(self, sheet: Sheet | None, item: str) -> None:
        before = self.sheet
        if sheet is not None:
            self.is_answered(item)
        if sheet is not None and self._changed(sheet, item, move=True):
            if sheet.answered == len(sheet.lines):
                self.say_all_answered()
            else:
                said = self.words("sheet.answered", item=item, answer=answer_sign(self.words, sheet.line(item)))
                self.status.say(" · ".join(filter(None, (said, self._said_of_change(before)))))

    def _said_of_change(self, before: Sheet) -> str:
        """What appeared and was hidden; keys typed ahead were meant for what stood there before, and are let go."""
        if self.sheet.asked is before.asked:
            return ""
        count = self.house.forget_typed()
        forgotten = self.words.count("sheet.forgotten", count) if count else ""
        return f"{asked_otherwise(self.words, before, self.sheet)} {forgotten}".strip()

    def action_level(self, level: int) -> None:
        """Answer the item under the cursor with a level and move on."""
        item = self.item
        self._answered(self.answer(item, str(level), answers.record, self._verification, item, level), item)

    def action_word(self, letter: str) -> None:
        """Answer with yes, partly or no and move on."""
        item = self.item
        word, level = {"y": ("yes", 4), "s": ("partly", 2), "t": ("no", 0)}[letter]
        self._answered(self.answer(item, self.words(f"sign.{level}"), answers.say, self._verification, item, word), item)

    def action_accept(self) -> None:
        """Let a carried answer stand; else take the level the counts propose, unless there is an answer already."""
        line = self.sheet.line(self.item)
        if line.answer.is_carried:
            sign, item = answer_sign(self.words, line), line.item.code
            self._answered(self.answer(item, sign, carrying.confirm, self._verification, item), item)
            return
        if line.proposed is None:
            lack = lack_text(self.words, line)
            self.say("sheet.nothing_proposed" if lack else "sheet.never_proposed", lack=lack)
        elif line.answer.is_given:
            told = {"item": line.item.code, "answer": answer_sign(self.words, line)}
            self.say("sheet.already_answered", Tone.WARN, **told, pressed=self.words.press[f"sheet.level.{line.proposed}"])
        else:
            self.action_level(line.proposed)

    def action_clear(self) -> None:
        """Take the answer back."""
        item, before = self.item, self.sheet
        if self.let_go(item):
            return
        if not before.line(item).answer.is_given:
            self.say("sheet.nothing_to_clear", item=item)
        elif self._changed(self.do(answers.clear, self._verification, item), item):
            self.status.say(f"{self.words('sheet.cleared', item=item)} {self._said_of_change(before)}".strip())

    def action_undo(self) -> None:
        """Take back the last act, and go where it was."""
        if self.let_go_of_last() or self.is_taken_back():
            return
        undone = self.do(history.undo, self._verification)
        if undone is not None:
            before, self.sheet = self.sheet, undone.sheet
            self.fill()
            if undone.item:
                self.lines.move_to(undone.item)
            said = self.words("sheet.undone", act=self.words(f"act.{undone.verb}"), item=undone.on)
            self.status.say(" · ".join(filter(None, (said, self._said_of_change(before)))))

    def details_of(self, line: SheetLine) -> str:
        """Everything about an item, with what stood before it was carried over."""
        return super().details_of(line) + "".join(f"\n{part.label} {part.text}" for part in self.earlier_of(line))

    def action_remarks(self) -> None:
        """See what was remarked on the item, and reply."""
        self.open_remarks(self.item)

    def action_note(self) -> None:
        """Write the note of the item."""
        if not self.may("note"):
            return
        item = self.item
        place = f"{self._verification}/note/{item}"
        title = self.words("note.title", item=item)

        def save(text: str) -> Refusal | None:
            try:
                sheet = self.house.unsaved.in_turn(lambda: self.desk.do(answers.annotate, self._verification, item, text))
            except Refusal as refused:
                return refused
            self.mark_saved()
            self._drafts = tuple(other for other in self._drafts if other != place)
            self._changed(sheet, item)
            self.say("sheet.noted", item=item)
            return None

        dialog = self.begun(title, lambda: AskNote(self.words, title, self.sheet.line(item).answer.note, self.draft(place), save))
        if dialog is not None:
            self.app.push_screen(dialog)

    def action_not_applicable(self) -> None:
        """Mark the item as not applicable, with a reason."""
        if not self.may("not_applicable"):
            return
        line = self.sheet.line(self.item)
        item = line.item
        offered = item.not_applicable_reasons[0] if item.not_applicable_reasons else None
        reason = line.answer.reason or (self.words.of(offered) if offered else "")
        fields = (Field("reason", self.words("reason.label"), kind="note", value=reason, required=True),)
        self.ask(
            self.words("not_applicable.title", item=item.code),
            fields,
            f"{self._verification}/reason/{item.code}",
            lambda values: self.desk.do(answers.not_applicable, self._verification, item.code, values["reason"]),
            lambda sheet: self._answered(sheet, item.code),
        )

    def action_counts(self) -> None:
        """Enter the counts of the item."""
        if not self.may("counts"):
            return
        line = self.sheet.line(self.item)
        code = line.item.code

        def counted(sheet: Sheet) -> None:
            self._changed(sheet, code)
            lack = lack_text(self.words, sheet.line(code))
            self.say("sheet.counted_only" if lack else "sheet.counted", item=code, lack=lack)

        self.ask(
            self.words("counts.title", item=code),
            count_fields(self.words, line, self.sheet.base),
            f"{self._verification}/counts/{code}",
            lambda values: self.desk.do(answers.count, self._verification, code, counts_entered(line.item, values)),
            counted,
        )
