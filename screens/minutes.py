"""The minutes of a day: what both sides agreed item by item, closed with the verifier's key, and written as PDF, Word and signed file."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from models.concluded import MARK
from models.desk import agreed, completions, findings, reading, scans
from models.desk import minutes as desk_minutes
from models.errors import Refusal
from models.fields import Field, Option
from models.minutes import Completion, Finding, Scan
from models.moments import written
from models.papers.by_unit import missing
from models.rules.findings import STANCES
from models.views import Sheet
from screens.closing import ask_for_scan, ask_to_close
from screens.commands import MINUTES, Command, bindings
from screens.listing import SheetListScreen
from screens.printing import choose_paper
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph

if TYPE_CHECKING:
    from models.documents.minutes import Minutes
    from models.words import Words

_TEXTS = ("text", "stance", "response", "deadline")


class MinutesScreen(SheetListScreen):
    """How the minutes stand, the findings, what is missing besides, and what differs from the minutes by now."""

    KEYS = MINUTES
    HELP_ID = "minutes"
    BINDINGS: ClassVar[list[BindingType]] = bindings(MINUTES)
    DEFAULT_CSS = "MinutesScreen Pane { height: 9; }"

    def __init__(self, verification: str, at: str = "") -> None:
        super().__init__()
        self._verification, self._first = verification, at
        self._sheet: Sheet
        self._minutes: Minutes | None = None
        self._mark = ""
        self._completion: Completion | None = None
        self._findings: Mapping[str, Finding] = {}
        self._signed: Mapping[str, Finding] = {}
        """The findings as the minutes that stand tell them."""
        self._missing: Mapping[str, str] = {}
        self._scans: Mapping[str, Scan] = {}

    def load(self) -> None:
        """Read the sheet, the findings and the minutes that stand."""
        ask, of = self.desk.ask, self._verification
        self._sheet, self._minutes, self._mark = ask(reading.sheet, of), ask(agreed.of, of), ask(agreed.mark, of)
        self._completion = ask(completions.of, of)
        self._scans = {f"scan/{each.digest}": each for each in ask(scans.of, of)}
        self._findings = {each.item: each for each in ask(findings.of, of, self._sheet.checklist)}
        self._signed = {} if self._minutes is None else {each.item: each for each in agreed.found(self._minutes, self._sheet.checklist)}
        self._missing = {item: text for item, text in missing(self.words, self._sheet).items() if item not in self._findings}

    def begin(self) -> None:
        """Open at the finding that was asked for."""
        super().begin()
        self.query_one(Lines).move_to(f"finding/{self._first}")

    def heading(self) -> tuple[str, str]:
        """What is here, the agency and the round."""
        return self.words("minutes.title"), f"{self._sheet.agency.short_name} · {self._sheet.round}"

    def fill(self) -> None:
        """Write the list anew."""
        self.query_one(Lines).show([*self._stands(), *self._agreed(), *self._open()])
        self._draw_pane()

    def _stands(self) -> Iterator[Line]:
        if self._minutes is None:
            yield Line("state", text=self.words("minutes.not_closed"), tone=Tone.WARN)
            return
        what = self.words(f"minutes.closed.{self._minutes.status}", day=self.words.day(self._minutes.day), mark=self._mark[:MARK])
        number = self._minutes.number or self.words("minutes.unnumbered")
        yield Line("state", text=what, right=((number, Tone.MUTED),), tone=Tone.GOOD)
        for key, scan in self._scans.items():
            told = self.words("minutes.scan", name=scan.name, size=scan.kilobytes, digest=scan.digest[:MARK])
            yield Line(key, text=told)
        if self._completion is not None:
            told = self.words(f"completion.stage.{self._completion.stage}", day=self.words.day(self._completion.until))
            yield Line("completion", text=told, tone=Tone.WARN if self._completion.stage == "lapsed" else Tone.PLAIN)
        changed = agreed.changed(self._minutes, self._sheet)
        if changed:
            yield Line("changed", text=self.words.count("minutes.changed", len(changed)), tone=Tone.HEADING, selectable=False)
            yield from (self._line(f"changed/{item}", item, self.words("minutes.differs"), Tone.WARN) for item in changed)

    def _agreed(self) -> Iterator[Line]:
        differs = self.words("minutes.differs")
        yield Line("findings", text=self.words.count("minutes.findings", len(self._findings)), tone=Tone.HEADING, selectable=False)
        for item, each in self._findings.items():
            said = self.words(f"finding.stance.{each.stance}") if each.stance else self.words("minutes.not_asked")
            is_signed = self._minutes is None or self._signed.get(item) == each
            tone = Tone.GOOD if each.stance else Tone.MUTED
            yield self._line(f"finding/{item}", item, *((said, tone) if is_signed else (differs, Tone.WARN)), each.text)
        gone = (each for item, each in self._signed.items() if item not in self._findings)
        yield from (self._line(f"signed/{each.item}", each.item, differs, Tone.WARN, each.text) for each in gone)

    def _open(self) -> Iterator[Line]:
        if self._missing:
            yield Line("missing", text=self.words.count("minutes.missing", len(self._missing)), tone=Tone.HEADING, selectable=False)
        for item, text in self._missing.items():
            yield self._line(f"missing/{item}", item, "", Tone.MUTED, text)

    def _line(self, key: str, item: str, said: str, tone: Tone, text: str = "") -> Line:
        told = " · ".join((text or self.words.of(self._sheet.checklist.items[item].title)).splitlines())
        return Line(key, left=((f"  {item}  ", Tone.ACCENT),), text=told, right=((said, tone),) if said else ())

    def follow(self) -> None:
        """Show what is known of the highlighted line, and which keys act on it."""
        self._draw_pane()
        self.draw_keys()

    @property
    def _item(self) -> str:
        """The item under the cursor, empty on a line of none."""
        return "" if self._scan else (self.query_one(Lines).key or "").partition("/")[2]

    @property
    def _scan(self) -> Scan | None:
        """The scan under the cursor."""
        return self._scans.get(self.query_one(Lines).key or "")

    def _draw_pane(self) -> None:
        words, item, scan = self.words, self._item, self._scan
        if scan is not None:
            self.query_one(Pane).show(_told_scan(words, scan))
            return
        if not item:
            self.query_one(Pane).show((Paragraph(words("minutes.why"), tone=Tone.MUTED),))
            return
        found = self._findings.get(item)
        title = Paragraph(f"{item} {words.of(self._sheet.checklist.items[item].title)}", tone=Tone.HEADING)
        values = {name: str(getattr(found, name)) for name in _TEXTS} if found else {"text": self._missing.get(item, "")}
        told = [
            Paragraph(_told(words, name, value), label=words("trip.label", name=words(f"finding.{name}")))
            for name, value in values.items()
            if value
        ]
        is_changed = self._minutes is not None and item in agreed.changed(self._minutes, self._sheet)
        differs = (Paragraph(words("minutes.differs"), tone=Tone.WARN),) if is_changed else ()
        self.query_one(Pane).show((title, *differs, *told))

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: where there is no finding to change or remove, and nothing to draw."""
        if command.action == "remove":
            if self._scan is None and self._item not in self._findings:
                return Refusal("finding.none_here")
            command = command._replace(verb="finding.record" if self._scan is None else "minutes.attach")
        if command.action == "propose" and not self._missing:
            return Refusal("finding.none_missing")
        if command.action == "wait" and self._minutes is None:
            return Refusal("completion.no_minutes")
        if command.action == "complete" and (self._completion is None or self._completion.stage == "completed"):
            return Refusal("completion.none")
        if command.action == "attach" and self._minutes is None:
            return Refusal("scan.no_minutes")
        if command.action == "print" and self._minutes is None:
            return Refusal("minutes.none", agency=self._sheet.agency.name)
        return super().why_not(command)

    def action_change(self) -> None:
        """Write the finding on the item under the cursor; elsewhere, one on another item."""
        if not self._item:
            self.action_add()
        elif self.may("change"):
            self._ask(self._item)

    def action_add(self) -> None:
        """Write a finding on an item that is named."""
        if not self.may("add"):
            return
        words, place = self.words, findings.place(self._verification, "new")
        fields = (Field("item", words("finding.item"), required=True, hint=words("finding.hint.item")), *_fields(words, None, ""))
        self.ask(words("finding.text"), fields, place, self._record_new, self._recorded)

    def _ask(self, item: str) -> None:
        words = self.words
        fields = _fields(words, self._findings.get(item), self._missing.get(item, ""))
        place = findings.place(self._verification, item)
        title = f"{words('finding.text')} · {item}"
        self.ask(title, fields, place, lambda values: self._record(item, values), self._recorded)

    def _record_new(self, values: Mapping[str, str]) -> str:
        return self._record(values["item"].strip().upper(), values, is_new=True)

    def _record(self, item: str, values: Mapping[str, str], *, is_new: bool = False) -> str:
        self.desk.do(findings.record, self._verification, item, values, is_new=is_new)
        return item

    def _recorded(self, item: str) -> None:
        self.renewed()
        self.query_one(Lines).move_to(f"finding/{item}")

    def action_remove(self) -> None:
        """Take the finding or the scan under the cursor off."""
        item, scan = self._item, self._scan
        if not self.may("remove"):
            return
        if scan is not None:
            if self.do(scans.remove, self._verification, scan.digest) is not None:
                self.renewed(self.words("minutes.scan_removed", name=scan.name))
        elif self.do(findings.remove, self._verification, item) is not None:
            self.renewed(self.words("finding.removed", item=item))

    def action_propose(self) -> None:
        """Put down everything that is missing."""
        count = len(self._missing)
        if self.may("propose") and self.do(findings.propose, self._verification, self._missing) is not None:
            self.renewed(self.words.count("finding.proposed", count), Tone.GOOD)

    def action_conclude(self) -> None:
        """Close the minutes with the person's key, and write their files."""
        # What permits no minutes is said before anybody is asked for a number or a passphrase.
        trip = self.look_up(desk_minutes.ready, self._verification) if self.may("conclude") else None
        if trip is not None:
            ask_to_close(self, self._sheet, trip, "" if self._minutes is None else self._minutes.number)

    def action_attach(self) -> None:
        """Attach the scan of the signed minutes."""
        if self.may("attach"):
            ask_for_scan(self, self._sheet)

    def action_wait(self) -> None:
        """Set until when the agency may complete what is asked for."""
        if not self.may("wait"):
            return
        words, of = self.words, self._verification
        until = written(self._completion.until) if self._completion else ""
        field = Field("until", words("completion.until"), "date", until, required=True, hint=words("completion.hint.until"))

        def save(values: Mapping[str, str]) -> Completion:
            return self.desk.do(completions.wait, of, values["until"])

        self.ask(words("completion.until"), (field,), f"{of}/completion", save, lambda _saved: self.renewed())

    def action_complete(self) -> None:
        """Keep that the agency completed it."""
        if self.may("complete") and self.do(completions.complete, self._verification) is not None:
            self.renewed()

    def action_print(self) -> None:
        """Write the minutes that stand again, or another paper of the visit."""
        if self.may("print"):
            choose_paper(self, self._verification)


