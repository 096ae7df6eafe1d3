"""What a command is: its id, keys, action and permission, and the bindings that Textual is given for it."""

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from textual.binding import BindingType

BANNED: Final = frozenset(
    {"ctrl+m", "ctrl+j", "ctrl+i", "ctrl+h", "ctrl+z", "ctrl+c", "ctrl+enter", "shift+enter", "ctrl+space", "alt+enter"}
)
"""Keys that terminals swallow or cannot tell from another."""

_WITH_KEY: Final = {"level": "level({})", "keep": "keep({})", "decide": "decide({})", "record": "record({})", "word": "word('{}')"}
"""Actions that are told which of their keys was pressed."""


class Bound(NamedTuple):
    """One binding of a command."""

    id: str
    """By this the settings may give it other keys."""
    keys: str
    """Its own keys, with commas between."""
    action: str


class Command(NamedTuple):
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
    is_act: bool = False
    """Whether it changes something here although nothing guards it."""
    anywhere: bool = False
    """Whether it is not about what is shown: the palette offers it on every screen."""

    @property
    def stays(self) -> bool:
        """Whether the key strip has room for it in the smallest window too: the way out, and the way to all keys."""
        return self.action in ("back", "quit", "menu")

    @property
    def writes(self) -> bool:
        """Whether it is for a profile that can be written to alone."""
        if self.is_act or not self.verb:
            return self.is_act
        from models.rules.permissions import READING

        return self.verb not in READING

    @property
    def bound(self) -> tuple[Bound, ...]:
        """What Textual binds for it: one binding, or one for each key where the action is told which was pressed."""
        return _bound(self.id, self.keys, self.action)


@cache
def _bound(command: str, keys: str, action: str) -> tuple[Bound, ...]:
    """The bindings of a command: asked for at every key that is pressed, and always the same."""
    told = _WITH_KEY.get(action)
    if told is None:
        return (Bound(command, keys, action),)
    return tuple(Bound(f"{command}.{key}", key, told.format(key)) for key in keys.split(","))


KEYS: Final = Command("menu", "question_mark,f1", "menu")
BACK: Final = Command("back", "q,escape", "back")
TO_RECOVERED: Final = Command("recovered.go", "D", "recovered", in_strip=False)
RECOVERED: Final = (
    Command("recovered.open", "enter", "open"),
    Command("recovered.discard", "x", "discard", is_act=True),
    Command("recovered.undo", "u", "undo", is_act=True),
    BACK,
    KEYS,
)

WRITE: Final = Command("write", "W", "write", in_strip=False)
"""To write again where one could only read."""
PALETTE: Final = Command("palette", "colon,ctrl+p", "palette", in_strip=False)
JUMP: Final = Command("jump", "J", "jump", in_strip=False)
EVERYWHERE: Final = (
    PALETTE,
    JUMP,
    WRITE,
    Command("unsaved", "S", "unsaved", in_strip=False),
    Command("menu.keyname", "K", "key_name", in_strip=False),
    Command("tour", "T", "tour", in_strip=False),
)
"""What acts on every screen; where one types to narrow a list, from the menu of keys."""


def bindings(commands: tuple[Command, ...]) -> "list[BindingType]":
    """The Textual bindings of `commands`, by whose ids a keymap can give them other keys."""
    from textual.binding import Binding  # plain commands ask for the keys there are too

    return [
        # A key that is an answer acts before the list that has the focus is asked whether it wants it: no list does.
        Binding(bound.keys, bound.action, command.id, id=bound.id, show=False, priority=command.action in _WITH_KEY)
        for command in commands
        for bound in command.bound
    ]
