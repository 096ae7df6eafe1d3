"""Which profiles have their database on a server. Nothing here speaks to one, so that asking costs nothing."""

import os
import re
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

from models import causes
from models.database_address import place
from models.errors import Refusal

_DRIVER: Final = "psycopg"
_EXTRA: Final = "postgresql"
_LANGUAGE: Final = "language"
"""The file of the profile folder that tells the language of its owner before the server is asked."""
_LONGEST: Final = 16
_TEAMS: Final = "team"
"""The file of the profile folder that tells the first team this computer met at the server, and the last one it saw."""
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_CHOSEN: Final[dict[str, str]] = {}
"""The address of the database by the folder of the profile."""


class Met(NamedTuple):
    """The digests of the first team that this computer met at the server and of the last one it saw; empty where it met none."""

    first: str
    last: str


def choose(folder: Path, url: str) -> None:
    """Have the database of the profile in `folder` on the server at `url` from now on; in its folder where that is empty."""
    if url:
        _CHOSEN[os.path.realpath(folder)] = url
    else:
        _CHOSEN.pop(os.path.realpath(folder), None)


def chosen(folder: Path) -> str:
    """The address of the database of the profile in `folder`; empty where it is in that folder."""
    return _CHOSEN.get(os.path.realpath(folder), "") if _CHOSEN else ""


def make(folder: Path) -> None:
    """Make the folder of a profile where there is none; Refusal `profile.folder`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal("profile.folder", folder=folder, cause=causes.of_system(error)) from error


def require_file(folder: Path) -> None:
    """Refuse (`server.not_here`) what is done to the file of a database, for a profile whose database is on a server."""
    url = chosen(folder)
    if url:
        raise Refusal("server.not_here", place=place(url))


def require_driver() -> None:
    """Refuse (`server.no_driver`) a server where the library that speaks to it is not installed."""
    if find_spec(_DRIVER) is None:
        from models.extras import installing

        raise Refusal("server.no_driver", command=installing(_EXTRA))


def language(folder: Path) -> str:
    """The language of the owner of a profile whose database is on a server, as it was at the last start; empty where nobody knows."""
    return _kept(folder / _LANGUAGE)[:_LONGEST].decode("ascii", "replace").strip()


def keep_language(folder: Path, spoken: str) -> None:
    """Keep it for the next start, which speaks before it asks; where that cannot be, it begins in the usual language."""
    _keep(folder / _LANGUAGE, f"{spoken}\n".encode())


def met(folder: Path) -> Met:
    """Which teams the profile in `folder` met at its server."""
    found = _DIGEST.findall(_kept(folder / _TEAMS).decode("ascii", "replace"))
    return Met(found[0], found[-1]) if found else Met("", "")


def keep_met(folder: Path, teams: Met) -> None:
    """Keep that for every later start; where that cannot be, the next one meets them as the first time."""
    _keep(folder / _TEAMS, f"{teams.first}\n{teams.last}\n".encode())


def team_file(folder: Path) -> Path:
    """The file in which it is kept."""
    return folder / _TEAMS


def _keep(file: Path, told: bytes) -> None:
    before = _kept(file)
    if before != told:
        from models.landing import put_over  # nearly every start finds it as it was

        with suppress(Refusal):
            put_over(file, told, before or None)


def _kept(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
