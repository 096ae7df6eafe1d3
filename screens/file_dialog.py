"""Choosing a file of this laptop, in the words and looks of the house."""

import os
from collections.abc import Callable
from pathlib import Path

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Button, Input
from textual_fspicker import FileOpen, Filters, SelectDirectory
from textual_fspicker.icons import Icons
from textual_fspicker.parts import DirectoryNavigation
from textual_fspicker.safe_tests import is_dir
from textual_fspicker.suggest_path import SuggestPath

from models import places
from models.words import Words
from screens.widgets.status import KeyHint, KeyStrip

# The library's own icons are pictures two cells wide, which old consoles lack.
Icons.set_picker(lambda place: Text("/" if is_dir(Path(place)) else " "))


class FileDialog(FileOpen):
    """A file dialog as large as the window; a file dropped on it stands in its line."""

    DEFAULT_CSS = """
    FileDialog {
        background: $background;
        Dialog { width: 100%; height: 1fr; background: $surface; border: solid $border; }
        InputBar { padding: 0 1; Input { width: 1fr; } Select { width: 30; max-width: 40%; } Button { min-width: 10; } }
        Input, SelectCurrent, Button { border: solid $border !important; }
        Input:focus, Select:focus > SelectCurrent, Button:focus { border: double $accent !important; }
    }
    """

    def __init__(self, words: Words, title: str, accepted: Callable[[Path], bool], kind: str = "files.fitting") -> None:
        self.ERROR_A_FILE_MUST_EXIST = words("files.must_exist")
        self.ERROR_A_FILE_MUST_BE_CHOSEN = words("files.must_be_chosen")
        self.ERROR_PERMISSION_ERROR = words("files.closed")
        filters = Filters((words(kind), accepted), (words("files.all"), lambda _path: True))
        self._words = words
        self._untold = ""
        super().__init__(Path.home(), title, open_button=words("files.open"), cancel_button=words("files.cancel"), filters=filters)
        self._suggest_path = _Beginnings()

    def compose(self) -> ComposeResult:
        """Give the dialog, and the keys below it."""
        yield from super().compose()
        yield KeyStrip()

    def on_mount(self) -> None:
        """Tell the keys."""
        self.query_one(KeyStrip).show(_keys(self._words))

    @on(events.Paste)
    def _take_dropped(self, event: events.Paste) -> None:
        line, text = self.query_one(Input), _dropped(event)
        if Path(text).is_absolute():
            line.clear()
        line.insert_text_at_cursor(text)
        line.focus()
        if several := places.several(event.text):
            self._untold = self._words("files.several", count=len(several))

    @on(Input.Changed)
    def _tell(self) -> None:
        """Say what there is to say of a paste: as it changed the line, the library takes away what was said."""
        if self._untold:
            self.call_next(self._set_error, self._untold)
            self._untold = ""

    @on(Input.Submitted)
    @on(Button.Pressed, "#select")
    def _require_sayable(self, event: Input.Submitted | Button.Pressed) -> None:
        """Say what no file can be called, or what is closed: the library asks the system for whatever stands there."""
        line = self.query_one(Input).value
        try:
            chosen = (self.query_one(DirectoryNavigation).location / Path(line).expanduser()).resolve()
            chosen.is_dir(), chosen.exists()
        except PermissionError:
            why = self.ERROR_PERMISSION_ERROR
        except (OSError, RuntimeError, ValueError):
            why = self.ERROR_A_FILE_MUST_EXIST
        else:
            return
        event.stop()
        event.prevent_default()
        self._set_error(why)

    def _input_bar(self) -> ComposeResult:
        """Give the line with the way of a paste past it, and the kinds of files."""
        _line, *kinds = super()._input_bar()
        yield _Line(suggester=self._suggest_path)
        yield from kinds


class _Line(Input):
    """The line of a file dialog, which leaves what is pasted to the dialog."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()


class _Beginnings(SuggestPath):
    """Offers a file that begins as what is typed does: to the library the signs of a pattern were one, which it could not always read."""

    async def get_suggestion(self, value: str) -> str | None:
        """The first of them, None where there is none or it cannot be looked for."""
        at = Path(self.root) / value
        if not value or not at.name or not value.endswith(at.name):
            return None
        try:
            with os.scandir(at.parent) as found:
                names = sorted(each.name for each in found if each.name.startswith(at.name))
        except (OSError, ValueError):
            return None
        return value.removesuffix(at.name) + names[0] if names else None


class FolderDialog(SelectDirectory):
    """A dialog that chooses a folder, as large as the window; it goes where a folder is dropped on it."""

    DEFAULT_CSS = """
    FolderDialog {
        background: $background;
        Dialog { width: 100%; height: 1fr; background: $surface; border: solid $border; }
        InputBar { padding: 0 1; Label { width: 1fr; } Button { min-width: 10; } }
        InputBar Label, Button { border: solid $border !important; }
        Button:focus { border: double $accent !important; }
    }
    """

    def __init__(self, words: Words, title: str) -> None:
        self.ERROR_PERMISSION_ERROR = words("files.closed")
        self._words = words
        super().__init__(Path.home(), title, select_button=words("files.choose_folder"), cancel_button=words("files.cancel"))

    def compose(self) -> ComposeResult:
        """Give the dialog, and the keys below it."""
        yield from super().compose()
        yield KeyStrip()

    def on_mount(self) -> None:
        """Tell the keys."""
        self.query_one(KeyStrip).show(_keys(self._words))

    @on(events.Paste)
    def _take_dropped(self, event: events.Paste) -> None:
        folder = Path(_dropped(event))
        if folder.is_absolute() and is_dir(folder):
            self.query_one(DirectoryNavigation).location = folder


def _dropped(event: events.Paste) -> str:
    """The path that was dropped, or the first line that was pasted, as it is: names of files hold what no text may."""
    return places.dropped(next(iter(event.text.splitlines()), ""))


def _keys(words: Words) -> tuple[KeyHint, ...]:
    told = {"↑↓": "dialog.key.move", "Enter": "files.open", "Backspace": "files.up", "Tab": "files.part", "Esc": "dialog.key.cancel"}
    return tuple(KeyHint(key, words(name)) for key, name in told.items())


def documents(beginning: str) -> Callable[[Path], bool]:
    """Whether a file is a document by its name: one that begins so."""
    return lambda path: path.suffix.lower() == ".toml" and path.name.lower().startswith(beginning)
