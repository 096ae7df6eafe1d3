"""Carriers in memory that tear, delay, drop, repeat and lie, and that die with the laptop at any call."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from models.documents import segment
from models.documents.segment import Segment
from models.errors import Refusal
from tests.exchange.kit import Memory

FAULTS: Final = ("none", "away", "died", "torn", "torn unsaid", "dropped", "said late", "empty", "older", "garbled")
"""What a carrier may do at the call an exchange is told to go wrong at: `empty`, `older` and `garbled` are lies about what is there."""
_READ: Final[dict[bytes, Segment | None]] = {}


class Died(BaseException):
    """The laptop was switched off."""


@dataclass
class Store:
    """What lies at a place, and what of it only its writer sees until it has travelled on (as in a folder of Syncthing)."""

    name: str
    is_slow: bool = False
    files: dict[str, bytes] = field(default_factory=dict)
    underway: dict[str, set[str]] = field(default_factory=dict)
    """By path who put it there."""
    has_lost: bool = False

    def held(self) -> set[str]:
        """The digests of the documents in whole segments in their places."""
        return {id_ for path, body in self.files.items() if (found := whole(path, body)) is not None for id_ in found.heading.documents}


def whole(path: str, body: bytes) -> Segment | None:
    """The segment in a file where it is whole and in its place."""
    if body not in _READ:
        try:
            _READ[body] = segment.opened(body, path)
        except Refusal:
            _READ[body] = None
    found = _READ[body]
    return found if found is not None and segment.path(found.heading.writer, found.heading.number) == path else None


@dataclass
class Faulty(Memory):
    """The view that one laptop has of a store during one exchange, in which one thing goes wrong."""

    store: Store = field(default_factory=lambda: Store("hq"))
    laptop: str = ""
    fault: str = "none"
    at: int = 0
    """The call it goes wrong at; lies are told from there on."""
    calls: int = 0

    def names(self, folder: str) -> frozenset[str]:
        """What stands directly in a folder."""
        if self._goes_wrong("names", folder) == "empty":
            return frozenset()
        return frozenset(path[len(folder) + 1 :].split("/")[0] for path in self._seen() if path.startswith(f"{folder}/"))

    def get(self, path: str, limit: int) -> bytes | None:
        """The bytes at a path."""
        fault, seen = self._goes_wrong("get", path), self._seen()
        if fault == "empty":
            return None
        if fault == "older":
            before = [body for other, body in sorted(seen.items()) if other[:18] == path[:18] and other < path]
            return before[-1] if before else None
        found = seen.get(path)
        return found[: len(found) // 2] if found is not None and fault == "garbled" else found

    def put(self, path: str, content: bytes) -> None:
        """Put bytes where nothing stands."""
        fault = self._goes_wrong("put", path)
        if path in self._seen():
            raise Refusal("carrier.taken", carrier=self.store.name, path=path)
        self._land(path, content, fault)

    def put_over(self, path: str, content: bytes) -> None:
        """Put bytes in the place of others."""
        self._land(path, content, self._goes_wrong("put_over", path))

    def _land(self, path: str, content: bytes, fault: str) -> None:
        if fault == "dropped":
            return
        if self.store.files.get(path, content) != content and self.laptop not in self.store.underway.get(path, {self.laptop}):
            raise self._away()  # Syncthing would keep both, one under the name of a conflict
        torn = fault.startswith("torn")
        self.store.files[path] = content[: len(content) // 3] if torn else content
        if self.store.is_slow:
            self.store.underway.setdefault(path, set()).add(self.laptop)
        if fault in ("torn", "said late"):
            raise self._away()

    def _seen(self) -> dict[str, bytes]:
        return {path: body for path, body in self.store.files.items() if self.laptop in self.store.underway.get(path, {self.laptop})}

    def _goes_wrong(self, verb: str, path: str) -> str:
        self._ask(verb, path)
        self.calls += 1
        lies = self.fault in ("empty", "older", "garbled")
        if self.fault == "none" or self.calls < self.at or (self.calls > self.at and not lies):
            return ""
        if self.fault == "died":
            raise Died
        if self.fault == "away":
            raise self._away()
        return self.fault

    def _away(self) -> Refusal:
        return Refusal("carrier.away", carrier=self.store.name, address="hq.example", cause="-")


Look = Callable[[str, int], Faulty]
