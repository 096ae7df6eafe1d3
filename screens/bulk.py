"""One answer for many items: which they are, what would change and what stays as it is, then all of it saved as one act."""

from dataclasses import replace
from typing import ClassVar, Final

from textual.binding import BindingType

from models.desk import answers, history, reading
from models.errors import Refusal
from models.fields import Field
from models.rules.answers import Answer, stays
from models.rules.checklist import NO, PARTLY, YES
from models.sheet_told import answer_sign
from models.views import Sheet, SheetLine
from screens.commands import BULK, Command, bindings
from screens.listing import SheetListScreen
from screens.ticking import box
from screens.widgets.drawing import Span, Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph

_LETTERS: Final = {"y": YES, "s": PARTLY, "t": NO}
_BECOMES: Final = 8
"""Cells of the column of what items would be answered."""


class BulkScreen(SheetListScreen):
    """The items that are asked, those to be answered alike ticked; nothing changes before it is saved."""

    KEYS = BULK
    HELP_ID = "bulk"
    BINDINGS: ClassVar[list[BindingType]] = bindings(BULK)
    DEFAULT_CSS = "BulkScreen Pane { height: 5; }"

    def __init__(self, verification: str, item: str) -> None:
        super().__init__()
        self._verification, self._first = verification, item
        self._ticked: set[str] = set()
        self._wanted: Answer | None = None
        self._begun_at = ""
        """The item at which a range begins."""
        self._sheet: Sheet

    def load(self) -> None:
        """Read the sheet."""
        self._sheet = self.desk.ask(reading.sheet, self._verification)
        self._ticked &= {line.item.code for line in self._sheet.lines}

    def begin(self) -> None:
        """Open at the item one came from, what is not yet checked of its area ticked."""
        area = self._sheet.line(self._first).item.area
        self._ticked = {line.item.code for line in self._sheet.lines if line.item.area == area and not line.answer.is_given}
        super().begin()
        self.query_one(Lines).move_to(self._first)

    def heading(self) -> tuple[str, str]:
        """What is done here, and the agency."""
        return self.words("bulk.title"), f"{self._sheet.agency.short_name} · {self._sheet.round}"

    @property
    def _item(self) -> str:
        return self.query_one(Lines).key or self._first

    def fill(self) -> None:
        """Write the list anew."""
        self.query_one(Lines).show([self._line(line) for line in self._sheet.lines])
        self.follow()

    def _stays(self, line: SheetLine) -> Refusal | None:
        """Why a ticked item would stay as it is; None where it changes, or no answer was chosen yet."""
        return None if self._wanted is None else stays(line.item, line.answer, self._wanted)

    def _changing(self) -> tuple[SheetLine, ...]:
        ticked = (line for line in self._sheet.lines if line.item.code in self._ticked)
        return () if self._wanted is None else tuple(line for line in ticked if self._stays(line) is None)

    def _line(self, line: SheetLine) -> Line:
        code, answer = line.item.code, line.answer
        sign = (f"{answer_sign(self.words, line):<5}", Tone.ACCENT if answer.is_given else Tone.MUTED)
        left = (box(code, self._ticked), sign, *self._becomes(line), (f"{code}  ", Tone.PLAIN))
        gate = () if line.item.gate is None else ((self.words("mark.gate"), Tone.MUTED),)
        return Line(code, left=left, text=self.words.of(line.item.title), right=gate)

    def _becomes(self, line: SheetLine) -> tuple[Span, ...]:
        """What an item would be answered, in a column of its own once an answer is chosen."""
        told, tone = "", Tone.MUTED
        if self._wanted is None:
            return ()
        if line.item.code in self._ticked:
            told = self.words("bulk.stays")
            if self._stays(line) is None:
                told = f"→ {answer_sign(self.words, replace(line, answer=self._wanted))}"
                tone = Tone.WARN if line.answer.is_given else Tone.GOOD
        return ((f"{told:<{_BECOMES}}", tone),)

    def follow(self) -> None:
        """Show what is known of the highlighted line."""
        self.query_one(Pane).show(tuple(self._told()))

    def _told(self) -> list[Paragraph]:
        """What is chosen, what it changes, and why the item under the cursor stays as it is."""
        words, changing, count = self.words, self._changing(), len(self._ticked)
        if self._wanted is None:
            return [Paragraph(words.count("bulk.ticked", count), tone=Tone.HEADING), Paragraph(words("bulk.choose"), tone=Tone.ACCENT)]
        told = [Paragraph(words.count("bulk.ticked_for", count, answer=self._told_wanted()), tone=Tone.HEADING)]
        replaced = sum(line.answer.is_given for line in changing)
        told.append(Paragraph(words.count("bulk.changes", len(changing), replaced=replaced, stays=count - len(changing))))
        if self._wanted.reason:
            told.append(Paragraph(self._wanted.reason, label=words("reason.label"), limit=1))
        here = self._sheet.line(self._item)
        why = self._stays(here) if here.item.code in self._ticked else None
        if why is not None:
            told.append(Paragraph(words.refusal(why), tone=Tone.MUTED, limit=2))
        return told

    def _told_wanted(self) -> str:
        wanted = self._wanted or Answer()
        if wanted.level is None:
            return self.words("answer.not_applicable")
        return f"{wanted.level} ({self.words(f'answer.{wanted.level}')})" if wanted.level in _LETTERS.values() else str(wanted.level)

    def _drawn(self) -> None:
        self.fill()
        self.draw_keys()

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: nothing is saved before items are ticked, an answer is chosen, and that changes anything."""
        refused = super().why_not(command)
        if refused is not None or command.action != "save" or not self._is_loaded:
            return refused
        if not self._ticked:
            return Refusal("bulk.none_ticked")
        if self._wanted is None:
            return Refusal("bulk.no_answer")
        return None if self._changing() else Refusal("bulk.nothing")

    def action_tick(self) -> None:
        """Tick the item under the cursor, or take its tick back, and move on."""
        self._ticked ^= {self._item}
        self._drawn()
        self.query_one(Lines).action_step(1)

    def action_area(self) -> None:
        """Tick of the area under the cursor what is not yet checked, at the next press all of it, then nothing."""
        here = self._sheet.line(self._item).item.area
        lines = [line for line in self._sheet.lines if line.item.area == here]
        every = frozenset(line.item.code for line in lines)
        open_ = frozenset(line.item.code for line in lines if not line.answer.is_given)
        turn = list(dict.fromkeys((frozenset[str](), open_, every)))
        now = self._ticked & every
        behind = turn.index(frozenset(now)) + 1 if now in turn else 1
        self._ticked = (self._ticked - every) | turn[behind % len(turn)]
        self._drawn()

    def action_open(self) -> None:
        """Tick everything that is not yet checked, or take those ticks back."""
        open_ = {line.item.code for line in self._sheet.lines if not line.answer.is_given}
        if not open_:
            self.say("sheet.all_answered", Tone.GOOD)
            return
        self._ticked = self._ticked - open_ if open_ <= self._ticked else self._ticked | open_
        self._drawn()

    def action_range(self) -> None:
        """Let a range begin at the item under the cursor, or tick everything from its beginning to here."""
        if not self._begun_at:
            self._begun_at = self._item
            self.say("bulk.range", item=self._item)
            return
        codes = [line.item.code for line in self._sheet.lines]
        first, last = sorted((codes.index(self._begun_at) if self._begun_at in codes else 0, codes.index(self._item)))
        self._begun_at = ""
        self._ticked |= set(codes[first : last + 1])
        self._drawn()
        self.status.say(self.words.count("bulk.ranged", last - first + 1, first=codes[first], last=codes[last]))

    def action_none(self) -> None:
        """Take all ticks back."""
        self._ticked, self._begun_at = set(), ""
        self._drawn()

    def action_level(self, level: int) -> None:
        """Choose a level."""
        self._choose(Answer(level=level))

    def action_word(self, letter: str) -> None:
        """Choose yes, partly or no."""
        self._choose(Answer(level=_LETTERS[letter]))

    def _choose(self, wanted: Answer) -> None:
        self._wanted = wanted
        self.status.say("")
        self._drawn()

    def action_not_applicable(self) -> None:
        """Choose not applicable, with the reason for all of them."""
        ticked = (line.item for line in self._sheet.lines if line.item.code in self._ticked)
        offered = next((item.not_applicable_reasons[0] for item in ticked if item.not_applicable_reasons), None)
        reason = self._wanted.reason if self._wanted and self._wanted.reason else self.words.of(offered) if offered else ""
        field = Field("reason", self.words("reason.label"), kind="note", value=reason, required=True)
        self.ask(
            self.words("bulk.reason"),
            (field,),
            self._place,
            lambda values: values["reason"].strip(),
            self._reasoned,
        )

    @property
    def _place(self) -> str:
        return f"{self._verification}/bulk/{self._first}"

    def _reasoned(self, reason: str) -> None:
        self._choose(Answer(not_applicable=True, reason=reason))
        # It is saved where it belongs with the answers, and kept until then.
        self.guarded(lambda: self.draft(self._place).keep({"reason": reason}))

    def action_save(self) -> None:
        """Answer what is ticked and changes, as one act."""
        wanted = self._wanted
        if not self.may("save") or wanted is None:
            return
        given = {line.item.code: wanted.level for line in self._changing()}

        def saved(sheet: Sheet) -> None:
            told = self._told_wanted()
            if wanted.reason:
                self.guarded(self.draft(self._place).forget)
            self._sheet, self._ticked, self._wanted = sheet, set(), None
            self._drawn()
            self.status.say(self.words.count("bulk.saved", len(given), answer=told), Tone.GOOD)

        def act() -> Sheet:
            return self.desk.do(answers.record_all, self._verification, given, wanted.reason)

        self.at_length(self.words("bulk.working"), len(given), lambda: self.house.unsaved.in_turn(act), saved)

    def action_undo(self) -> None:
        """Take back the last act."""
        undone = self.do(history.undo, self._verification) if self.may("undo") else None
        if undone is not None:
            self._sheet = undone.sheet
            self._drawn()
            self.say("sheet.undone", act=self.words(f"act.{undone.verb}"), item=undone.on)
