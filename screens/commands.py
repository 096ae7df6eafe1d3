"""Every command of the program: its id, keys, action and permission. Key strip, keys menu and README are drawn from here.

Labels are `key.<id>` in the catalogue; they stand in the strip as far as they fit, in the order given here.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

from textual.binding import Binding, BindingType

BANNED: Final = frozenset(
    {"ctrl+m", "ctrl+j", "ctrl+i", "ctrl+h", "ctrl+z", "ctrl+c", "ctrl+enter", "shift+enter", "ctrl+space", "alt+enter"}
)
"""Keys that terminals swallow or cannot tell from another."""

_WITH_KEY: Final = {"level": "level({})", "record": "record({})", "word": "word('{}')"}
"""Actions that are told which of their keys was pressed."""


class Bound(NamedTuple):
    """One binding of a command."""

    id: str
    """By this the settings may give it other keys."""
    keys: str
    """Its own keys, with commas between."""
    action: str


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a key does on a screen."""

    id: str
    keys: str
    """Keys by Textual's names, with commas between."""
    action: str
    verb: str = ""
    """What `rules.permissions` guards it as; empty when it is free."""
    shown: str = ""
    """How several keys are named to people in one word."""
    in_strip: bool = True
    """Whether the key strip offers it."""

    @property
    def bound(self) -> tuple[Bound, ...]:
        """What Textual binds for it: one binding, or one for each key where the action is told which was pressed."""
        action = _WITH_KEY.get(self.action)
        if action is None:
            return (Bound(self.id, self.keys, self.action),)
        return tuple(Bound(f"{self.id}.{key}", key, action.format(key)) for key in self.keys.split(","))


_KEYS: Final = Command("menu", "question_mark,f1,colon", "menu")
_BACK: Final = Command("back", "q,escape", "back")

FIRST: Final = (Command("quit", "ctrl+q", "quit"), _KEYS)

START: Final = (
    Command("start.resume", "enter", "resume"),
    Command("start.agencies", "a", "agencies"),
    Command("start.search", "slash", "search"),
    Command("start.rounds", "p", "rounds", in_strip=False),
    Command("start.team", "t", "team", in_strip=False),
    Command("start.import", "m", "import", in_strip=False),
    Command("start.documents", "i", "documents", in_strip=False),
    Command("start.worksheet", "l", "worksheet", "verification.export", in_strip=False),
    Command("start.export_all", "w", "export_all", "verification.export", in_strip=False),
    Command("start.language", "b", "language"),
    Command("quit", "q,ctrl+q", "quit"),
    Command("start.settings", "s", "settings"),
    Command("start.discard", "d", "discard", "verification.discard", in_strip=False),
    Command("start.export", "x", "export", "verification.export"),
    _KEYS,
)

AGENCIES: Final = (
    Command("agencies.filter", "slash", "type", shown="a…z"),
    Command("agencies.open", "enter", "open", "verification.open"),
    Command("agencies.back", "escape", "back"),
    _KEYS,
)

SEARCH: Final = (
    Command("search.type", "slash", "type", shown="a…z"),
    Command("search.open", "enter", "open"),
    Command("search.back", "escape", "back"),
    _KEYS,
)

IMPORTING: Final = (
    Command("importing.mark", "space", "mark", "worksheet.take"),
    Command("importing.mark_all", "a", "mark_all", "worksheet.take"),
    Command("importing.take", "y", "take", "worksheet.take"),
    Command("importing.open", "enter", "open"),
    _BACK,
    _KEYS,
)

ARRIVALS: Final = (
    Command("arrivals.mark", "space", "mark", "document.take"),
    Command("arrivals.mark_all", "a", "mark_all", "document.take"),
    Command("arrivals.take", "y", "take", "document.take"),
    _BACK,
    _KEYS,
)

DOCUMENTS: Final = (
    Command("documents.take", "m", "take", "document.take"),
    Command("documents.take_folder", "d", "take_folder", "document.take"),
    Command("documents.again", "r", "again", "document.take"),
    Command("documents.hand_on", "e", "hand_on"),
    Command("documents.hide", "x", "hide", "document.take"),
    Command("documents.hidden", "h", "hidden"),
    _BACK,
    _KEYS,
)

REGISTERING: Final = (
    Command("registering.take", "y", "take", "agency.import"),
    _BACK,
    _KEYS,
)

