"""What came back: the return of a verification and its remarks, on the screens that show its items."""

from collections.abc import Mapping

from models.agenda import Agenda
from models.desk import agreed, planned, submitting, threads
from models.documents.minutes import Minutes
from models.errors import Refusal
from models.item_told import differing
from models.moments import moment
from models.reviews import Remark, Returned
from models.rules.remarks import ASKING
from models.views import Sheet, SheetLine
from models.words import Words
from screens.agenda_telling import earlier_paragraphs, earlier_said
from screens.base import HouseScreen
from screens.commands import Command
from screens.dialogs import Tell
from screens.review_telling import STAGE_TONES, remark_paragraphs
from screens.telling import item_line, item_pane
from screens.widgets.drawing import Span, Tone
from screens.widgets.lines import Line
from screens.widgets.pane import Paragraph


def return_title(words: Words, found: Returned) -> str:
    """Who returned it, when and with which coded reason, in one line."""
    when = words.moment(moment(found.at))
    return words("return.told", person=found.person, moment=when, reason=words(f"return.reason.{found.code}"))


def return_line(words: Words, found: Returned) -> str:
    """The same with what was written, the reason first, for a line that may be cut."""
    text, when = " ".join(found.reason.split()), words.moment(moment(found.at))
    return words("return.short", reason=words(f"return.reason.{found.code}"), text=text, person=found.person, moment=when)


def return_text(words: Words, found: Returned) -> str:
    """The same in full, as text to read."""
    return f"{return_title(words, found)}\n\n{found.reason}"


def open_items(remarks: Mapping[str, tuple[Remark, ...]]) -> tuple[str, ...]:
    """The items with a remark that waits for a reply."""
    return tuple(item for item, found in remarks.items() if any(_waits(remark) for remark in found))


def by_item(remarks: tuple[Remark, ...]) -> Mapping[str, tuple[Remark, ...]]:
    """The remarks of each item."""
    return {item: tuple(remark for remark in remarks if remark.item == item) for item in dict.fromkeys(each.item for each in remarks)}


def remark_mark(words: Words, remarks: tuple[Remark, ...]) -> tuple[Span, ...]:
    """How far the remarks on an item have come, as a mark beside its line; nothing where there is none."""
    stages = [remark.stage for remark in remarks if remark.kind in ASKING]
    stage = next((each for each in STAGE_TONES if each in stages), "praise" if remarks else "")
    return ((words(f"mark.remark.{stage}") + " ", STAGE_TONES.get(stage, Tone.GOOD)),) if stage else ()


def _waits(remark: Remark) -> bool:
    return remark.kind in ASKING and remark.stage == "open"


class RemarkedScreen(HouseScreen):
    """A screen of items that may have been remarked on."""

    sheet: Sheet
    """The sheet as it stands."""

    def __init__(self, verification: str) -> None:
        super().__init__()
        self._verification = verification
        self.remarks: Mapping[str, tuple[Remark, ...]] = {}
        """The remarks by item."""
        self.returned: Returned | None = None
        """The return that stands."""
        self.earlier: Agenda | None = None
        """The agenda of the agency in the round before."""
        self.minutes: Minutes | None = None
        """What was agreed on the day, once that is closed."""

    def load_remarks(self, sheet: Sheet) -> None:
        """Read what was remarked, and the minutes that stand; a draft that nobody has seen yet is spared the question."""
        is_seen = sheet.state != "draft"
        self.earlier = self.desk.ask(planned.earlier, self._verification)
        self.minutes = self.desk.ask(agreed.of, self._verification)
        self.remarks = by_item(self.desk.ask(threads.read, self._verification)) if is_seen else {}
        self.returned = self.desk.ask(submitting.return_of, self._verification) if sheet.state == "returned" else None

    def unanswered(self) -> tuple[str, ...]:
        """The items of a returned verification with a remark that waits for a reply."""
        return open_items(self.remarks) if self.returned else ()

    def line_of(self, line: SheetLine, *, has_draft: bool) -> Line:
        """The line of an item, with the marks of its remarks and of the minutes."""
        marks = (*self.minutes_mark(line), *remark_mark(self.words, self.remarks.get(line.item.code, ())))
        return item_line(self.words, line, has_draft=has_draft, marks=marks)

    def minutes_mark(self, line: SheetLine) -> tuple[Span, ...]:
        """That an answer is another than in the minutes, as a mark beside its line."""
        is_changed = self.minutes is not None and agreed.is_changed(self.minutes, line)
        return ((f"{self.words('mark.minutes')} ", Tone.WARN),) if is_changed else ()

    def minutes_paragraphs(self, line: SheetLine) -> tuple[Paragraph, ...]:
        """The same in words, with what the minutes say."""
        if self.minutes is None or not agreed.is_changed(self.minutes, line):
            return ()
        told = differing(self.words, line, agreed.then(self.minutes, line.item.code))
        return (Paragraph(f"{self.words('sign.differs')} {told}", tone=Tone.WARN),)

    def pane_of(self, line: SheetLine) -> tuple[Paragraph, ...]:
        """All that is known of an item, its remarks below the question."""
        question, *rest = item_pane(self.words, self.sheet.checklist, line)
        remarks = self.remarks.get(line.item.code, ())
        said = [each for remark in remarks for each in remark_paragraphs(self.words, remark)]
        asked = line.item.code in self.unanswered()
        hint = (Paragraph(self.words("thread.hint"), tone=Tone.WARN),) if asked else ()
        before = earlier_paragraphs(self.words, self.earlier, line.item.code, line.item.digest)
        return (question, *said, *hint, *self.minutes_paragraphs(line), *before, *rest)

    def say_return(self, recovered: str) -> None:
        """Say that it came back, with the reason and how to read all of it, before what was recovered."""
        if self.returned is not None:
            count = len(self.unanswered())
            told = return_title(self.words, self.returned)
            said = self.words.count("return.said", count, told=told)
            self.status.say(f"{said} {recovered}".strip(), Tone.WARN)
        elif recovered:
            self.status.say(recovered, Tone.WARN)
        elif planned_before := earlier_said(self.words, self.earlier):
            self.status.say(planned_before, Tone.WARN)

    def tell_return(self) -> None:
        """Let the reason of the return be read in full."""
        if self.returned is not None:
            self.app.push_screen(Tell(self.words, self.words("return.title"), return_text(self.words, self.returned)))

    def why_no_remark(self, command: Command, item: str) -> Refusal | None:
        """Why the remarks of an item cannot be opened: there are none, nor a return to be read."""
        is_asked = command.action == "remarks" and item not in self.remarks and self.returned is None
        return Refusal("remark.none", item=item) if is_asked else None

    def open_remarks(self, item: str) -> None:
        """Open the thread of an item; where there is none, the reason of the return."""
        self.status.say("")
        if item in self.remarks:
            self.go("thread", verification=self._verification, item=item)
        elif self.returned is not None:
            self.tell_return()
        else:
            self.refuse(Refusal("remark.none", item=item))
