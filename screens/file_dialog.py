"""Choosing a file of this laptop, in the words and looks of the house."""

from collections.abc import Callable
from pathlib import Path

from rich.text import Text
from textual_fspicker import FileOpen, Filters, SelectDirectory
from textual_fspicker.icons import Icons
from textual_fspicker.safe_tests import is_dir

from models.words import Words

# The library's own icons are pictures two cells wide, which old consoles lack.
Icons.set_picker(lambda place: Text("/" if is_dir(Path(place)) else " "))


class FileDialog(FileOpen):
    """A file dialog as large as the window."""

    DEFAULT_CSS = """
    FileDialog {
        background: $background;
        Dialog { width: 100%; height: 100%; background: $surface; border: solid $border; }
        InputBar { padding: 0 1; Input { width: 1fr; } Select { width: 30; max-width: 40%; } Button { min-width: 10; } }
    }
    """

    def __init__(self, words: Words, title: str, accepted: Callable[[Path], bool], kind: str = "files.fitting") -> None:
        self.ERROR_A_FILE_MUST_EXIST = words("files.must_exist")
        self.ERROR_A_FILE_MUST_BE_CHOSEN = words("files.must_be_chosen")
        self.ERROR_PERMISSION_ERROR = words("files.closed")
        filters = Filters((words(kind), accepted), (words("files.all"), lambda _path: True))
        super().__init__(Path.home(), title, open_button=words("files.open"), cancel_button=words("files.cancel"), filters=filters)


class FolderDialog(SelectDirectory):
    """A dialog that chooses a folder, as large as the window."""

    DEFAULT_CSS = """
    FolderDialog {
        background: $background;
        Dialog { width: 100%; height: 100%; background: $surface; border: solid $border; }
        InputBar { padding: 0 1; Label { width: 1fr; } Button { min-width: 10; } }
    }
    """

    def __init__(self, words: Words, title: str) -> None:
        self.ERROR_PERMISSION_ERROR = words("files.closed")
        super().__init__(Path.home(), title, select_button=words("files.choose_folder"), cancel_button=words("files.cancel"))


def documents(beginning: str) -> Callable[[Path], bool]:
    """Whether a file is a document by its name: one that begins so."""
    return lambda path: path.suffix.lower() == ".toml" and path.name.lower().startswith(beginning)
