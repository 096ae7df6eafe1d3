"""The journeys walk through whole days of work: they belong to the slow run."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from models.desk.desk import Desk
from models.errors import Refusal
from tests.desk.reviewing_kit import Trio, trio

SAID: Final = "Ruang penyimpanan /x penuh"
Verb = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey as slow."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.slow)


class Disk:
    """Refuses the verbs and questions it is told to."""

    def __init__(self) -> None:
        self.refused: set[Verb] = set()

    def passes(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(desk: Desk, verb: Verb, *args: Any, **kwargs: Any) -> Any:
            if verb in self.refused:
                raise Refusal("profile.disk_full", folder="/x", missing=9)
            return method(desk, verb, *args, **kwargs)

        return guarded


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """The disk under every desk."""
    disk = Disk()
    for name in ("do", "ask"):
        monkeypatch.setattr(Desk, name, disk.passes(getattr(Desk, name)))
    yield disk
    disk.refused.clear()


@pytest.fixture(autouse=True)
def _documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: Path.home() / "Documents")


@pytest.fixture
def stick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder that all laptops write to and read from."""
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)
    return tmp_path / "verifier"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Trio]:
    """Three laptops; one is closed before a screen opens it."""
    with trio(tmp_path) as made:
        yield made
