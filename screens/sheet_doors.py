"""The ways from the sheet to other screens about the same verification."""

from abc import abstractmethod

from screens.base import HouseScreen


class SheetDoors(HouseScreen):
    """What only leads elsewhere."""

    _verification: str

    @property
    @abstractmethod
    def item(self) -> str:
        """The item under the cursor."""

    def action_evidence(self) -> None:
        """See and cite evidence for the item."""
        self.go("evidence", verification=self._verification, item=self.item)

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

    def action_verdict(self) -> None:
        """See scores and recommendation, record the verdict."""
        self.go("verdict", verification=self._verification)

    def action_print(self) -> None:
        """Write one of the papers of the visit."""
        from screens.printing import choose_paper

        choose_paper(self, self._verification)
