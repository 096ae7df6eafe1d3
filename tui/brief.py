"""What is known of a run before anything large is imported, and the help on the program told from that alone."""

from __future__ import annotations

import os

from models import homes
from models.built_in import LONGEST, SETTINGS, is_usual
from models.catalogue import LANGUAGES, of_language
from models.ledger import first
from tui.switches import columns, of_screens
from tui.told import told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Final

    from tui.switches import Switches

_FILE: Final = "verifier.toml"
_LOOK: Final = "look"


class Brief:
    """The look that is set, the language, and what stands in the profile."""

    __slots__ = ("first", "folder", "language", "look")

    def __init__(self, folder: str, look: dict[str, str], language: str, found: first.First | None) -> None:
        self.folder = folder
        self.look = look
        self.language = language
        self.first = found


def known(switches: Switches) -> Brief | None:
    """What is known; None where that takes more than a glance, as where the settings are at fault or the profile is of another format."""
    file, folder = _settings_file(switches), _absolute(switches.data_dir)
    said = {} if file == "" else _said(file)
    if said is None:
        return None
    look, places = ({**SETTINGS[table], **said.get(table, {})} for table in (_LOOK, "places"))
    folder = folder or _absolute(places["data"]) or homes.data()
    if not folder or said.get("database", {}).get("url") or said.get("keys"):
        return None
    found = first.read(folder)
    if found is None and os.path.exists(os.path.join(folder, first.DATABASE)):  # noqa: PTH110, PTH118 - pathlib takes as long as all of this
        return None
    of_profile = str(found[0][4]) if found else ""
    wishes = (switches.language, look["language"], os.environ.get("VERIFIER_LANG", ""), of_profile)
    return Brief(folder, look, next((wish for wish in wishes if wish in LANGUAGES), "id"), found)


def _settings_file(switches: Switches) -> str | None:
    """The user's settings file, empty where there is none; None where only more would tell which it is."""
    if switches.config or os.environ.get("VERIFIER_CONFIG"):
        return None
    own = homes.config()
    folders = [_absolute(switches.data_dir)] if switches.data_dir else []
    for folder in (*folders, own):
        if not folder:
            return None
        # Whatever else has its name, such as a pipe that nobody writes to, is passed over by the whole program too.
        if os.path.isfile(os.path.join(folder, _FILE)):  # noqa: PTH113, PTH118
            return os.path.join(folder, _FILE)  # noqa: PTH118
    return ""


def _said(file: str | None) -> dict[str, Any] | None:
    """What a settings file says, where every value of it is a text in a table."""
    if file is None:
        return None
    import tomllib

    try:
        with open(file, "rb") as readable:  # noqa: PTH123
            raw = readable.read(LONGEST + 1)
        if not is_usual(raw):
            return None
        said = tomllib.loads(raw.decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    is_plain = all(isinstance(table, dict) and all(isinstance(value, str) for value in table.values()) for table in said.values())
    return said if is_plain and all(key in SETTINGS[_LOOK] for key in said.get(_LOOK, {})) else None


def _absolute(path: str) -> str:
    return os.path.abspath(os.path.expanduser(path)) if path else ""  # noqa: PTH100, PTH111


def told_help(arguments: Sequence[str]) -> bool:
    """Tell the help on the whole program where nothing else is asked for; whether that was done."""
    *before, last = arguments or ("",)
    switches = of_screens(before, LANGUAGES) if last in ("-h", "--help") else None
    found = known(switches) if switches else None
    if found is None:
        return False
    return told(_kept(found.language) or _drawn(found.language))


def help_file(language: str, width: int) -> str:
    """Where the build keeps the help of a language in so many columns."""
    return os.path.join(os.path.dirname(__file__), "help", f"{language}.{width}.txt")  # noqa: PTH118, PTH120


def _kept(language: str) -> str:
    """The help as the build drew it; empty where it did not, or words have changed since."""
    file = help_file(language, columns())
    try:
        if os.stat(file).st_mtime < os.stat(of_language(language).file).st_mtime:  # noqa: PTH116
            return ""
        with open(file, encoding="utf-8") as readable:  # noqa: PTH123
            return readable.read()
    except OSError:
        return ""


def _drawn(language: str) -> str:
    from tui.parsing import outer

    return outer(of_language(language)).format_help()
