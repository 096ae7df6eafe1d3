"""The commands of a day at an agency."""

from typing import Final

from screens.commands.command import BACK, KEYS, Command

RECALCULATION: Final = (
    Command("recalculation.change", "enter", "change", "recalculation.record"),
    Command("recalculation.add", "n", "add", "recalculation.record"),
    Command("recalculation.remove", "x", "remove", "recalculation.record"),
    Command("recalculation.apply", "a", "apply", "recalculation.record"),
    Command("sheet.undo", "u", "undo", "undo"),
    BACK,
    KEYS,
)

GATHERING: Final = (
    Command("gathering.tick", "space", "tick", "evidence.register"),
    Command("gathering.register", "enter", "register", "evidence.register"),
    Command("gathering.all", "a", "all", "evidence.register"),
    BACK,
    KEYS,
)

CITING: Final = (
    Command("citing.tick", "space", "tick", "evidence.cite"),
    Command("citing.save", "enter", "save", "evidence.cite"),
    Command("citing.place", "p", "place", "evidence.cite"),
    BACK,
    KEYS,
)

LOOSE: Final = (
    Command("loose.give", "enter", "give", "loose.write"),
    Command("loose.add", "n", "add", "loose.write"),
    Command("loose.change", "e", "change", "loose.write"),
    Command("sheet.undo", "u", "undo", "undo"),
    BACK,
    KEYS,
)

BULK: Final = (
    Command("bulk.level", "0,1,2,3,4", "level", "answer.record", shown="0-4"),
    Command("bulk.save", "enter", "save", "answer.record"),
    Command("bulk.tick", "space", "tick", "answer.record"),
    Command("bulk.area", "a", "area", "answer.record"),
    Command("bulk.open", "g", "open", "answer.record"),
    Command("bulk.range", "r", "range", "answer.record"),
    Command("bulk.none", "x", "none", "answer.record", in_strip=False),
    Command("bulk.words", "y,s,t", "word", "answer.record", shown="y s t", in_strip=False),
    Command("bulk.not_applicable", "minus", "not_applicable", "answer.record"),
    Command("sheet.undo", "u", "undo", "undo"),
    BACK,
    KEYS,
)

OF_ROOM: Final = (
    Command("sheet.bulk", "A", "bulk", "answer.record", in_strip=False),
    Command("sheet.recalculation", "l", "recalculation", in_strip=False),
    Command("sheet.note_down", "b", "note_down", "loose.write", in_strip=False),
    Command("sheet.loose", "o", "loose", in_strip=False),
)

TO_TRIP: Final = Command("sheet.trip", "d", "trip")

TRIP: Final = (
    Command("trip.change", "enter", "change", "trip.record"),
    Command("trip.add", "n", "add", "trip.record"),
    Command("trip.remove", "x", "remove", "trip.record"),
    Command("trip.minutes", "b", "minutes"),
    Command("trip.print", "p", "print"),
    Command("sheet.undo", "u", "undo", "undo"),
    BACK,
    KEYS,
)

MINUTES: Final = (
    Command("minutes.change", "enter", "change", "finding.record"),
    Command("minutes.add", "n", "add", "finding.record"),
    Command("minutes.remove", "x", "remove", is_act=True),
    Command("minutes.propose", "a", "propose", "finding.record"),
    Command("minutes.close", "s", "conclude", "minutes.close"),
    Command("minutes.attach", "t", "attach", "minutes.attach"),
    Command("minutes.wait", "m", "wait", "completion.set"),
    Command("minutes.complete", "c", "complete", "completion.set"),
    Command("minutes.print", "p", "print"),
    Command("sheet.undo", "u", "undo", "undo"),
    BACK,
    KEYS,
)
