"""A screen whose lines are the areas and items of a checklist: how one moves among them and reads one in full."""

from models.rules.checklist import Checklist, Item
from screens.base import HouseScreen
from screens.checklist_telling import AREA, paragraphs
from screens.dialogs import Tell
from screens.finder import Finder, items
from screens.widgets.lines import Lines


class ItemsScreen(HouseScreen):
    """Areas, each with its items."""

    _checklist: Checklist

    @property
    def key(self) -> str:
        """The key of the line under the cursor, as `checklist_telling` makes them."""
        return self.query_one(Lines).key or ""

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        return self._checklist.items.get(self.key)

    @property
    def area(self) -> str:
        """The code of the area under the cursor or of its item; empty elsewhere."""
        item = self.item
        return item.area if item else self.key.removeprefix(AREA) if self.key.startswith(AREA) else ""

    def read(self) -> bool:
        """Show everything about the line under the cursor; False where there is nothing to read."""
        told = "\n".join(map(str, paragraphs(self.words, self._checklist, self.key)))
        if told:
            self.app.push_screen(Tell(self.words, self.key.rpartition("/")[2], told))
        return bool(told)

    def action_find(self) -> None:
        """Find an item by code or words."""
        self.app.push_screen(Finder(self.words, self.words("find.item"), items(self.words, self._checklist)), self._found)

    def _found(self, item: str | None) -> None:
        if item is not None:
            self.query_one(Lines).move_to(item)

    def action_area(self, step: int) -> None:
        """Go to the next or previous area."""
        areas = list(self._checklist.areas)
        at = areas.index(self.area) if self.area else 0 if step < 0 else -1
        self.query_one(Lines).move_to(f"{AREA}{areas[(at + step) % len(areas)]}")
