"""The commands of practices worth showing and of the notes on an agency."""

from typing import Final

from screens.commands.command import BACK, KEYS, Command

OF_AGENCY: Final = Command("agencies.notes", "tab", "notes")

PRACTICES: Final = (
    Command("practices.type", "slash", "type", shown="a…z"),
    Command("practices.read", "enter", "read"),
    OF_AGENCY,
    Command("practices.mark", "insert,ctrl+n", "mark", "practice.mark"),
    Command("practices.back", "escape", "back"),
    KEYS,
)

NOTED: Final = (
    Command("noted.read", "enter", "read"),
    Command("noted.new", "n", "new", "note.write"),
    Command("noted.mark", "p", "mark", "practice.mark"),
    Command("noted.correct", "c", "correct", "note.write"),
    Command("noted.hand_out", "e", "hand_out"),
    Command("noted.hide", "x", "hide", "document.take"),
    Command("noted.hidden", "h", "hidden"),
    BACK,
    KEYS,
)
