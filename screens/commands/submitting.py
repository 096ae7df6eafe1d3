"""The commands of handing over: a submission with what blocks it, and the thread of remarks on an item."""

from typing import Final

from screens.commands.command import BACK, KEYS, Command

SUBMITTING: Final = (
    Command("submitting.submit", "s", "submit", "submit"),
    Command("submitting.go", "enter", "go"),
    Command("submitting.recall", "t", "recall", "recall"),
    Command("submitting.request", "m", "request_return", "request_return"),
    Command("submitting.hand_out", "x", "hand_out"),
    Command("submitting.hand_out_all", "w", "hand_out_all"),
    BACK,
    KEYS,
)

THREAD: Final = (
    Command("thread.reply", "r", "reply", "reply"),
    Command("thread.read", "enter", "read"),
    BACK,
    KEYS,
)
