"""The tour: five sentences for somebody who is here for the first time."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from models.words import Words
from screens.dialogs import HouseDialog, prose
from screens.widgets.status import KeyHint, KeyStrip, TitleLine

SENTENCES: Final = ("start", "sheet", "beside", "verdict", "keys")


class Tour(HouseDialog[None]):
    """One sentence at a time, each shown until Enter; Esc skips what is left."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right,down,pagedown", "go(1)", "tour.next", id="tour.next", show=False),
        Binding("left,up,pageup,backspace", "go(-1)", "tour.previous", id="tour.previous", show=False),
        Binding("escape,q", "close", "tour.close", id="tour.close", show=False),
    ]
    DEFAULT_CSS = "Tour #sentence { height: 6; padding: 1 1; }"

    def __init__(self, words: Words) -> None:
        super().__init__(words, words("tour.title"))
        self._place = 0

    def body(self) -> ComposeResult:
        """Give room for a sentence."""
        yield prose("", id="sentence")

    def on_mount(self) -> None:
        """Say the first."""
        self.action_go(0)

    def hints(self) -> tuple[KeyHint, ...]:
        """The keys of the sentence shown."""
        is_last = self._place == len(SENTENCES) - 1
        return (
            KeyHint("Enter", self.words("dialog.key.done" if is_last else "dialog.key.next")),
            KeyHint("←", self.words("tour.key.previous"), self._place > 0),
            KeyHint("Esc", self.words("dialog.key.close" if is_last else "tour.key.skip")),
        )

    def action_go(self, step: int) -> None:
        """Say the next or the previous sentence; after the last, leave."""
        if self._place + step == len(SENTENCES):
            self.answer(None)
            return
        self._place = max(0, self._place + step)
        self.query_one(TitleLine).show(self.heading, f"{self._place + 1}/{len(SENTENCES)}")
        self.query_one("#sentence", Static).update(Content(self.words(f"tour.{SENTENCES[self._place]}")))
        self.query_one(KeyStrip).show(self.hints())

    def action_close(self) -> None:
        """Skip what is left."""
        self.answer(None)
