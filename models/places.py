"""Where things live when nobody says otherwise: the user's own folders on each system."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models import causes, homes
from models.errors import Refusal
from models.settings import FILE, Settings, at_home

VARIABLE: Final = "VERIFIER_CONFIG"
"""Names the settings file where the command line does not."""
_ADDRESS: Final = "file://"

if TYPE_CHECKING:
    from platformdirs import PlatformDirs


def settings_file(profile: Path | None, named: Path | None = None) -> Path | None:
    """The settings file to be used, None where there is none.

    It is the one `named`, else that of `VARIABLE`, there or not; else the one in the folder `profile`; else the user's own.

    Raises:
        Refusal: `profile.folder` or `settings.missing` when one may not even look.
    """
    if named is not None:
        return named
    if wanted := os.environ.get(VARIABLE, ""):
        file = at_home(wanted)
        with suppress(OSError):  # the current folder is gone: whoever reads the file says so
            file = file.absolute()
        return file
    own = own_settings_file()
    try:
        if profile is not None and _is_file(profile / FILE):
            return profile / FILE
    except OSError as error:
        raise Refusal("profile.folder", folder=profile, cause=causes.of_system(error)) from error
    try:
        return own if _is_file(own) else None
    except OSError as error:
        raise Refusal("settings.missing", file=own) from error


def _is_file(path: Path) -> bool:
    """Whether a file is there; what keeps anybody from looking, such as a link that leads in a circle, passes as an OSError."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def own_settings_file() -> Path:
    """Where the user's own settings file is, or will be."""
    known = homes.config()
    return (Path(known) if known else _dirs().user_config_path) / FILE


def profile_folder(settings: Settings) -> Path:
    """The folder of the profile."""
    known = homes.data()
    return settings.data or (Path(known) if known else _dirs().user_data_path)


def export_folder(settings: Settings) -> Path:
    """The folder verdict files go to."""
    import platformdirs

    return settings.export or Path(platformdirs.user_documents_path()) / "verifier"


def told(path: Path) -> str:
    """`path` as people read it, with `~` for their home."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


def dropped(text: str) -> str:
    """The path of a file that `text` names by `~`, or as terminals do one dropped on them: in quotes, with backslashes, as an address.

    Of several the first.
    """
    from urllib.parse import unquote

    if all_ := several(text):
        return all_[0]
    bare = text.strip()
    address = unquote(bare.removeprefix(_ADDRESS)) if bare.startswith(_ADDRESS) else ""
    for found in (str(at_home(bare)), bare.strip('"'), *_as_of_a_shell(bare), address):
        if Path(found).is_absolute() and os.path.lexists(found):
            return found
    return text


def several(text: str) -> list[str]:
    """The paths of the files that `text` names where it is more than one, all of them there: between blanks, or a line each."""
    if os.path.lexists(text.strip()):
        return []
    lines = text.split("\n") if "\n" in text.strip() else _words(text)
    named = [line for line in lines if line.strip()]
    found = [dropped(each) for each in named] if len(named) > 1 else []
    is_each = all(Path(path).is_absolute() and os.path.lexists(path) for path in found)
    return found if is_each else []


def _as_of_a_shell(text: str) -> list[str]:
    words = _words(text)
    return words if len(words) == 1 else []


def _words(text: str) -> list[str]:
    import shlex

    try:
        return shlex.split(text)
    except ValueError:
        return []


def _dirs() -> "PlatformDirs":
    """The folders of every system, from the library that knows them: it is long to import."""
    from platformdirs import PlatformDirs

    return PlatformDirs(homes.PROGRAM, appauthor=False)
