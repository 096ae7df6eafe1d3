"""Where things live when nobody says otherwise: the user's own folders on each system."""

from pathlib import Path

import platformdirs

from models.settings import FILE, Settings

_DIRS = platformdirs.PlatformDirs("verifier", appauthor=False)


def settings_file() -> Path | None:
    """The user's settings file, None where there is none."""
    path = _DIRS.user_config_path / FILE
    return path if path.is_file() else None


def profile_folder(settings: Settings) -> Path:
    """The folder of the profile."""
    return settings.data or _DIRS.user_data_path


def export_folder(settings: Settings) -> Path:
    """The folder verdict files go to."""
    return settings.export or Path(platformdirs.user_documents_path()) / "verifier"
