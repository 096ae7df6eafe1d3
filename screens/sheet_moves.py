"""Moving about a sheet: to the next gap, area by area, to an item that was looked for."""

from abc import abstractmethod
from functools import cached_property

from models import bookmark
from models.rules.answers import Flag
from models.views import SheetLine
from screens.dialogs import Tell
from screens.finder import Finder, items
from screens.returned import RemarkedScreen
from screens.telling import item_details
from screens.widgets.drawing import Tone
from screens.widgets.lines import Lines


class SheetMoves(RemarkedScreen):
    """What only leads to another item."""

    @cached_property
    def lines(self) -> Lines:
        """The list of the items."""
        return self.query_one(Lines)

    @property
    @abstractmethod
    def item(self) -> str:
        """The item under the cursor."""

    _returned_to = ""

    def resumed_at(self) -> str:
        """The item to go on with: where one was when the program had to end by itself, which is told once, else the last gap."""
        folder = self.house.folder
        verification, item = bookmark.found(folder)
        bookmark.drop(folder)
        self._returned_to = item if verification == self._verification and item in self.sheet.checklist.places else ""
        codes = self.sheet.checklist.codes
        return self._returned_to or self.sheet.next_gap(codes[-1], self.unanswered()) or codes[0]

    def keep_typed(self) -> None:
        """Keep where one is, unless the program ended here before: it would end here again and again."""
        if self.item != self._returned_to:
            bookmark.keep(self.house.folder, self._verification, self.item)

    def action_gap(self) -> None:
        """Go to the next item with something missing, a reply too."""
        gap = self.sheet.next_gap(self.item, self.unanswered())
        if gap is None:
            self.say("sheet.no_gap", Tone.GOOD)
            return
        self.lines.move_to(gap)
        self.say("sheet.gap", item=gap, gap=self.words(f"gap.{next(iter(self.sheet.line(gap).gaps), 'reply')}"))

    def action_bare(self) -> None:
        """Go to the next answer that needs evidence and cites none, and say how many there are."""
        bare = [line.item.code for line in self.sheet.every if Flag.NO_EVIDENCE in line.flags and not line.is_hidden]
        if not bare:
            self.say("sheet.none_bare", Tone.GOOD)
            return
        places = self.sheet.checklist.places
        item = next((code for code in bare if places[code] > places[self.item]), bare[0])
        self.lines.move_to(item)
        self.status.say(f"{item}: {self.words.count('sheet.bare', len(bare))}", Tone.WARN)

    def action_area(self, step: int) -> None:
        """Go to the first item of the next or previous area of which any is asked."""
        areas = list(self.sheet.checklist.areas)
        here = areas.index(self.sheet.line(self.item).item.area)
        turn = (self.sheet.asked.by_area[areas[(here + step * number) % len(areas)]] for number in range(1, len(areas) + 1))
        first = next((items_[0] for items_ in turn if items_), None)
        if first is not None:
            self.lines.move_to(first.code)

    def action_find(self) -> None:
        """Find an item by code or words."""
        options = items(self.words, self.sheet.checklist, self.sheet.asked)
        self.app.push_screen(Finder(self.words, self.words("find.item"), options), self._found)

    def go_to(self, item: str) -> None:
        """Put the cursor on an item; one that is hidden and not listed is told in full."""
        if not self.lines.move_to(item):
            self._tell(item)

    def _found(self, item: str | None) -> None:
        if item is not None:
            self.go_to(item)

    def action_details(self) -> None:
        """Read everything about the item."""
        self._tell(self.item)

    def _tell(self, item: str) -> None:
        line = self.sheet.line(item)
        self.app.push_screen(Tell(self.words, line.item.code, self.details_of(line)))

    def details_of(self, line: SheetLine) -> str:
        """Everything about an item."""
        return item_details(self.words, self.sheet, line)
