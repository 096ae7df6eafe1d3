"""Evidence of a verification: registered once, cited for the item one came from."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from models import places
from models.desk import drafts, evidence, history, reading
from models.entry import evidence_fields
from models.fields import Field
from models.filed import path_of
from models.moments import local_date, now
from models.rules.answers import INTERVIEW
from models.scanning import Found
from models.swept import Swept
from models.views import Evidence, Sheet
from screens.commands import EVIDENCE, bindings
from screens.gathering import choose_folder
from screens.listing import SheetListScreen
from screens.swept_telling import paragraphs as swept_paragraphs
from screens.telling import evidence_line
from screens.widgets.drawing import Tone
from screens.widgets.lines import Lines
from screens.widgets.pane import Pane, Paragraph


class EvidenceScreen(SheetListScreen):
    """The register of evidence beside one item."""

    KEYS = EVIDENCE
    HELP_ID = "evidence"
    BINDINGS: ClassVar[list[BindingType]] = bindings(EVIDENCE)

    def __init__(self, verification: str, item: str = "", at: str = "") -> None:
        super().__init__()
        self._verification, self._item, self._first = verification, item, at
        self._released: dict[str, str] = {}
        """The page or article of what the item no longer cites since one came here."""
        self._sheet: Sheet

    def load(self) -> None:
        """Read the register."""
        self._sheet = self.desk.ask(reading.sheet, self._verification)
        if not self._item:
            # Come upon by a search: beside an item that cites it, else beside the first.
            citing = (line.item.code for line in self._sheet.every if self._first in (each.evidence.code for each in line.citations))
            self._item = next(citing, self._sheet.checklist.codes[0])

    def begin(self) -> None:
        """Open at the evidence that was asked for."""
        super().begin()
        self.query_one(Lines).move_to(self._first)

    def heading(self) -> tuple[str, str]:
        """The item and the agency."""
        title = self.words.of(self._sheet.checklist.items[self._item].title)
        return self.words("evidence.title_for", item=self._item, title=title), self._sheet.agency.short_name

    def fill(self) -> None:
        """Write the register anew."""
        lines = self.query_one(Lines)
        lines.empty = self.words("evidence.none")
        places = self._places()
        today = local_date(now()).isoformat()
        lines.show([evidence_line(self.words, found, places.get(found.code), today, self._swept(found)) for found in self._sheet.evidence])
        self.follow()

    def _swept(self, found: Evidence) -> Swept | None:
        """How its file was found in this run, if it still is that one."""
        each = self.house.swept.get(f"{self._verification}/{found.code}")
        is_same = each is not None and (each.reference.location, each.reference.digest) == (found.location, found.digest)
        return each if is_same else None

    def _places(self) -> Mapping[str, str]:
        return {citation.evidence.code: citation.place for citation in self._sheet.line(self._item).citations}

    def _current(self) -> Evidence | None:
        key = self.query_one(Lines).key
        return next((found for found in self._sheet.evidence if found.code == key), None)

    def follow(self) -> None:
        """Show what is known of the highlighted line."""
        found = self._current()
        self.query_one(Pane).show(self._told(found) if found else (Paragraph(self.words("evidence.how"), tone=Tone.MUTED),))

    def _told(self, found: Evidence) -> tuple[Paragraph, ...]:
        until = f"{self.words('evidence.valid_until')} {self.words.day(found.valid_until)}" if found.valid_until else ""
        source = f"{self.words('evidence.source')} {found.source}" if found.source else ""
        parts = (self.words(f"evidence.kind.{found.kind}"), found.number, self.words.day(found.date), until, source)
        cited = [line.item.code for line in self._sheet.every for citation in line.citations if citation.evidence.code == found.code]
        return (
            Paragraph(f"{found.code}  {found.title}", tone=Tone.HEADING, limit=2),
            Paragraph(" · ".join(part for part in parts if part), limit=2),
            *([Paragraph(found.location, label=self.words("evidence.location"), limit=2)] if found.location else []),
            *([Paragraph(self._read(found), tone=Tone.MUTED, limit=2)] if found.digest else []),
            *(swept_paragraphs(self.words, swept, tells_known=False) if (swept := self._swept(found)) else []),
            *([Paragraph(self.words("evidence.interview"), tone=Tone.WARN, limit=2)] if found.kind == INTERVIEW else []),
            Paragraph(", ".join(cited) or self.words("evidence.uncited"), label=self.words("evidence.cited_by"), tone=Tone.MUTED),
        )

    def _read(self, found: Evidence) -> str:
        """What is known of its file, and where it lies where it came by a carrier."""
        told = self.words("evidence.read", kilobytes=-(-found.size // 1000), digest=found.digest[:16])
        path = path_of(self.desk.ledger.folder, found.digest)
        return f"{told} · {self.words('evidence.came', file=places.told(path))}" if path.exists() else told

    def _show(self, sheet: Sheet | None, *, at: str | None = None) -> None:
        if sheet is not None:
            self._sheet = sheet
            self.fill()
            if at:
                self.query_one(Lines).move_to(at)

    def action_cite(self) -> None:
        """Cite the highlighted evidence for the item, or stop citing it."""
        found = self._current()
        if found is None:
            self.say("evidence.none")
        elif found.code in self._places():
            self._released[found.code] = self._places()[found.code]
            self._show(self.do(evidence.release, self._verification, self._item, found.code))
        else:
            sheet = self.do(evidence.cite, self._verification, self._item, found.code, self._released.get(found.code, ""))
            if sheet is not None:
                self._show(sheet)
                self.say("evidence.cited", evidence=found.code, item=self._item)

    def action_place(self) -> None:
        """Enter the page or article the item relies on."""
        found = self._current()
        if found is None:
            self.say("evidence.none")
            return
        if not self.may("place"):
            return
        field = Field(
            "place", self.words("evidence.place"), value=self._places().get(found.code, ""), hint=self.words("evidence.hint.place")
        )
        self.ask(
            self.words("evidence.place_title", evidence=found.code, item=self._item),
            (field,),
            drafts.of_citation(self._verification, self._item, found.code),
            lambda values: self.desk.do(evidence.cite, self._verification, self._item, found.code, values["place"]),
            self._show,
        )

    def action_new(self) -> None:
        """Register evidence and cite it for the item."""
        if not self.may("new"):
            return
        self.ask(
            self.words("evidence.new_title", item=self._item),
            evidence_fields(self.words, None, ""),
            drafts.of_new_evidence(self._verification, self._item),
            lambda values: self.desk.do(evidence.register, self._verification, values, self._item, values["place"]),
            lambda sheet: self._registered(sheet, sheet.evidence[-1].code),
        )

    def action_change(self) -> None:
        """Change what is noted of the highlighted evidence."""
        found = self._current()
        if found is None:
            self.action_new()
            return
        if not self.may("change"):
            return
        self.ask(
            self.words("evidence.change_title", evidence=found.code),
            evidence_fields(self.words, found, None),
            drafts.of_evidence(self._verification, found.code),
            lambda values: self.desk.do(evidence.change, self._verification, found.code, values),
            lambda sheet: self._registered(sheet, found.code),
        )

    def _registered(self, sheet: Sheet, code: str) -> None:
        """Show evidence that was noted; of an interview, whose post and time are missing, those are asked for."""
        self._show(sheet, at=code)
        found = self._current()
        if found is not None and found.kind == INTERVIEW and not all((found.source, found.date, found.number)):
            self.say("evidence.interview_lacks", Tone.WARN, evidence=code)

    def action_folder(self) -> None:
        """Register files of a folder, many at once."""
        if self.may("folder"):
            self.status.say("")
            choose_folder(self, self._gather)

    def _gather(self, folder: Path, found: tuple[Found, ...]) -> None:
        self.go("gathering", verification=self._verification, item=self._item, folder=folder, found=found)

    def action_many(self) -> None:
        """Cite the highlighted evidence for many items."""
        found = self._current()
        if found is None:
            self.say("evidence.none")
        elif self.may("many"):
            self.status.say("")
            self.go("citing", verification=self._verification, code=found.code, item=self._item)

    def action_withdraw(self) -> None:
        """Take evidence registered by mistake away."""
        found = self._current()
        if found is None:
            self.say("evidence.none")
            return
        sheet = self.do(evidence.withdraw, self._verification, found.code)
        if sheet is not None:
            self._show(sheet)
            self.say("evidence.withdrawn", evidence=found.code)

    def action_sweeping(self) -> None:
        """See whether the files are still there."""
        self.go("sweeping", verification=self._verification)

    def action_undo(self) -> None:
        """Take back the last act."""
        undone = self.do(history.undo, self._verification)
        if undone is not None:
            self._show(undone.sheet)
            self.say("sheet.undone", act=self.words(f"act.{undone.verb}"), item=undone.on)
