"""The commands of plenaries: the list of them, and one with what it decides."""

from typing import Final

from screens.commands.command import BACK, KEYS, Command

PLENARIES: Final = (
    Command("plenaries.open", "enter", "open"),
    Command("plenaries.new", "n", "new", "plenary.hold"),
    Command("plenaries.print", "p", "print"),
    Command("plenaries.discard", "x", "discard", "plenary.hold"),
    BACK,
    KEYS,
)

PLENARY: Final = (
    Command("plenary.follow", "y", "follow", "plenary.hold"),
    Command("plenary.decide", "1,2,3,4", "decide", "plenary.hold", shown="1-4"),
    Command("plenary.postpone", "t", "postpone", "plenary.hold"),
    Command("plenary.change", "enter", "change", "plenary.hold"),
    Command("plenary.close", "s", "conclude", "plenary.hold"),
    Command("plenary.print", "p", "print"),
    Command("plenary.undo", "u", "undo", "plenary.hold"),
    Command("plenary.attend", "n", "attend", "plenary.hold"),
    Command("plenary.remove", "x", "remove", "plenary.hold"),
    Command("plenary.follow_rest", "a", "follow_rest", "plenary.hold", in_strip=False),
    Command("plenary.add", "m", "add", "plenary.hold", in_strip=False),
    Command("plenary.look", "o", "look", in_strip=False),
    Command("plenary.reopen", "b", "reopen", "plenary.hold", in_strip=False),
    BACK,
    KEYS,
)
