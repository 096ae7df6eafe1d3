"""The commands of checklists: those known here, one of them, its rules tried out, a file of one, and two side by side."""

from typing import Final

from screens.commands.command import BACK, KEYS, Command
from screens.commands.working import SHEET

_OF_SHEET: Final = {command.id: command._replace(verb="") for command in SHEET}
"""What is the same as on a sheet, and here is free."""
_MOVING: Final = (_OF_SHEET["sheet.previous_area"], _OF_SHEET["sheet.next_area"])
_ACTS: Final = (
    Command("checklist.trial", "v", "trial"),
    Command("checklist.compare", "d", "compare"),
    Command("checklist.publish", "p", "publish", "checklist.publish"),
    Command("checklist.export", "x", "export"),
    Command("checklist.round", "n", "round", "round.open"),
)

CHECKLISTS: Final = (
    Command("checklists.show", "enter", "show"),
    Command("checklists.take", "m", "take", "checklist.adopt"),
    *_ACTS,
    BACK,
    KEYS,
)

CHECKLIST: Final = (
    Command("checklist.read", "enter", "read"),
    _OF_SHEET["sheet.find"],
    *_ACTS,
    *_MOVING,
    BACK,
    KEYS,
)

TRIAL: Final = (
    _OF_SHEET["sheet.level"],
    Command("trial.choose", "enter", "choose"),
    Command("trial.anew", "b", "anew"),
    Command("trial.verdict", "v", "verdict"),
    _OF_SHEET["sheet.gap"],
    _OF_SHEET["sheet.find"],
    _OF_SHEET["sheet.words"],
    _OF_SHEET["sheet.not_applicable"],
    _OF_SHEET["sheet.clear"],
    _OF_SHEET["sheet.details"],
    *_MOVING,
    BACK,
    KEYS,
)

CHECKLIST_FILE: Final = (
    Command("checklist_file.take", "y", "take", "checklist.adopt"),
    Command("checklist_file.again", "r", "again"),
    Command("checklist_file.ask", "d", "ask"),
    BACK,
    KEYS,
)

COMPARISON: Final = (
    Command("comparison.read", "enter", "read"),
    Command("comparison.turn", "t", "turn"),
    BACK,
    KEYS,
)
