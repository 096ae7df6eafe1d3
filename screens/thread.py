"""The remarks on one item, with what was said in order, beside its answer; the verifier replies here."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from models.desk import reading, reviewing, threads
from models.errors import Refusal
from models.fields import Field
from models.moments import moment
from models.reviews import Remark, Review
from models.rules.permissions import Standing
from models.rules.remarks import ASKING
from models.views import Sheet
from screens.commands import THREAD, Command, bindings
from screens.dialogs import Tell
from screens.returned import RemarkedScreen, by_item, return_line
from screens.review_telling import thread_text
from screens.telling import item_pane
from screens.widgets.drawing import Tone, wrapped
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane

_RETURN = "return"


class ThreadScreen(RemarkedScreen):
    """What was asked and answered about an item, the newest last."""

    KEYS = THREAD
    HELP_ID = "thread"
    BINDINGS: ClassVar[list[BindingType]] = bindings(THREAD)
    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = """
    ThreadScreen {
        #desk { layout: vertical; }
        Lines { height: 1fr; }
        Pane { height: 8; border-top: solid $panel; }
        &.-wide #desk { layout: horizontal; }
        &.-wide Lines { width: 1fr; height: 1fr; }
        &.-wide Pane { width: 1fr; height: 1fr; border-top: none; }
    }
    """

    def __init__(self, verification: str, item: str) -> None:
        super().__init__(verification)
        self._item = item
        self._sheet: Sheet

    def body(self) -> ComposeResult:
        """Give what was said, and the answer it is about."""
        with Container(id="desk", classes="body"):
            yield Lines()
            yield Pane()

    def load(self) -> None:
        """Read the sheet and what was said."""
        self._sheet = self.desk.ask(reading.sheet, self._verification)
        self.load_remarks(self._sheet)

    def begin(self) -> None:
        """Stand on what waits for a reply."""
        super().begin()
        self._go_on()

    def _go_on(self) -> None:
        """Put the cursor on the last thing said to the first remark that waits, else to the last one."""
        remarks = self.remarks.get(self._item, ())
        waiting = next((remark for remark in remarks if remark.kind in ASKING and remark.stage == "open"), None)
        at = waiting or next(reversed(remarks), None)
        if at is not None:
            self.query_one(Lines).move_to(f"{at.id}/{len(at.messages) - 1}")

    def on_resize(self) -> None:
        """Break what was said anew."""
        if self._is_loaded:
            self.call_after_refresh(self.fill)

    def heading(self) -> tuple[str, str]:
        """The item, and the agency with the round."""
        return self.words("thread.title", item=self._item), f"{self._sheet.agency.name} · {self._sheet.round}"

    def standing(self) -> Standing:
        """Whose verification it is and its state."""
        return self._sheet.standing

    def fill(self) -> None:
        """Write everything anew."""
        lines = self.query_one(Lines)
        lines.empty = self.words("thread.none")
        lines.show([*self._return_lines(), *(line for remark in self.remarks.get(self._item, ()) for line in self._lines(remark))])
        self.query_one(Pane).show(item_pane(self.words, self._sheet.checklist, self._sheet.line(self._item)))

    def _return_lines(self) -> Iterator[Line]:
        if self.returned is not None:
            yield Line(_RETURN, text=return_line(self.words, self.returned), tone=Tone.WARN)

    def _lines(self, remark: Remark) -> Iterator[Line]:
        kind, stage = self.words(f"remark.kind.{remark.kind}"), self.words(f"remark.stage.{remark.stage}")
        head = self.words("remark.told", kind=kind, stage=stage) if remark.kind in ASKING else kind
        yield Line(remark.id, text=head, tone=Tone.HEADING, selectable=False)
        room = max(20, (self.query_one(Lines).scrollable_content_region.width or self.size.width) - 5)
        for number, message in enumerate(remark.messages):
            key = f"{remark.id}/{number}"
            act = self.words(f"remark.act.{message.act}")
            when = self.words.moment(moment(message.at))
            yield Line(key, text=f"{message.person} {act}", right=((f"  {when}", Tone.MUTED),), tone=Tone.ACCENT)
            for row, part in enumerate(wrapped(message.text, room) if message.text else ()):
                yield Line(f"{key}/{row}", left=(("  ", Tone.PLAIN),), text=part, selectable=False)

    def _remark(self) -> Remark | None:
        """The remark under the cursor; on the return the only one there is, else the first that waits."""
        remarks = self.remarks.get(self._item, ())
        key = (self.query_one(Lines).key or "").partition("/")[0]
        here = next((remark for remark in remarks if remark.id == key), None)
        return here or next((remark for remark in remarks if remark.stage == "open"), next(iter(remarks), None))

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: there is something to reply to."""
        refused = super().why_not(command)
        if refused is None and command.action == "reply" and self._is_loaded and self._item not in self.remarks:
            return Refusal("remark.none", item=self._item)
        return refused

    def action_reply(self) -> None:
        """Reply to the remark under the cursor."""
        refused, remark = self.why_not(THREAD[0]), self._remark()
        if refused is not None or remark is None:
            self.refuse(refused or Refusal("remark.none", item=self._item))
            return
        asked = remark.messages[-1].text if remark.messages else ""
        title = self.words("thread.reply_title", item=self._item, agency=self._sheet.agency.name, round=self._sheet.round)
        self.ask(
            title,
            (Field("text", self.words("thread.reply_label"), kind="note", required=True, hint=" ".join(asked.split())),),
            threads.draft_place(self._verification, remark),
            lambda values: self.desk.do(reviewing.reply, self._verification, remark.id, values["text"]),
            self._replied,
        )

    def _replied(self, review: Review) -> None:
        self.remarks = by_item(review.remarks)
        self.draw()
        self._go_on()
        count = len(self.unanswered())
        self.status.say(self.words.count("thread.replied", count, item=self._item), Tone.GOOD)

    def action_read(self) -> None:
        """Read what is under the cursor in full: the reason of the return, or the remark with all that was said."""
        if self.query_one(Lines).key == _RETURN:
            self.tell_return()
            return
        remark = self._remark()
        if remark is None:
            self.refuse(Refusal("remark.none", item=self._item))
        else:
            self.app.push_screen(Tell(self.words, self.words("thread.title", item=self._item), thread_text(self.words, (remark,))))
