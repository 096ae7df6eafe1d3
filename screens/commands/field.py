"""The commands of a day at an agency."""

from typing import Final

from screens.commands.command import BACK, KEYS, Command

TO_TRIP: Final = Command("sheet.trip", "d", "trip")

TRIP: Final = (
    Command("trip.change", "enter", "change", "trip.record"),
    Command("trip.add", "n", "add", "trip.record"),
    Command("trip.remove", "x", "remove", "trip.record"),
    Command("trip.print", "p", "print"),
    Command("sheet.undo", "u", "undo", "undo"),
    BACK,
    KEYS,
)
