"""Jumping: a letter stands before every line that is seen, and the one pressed brings the cursor there."""

from collections.abc import Iterable
from string import ascii_letters

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from models.words import Words
from screens.widgets.lines import Lines
from screens.widgets.status import KeyHint, KeyStrip


def places(lists: Iterable[Lines]) -> dict[str, tuple[Lines, str]]:
    """The letters that now stand before the lines in sight of `lists`, and where each of them leads."""
    letters, found = iter(ascii_letters), dict[str, tuple[Lines, str]]()
    for lines in lists:
        lines.letters = dict(zip(lines.keys_in_sight(), letters, strict=False))
        found |= {letter: (lines, key) for key, letter in lines.letters.items()}
    return found


class Jump(ModalScreen[str | None]):
    """Waits for a letter; any other key leaves."""

    DEFAULT_CSS = "Jump { background: transparent; KeyStrip { dock: bottom; } }"

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._hints = KeyHint("a…z", words("jump.press")), KeyHint("Esc", words("dialog.key.cancel"))

    def compose(self) -> ComposeResult:
        """Give the keys; the letters stand in the lists behind."""
        yield KeyStrip(self._hints)

    def on_key(self, event: events.Key) -> None:
        """Answer what was pressed."""
        event.stop()
        self.dismiss(event.character)
