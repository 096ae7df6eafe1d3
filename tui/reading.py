"""Reading alone: a profile that somebody else has open, or that cannot be written to, is looked at; one key writes again."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual import on, work
from textual.dom import DOMNode
from textual.message import Message

from models.errors import Refusal
from models.text import harmless
from screens.base import HouseScreen
from screens.widgets.drawing import Tone
from tui.saving import Saving

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

    from models.desk.desk import Desk
    from tui.command_line import Session


class Reading(Saving):
    """An app whose profile may be there to be read alone."""

    session: "Session"

    class Written(Message):
        """The profile is open for writing."""

        def __init__(self, desk: "Desk") -> None:
            super().__init__()
            self.desk = desk

    class StillRead(Message):
        """The profile still cannot be opened for writing."""

        def __init__(self, refusal: Refusal) -> None:
            super().__init__()
            self.refusal = refusal

    async def run_action(
        self, action: "str | ActionParseResult", default_namespace: DOMNode | None = None, namespaces: Mapping[str, DOMNode] | None = None
    ) -> bool:
        """Do what a key stands for; where the profile is only read, what writes says why not, and nothing is opened to be typed in."""
        screen, why = self.screen, self._why_not(action)
        if isinstance(screen, HouseScreen) and why is not None:
            screen.refuse(why)
            return True
        return await super().run_action(action, default_namespace, namespaces)

    def _why_not(self, action: "str | ActionParseResult") -> Refusal | None:
        if not isinstance(self.screen, HouseScreen) or self.screen.reads_only is None:
            return None
        writing = {bound.action for command in self.screen.KEYS if command.writes for bound in command.bound}
        return self.screen.reads_only if action in writing else None

    def open_to_write(self) -> "Desk":
        """The desk of the profile, open for writing; Refusal why it cannot be."""
        raise NotImplementedError

    def take_desk(self, desk: "Desk") -> None:
        """Work at this desk from now on."""
        raise NotImplementedError

    def end(self, refused: Refusal) -> None:
        """Leave the program, saying why."""
        self.exit(1, message=harmless(f"verifier: {self.words.refusal(refused)}"))

    def offer_to_look(self, refused: Refusal, look: Callable[[Refusal], object]) -> None:
        """Ask whether to look at a profile that somebody else has open, or to leave."""
        from screens.dialogs import Confirm

        def replied(reply: bool | None) -> None:
            if reply:
                look(refused)
            else:
                self.end(refused)

        # What was typed for the screen is no answer to this.
        self.forget_typed()
        self.push_screen(Confirm(self.words, self.words("reading.offer", **refused.fields)), replied)

    def write_again(self) -> None:
        """Write to the profile again where one could only read, or say why that still cannot be, and show what changed meanwhile."""
        self._write_again()

    @work(thread=True, name="open the desk for writing", exclusive=True)
    def _write_again(self) -> None:
        try:
            self.post_message(self.Written(self.open_to_write()))
        except Refusal as refused:
            self.post_message(self.StillRead(refused))

    @on(Written)
    def _written(self, event: Written) -> None:
        before = self.desk
        self.take_desk(event.desk)
        before.close()
        self._renew(self.words("reading.over"), Tone.GOOD)

    @on(StillRead)
    def _still_read(self, event: StillRead) -> None:
        self.desk.read_only = event.refusal
        self._renew(self.words.refusal(event.refusal), Tone.BAD)

    def _renew(self, said: str, tone: Tone) -> None:
        for screen in self._house_screens():
            screen.renewed(said, tone)
            return
