"""A document about a verification to be read as it was signed, whatever was put in its place since."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from models.desk import keeping, shelved
from models.documents import kinds
from models.documents.decisions import Review
from models.documents.verdict_file import VerdictFile
from models.documents.verified import Bilingual, ItemResult, RemarkResult, Verified
from models.explanation import plenary_named, status_word
from models.moments import moment
from models.previews import DocumentLine
from models.rules.checklist import Scale
from screens.base import HouseScreen
from screens.commands import REVISION, bindings
from screens.telling import prose
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines


class RevisionScreen(HouseScreen):
    """One document, from its agency to its last item."""

    KEYS = REVISION
    HELP_ID = "revision"
    BINDINGS: ClassVar[list[BindingType]] = bindings(REVISION)
    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = "RevisionScreen Lines { height: 1fr; }"

    def __init__(self, document: str) -> None:
        super().__init__()
        self._digest = document
        self._document: kinds.Document
        self._kept: DocumentLine | None = None

    def body(self) -> ComposeResult:
        """Give the list."""
        with Container(classes="body"):
            yield Lines()

    def load(self) -> None:
        """Read the document."""
        self._document = self.desk.ask(keeping.parsed, self._digest)
        self._kept = self.desk.ask(shelved.one, True, self._digest)

    def on_resize(self) -> None:
        """Break the sentences anew."""
        if self._is_loaded:
            self.fill()

    def heading(self) -> tuple[str, str]:
        """What it is about, and what it says of itself."""
        title = self._kept.title if self._kept else self._digest[:16]
        # What a withdrawal sends back to its review is told by what is kept beside it.
        is_back = self._kept is not None and self._kept.status == "sent_back"
        return title, status_word(self.words, "sent_back" if is_back else kinds.said(self._document))

    def fill(self) -> None:
        """Write everything anew."""
        document = self._document
        parts = self._verified(document) if isinstance(document, Verified) else self._decided()
        lines = enumerate((*self._head(), *parts))
        self.query_one(Lines).show([replace(each, key=f"line.{number}", selectable=True) for number, each in lines])

    def _said(self, text: str, tone: Tone = Tone.PLAIN, left: str = "") -> Iterator[Line]:
        return prose("", text, self.size.width, tone, left=(left, Tone.MUTED))

    def _head(self) -> Iterator[Line]:
        if self._kept is not None and not self._kept.is_current:
            gone = self._kept.ended
            yield from self._said(self.words(f"documents.means.{gone}" if gone else "arriving.means.replaced"), Tone.WARN)
        yield from self._said(self._digest, Tone.MUTED, self.words("documents.id") + " ")

    def _decided(self) -> Iterator[Line]:
        document = self._document
        person, at = getattr(document, "person", None), getattr(document, "decided_at", "")
        if person is not None and at:
            yield from self._said(self.words("revision.decided", person=person.name, moment=self.words.moment(moment(at))))
        if reason := getattr(document, "reason", ""):
            yield from self._said(reason, left=self.words("reason.label") + ": ")
        if isinstance(document, Review):
            if document.confirmed:
                yield from self._said(", ".join(document.confirmed), left=self.words("revision.confirmed") + ": ")
            yield from self._remarks(document.remarks)

    def _verified(self, document: Verified) -> Iterator[Line]:
        verdict, recommended = document.verdict, document.recommendation
        used, status = f"{document.checklist.id} {document.checklist.version}", status_word(self.words, document.status)
        yield from self._said(self.words("show.head", round=document.round, checklist=used, status=status), Tone.MUTED)
        when = self.words.moment(moment(verdict.recorded_at))
        named = {"code": verdict.code, "name": self._of(verdict.name), "person": verdict.person, "moment": when}
        yield from self._said(self.words("show.verdict", **named), Tone.ACCENT)
        if verdict.differs:
            told = {"code": recommended.code, "name": self._of(recommended.name), "reason": verdict.reason}
            yield from self._said(self.words("show.differs", **told), Tone.WARN)
        if isinstance(document, VerdictFile) and document.plenary is not None:
            decided = plenary_named(self.words, document.plenary.number, document.plenary.date)
            yield from self._said(self.words("plenary.of_verdict", plenary=decided))
        if reason := getattr(document, "issue_reason", ""):
            yield from self._said(reason, left=self.words("reason.label") + ": ")
        if until := getattr(document, "valid_until", ""):
            yield from self._said(self.words("show.until", date=self.words.day(until)))
        for role, person in document.people.items():
            yield from self._said(person.name, left=f"{self._role(role):<16} ")
        for each in (*recommended.because.values(), *recommended.missing.values()):
            yield from self._said(self._of(each.text), left="· ")
        for code, area in document.areas.items():
            score = self.words.number(Fraction(area.score)) if area.score else self.words("score.none")
            yield from self._said(f"{self._of(area.name)}: {score} {self._of(area.band) if area.band else ''}", left=f"{code}  ")
        for code, item in document.items.items():
            yield from self._item(code, item)
        yield from self._remarks(document.remarks)

    def _role(self, role: str) -> str:
        return self.words(f"role.{role}") if role in ("verifier", "lead", "supervisor") else role

    def _item(self, code: str, item: ItemResult) -> Iterator[Line]:
        answer = str(item.level) if item.scale is Scale.LEVEL else self.words(f"answer.{item.level}")
        if item.not_applicable:
            answer = self.words("answer.not_applicable")
        cited = f"  [{', '.join(item.citations)}]" if item.citations else ""
        yield from self._said(f"{self._of(item.title)}: {answer}{cited}", left=f"{code}  ")
        for text in (item.reason, item.note):
            if text:
                yield from self._said(text, Tone.MUTED, left="        ")

    def _remarks(self, remarks: dict[str, RemarkResult]) -> Iterator[Line]:
        if remarks:
            yield from self._said(self.words("issuing.part.review"), Tone.HEADING)
        for remark in remarks.values():
            for message in remark.messages.values():
                text = message.text or self.words(f"remark.act.{message.act}")
                yield from self._said(f"{message.person}: {text}", left=f"{remark.item}  ")

    def _of(self, text: Bilingual) -> str:
        return text.en if self.words.language == "en" else text.id
