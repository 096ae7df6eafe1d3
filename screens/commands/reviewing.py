"""The commands of the review: the queue, and one submission."""

from typing import Final

from screens.commands.agenda import TO_AGENDA
from screens.commands.command import BACK, KEYS, Command
from screens.commands.working import SHEET

REVIEWING: Final = (
    Command("reviewing.open", "enter", "open"),
    Command("reviewing.sort", "o", "sort"),
    Command("reviewing.queue", "t", "queue"),
    BACK,
    KEYS,
)

_READING: Final = ("evidence", "facts", "verdict", "details", "find", "history", "practices", "previous_area", "next_area")

REVIEW: Final = (
    Command("review.weak", "w", "weak"),
    Command("review.remark", "r", "remark", "remark"),
    Command("review.return", "x", "give_back", "return"),
    Command("review.approve", "a", "approve", "approve"),
    Command("review.settle", "s", "settle", "remark"),
    Command("review.confirm", "c", "confirm", "confirm"),
    Command("review.earlier", "b", "earlier"),
    Command("review.all", "l", "all_weak"),
    Command("review.print", "n", "print", "result.print", in_strip=False),
    Command("review.reopen", "o", "reopen", "remark", in_strip=False),
    TO_AGENDA,
    Command("review.self", "m", "self", in_strip=False),
    Command("review.thread", "enter", "thread", in_strip=False),
    *(command for name in _READING for command in SHEET if command.id == f"sheet.{name}"),
    BACK,
    KEYS,
)
"""What a sheet shows is read under the same keys as there."""