def _told_scan(words: "Words", scan: Scan) -> tuple[Paragraph, ...]:
    return (
        Paragraph(f"{scan.name} · {scan.kilobytes} kB", tone=Tone.HEADING, limit=2),
        Paragraph(scan.location, label=words("trip.label", name=words("scan.location")), limit=2),
        Paragraph(scan.digest, label=words("trip.label", name=words("minutes.scan_digest"))),
        Paragraph(scan.minutes[:MARK], label=words("trip.label", name=words("minutes.scan_of")), tone=Tone.MUTED),
    )


def _told(words: "Words", name: str, value: str) -> str:
    return words(f"finding.stance.{value}") if name == "stance" else words.day(value) if name == "deadline" else value


def _fields(words: "Words", found: Finding | None, proposed: str) -> tuple[Field, ...]:
    told = found or Finding("", proposed)
    stances = (Option("", words("minutes.not_asked")), *(Option(each, words(f"finding.stance.{each}")) for each in STANCES))
    return (
        Field("text", words("finding.text"), kind="note", value=told.text, required=True),
        Field("stance", words("finding.stance"), kind="choice", value=told.stance, options=stances),
        Field("response", words("finding.response"), kind="note", value=told.response, hint=words("finding.hint.response")),
        Field("deadline", words("finding.deadline"), "date", written(told.deadline)),
    )
