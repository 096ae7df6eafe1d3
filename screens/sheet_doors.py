"""The ways from the sheet to other screens about the same verification."""

from abc import abstractmethod

from models.errors import Refusal
from models.rules import recalculation
from models.views import Sheet
from screens.base import HouseScreen
from screens.commands import Command
from screens.noting_down import write_loose


class SheetDoors(HouseScreen):
    """What only leads elsewhere."""

    _verification: str
    sheet: Sheet
    """The sheet as it stands."""

    @property
    @abstractmethod
    def item(self) -> str:
        """The item under the cursor."""

    def action_bulk(self) -> None:
        """Answer many items at once."""
        if self.may("bulk"):
            self.go("bulk", verification=self._verification, item=self.item)

    def action_evidence(self) -> None:
        """See and cite evidence for the item."""
        self.go("evidence", verification=self._verification, item=self.item)

    def action_sweeping(self) -> None:
        """See whether the files of evidence are still there."""
        self.go("sweeping", verification=self._verification)

    def action_history(self) -> None:
        """See who changed the item, and when."""
        self.go("history", verification=self._verification, item=self.item)

    def action_practices(self) -> None:
        """See good practices of other agencies on the item."""
        self.go("practices", verification=self._verification, item=self.item)

    def action_facts(self) -> None:
        """See and enter the status facts."""
        self.go("facts", verification=self._verification)

    def action_trip(self) -> None:
        """See and enter the visit and who takes part."""
        self.go("trip", verification=self._verification)

    def action_agenda(self) -> None:
        """See and change the acceleration agenda of the agency."""
        self.go("agenda", verification=self._verification)

    def action_checklists(self) -> None:
        """See the item in its checklist, and how the rules of that work."""
        self.go("checklist", checklist=self.sheet.checklist.digest, at=self.item, verification=self._verification)

    def action_trend(self) -> None:
        """See the agency over its rounds."""
        self.go("agency_trend", agency=self.sheet.agency.code)

    def action_self(self) -> None:
        """See what the agency says of itself."""
        self.go("self", verification=self._verification)

    def action_verdict(self) -> None:
        """See scores and recommendation, record the verdict."""
        self.go("verdict", verification=self._verification)

    def action_print(self) -> None:
        """Write one of the papers of the visit, or of the result."""
        from models.paper import KINDS, RESULTS
        from screens.printing import choose_paper

        choose_paper(self, self._verification, (*KINDS, *RESULTS))

    def why_no_sheet(self, command: Command) -> Refusal | None:
        """Why there is no recalculation sheet for the item under the cursor."""
        if command.action != "recalculation" or recalculation.asks(self.sheet.checklist.items[self.item]):
            return None
        return Refusal("recalculation.not_asked", item=self.item, items=", ".join(recalculation.ITEMS))

    def action_recalculation(self) -> None:
        """Work the boxes out anew."""
        if self.may("recalculation"):
            self.go("recalculation", verification=self._verification, item=self.item)

    def action_note_down(self) -> None:
        """Write a note that belongs to no item yet."""
        if self.may("note_down"):
            write_loose(self, self._verification, self.words("loose.new_title", agency=self.sheet.agency.short_name))

    def action_loose(self) -> None:
        """See the loose notes, and give them to items."""
        self.go("loose", verification=self._verification)
