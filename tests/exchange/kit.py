"""What tests of the exchange share: a carrier in memory that can be looked into, and laptops that exchange with it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from models import exchange
from models.codes import digest
from models.desk import keeping, notes, projections, ways
from models.desk.desk import opened
from models.errors import Refusal
from models.exchanged import Exchanged, Way
from models.keyring import Keyring
from tests.desk.noting_kit import VISIT, drawn
from tests.desk.reviewing_kit import Laptop, Trio


@dataclass
class Memory:
    """A carrier that keeps what it is given and counts what it is asked."""

    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    before: Callable[[str, str], None] = lambda _verb, _path: None
    """Called before each verb; whatever it raises ends the verb."""

    def names(self, folder: str) -> frozenset[str]:
        """What stands directly in a folder."""
        self._ask("names", folder)
        return frozenset(path[len(folder) + 1 :].split("/")[0] for path in self.files if path.startswith(f"{folder}/"))

    def get(self, path: str, limit: int) -> bytes | None:
        """The bytes at a path."""
        self._ask("get", path)
        found = self.files.get(path)
        if found is not None and len(found) > limit:
            raise Refusal("carrier.too_large", carrier="hq", path=path, limit=limit // 1000)
        return found

    def put(self, path: str, content: bytes) -> None:
        """Put bytes where nothing stands."""
        self._ask("put", path)
        if path in self.files:
            raise Refusal("carrier.taken", carrier="hq", path=path)
        self.files[path] = content

    def put_over(self, path: str, content: bytes) -> None:
        """Put bytes in the place of others."""
        self._ask("put_over", path)
        self.files[path] = content

    def close(self) -> None:
        """Nothing is held."""

    def _ask(self, verb: str, path: str) -> None:
        self.asked.append((verb, path))
        self.before(verb, path)


def meets(laptop: Laptop, carrier: Memory, name: str = "hq") -> Exchanged:
    """An exchange of a laptop with a carrier, before and behind which its outbox is as a recount has it."""
    laptop.clock.step()
    assert not laptop.desk.ask(projections.waiting).unlike
    try:
        return exchange.exchange(laptop.desk, name, carrier)
    finally:
        assert not laptop.desk.ask(projections.waiting).unlike


def writes(laptop: Laptop, agency: str = "11", **more: str) -> str:
    """A note written on a laptop: the digest of its document, the cheapest there is."""
    laptop.clock.step()
    signed = drawn(laptop, "visit", VISIT | more, agency)
    laptop.desk.do(notes.write, signed)
    return digest(signed.body)


def documents(laptop: Laptop, kind: str = "note") -> set[str]:
    """The digests of the documents of a kind that are on a laptop."""
    return {line.id for line in laptop.desk.ask(keeping.lines) if line.kind == kind}


def away_at(verb: str, at: int = 1) -> Callable[[str, str], None]:
    """A line that is cut when a verb is asked for the `at`-th time."""
    count = 0

    def before(asked: str, _path: str) -> None:
        nonlocal count
        count += asked == verb
        if asked == verb and count >= at:
            raise Refusal("carrier.away", carrier="hq", address="hq.example", cause="-")

    return before


def way(laptop: Laptop, document: str) -> Way:
    """How far a document is on its way, as a laptop tells it."""
    return next(line.way for line in laptop.desk.ask(ways.ways) if line.digest == document)


def goes_on_behind_a_copy(team: Trio, carrier: Memory, folder: Path) -> str:
    """Vera's profile lies in `old` as it is copied now, and then she goes on: the note that she writes and exchanges, which it lacks."""
    clock = team.verifier.clock
    meets(team.verifier, carrier)
    team.verifier.desk.ledger.close()
    shutil.copytree(folder / "vera", folder / "old")
    with opened(folder / "vera", clock=clock) as desk:
        went_on = Laptop(desk, Keyring(folder / "vera"), clock)
        lost = writes(went_on)
        meets(went_on, carrier)
    return lost
