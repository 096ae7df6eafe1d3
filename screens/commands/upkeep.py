"""The commands of looking after a profile."""

from typing import Final

from screens.commands.command import BACK, KEYS, Command

EXAMINING: Final = (
    Command("examining.open", "enter", "open"),
    Command("examining.again", "a", "again"),
    Command("examining.full", "f", "full"),
    Command("examining.report", "x", "report"),
    Command("examining.move", "p", "move"),
    Command("examining.accept", "t", "accept", in_strip=False, is_act=True),
    BACK,
    KEYS,
)

ENCRYPTION: Final = (
    Command("encryption.turn", "e", "turn", is_act=True),
    Command("encryption.change", "p", "change", is_act=True),
    Command("encryption.lock", "l", "lock_now"),
    Command("encryption.let_in", "m", "let_in"),
    BACK,
    KEYS,
)

TO_ENCRYPTION: Final = Command("encryption.go", "e", "encryption")
TO_EXAMINING: Final = Command("examining.go", "d", "examining")
