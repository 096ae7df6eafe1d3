"""The signed documents that came here, and what was refused: looked at, handed on, hidden and seen again."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from models import leaving, places
from models.desk import intake, keeping, shelved, ways
from models.errors import Refusal
from models.exchange_told import way_word
from models.previews import DocumentLine, QuarantineLine
from screens.arrivals import means, told
from screens.commands import DOCUMENTS, Command, bindings
from screens.previewing import PreviewScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph
from screens.widgets.rows import Held, Parts
from screens.widgets.windows import Source, Window

_GONE = {"withdrawn": "status.withdrawn", "sent_back": "status.sent_back"}
"""What is said of a document by what a withdrawal did to it."""


class DocumentsScreen(PreviewScreen):
    """What was taken in, and beneath it the quarantine with its reasons."""

    KEYS = DOCUMENTS
    HELP_ID = "documents"
    BINDINGS: ClassVar[list[BindingType]] = bindings(DOCUMENTS)

    def __init__(self) -> None:
        super().__init__()
        self._found = Parts()
        self._shows_hidden = False

    def load(self) -> None:
        """Read what is kept and what was refused."""
        ask, hidden = self.desk.ask, self._shows_hidden
        kept = Source(
            read=lambda span: ask(shelved.page, hidden, span),
            count_of=lambda before, most: ask(shelved.count, hidden, before, most),
            one=lambda id_: ask(shelved.one, hidden, id_),
            mark=lambda line: (line.received_at, line.title, line.id),
            told=lambda lines: [[self._kept(line)] for line in lines],
        )
        refused = Source(
            read=lambda span: ask(shelved.refused_page, hidden, span),
            count_of=lambda before, most: ask(shelved.refused_count, hidden, before, most),
            one=lambda id_: ask(shelved.refused_one, hidden, id_),
            mark=lambda line: (line.received_at, line.name, line.id),
            told=lambda lines: [[self._refused(line)] for line in lines],
        )
        documents, aside = Window(kept), Window(refused)
        title = Line("heading.refused", text=self.words("documents.quarantine"), tone=Tone.HEADING, selectable=False)
        self._found = Parts(documents, Held([title] if len(aside) else []), aside)

    def heading(self) -> tuple[str, str]:
        """How many there are of both."""
        kept, refused = (window.said for window in self._found.windows)
        return self.words("documents.title"), self.words("documents.counted", kept=kept, refused=refused)

    @on(Lines.Counted)
    def _count(self) -> None:
        """Say how many there are as soon as that is known."""
        self.draw_title()

    def fill(self) -> None:
        """Write the list anew."""
        found = self.query_one(Lines)
        found.empty = self.words("documents.none")
        for window in self._found.windows:
            window.tell()
        found.show(self._found)
        self.draw_pane()

    def _kept(self, line: DocumentLine) -> Line:
        if not line.is_believed:
            told = ((self.words("documents.left_out"), Tone.BAD),)
            return Line(line.id, left=(("! ", Tone.BAD),), text=self._seen(line, line.title or line.name), right=told)
        standing = "arriving.fork" if line.forks else _GONE.get(line.ended) or ("" if line.is_current else "arriving.replaced")
        tone = Tone.WARN if line.forks else Tone.MUTED
        stands = ((f"{self.words(standing)}  ", tone),) if standing else ()
        right = (*stands, (line.signer, Tone.MUTED))
        mark = "× " if line.forks else "‹ " if standing else "  "
        title = f"{line.title} ({self.words(f'purpose.{line.purpose}')})"
        return Line(line.id, left=((mark, tone),), text=self._seen(line, title), right=right)

    def _refused(self, line: QuarantineLine) -> Line:
        reason = " ".join(self.words.of(line.reason).split())
        return Line(line.id, left=(("! ", Tone.BAD),), text=f"{self._seen(line, line.name)}: {reason}")

    def _seen(self, line: DocumentLine | QuarantineLine, text: str) -> str:
        return f"{self.words('documents.is_hidden')} {text}" if line.is_hidden else text

    def told(self, key: str) -> Iterator[Paragraph]:
        """What the document is and how it stands, or why it was refused."""
        line = self._found.row(key)
        if line is None:
            return
        received = self.words.kept_moment(line.received_at)
        if isinstance(line, QuarantineLine):
            yield Paragraph(self.words("documents.refused_at", file=line.name, size=line.size, moment=received), tone=Tone.MUTED)
            yield Paragraph(self.words.of(line.reason), tone=Tone.BAD)
            return
        if line.is_believed:
            yield from told(self.words, line.title, line.status, line.signer)
        else:
            yield Paragraph(self.words("documents.means.left_out"), tone=Tone.BAD)
        if line.forks:
            yield Paragraph(self.words(means("fork", line.kind)), tone=Tone.WARN)
        elif line.ended or not line.is_current:
            yield Paragraph(self.words(f"documents.means.{line.ended}" if line.ended else "arriving.means.replaced"), tone=Tone.MUTED)
        for way in self.desk.ask(ways.ways, key):
            yield Paragraph(way_word(self.words, way), label=self.words("exchange.document_way"))
        yield Paragraph(received, label=self.words("documents.received"), tone=Tone.MUTED)
        yield Paragraph(line.id, label=self.words("documents.id"), tone=Tone.MUTED)

    @property
    def _line(self) -> DocumentLine | QuarantineLine | None:
        found: DocumentLine | QuarantineLine | None = self._found.row(self.query_one(Lines).key or "")
        return found

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: what is done with a line needs one."""
        if command.action in ("again", "hand_on", "hide") and self._is_loaded and not len(self._found):
            return Refusal("documents.none_here")
        return super().why_not(command)

    def action_take(self) -> None:
        """Choose a document and look at it before it is kept."""
        from screens.file_dialog import FileDialog, documents

        dialog = FileDialog(self.words, self.words("documents.choose"), documents(""), "files.signed")
        self.app.push_screen(dialog, lambda path: self._arrive(path))

    def action_take_folder(self) -> None:
        """Choose a folder and look at all its documents."""
        from screens.file_dialog import FolderDialog

        self.app.push_screen(FolderDialog(self.words, self.words("documents.choose_folder")), lambda path: self._arrive(path))

    def _arrive(self, path: Path | None) -> None:
        if path is not None:
            self.go("arrivals", paths=(path,))

    def action_again(self) -> None:
        """Look again at what was refused: the team may be newer by now."""
        line = self._line
        if not isinstance(line, QuarantineLine):
            self.say("documents.not_refused")
            return
        offered = self.look_up(keeping.refused, line.id)
        if offered is not None:
            self.go("arrivals", offered=(offered,))

    def action_hand_on(self) -> None:
        """Copy the highlighted document with its signatures into the folder of files for people."""
        line, folder = self._line, places.export_folder(self.house.settings)
        if line is None:
            self.refuse(Refusal("documents.none_here"))
            return
        path = self.guarded(lambda: leaving.hand_out(self.desk, folder, *self.desk.ask(shelved.handed_on, line.id)))
        if path is not None:
            self.say("documents.is_handed_on", Tone.GOOD, file=path.name, folder=places.told(folder))

    def action_hide(self) -> None:
        """Put the highlighted document out of sight, or let a hidden one be seen again."""
        line = self._line
        if line is None:
            self.refuse(Refusal("documents.none_here"))
            return
        try:
            self.desk.do(intake.unhide if line.is_hidden else intake.hide, [line.id])
        except Refusal as refused:
            self.refuse(refused)
            return
        self.mark_saved()
        is_gone = not line.is_hidden and not self._shows_hidden
        self.renewed(self.words("documents.now_hidden") if is_gone else "")

    def action_hidden(self) -> None:
        """Show what is hidden too, or not."""
        self._shows_hidden = not self._shows_hidden
        self.renewed(self.words("documents.hidden_too" if self._shows_hidden else "documents.hidden_not"))
