"""The commands of the work on verifications, screen by screen."""

from typing import Final

from screens.commands.agenda import TO_AGENDA, TO_AGENDAS
from screens.commands.around import TO_CHECKLISTS
from screens.commands.command import BACK, KEYS, TO_RECOVERED, Command
from screens.commands.field import OF_ROOM, TO_TRIP
from screens.commands.noting import OF_AGENCY

FIRST: Final = (Command("quit", "ctrl+q", "quit"), KEYS)

LOCKED: Final = (
    Command("locked.open", "enter", "open"),
    Command("locked.request", "r", "request"),
    Command("locked.answer", "m", "answer"),
    Command("quit", "q,ctrl+q", "quit"),
    KEYS,
)

START: Final = (
    Command("start.resume", "enter", "resume"),
    Command("start.agencies", "a", "door('agencies')", anywhere=True),
    Command("start.reviewing", "r", "door('reviewing')", "review.look", anywhere=True),
    Command("start.search", "slash", "door('search')", anywhere=True),
    Command("start.issuing", "h", "door('issuing')", "issue.look", anywhere=True),
    Command("start.practices", "o", "door('practices')", in_strip=False, anywhere=True),
    Command("start.figures", "u", "door('figures')", in_strip=False, anywhere=True),
    TO_AGENDAS._replace(action="door('agendas')", anywhere=True),
    Command("start.state", "f", "state", in_strip=False),
    Command("start.rounds", "p", "door('rounds')", in_strip=False, anywhere=True),
    TO_CHECKLISTS._replace(action="door('checklists')", anywhere=True),
    Command("start.assign", "g", "door('assigning')", "assignment.give", in_strip=False, anywhere=True),
    Command("start.handing", "e", "door('handing')", in_strip=False, anywhere=True),
    Command("start.seconding", "v", "door('seconding')", in_strip=False, anywhere=True),
    Command("start.team", "t", "door('team')", in_strip=False, anywhere=True),
    Command("start.import", "m", "import", in_strip=False, anywhere=True),
    Command("start.documents", "i", "door('documents')", in_strip=False, anywhere=True),
    Command("start.exchanging", "c", "door('exchanging')", in_strip=False, anywhere=True),
    Command("start.worksheet", "l", "worksheet", "verification.export", in_strip=False),
    Command("start.export_all", "w", "export_all", "verification.export", in_strip=False),
    Command("start.note_down", "n", "note_down", in_strip=False, is_act=True),
    Command("start.submitting", "y", "submitting", in_strip=False),
    TO_RECOVERED._replace(anywhere=True),
    Command("start.backups", "B", "door('backups')", in_strip=False, anywhere=True),
    Command("start.language", "b", "language", anywhere=True),
    Command("quit", "q,ctrl+q", "quit", anywhere=True),
    Command("start.settings", "s", "door('settings')", anywhere=True),
    Command("start.discard", "d", "discard", "verification.discard", in_strip=False),
    Command("start.export", "x", "export", "verification.export"),
    KEYS,
)

AGENCIES: Final = (
    Command("agencies.filter", "slash", "type", shown="a…z"),
    Command("agencies.open", "enter", "open", "verification.open"),
    OF_AGENCY,
    Command("agencies.trend", "right", "trend"),
    Command("agencies.back", "escape", "back"),
    KEYS,
)

SEARCH: Final = (
    Command("search.type", "slash", "type", shown="a…z"),
    Command("search.open", "enter", "open"),
    Command("search.back", "escape", "back"),
    KEYS,
)

TO_SWEEPING: Final = Command("sweeping.go", "B", "sweeping", in_strip=False)

SWEEPING: Final = (
    Command("sweeping.open", "enter", "open"),
    Command("sweeping.again", "a", "again"),
    Command("sweeping.read_anew", "d", "read_anew", is_act=True),
    Command("sweeping.table", "x", "table"),
    Command("sweeping.everything", "s", "everything"),
    BACK,
    KEYS,
)

SHEET: Final = (
    Command("sheet.level", "0,1,2,3,4", "level", "answer.record", shown="0-4"),
    Command("sheet.note", "n", "note", "answer.record"),
    Command("sheet.evidence", "e", "evidence"),
    Command("sheet.gap", "g", "gap"),
    Command("sheet.verdict", "v", "verdict"),
    Command("sheet.undo", "u", "undo", "undo"),
    Command("sheet.facts", "f", "facts"),
    Command("sheet.counts", "c", "counts", "answer.record"),
    Command("sheet.find", "slash", "find"),
    Command("sheet.remarks", "r", "remarks"),
    TO_TRIP,
    Command("sheet.words", "y,s,t", "word", "answer.record", shown="y s t", in_strip=False),
    Command("sheet.not_applicable", "minus", "not_applicable", "answer.record", in_strip=False),
    Command("sheet.accept", "enter", "accept", "answer.record", in_strip=False),
    Command("sheet.clear", "x", "clear", "answer.record", in_strip=False),
    Command("sheet.bare", "G", "bare", in_strip=False),
    Command("sheet.confirm_area", "P", "confirm_area", "answer.record", in_strip=False),
    Command("sheet.move", "V", "move", "verification.move", in_strip=False),
    Command("sheet.other_version", "O", "other_version", in_strip=False),
    Command("sheet.details", "i", "details", in_strip=False),
    Command("sheet.history", "h", "history", in_strip=False),
    Command("sheet.practices", "p", "practices", in_strip=False),
    Command("sheet.print", "w", "print", in_strip=False),
    TO_AGENDA,
    TO_CHECKLISTS,
    Command("sheet.trend", "m", "trend", in_strip=False),
    Command("sheet.self", "a", "self", in_strip=False),
    TO_SWEEPING,
    TO_RECOVERED,
    *OF_ROOM,
    Command("sheet.previous_area", "left_square_bracket", "area(-1)", in_strip=False),
    Command("sheet.next_area", "right_square_bracket", "area(1)", in_strip=False),
    BACK,
    KEYS,
)

EVIDENCE: Final = (
    Command("evidence.cite", "space", "cite", "evidence.cite"),
    Command("evidence.new", "n", "new", "evidence.register"),
    Command("evidence.change", "enter", "change", "evidence.register"),
    Command("evidence.place", "p", "place", "evidence.cite"),
    Command("evidence.folder", "f", "folder", "evidence.register"),
    Command("evidence.many", "m", "many", "evidence.cite"),
    Command("evidence.withdraw", "x", "withdraw", "evidence.register"),
    TO_SWEEPING,
    Command("sheet.undo", "u", "undo", "undo"),
    BACK,
    KEYS,
)

FACTS: Final = (
    Command("facts.change", "enter", "change", "fact.record"),
    Command("facts.add", "n", "add", "fact.record"),
    Command("facts.remove", "x", "remove", "fact.record"),
    TO_TRIP,
    Command("sheet.undo", "u", "undo", "undo"),
    BACK,
    KEYS,
)

HISTORY: Final = (
    Command("history.whole", "a", "whole"),
    BACK,
    KEYS,
)

VERDICT: Final = (
    Command("verdict.accept", "y", "accept", "verdict.record"),
    Command("verdict.record", "1,2,3,4", "record", "verdict.record", shown="1-4"),
    Command("verdict.submitting", "s", "submitting"),
    Command("verdict.go", "enter", "go"),
    Command("verdict.facts", "f", "facts"),
    Command("verdict.export", "x", "export", "verification.export"),
    Command("sheet.undo", "u", "undo", "undo"),
    BACK,
    KEYS,
)
