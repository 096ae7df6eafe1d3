"""The suite on PostgreSQL: every profile folder has a database of its own there, which is copied where the folder is copied."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from models.ledger import server
from models.ledger.engine import Ledger

if TYPE_CHECKING:
    from tests.postgres import Server


class Databases:
    """The databases of profile folders at a server, made when one is first asked for."""

    def __init__(self, at: "Server") -> None:
        self._at = at
        self._names: dict[str, str] = {}
        self._empty = at.database()
        folder = Path(tempfile.mkdtemp(prefix="verifier-empty-"))
        self._names[os.path.realpath(folder)] = self._empty
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(server, "chosen", self.url)
            Ledger.open(folder).close()
        shutil.rmtree(folder)

    def url(self, folder: Path) -> str:
        """The address of the database of a profile folder."""
        place = os.path.realpath(folder)
        if place not in self._names:
            self._names[place] = self._at.database(self._empty)
        return self._at.url(self._names[place])

    def copied(self, source: Path, target: Path) -> None:
        """Give every profile folder within `target` a copy of the database of its like within `source`."""
        here, there = os.path.realpath(source), os.path.realpath(target)
        for place, name in [*self._names.items()]:
            if place == here or place.startswith(f"{here}{os.sep}"):
                # Whoever has it open connects anew; nothing is copied that is in use.
                self._at.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
                self._drop(f"{there}{place.removeprefix(here)}")
                self._names[f"{there}{place.removeprefix(here)}"] = self._at.database(name)

    def drop(self, within: Path) -> None:
        """Drop the databases of all profile folders within a folder."""
        top = os.path.realpath(within)
        for place in [place for place in self._names if place == top or place.startswith(f"{top}{os.sep}")]:
            self._drop(place)

    def _drop(self, place: str) -> None:
        if name := self._names.pop(place, ""):
            self._at.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def everywhere() -> Iterator[Databases]:
    """Have every profile that is opened here on a server."""
    from tests.postgres import server as running  # what speaks to it takes long to import

    with running() as at, pytest.MonkeyPatch.context() as patch:
        databases, copytree = Databases(at), shutil.copytree

        def copied(source: Path, target: Path, *args: Any, **kwargs: Any) -> Any:
            done = copytree(source, target, *args, **kwargs)
            databases.copied(Path(source), Path(target))
            return done

        patch.setattr(server, "chosen", databases.url)
        patch.setattr(shutil, "copytree", copied)
        yield databases
