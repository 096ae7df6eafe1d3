"""A server with a guarded database, made once, of which every test gets a copy."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.headquarters.kit import Headquarters, made
from tests.postgres import Server, server


@pytest.fixture(scope="session")
def at() -> Iterator[Server]:
    """The server."""
    with server() as found:
        yield found


@pytest.fixture(scope="session")
def _made(at: Server, tmp_path_factory: pytest.TempPathFactory) -> Headquarters:
    return made(at, tmp_path_factory.mktemp("headquarters"))


@pytest.fixture
def hq(_made: Headquarters, tmp_path: Path) -> Iterator[Headquarters]:
    """Headquarters as founded, for one test: its database is dropped before the disk has taken it."""
    folder = tmp_path / "people"
    shutil.copytree(_made.folder, folder)
    database = _made.at.database(_made.database)
    yield Headquarters(_made.at, database, folder)
    _made.at.run(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
