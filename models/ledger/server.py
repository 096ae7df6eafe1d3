"""Which profiles have their database on a server. Nothing here speaks to one, so that asking costs nothing."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from models.database_address import place
from models.errors import Refusal

_DRIVER: Final = "psycopg"
_EXTRA: Final = "postgresql"
_CHOSEN: Final[dict[str, str]] = {}
"""The address of the database by the folder of the profile."""


def choose(folder: Path, url: str) -> None:
    """Have the database of the profile in `folder` on the server at `url` from now on; in its folder where that is empty."""
    if url:
        _CHOSEN[os.path.realpath(folder)] = url
    else:
        _CHOSEN.pop(os.path.realpath(folder), None)


def chosen(folder: Path) -> str:
    """The address of the database of the profile in `folder`; empty where it is in that folder."""
    return _CHOSEN.get(os.path.realpath(folder), "") if _CHOSEN else ""


def require_file(folder: Path) -> None:
    """Refuse (`server.not_here`) what is done to the file of a database, for a profile whose database is on a server."""
    url = chosen(folder)
    if url:
        raise Refusal("server.not_here", place=place(url))


def require_driver() -> None:
    """Refuse (`server.no_driver`) a server where the library that speaks to it is not installed."""
    if find_spec(_DRIVER) is None:
        raise Refusal("server.no_driver", extra=_EXTRA)
