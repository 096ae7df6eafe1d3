"""The names of keys: press one and see whether it arrives, how `verifier.toml` calls it, and what it does on the screen behind."""

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from models.text import shown_lines
from screens.commands import BANNED, EVERYWHERE
from screens.dialogs import HouseDialog, prose
from screens.keys import is_typed, keys_of, name_of, typing

if TYPE_CHECKING:
    from screens.everywhere import Everywhere


class KeyNames(HouseDialog[None]):
    """Says the name of every key pressed; Esc leaves."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = "KeyNames #key { height: 7; margin-top: 1; }"

    def __init__(self, screen: "Everywhere") -> None:
        super().__init__(screen.words, screen.words("keyname.title"))
        self._own = screen.house.settings.keys
        self._here = screen.KEYS
        self._commands = tuple(dict.fromkeys((*screen.KEYS, *EVERYWHERE)))

    def body(self) -> ComposeResult:
        """Give what to do, and room for what was pressed."""
        yield prose(self.words("keyname.press"))
        yield prose("", id="key")

    def on_key(self, event: events.Key) -> None:
        """Tell the key, or leave."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.answer(None)
        else:
            self.query_one("#key", Static).update(Content(shown_lines(self.told(event.key))))

    def told(self, key: str) -> str:
        """What there is to say of a key."""
        words = self.words
        typed = typing(self._here) if is_typed(self._here, key) else None
        doing = [
            (command, bound)
            for command in self._commands
            for bound in command.bound
            if (command is typed if typed else key in keys_of(bound, self._own))
        ]
        lines = [words("keyname.named", name=name_of(words, key), key=key)]
        lines += [words("keyname.does", what=words(f"what.{command.id}"), id=bound.id) for command, bound in doing]
        if not doing:
            lines.append(words("keyname.free"))
        if key in BANNED:
            lines.append(words("keyname.banned"))
        return "\n".join(lines)
