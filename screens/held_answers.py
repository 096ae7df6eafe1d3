"""Answers that the disk did not take, on the sheet: named as not saved beside their items, and taken back as saved ones are."""

from dataclasses import replace
from typing import TYPE_CHECKING, ParamSpec

from models.views import Sheet, SheetLine
from screens.carried import CarriedScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line

if TYPE_CHECKING:
    from models.desk.desk import Verb

P = ParamSpec("P")


class HeldAnswersScreen(CarriedScreen):
    """A screen on which items are answered."""

    _drafts: tuple[str, ...] = ()
    """Where text was being typed."""
    _named_unsaved: frozenset[str] = frozenset()
    """The items beside which it stands that their answers are not saved."""

    def answer(self, item: str, sign: str, verb: "Verb[P, Sheet]", *args: P.args, **kwargs: P.kwargs) -> Sheet | None:
        """Answer an item by `verb`; where the disk does not take it, the answer is held as `sign`, and the cursor moves on all the same."""
        sheet = self.do_or_hold(self._place(item), {"answer": sign}, verb, *args, **kwargs)
        if sheet is None and self.held(item) == sign:
            # Whoever asks in the room goes on.
            self.draw_line(item)
            self.move_behind(item)
        elif sheet is None and any(not self.held(each) for each in self._named_unsaved):
            # What was done before was saved all the same, or will never be.
            self.show_changed()
        return sheet

    def held(self, item: str) -> str:
        """The sign of the answer that is not saved, empty where there is none."""
        return (self.house.unsaved.fields(self._place(item)) or {}).get("answer", "")

    def let_go(self, item: str) -> bool:
        """Take back the answer of an item that is not saved; whether there was one."""
        was_held = self.house.unsaved.drop(self._place(item))
        if was_held:
            self.draw_line(item)
            self.say("sheet.let_go", item=item)
        return was_held

    def let_go_of_last(self) -> bool:
        """The same for the item that was answered last."""
        items = [place.rpartition("/")[2] for place in self.house.unsaved if place.startswith(self._place(""))]
        return bool(items) and self.let_go(items[-1])

    def is_answered(self, item: str) -> None:
        """Take note that an item has an answer that is saved, in the place of one that was not, now or when the copy here was made."""
        place = self._place(item)
        self.house.unsaved.drop(place)
        if place in self._drafts:
            self._drafts = tuple(other for other in self._drafts if other != place)
            self.guarded(self.draft(place).forget)

    def draw_saved(self) -> None:
        """Write the lines anew of items whose answers were saved before another act, or will never be."""
        for item in self._named_unsaved:
            if not self.held(item):
                self.draw_line(item)

    def draw_line(self, item: str) -> None:
        """Write the line of an item anew."""
        raise NotImplementedError

    def move_behind(self, item: str) -> None:
        """Put the cursor on the next item."""
        raise NotImplementedError

    def line_of(self, line: SheetLine, *, has_draft: bool) -> Line:
        """The line of an item, with an answer that is not saved beside it."""
        code = line.item.code
        drawn, sign = super().line_of(line, has_draft=has_draft), self.held(code)
        if not sign:
            self._named_unsaved -= {code}
            return drawn
        self._named_unsaved |= {code}
        return replace(drawn, right=((f"{self.words('mark.unsaved', answer=sign)} ", Tone.BAD), *drawn.right))

    def _place(self, item: str) -> str:
        return f"{self.sheet.id}/answer/{item}"
