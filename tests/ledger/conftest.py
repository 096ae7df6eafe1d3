"""A PostgreSQL server for tests of the ledger, and a desk at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.desk import people
from models.desk.desk import Desk, opened
from models.ledger import server
from tests.desk.acts import begun
from tests.postgres import Server
from tests.postgres import server as running


@pytest.fixture(scope="session")
def at() -> Iterator[Server]:
    """A server."""
    with running() as found:
        yield found


@pytest.fixture(scope="session")
def made(at: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database in which a verification is begun, which is only copied."""
    name, folder = at.database(), tmp_path_factory.mktemp("made") / "profile"
    server.choose(folder, at.url(name))
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        begun(desk)
    return name


@pytest.fixture
def url(at: Server, made: str) -> str:
    """The address of a copy of it."""
    return at.url(at.database(made))


@pytest.fixture
def ani(url: str, tmp_path: Path) -> Iterator[Desk]:
    """Ani at it."""
    server.choose(tmp_path / "at", url)
    with opened(tmp_path / "at") as desk:
        yield desk
