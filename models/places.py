"""Where things live when nobody says otherwise: the user's own folders on each system."""

from pathlib import Path

import platformdirs

from models import causes
from models.errors import Refusal
from models.settings import FILE, Settings

_DIRS = platformdirs.PlatformDirs("verifier", appauthor=False)


def settings_file(profile: Path | None) -> Path | None:
    """The settings file in the folder `profile` where one is given and has one, else the user's own, None where there is neither.

    Raises:
        Refusal: `profile.folder` or `settings.missing` when one may not even look.
    """
    own = _DIRS.user_config_path / FILE
    try:
        if profile is not None and (profile / FILE).is_file():
            return profile / FILE
    except OSError as error:
        raise Refusal("profile.folder", folder=profile, cause=causes.of_system(error)) from error
    try:
        return own if own.is_file() else None
    except OSError as error:
        raise Refusal("settings.missing", file=own) from error


def profile_folder(settings: Settings) -> Path:
    """The folder of the profile."""
    return settings.data or _DIRS.user_data_path


def export_folder(settings: Settings) -> Path:
    """The folder verdict files go to."""
    return settings.export or Path(platformdirs.user_documents_path()) / "verifier"


def told(path: Path) -> str:
    """`path` as people read it, with `~` for their home."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
