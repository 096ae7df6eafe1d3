"""What tests of carriers are given: each kind of place, its server started once."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Final

import pytest

from models.carriers import Carrier
from tests.carriers import servers, web_servers
from tests.carriers.servers import Place


@contextmanager
def folder() -> Iterator[Place]:
    with servers.open_folder() as root:
        yield Place("folder", f"{root}/{{}}", root)


KINDS: Final[dict[str, Callable[[], AbstractContextManager[Place]]]] = {
    "folder": folder,
    "openssh": servers.openssh,
    "asyncssh": servers.asyncssh_server,
    "apache": web_servers.apache,
    "rclone-webdav": web_servers.rclone_webdav,
    "moto": web_servers.moto,
    "rclone-s3": web_servers.rclone_s3,
}


@pytest.fixture(scope="session")
def places() -> Iterator[Callable[[str], Place]]:
    """Gives the place of a kind; its server runs until the end."""
    found: dict[str, Place] = {}
    with ExitStack() as stack:

        def place(kind: str) -> Place:
            if kind not in found:
                found[kind] = stack.enter_context(KINDS[kind]())
            return found[kind]

        yield place


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, places: Callable[[str], Place]) -> Place:
    """Every kind of place, one after the other."""
    return places(request.param)


@pytest.fixture
def carrier(place: Place) -> Iterator[Carrier]:
    """A carrier at an empty folder of the place."""
    made = place.connected()
    yield made
    made.close()
