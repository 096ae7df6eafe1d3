"""The keys menu: every command that acts here, with its key; what cannot act says why; Enter runs it."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.commands import EVERYWHERE, Command
from screens.dialogs import HouseDialog, prose
from screens.widgets.lines import Line, Lines, Tone
from screens.widgets.status import KeyHint

if TYPE_CHECKING:
    from screens.base import HouseScreen


class Menu(HouseDialog[str | None]):
    """All keys of a screen; answers the action to run, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,question_mark,f1", "close", "menu.close", id="menu.close", show=False)]
    DEFAULT_CSS = """
    Menu Lines { max-height: 70vh; }
    """

    def __init__(self, screen: "HouseScreen") -> None:
        super().__init__(screen.words, screen.words("menu.title"))
        self._screen = screen
        self._refused = {command.id: screen.refusal_of(command) for command in self._commands(screen)}

    @staticmethod
    def _commands(screen: "HouseScreen") -> tuple[Command, ...]:
        return (*screen.KEYS, *EVERYWHERE)

    def body(self) -> ComposeResult:
        """Give what one does here, then the keys here and the keys for moving."""
        if self._screen.HELP_ID:
            yield prose(self.words(f"help.{self._screen.HELP_ID}"))
        yield Lines([*self._here(), *self._moving()])

    def _here(self) -> list[Line]:
        lines = [Line("heading.here", text=self.words("menu.here"), tone=Tone.HEADING, selectable=False)]
        for command in self._commands(self._screen):
            refused = self._refused[command.id]
            text = self.words(f"what.{command.id}")
            if refused is not None:
                text = f"{text} ({self.words.refusal(refused)})"
            tone = Tone.PLAIN if refused is None else Tone.MUTED
            lines.append(Line(command.id, left=((f"{self._screen.key_of(command):<7} ", Tone.ACCENT),), text=text, tone=tone))
        return lines

    def _moving(self) -> list[Line]:
        lines = [Line("heading.moving", text=self.words("menu.moving"), tone=Tone.HEADING, selectable=False)]
        for key, name in ((self._screen.STEP_KEYS, "step"), ("PgUp PgDn", "page"), ("Home End", "edge")):
            lines.append(Line(f"moving.{name}", left=((f"{key:<10}", Tone.ACCENT),), text=self.words(f"moving.{name}"), selectable=False))
        return lines

    def hints(self) -> tuple[KeyHint, ...]:
        """The keys of the menu."""
        return KeyHint("Enter", self.words("menu.run")), KeyHint("Esc", self.words("dialog.key.close"))

    @on(Lines.Chosen)
    def _chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        command = next(command for command in self._commands(self._screen) if command.id == event.key)
        self.answer(command.bound[0].action if len(command.bound) == 1 else None)

    def action_close(self) -> None:
        """Leave."""
        self.answer(None)
