"""Which profiles have their database on a server. Nothing here speaks to one, so that asking costs nothing."""

import os
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from models.database_address import place
from models.errors import Refusal

_DRIVER: Final = "psycopg"
_EXTRA: Final = "postgresql"
_LANGUAGE: Final = "language"
"""The file of the profile folder that tells the language of its owner before the server is asked."""
_LONGEST: Final = 16
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


def language(folder: Path) -> str:
    """The language of the owner of a profile whose database is on a server, as it was at the last start; empty where nobody knows."""
    return _kept(folder)[:_LONGEST].decode("ascii", "replace").strip()


def keep_language(folder: Path, spoken: str) -> None:
    """Keep it for the next start, which speaks before it asks; where that cannot be, it begins in the usual language."""
    before = _kept(folder)
    if before != (told := f"{spoken}\n".encode()):
        from models.landing import put_over  # nearly every start finds it as it was

        with suppress(Refusal):
            put_over(folder / _LANGUAGE, told, before or None)


def _kept(folder: Path) -> bytes:
    try:
        return (folder / _LANGUAGE).read_bytes()
    except OSError:
        return b""
