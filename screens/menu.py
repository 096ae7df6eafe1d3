"""The keys menu and the palette: commands with their keys, narrowed by typing; what cannot act says why; Enter runs it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from models.errors import Refusal
from models.fields import Option
from models.finding import Named
from models.settings import CHOICES
from models.text import shown_lines
from models.words import LANGUAGES, Words
from screens import helping
from screens.commands import EVERYWHERE, START, Command
from screens.dialogs import prose
from screens.finder import Finder
from screens.widgets.drawing import Span
from screens.widgets.lines import Line, Lines, Tone
from screens.widgets.status import KeyHint

if TYPE_CHECKING:
    from screens.everywhere import Everywhere

_KEY_WIDTH: Final = 10
_BESIDE: Final = 3
"""Cells of a line that are neither key nor what it does: those of the cursor, and the blanks."""
_SIGNS: Final = "?:"
"""Signs that open and close, and so are no text."""
_LOOKS: Final = "look."
"""The settings that the palette changes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be run."""

    id: str
    key: str
    """Its key as people name it, empty where it has none."""
    label: str
    """What it does."""
    action: str
    names: tuple[str, ...]
    """By what it is found: what it does, in every language."""
    refused: Refusal | None = None
    """Why it cannot act now."""


Sections = tuple[tuple[str, tuple[Entry, ...]], ...]
"""What can be run, each part under its heading."""


class Runner(Finder):
    """What can be run, in parts until something is typed; answers the action of what is chosen, or nothing."""

    HELP_ID = ""
    TYPE = "menu.type"
    DEFAULT_CSS = """
    Runner {
        & > #box { height: 100%; max-height: 40; }
        & > #box > Lines { height: 1fr; max-height: 100%; }
        #why { color: $text-muted; max-height: 4; }
    }
    """

    def __init__(self, screen: "Everywhere", title: str, sections: Sections) -> None:
        self._entries = {entry.id: entry for _, entries in sections for entry in entries}
        found = [(Option(entry.id, entry.label), Named(entry.key, entry.id, *entry.names)) for entry in self._entries.values()]
        super().__init__(screen.words, title, found)
        self._sections = sections

    def body(self) -> ComposeResult:
        """Give what is typed, what it leaves, and why the highlighted one cannot act."""
        yield from super().body()
        yield prose("", id="why")

    def hints(self) -> tuple[KeyHint, ...]:
        """The keys of choosing."""
        return (
            KeyHint("↑↓", self.words("dialog.key.move")),
            KeyHint("Enter", self.words("menu.run")),
            KeyHint("Esc", self.words("dialog.key.close")),
        )

    def on_key(self, event: events.Key) -> None:
        """Take what is typed as the query, but for the signs that close."""
        if event.character is None or event.character not in _SIGNS:
            super().on_key(event)

    def found(self, query: str) -> list[Line]:
        """The lines that `query` leaves; while nothing is typed all of them, part by part."""
        if query:
            return [self._line(self._entries[line.key]) for line in super().found(query)]
        lines: list[Line] = []
        for heading, entries in self._sections:
            lines.append(Line(heading, text=self.words(heading), tone=Tone.HEADING, selectable=False))
            lines += map(self._line, entries)
        return lines

    def _line(self, entry: Entry) -> Line:
        if entry.refused is None:
            return Line(entry.id, left=key_span(entry.key), text=entry.label)
        return Line(entry.id, left=key_span(entry.key), text=f"{entry.label} ({self.words.refusal(entry.refused)})", tone=Tone.MUTED)

    @on(Lines.Highlighted)
    def _highlighted(self, event: Lines.Highlighted) -> None:
        entry = self._entries.get(event.key or "")
        told = [] if entry is None or self._fits(entry) else [f"{entry.label}."]
        told += [self.words.refusal(entry.refused)] if entry and entry.refused else []
        self.query_one("#why", Static).update(Content(shown_lines(" ".join(told))))

    def _fits(self, entry: Entry) -> bool:
        """Whether its line shows all of what it does."""
        return cell_len(entry.label) + _KEY_WIDTH + _BESIDE <= self.query_one(Lines).size.width

    @on(Lines.Chosen)
    def _chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        event.prevent_default()
        self.answer(self._entries[event.key].action)


class Menu(Runner):
    """What one does here, all keys of a screen, those of every screen, and those that move in what has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,f1", "close", "menu.close", id="menu.close", show=False)]

    def __init__(self, screen: "Everywhere") -> None:
        here = tuple(_entry(screen, command) for command in screen.KEYS)
        everywhere = tuple(_entry(screen, command) for command in EVERYWHERE)
        super().__init__(screen, screen.words("menu.title"), (("menu.here", here), ("menu.everywhere", everywhere)))
        self._help = "\n".join(helping.sentences(screen.words, screen))
        self._moving = tuple(helping.keys(screen.words, screen))

    def body(self) -> ComposeResult:
        """Give what one does here, then the keys."""
        if self._help:
            yield prose(self._help)
        yield from super().body()

    def found(self, query: str) -> list[Line]:
        """The lines that `query` leaves; while nothing is typed the keys that move, too."""
        if query:
            return super().found(query)
        moving = [Line(f"moving.{key}", left=key_span(key), text=told, selectable=False) for key, told in self._moving]
        return [*super().found(query), Line("menu.moving", text=self.words("menu.moving"), tone=Tone.HEADING, selectable=False), *moving]


class Palette(Runner):
    """Everything that can be done from here, by its words in either language: commands, screens, looks."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("colon,ctrl+p", "close", "palette.close", id="palette.close", show=False)]

    def __init__(self, screen: "Everywhere") -> None:
        here = [command for command in (*screen.KEYS, *EVERYWHERE) if command.action != "palette"]
        sections: Sections = (("menu.here", tuple(_entry(screen, command) for command in here)),)
        if screen.house.is_ready and not screen.is_shut:
            ids = {command.id for command in here}
            doors = (command for command in START if command.anywhere and command.id not in ids)
            sections += (
                ("palette.doors", tuple(_entry(screen, command, is_here=False) for command in doors)),
                ("palette.looks", tuple(_looks(screen.words))),
            )
        super().__init__(screen, screen.words("palette.title"), sections)


def key_span(key: str) -> tuple[Span, ...]:
    """A key before what it does."""
    return ((f"{key:<{_KEY_WIDTH}} ", Tone.ACCENT),)


def _entry(screen: "Everywhere", command: Command, *, is_here: bool = True) -> Entry:
    action = command.bound[0].action if len(command.bound) == 1 else f"which('{command.id}')"
    names = tuple(words(f"what.{command.id}") for words in _spoken(screen.words))
    # The key of another screen does something else here, or nothing.
    key = screen.key_of(command) if is_here else ""
    return Entry(command.id, key, names[0], action, names, screen.refusal_of(command))


def _looks(words: Words) -> Iterator[Entry]:
    for key, values in CHOICES.items():
        for value in filter(None, values if key.startswith(_LOOKS) else ()):
            names = tuple(f"{said(f'setting.name.{key}')}: {said(f'setting.value.{key}.{value}')}" for said in _spoken(words))
            yield Entry(f"{key}.{value}", "", names[0], f"setting({key!r}, {value!r})", names)


def _spoken(words: Words) -> Iterator[Words]:
    """The words of the language spoken, then those of the others."""
    yield words
    yield from (Words(language) for language in LANGUAGES if language != words.language)
