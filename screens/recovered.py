"""Text that was typed and not saved where it belongs: each is opened where it was typed, or discarded, which can be undone."""

from typing import ClassVar

from textual.binding import BindingType

from models import kept_told
from models.desk import drafts
from models.desk.drafts import DraftLine
from models.errors import Refusal
from models.moments import moment
from models.text import shown
from screens import kept
from screens.commands import RECOVERED, Command, bindings
from screens.listing import ListScreen
from screens.recovering import door
from screens.widgets.drawing import Tone, cropped
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph

_AGENCY_WIDTH = 24
"""Most cells the name of an agency takes."""


class RecoveredScreen(ListScreen):
    """All that was typed and not saved, the latest first."""

    KEYS = RECOVERED
    HELP_ID = "recovered"
    BINDINGS: ClassVar[list[BindingType]] = bindings(RECOVERED)

    def __init__(self) -> None:
        super().__init__()
        self._drafts: dict[str, DraftLine] = {}
        self._discarded: list[DraftLine] = []

    def load(self) -> None:
        """Read what was typed and not saved."""
        self._drafts = {line.place: line for line in self.desk.ask(drafts.lines)}

    def heading(self) -> tuple[str, str]:
        """What is here, and how many."""
        return self.words("recovered.title"), self.words.count("start.drafts", len(self._drafts))

    def fill(self) -> None:
        """Write the list anew."""
        lines = self.query_one(Lines)
        lines.empty = self.words("recovered.none")
        lines.show([self._line(draft) for draft in self._drafts.values()])
        self.follow()

    def _line(self, draft: DraftLine) -> Line:
        agency = ((f"{cropped(shown(draft.agency), _AGENCY_WIDTH)}  ", Tone.MUTED),) if draft.agency else ()
        return Line(draft.place, left=agency, text=f"{kept_told.told(self.words, draft.place)}: {kept.excerpt(draft.fields)}")

    def follow(self) -> None:
        """Show what is known of the highlighted line."""
        draft = self._highlighted
        told: list[Paragraph] = []
        if draft is not None:
            of = filter(None, (draft.agency, draft.round, self.words.moment(moment(draft.kept_at))))
            told = [Paragraph(" · ".join(of), tone=Tone.MUTED), *(Paragraph(text) for text in draft.fields.values() if text.strip())]
        self.query_one(Pane).show(tuple(told))

    @property
    def _highlighted(self) -> DraftLine | None:
        return self._drafts.get(self.query_one(Lines).key or "")

    def why_not(self, command: Command) -> Refusal | None:
        """Nothing is opened or discarded where there is nothing."""
        if command.action in ("open", "discard") and self._is_loaded and self._highlighted is None:
            return Refusal("recovered.none")
        if command.action == "undo" and not self._discarded:
            return Refusal("recovered.nothing_discarded")
        return super().why_not(command)

    def action_open(self) -> None:
        """Go where it was typed."""
        draft = self._highlighted
        if not self.may("open") or draft is None:
            return
        to = door(draft.place)
        self.go(to.route, to.action, **to.ids)

    def action_discard(self) -> None:
        """Drop what is highlighted."""
        draft = self._highlighted
        if self.may("discard") and draft is not None and self.do(drafts.drop, draft.place):
            self._discarded.append(draft)
            self.renewed(self.words("recovered.discarded", what=kept_told.told(self.words, draft.place)))

    def action_undo(self) -> None:
        """Put back what was discarded last."""
        if not self.may("undo"):
            return
        draft = self._discarded[-1]
        if self.do(drafts.put_back, draft):
            self._discarded.pop()
            self.renewed(self.words("recovered.put_back", what=kept_told.told(self.words, draft.place)))
            self.query_one(Lines).move_to(draft.place)
