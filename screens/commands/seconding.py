"""The commands of second verifications: begun, sealed and drawn; opened and settled."""

from typing import Final

from screens.commands.command import BACK, KEYS, Command

SECONDING: Final = (
    Command("seconding.open", "enter", "open"),
    Command("seconding.new", "n", "new", "verification.open"),
    Command("seconding.seal", "y", "seal", is_act=True),
    Command("seconding.draw", "d", "draw", is_act=True),
    BACK,
    KEYS,
)

SETTLING: Final = (
    Command("settling.settle", "enter", "settle", "settle"),
    Command("settling.sign", "y", "sign", "settle"),
    Command("settling.agreement", "a", "agreement"),
    BACK,
    KEYS,
)