ROUNDS: Final = (
    Command("rounds.choose", "enter", "choose", "round.open"),
    Command("rounds.new", "n", "new", "round.open"),
    Command("rounds.state", "b", "state", "baseline.state"),
    Command("rounds.remove", "x", "remove", "baseline.state"),
    _BACK,
    _KEYS,
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
    Command("sheet.words", "y,s,t", "word", "answer.record", shown="y s t", in_strip=False),
    Command("sheet.not_applicable", "minus", "not_applicable", "answer.record", in_strip=False),
    Command("sheet.accept", "enter", "accept", "answer.record", in_strip=False),
    Command("sheet.clear", "x", "clear", "answer.record", in_strip=False),
    Command("sheet.details", "i", "details", in_strip=False),
    Command("sheet.history", "h", "history", in_strip=False),
    Command("sheet.previous_area", "left_square_bracket", "area(-1)", in_strip=False),
    Command("sheet.next_area", "right_square_bracket", "area(1)", in_strip=False),
    Command("back", "q,escape", "back", in_strip=False),
    _KEYS,
)

EVIDENCE: Final = (
    Command("evidence.cite", "space", "cite", "evidence.cite"),
    Command("evidence.new", "n", "new", "evidence.register"),
    Command("evidence.change", "enter", "change", "evidence.register"),
    Command("evidence.place", "p", "place", "evidence.cite"),
    Command("evidence.withdraw", "x", "withdraw", "evidence.register"),
    Command("sheet.undo", "u", "undo", "undo"),
    _BACK,
    _KEYS,
)

FACTS: Final = (
    Command("facts.change", "enter", "change", "fact.record"),
    Command("facts.add", "n", "add", "fact.record"),
    Command("facts.remove", "x", "remove", "fact.record"),
    Command("sheet.undo", "u", "undo", "undo"),
    _BACK,
    _KEYS,
)

HISTORY: Final = (
    Command("history.whole", "a", "whole"),
    _BACK,
    _KEYS,
)

SETTINGS: Final = (
    Command("settings.change", "enter", "change"),
    Command("settings.reset", "x", "reset"),
    _BACK,
    _KEYS,
)

TEAM: Final = (
    Command("team.enter", "enter", "enter"),
    Command("team.found", "f", "found", "team.change", in_strip=False),
    Command("team.take", "m", "take", "team.change"),
    Command("team.request", "r", "request", in_strip=False),
    Command("team.accept", "a", "accept", "team.change"),
    Command("team.mark", "x", "mark", "team.change"),
    Command("team.export", "e", "export"),
    Command("team.sign", "s", "sign", "team.change"),
    Command("team.lock", "l", "lock", in_strip=False),
    _BACK,
    _KEYS,
)

VERDICT: Final = (
    Command("verdict.accept", "y", "accept", "verdict.record"),
    Command("verdict.record", "1,2,3,4", "record", "verdict.record", shown="1-4"),
    Command("verdict.go", "enter", "go"),
    Command("verdict.facts", "f", "facts"),
    Command("verdict.export", "x", "export", "verification.export"),
    Command("sheet.undo", "u", "undo", "undo"),
    _BACK,
    _KEYS,
)

ALL: Final = {
    "start": START,
    "agencies": AGENCIES,
    "search": SEARCH,
    "rounds": ROUNDS,
    "importing": IMPORTING,
    "registering": REGISTERING,
    "arrivals": ARRIVALS,
    "documents": DOCUMENTS,
    "sheet": SHEET,
    "evidence": EVIDENCE,
    "facts": FACTS,
    "history": HISTORY,
    "verdict": VERDICT,
    "settings": SETTINGS,
    "team": TEAM,
}
"""The commands of each screen."""


def every() -> dict[str, tuple[str, Command, Bound]]:
    """Every binding by its id, with the first screen it acts on and its command."""
    found: dict[str, tuple[str, Command, Bound]] = {}
    for screen, commands in ALL.items():
        for command in commands:
            for bound in command.bound:
                found.setdefault(bound.id, (screen, command, bound))
    return found


def bindings(commands: tuple[Command, ...]) -> list[BindingType]:
    """The Textual bindings of `commands`, by whose ids a keymap can give them other keys."""
    return [Binding(bound.keys, bound.action, command.id, id=bound.id, show=False) for command in commands for bound in command.bound]
