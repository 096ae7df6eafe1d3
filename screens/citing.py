"""One document for many items: every item with a tick, each with its own page or article, saved as one act."""

from typing import ClassVar, Final

from textual.binding import BindingType

from models.desk import drafts, evidence, reading
from models.errors import Refusal
from models.fields import Field
from models.views import Evidence, Sheet
from screens.commands import CITING, Command, bindings
from screens.listing import SheetListScreen
from screens.ticking import box
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph

_TAKEN: Final = "-"
"""Stands in what is kept before an item whose tick was taken back."""


class CitingScreen(SheetListScreen):
    """All items, those that cite the document ticked; what is ticked and typed is kept until it is saved."""

    KEYS = CITING
    HELP_ID = "citing"
    BINDINGS: ClassVar[list[BindingType]] = bindings(CITING)
    DEFAULT_CSS = "CitingScreen Pane { height: 5; }"

    def __init__(self, verification: str, code: str, item: str = "") -> None:
        super().__init__()
        self._verification, self._code, self._first = verification, code, item
        self._places: dict[str, str] = {}
        self._sheet: Sheet

    def load(self) -> None:
        """Read the items that cite it, and what was ticked and not saved."""
        self._sheet = self.desk.ask(reading.sheet, self._verification)
        kept = self.draft(self._draft).recall() or {}
        known = self._sheet.checklist.items
        told = {**self._stored(), **kept}
        self._places = {item: place for item, place in told.items() if item in known and _TAKEN + item not in kept}

    @property
    def _draft(self) -> str:
        return drafts.of_citing(self._verification, self._code)

    def _stored(self) -> dict[str, str]:
        cited = ((line.item.code, each) for line in self._sheet.every for each in line.citations)
        return {item: each.place for item, each in cited if each.evidence.code == self._code}

    def _unsaved(self) -> dict[str, str]:
        """What is ticked, typed, and no longer ticked beyond what is stored: that alone is kept, for other items may cite it meanwhile."""
        stored = self._stored()
        added = {item: place for item, place in self._places.items() if stored.get(item) != place}
        return added | {_TAKEN + item: "" for item in stored if item not in self._places}

    def begin(self) -> None:
        """Open at the item one came from."""
        super().begin()
        self.query_one(Lines).move_to(self._first)
        if self._places != self._stored():
            self.say("citing.recovered", Tone.WARN)
        elif self.draft(self._draft).recall() is not None:
            # What was ticked was cited elsewhere since, and would wait to be saved for ever.
            self.guarded(self.draft(self._draft).forget)

    @property
    def _evidence(self) -> Evidence:
        return next(each for each in self._sheet.evidence if each.code == self._code)

    def heading(self) -> tuple[str, str]:
        """The document and the agency."""
        return self.words("citing.title", evidence=self._code, title=self._evidence.title), self._sheet.agency.short_name

    def fill(self) -> None:
        """Write the list anew."""
        self.query_one(Lines).show([self._line(item) for item in self._sheet.checklist.codes])
        self.follow()

    def _line(self, item: str) -> Line:
        title = self.words.of(self._sheet.checklist.items[item].title)
        place = self._places.get(item, "")
        return Line(
            item,
            left=(box(item, self._places), (f"{item}  ", Tone.PLAIN)),
            text=title,
            right=((f"  {place}", Tone.ACCENT),) if place else (),
        )

    def follow(self) -> None:
        """Show what is known of the highlighted line."""
        item = self.query_one(Lines).key or ""
        told = [Paragraph(self.words("citing.ticked", count=len(self._places)), tone=Tone.HEADING)]
        if item in self._places:
            told.append(Paragraph(self._places[item] or self.words("citing.no_place"), label=f"{item} · {self.words('evidence.place')}"))
        if self._places != self._stored():
            told.append(Paragraph(self.words("citing.unsaved"), tone=Tone.WARN))
        self.query_one(Pane).show(tuple(told))

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: there is nothing to save before something changed."""
        refused = super().why_not(command)
        if refused is None and self._is_loaded and command.action == "save" and self._places == self._stored():
            return Refusal("evidence.as_cited", evidence=self._code)
        return refused

    def action_tick(self) -> None:
        """Let the item under the cursor cite it, or no longer, and move on."""
        lines = self.query_one(Lines)
        item = lines.key
        if item is None or not self.may("tick"):
            return
        if item in self._places:
            del self._places[item]
        else:
            self._places[item] = self._stored().get(item, "")
        self._changed()
        lines.action_step(1)

    def action_place(self) -> None:
        """Enter the page or article that the item under the cursor relies on, which ticks it."""
        item = self.query_one(Lines).key
        if item is None or not self.may("place"):
            return
        value = self._places.get(item, "")
        field = Field("place", self.words("evidence.place"), value=value, hint=self.words("evidence.hint.place"))

        def entered(values: dict[str, str]) -> None:
            self._places[item] = " ".join(values["place"].split())
            self._changed()
            # It is kept, and not yet saved where it belongs.
            self.status.mark(self.words("dialog.draft.kept"), Tone.GOOD)

        self.ask(
            self.words("evidence.place_title", evidence=self._code, item=item),
            (field,),
            drafts.of_citation(self._verification, item, self._code),
            dict,
            entered,
        )

    def _changed(self) -> None:
        draft = self.draft(self._draft)
        self.guarded(lambda: draft.forget() if self._places == self._stored() else draft.keep(self._unsaved()))
        self.fill()
        self.draw_keys()

    def action_save(self) -> None:
        """Let just the ticked items cite the document, as one act."""
        if not self.may("save"):
            return
        sheet = self.do(evidence.cite_all, self._verification, self._code, self._places)
        if sheet is not None:
            self._sheet = sheet
            self._places = self._stored()
            self._changed()
            told = self.words.count("citing.saved", len(self._places), evidence=self._code, agency=sheet.agency.short_name)
            self.status.say(told, Tone.GOOD)
