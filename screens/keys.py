"""Keys: how they are named to people, and which of them the user may give to commands."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from textual.binding import Binding, InvalidBinding
from textual.keys import Keys, format_key

from models.errors import Refusal
from models.settings import nearest
from models.words import Words
from screens.commands import ALL, BANNED, EVERYWHERE, Bound, Command, every
from screens.widgets.lines import Lines

Own = Mapping[str, str]
"""The user's own keys by the ids of bindings."""

_NAMES: Final = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}
"""Named keys as they stand on the keyboards of both languages."""
_MENU_SIGNS: Final = "?:"
"""Signs that are no text where one types to narrow a list."""
_SPELT: Final = {"space": " ", "comma": ","}
"""Characters that are named where keys are written down: a blank is not seen there, and a comma stands between keys."""
_QUIT: Final = "ctrl+q"
"""Textual's own key for leaving, which acts before any other."""


@cache
def keys_in(text: str) -> tuple[str, ...]:
    """The keys that `text` names with commas between, as Textual calls them; an empty name for what cannot be one."""
    try:
        return tuple(binding.key for binding in Binding.make_bindings([Binding(text, "")]))
    except InvalidBinding:
        return ("",)


def keys_of(bound: Bound, own: Own) -> tuple[str, ...]:
    """The keys of a binding: the user's own ones, else the built-in ones."""
    return keys_in(own.get(bound.id, bound.keys))


def name_of(words: Words, key: str) -> str:
    """A key as people name it: `n`, `?`, `Enter`, `Ctrl+Q`."""
    *held, last = key.split("+")
    named = words("keyname.space") if last == "space" else _NAMES.get(last) or format_key(last)
    if held or (named == last and named[1:].isdigit()):
        named = named.capitalize()
    return "+".join([*map(str.capitalize, held), named])


def told(words: Words, command: Command, own: Own) -> str:
    """The keys of a command as people name them: one for each of its bindings."""
    if command.shown and not any(bound.id in own for bound in command.bound):
        return command.shown
    return " ".join(name_of(words, keys_of(bound, own)[0]) for bound in command.bound)


class Pressed(Mapping[str, str]):
    """The keys of every command and of every binding as people name them, by their ids."""

    def __init__(self, words: Words, own: Callable[[], Own]) -> None:
        self._words, self._own = words, own

    def __getitem__(self, id_: str) -> str:
        """The key of a command, or of one of its bindings; KeyError where there is no such thing."""
        command = next((command for commands in ALL.values() for command in commands if command.id == id_), None)
        if command is not None:
            return told(self._words, command, self._own())
        _, _, bound = every()[id_]
        return name_of(self._words, keys_of(bound, self._own())[0])

    def __iter__(self) -> Iterator[str]:
        """The ids of the commands."""
        return iter({command.id for commands in ALL.values() for command in commands})

    def __len__(self) -> int:
        """How many commands there are."""
        return len(set(self))


def check(own: Own, file: Path | str) -> None:
    """Refuse keys of `file` that would not do what it says.

    Raises:
        Refusal: `settings.unknown` (a command that does not exist), `settings.key_unknown`, `settings.key_banned`, `settings.key_fixed`
            (a key that a screen takes for itself) or `settings.key_taken` (by another command of a screen).
    """
    known = every()
    for name, text in own.items():
        if name not in known:
            raise Refusal("settings.unknown", file=file, key=f"keys.{name}", nearest=f"keys.{nearest(name, known)}")
        for key in keys_in(text):
            if key in BANNED:
                raise Refusal("settings.key_banned", file=file, key=f"keys.{name}", value=key)
            if not _is_key(key):
                raise Refusal("settings.key_unknown", file=file, key=f"keys.{name}", value=key or text)
    for commands in ALL.values():
        others = () if commands is EVERYWHERE or typing(commands) else EVERYWHERE
        for refusal in clashes((*commands, *others), own, file):
            raise refusal


def typing(commands: tuple[Command, ...]) -> Command | None:
    """The command that takes every character, where one types to narrow a list."""
    return next((command for command in commands if command.action == "type"), None)


def is_typed(commands: tuple[Command, ...], key: str) -> bool:
    """Whether `key` only types its character on a screen with these commands, as all do where one types to narrow a list."""
    return typing(commands) is not None and (_character(key) or "?") not in _MENU_SIGNS


def clashes(commands: tuple[Command, ...], own: Own, file: Path | str) -> Iterator[Refusal]:
    """What is wrong with the keys of one screen, as the refusals of `check`."""
    taken: dict[str, tuple[str, str]] = {}
    fixed = _moving()
    taking = typing(commands)
    for command in commands:
        for bound in command.bound:
            for key in keys_of(bound, own):
                name, label = bound.id, fixed.get(key, "")
                if taking is not None and command is not taking and is_typed(commands, key):
                    label = f"what.{taking.id}"
                if key == _QUIT and command.action != "quit":
                    label = "what.quit"
                if label:
                    yield Refusal("settings.key_fixed", file=file, key=f"keys.{name}", value=key, label=label)
                other, label = taken.setdefault(key, (name, f"what.{command.id}"))
                if other != name and name not in own:
                    name, other, label = other, name, f"what.{command.id}"
                if other != name:
                    yield Refusal("settings.key_taken", file=file, key=f"keys.{name}", value=key, label=label, other=other)


def _moving() -> dict[str, str]:
    """The keys of every list with the sentences that tell them; Enter is the screen's."""
    bindings = (binding for binding in Lines.BINDINGS if isinstance(binding, Binding) and binding.key != "enter")
    return {key: f"moving.{binding.action.partition('(')[0]}" for binding in bindings for key in keys_in(binding.key)}


def _character(key: str) -> str | None:
    """The character that a key types."""
    if key in _SPELT:
        return _SPELT[key]
    character = format_key(key)
    return character if len(character) == 1 and keys_in(character) == (key,) else None


def _is_key(key: str) -> bool:
    """Whether a terminal sends this key: one that types a character, or one that Textual has a name for."""
    return _character(key) is not None or key in {known.value for known in Keys if "<" not in known.value}
