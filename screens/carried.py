"""Answers carried over, on the sheet: what an item said before, confirming, moving to another version, and the way back."""

from abc import abstractmethod
from typing import Final

from models.carryover_told import preview
from models.desk import carrying, verifications
from models.errors import Refusal
from models.fields import Option
from models.item_told import before
from models.versions import EarlierItem, unconfirmed
from models.views import Sheet, SheetLine
from models.words import Words
from screens.commands import Command
from screens.dialogs import Confirm, Pick
from screens.navigation import Go
from screens.returned import RemarkedScreen
from screens.widgets.drawing import Tone
from screens.widgets.pane import Paragraph

_LOOKS: Final = {
    "carried": (Tone.ACCENT, 0),
    "new": (Tone.MUTED, 0),
    "changed": (Tone.WARN, 0),
    "part": (Tone.PLAIN, 3),
    "answer": (Tone.PLAIN, 3),
    "cited": (Tone.PLAIN, 2),
}
"""The tone of each line about how an item stood before, and the most rows it takes."""


def earlier_paragraphs(words: Words, found: EarlierItem, line: SheetLine) -> tuple[Paragraph, ...]:
    """How an item stood before, where it means something else now; where it does not, how to confirm its answer."""
    hint = {"carried": f" {words('carry.confirm_hint')}"}
    return tuple(
        Paragraph(text + hint.get(about, ""), label=label, tone=_LOOKS[about][0], limit=_LOOKS[about][1])
        for about, label, text in before(words, found, line)
    )


class CarriedScreen(RemarkedScreen):
    """A screen of items whose answers may have been carried over from an earlier verification."""

    sheet: Sheet
    """The sheet as it stands."""

    @property
    @abstractmethod
    def item(self) -> str:
        """The item under the cursor."""

    def earlier_of(self, line: SheetLine) -> tuple[Paragraph, ...]:
        """How an item stood before; nothing where nothing was carried over."""
        found = self.look_up(carrying.earlier, self.sheet.id, line.item.code) if self.sheet.follows else None
        return () if found is None else earlier_paragraphs(self.words, found, line)

    def pane_of(self, line: SheetLine) -> tuple[Paragraph, ...]:
        """All that is known of an item, how it stood before below the question."""
        question, *rest = super().pane_of(line)
        return (question, *self.earlier_of(line), *rest)

    def say_return(self, recovered: str) -> None:
        """Say first that it was moved, or how many answers are to be confirmed; else what came back."""
        moved, waiting = self.sheet.standing.followed_as, sum(line.answer.is_carried for line in self.sheet.lines)
        if moved:
            self.say("carry.is_moved", Tone.WARN, checklist=moved)
        elif waiting and not recovered:
            self.status.say(self.words.count("carry.waiting", waiting), Tone.WARN)
        else:
            super().say_return(recovered)

    def say_all_answered(self) -> None:
        """Say that every item is answered; while carried answers are to be confirmed, how many, as they keep it from being submitted."""
        if waiting := sum(line.answer.is_carried for line in self.sheet.lines):
            self.status.say(self.words.count("carry.waiting", waiting), Tone.WARN)
        else:
            self.say("sheet.all_answered", Tone.GOOD)

    def why_not_carried(self, command: Command) -> Refusal | None:
        """Why nothing is confirmed in the area under the cursor, or there is no other version of this verification."""
        area = self.sheet.line(self.item).item.area
        if command.action == "confirm_area" and not unconfirmed(self.sheet, area):
            return Refusal("carry.nothing", item=area)
        if command.action == "other_version" and not (self.sheet.follows or self.sheet.standing.follower):
            return Refusal("carry.no_other")
        return None

    def confirmed(self, sheet: Sheet) -> None:
        """Show what confirming an area changed."""
        self.sheet = sheet
        self.fill()
        self.say("carry.confirmed", Tone.GOOD)

    def action_confirm_area(self) -> None:
        """Let all carried answers of the area under the cursor stand, after saying how many."""
        area = self.sheet.line(self.item).item.area
        codes = unconfirmed(self.sheet, area)
        if not codes or not self.may("confirm_area"):
            self.refuse(Refusal("carry.nothing", item=area))
            return
        name = self.words.of(self.sheet.checklist.areas[area].name)
        question = self.words.count("carry.confirm_area", len(codes), area=name, items=", ".join(codes))

        def replied(reply: bool | None) -> None:
            if reply:
                self.at_length(
                    self.words("carry.working"),
                    len(self.sheet.every),
                    lambda: self.desk.do(carrying.confirm_area, self.sheet.id, area),
                    self.confirmed,
                )

        self.app.push_screen(Confirm(self.words, question), replied)

    def action_move(self) -> None:
        """Move the verification to another version of its checklist, after saying what becomes of its answers."""
        found = self.look_up(carrying.targets, self.sheet.id) if self.may("move") else None
        if found is None:
            return
        options = [Option(each.digest, f"{each.name}  {self.words.of(each.title)}") for each in found]
        title = self.words("carry.move", checklist=self.sheet.checklist.name)
        self.app.push_screen(Pick(self.words, title, options), self._previewed)

    def _previewed(self, checklist: str | None) -> None:
        found = self.look_up(carrying.preview_move, self.sheet.id, checklist) if checklist else None
        if checklist is None or found is None:
            return

        def replied(reply: bool | None) -> None:
            if reply:
                self.at_length(
                    self.words("carry.working"),
                    len(self.sheet.every),
                    lambda: self.desk.do(carrying.move, self.sheet.id, checklist),
                    self._go_on,
                )

        self.app.push_screen(Confirm(self.words, f"{preview(self.words, found)}\n\n{self.words('carry.move_now')}"), replied)

    def _go_on(self, verification: str) -> None:
        """Show another verification in the place of this one."""
        self.post_message(Go("sheet", {"verification": verification}, instead=True))

    def action_other_version(self) -> None:
        """Open the verification that this one was moved to, else the one it follows."""
        other = self.sheet.standing.follower or self.sheet.follows
        if not other:
            self.refuse(Refusal("carry.no_other"))
        else:
            self.go("sheet", verification=other)

    def is_taken_back(self) -> bool:
        """Whether nothing was done here since the answers were carried over, so that undo takes that back, once it is confirmed."""
        if not self.sheet.follows:
            return False
        try:
            self.desk.ask(verifications.require_empty, self.sheet.id)
        except Refusal:
            return False
        self.app.push_screen(Confirm(self.words, self.words("carry.take_back", checklist=self.sheet.checklist.name)), self._taken_back)
        return True

    def _taken_back(self, reply: bool | None) -> None:
        if not reply or self.do(verifications.discard, self.sheet.id) is None:
            return
        old = self.look_up(carrying.round_of, self.sheet.follows)
        if old == self.sheet.round:
            self._go_on(self.sheet.follows)
        else:
            self.app.pop_screen()
