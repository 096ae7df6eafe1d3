"""Every command of the program: its id, keys, action and permission. Key strip, keys menu and README are drawn from here.

Labels are `key.<id>` in the catalogue; they stand in the strip as far as they fit, in the order given here.
"""

from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType

BANNED: Final = frozenset(
    {"ctrl+m", "ctrl+j", "ctrl+i", "ctrl+h", "ctrl+z", "ctrl+c", "ctrl+enter", "shift+enter", "ctrl+space", "alt+enter"}
)
"""Keys that terminals swallow or cannot tell from another."""


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
    """How the key is named to people, where its own name does not serve."""
    in_strip: bool = True
    """Whether the key strip offers it."""

    @property
    def key(self) -> str:
        """The key as people name it."""
        return self.shown or self.keys.split(",")[0]


_KEYS: Final = Command("menu", "question_mark,f1,colon", "menu", shown="?")
_BACK: Final = Command("back", "q,escape", "back", shown="q")

FIRST: Final = (Command("quit", "ctrl+q", "quit", shown="Ctrl+Q"), _KEYS)

START: Final = (
    Command("start.resume", "enter", "resume", shown="Enter"),
    Command("start.agencies", "a", "agencies"),
    Command("start.search", "slash", "search", shown="/"),
    Command("start.rounds", "p", "rounds", in_strip=False),
    Command("start.language", "b", "language"),
    Command("quit", "q,ctrl+q", "quit"),
    Command("start.export", "x", "export", "verification.export"),
    _KEYS,
)

AGENCIES: Final = (
    Command("agencies.filter", "slash", "type", shown="a…z"),
    Command("agencies.open", "enter", "open", "verification.open", shown="Enter"),
    Command("agencies.back", "escape", "back", shown="Esc"),
    _KEYS,
)

SEARCH: Final = (
    Command("search.type", "slash", "type", shown="a…z"),
    Command("search.open", "enter", "open", shown="Enter"),
    Command("search.back", "escape", "back", shown="Esc"),
    _KEYS,
)

ROUNDS: Final = (
    Command("rounds.choose", "enter", "choose", "round.open", shown="Enter"),
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
    Command("sheet.find", "slash", "find", shown="/"),
    Command("sheet.words", "y,s,t", "word", "answer.record", shown="y s t", in_strip=False),
    Command("sheet.not_applicable", "minus", "not_applicable", "answer.record", shown="-", in_strip=False),
    Command("sheet.accept", "enter", "accept", "answer.record", shown="Enter", in_strip=False),
    Command("sheet.clear", "x", "clear", "answer.record", in_strip=False),
    Command("sheet.details", "i", "details", in_strip=False),
    Command("sheet.previous_area", "left_square_bracket", "area(-1)", shown="[", in_strip=False),
    Command("sheet.next_area", "right_square_bracket", "area(1)", shown="]", in_strip=False),
    Command("back", "q,escape", "back", shown="q", in_strip=False),
    _KEYS,
)

EVIDENCE: Final = (
    Command("evidence.cite", "space", "cite", "evidence.cite", shown="Spasi"),
    Command("evidence.new", "n", "new", "evidence.register"),
    Command("evidence.change", "enter", "change", "evidence.register", shown="Enter"),
    Command("evidence.place", "p", "place", "evidence.cite"),
    Command("evidence.withdraw", "x", "withdraw", "evidence.register"),
    Command("sheet.undo", "u", "undo", "undo"),
    _BACK,
    _KEYS,
)

FACTS: Final = (
    Command("facts.change", "enter", "change", "fact.record", shown="Enter"),
    Command("facts.add", "n", "add", "fact.record"),
    Command("facts.remove", "x", "remove", "fact.record"),
    Command("sheet.undo", "u", "undo", "undo"),
    _BACK,
    _KEYS,
)

VERDICT: Final = (
    Command("verdict.accept", "v", "accept", "verdict.record"),
    Command("verdict.record", "1,2,3,4", "record", "verdict.record", shown="1-4"),
    Command("verdict.go", "enter", "go", shown="Enter"),
    Command("verdict.facts", "f", "facts"),
    Command("verdict.export", "x", "export", "verification.export"),
    Command("sheet.undo", "u", "undo", "undo"),
    _BACK,
    _KEYS,
)

ALL: Final = {"start": START, "agencies": AGENCIES, "search": SEARCH, "rounds": ROUNDS, "sheet": SHEET, "evidence": EVIDENCE, "facts": FACTS, "verdict": VERDICT}
"""The commands of each screen."""

_WITH_KEY: Final = {"level": "level({})", "record": "record({})", "word": "word('{}')"}
"""Actions that are told which of their keys was pressed."""


def bindings(commands: tuple[Command, ...]) -> list[BindingType]:
    """The Textual bindings of `commands`; each has the command's id, so that a keymap can give it other keys."""
    found: list[BindingType] = []
    for command in commands:
        if command.action in _WITH_KEY:
            for key in command.keys.split(","):
                action = _WITH_KEY[command.action].format(key)
                found.append(Binding(key, action, command.id, id=f"{command.id}.{key}", show=False))
        else:
            found.append(Binding(command.keys, command.action, command.id, id=command.id, show=False))
    return found
