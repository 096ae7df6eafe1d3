"""An exchange with a folder: with nothing new, and with ten documents among ten thousand."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Final

from models import exchange
from models.carriers.address import parsed
from models.carriers.folder import Folder
from models.codes import digest
from models.desk import intake
from models.desk.desk import Desk, opened
from models.documents import signatures
from models.documents.keys import PrivateKey
from models.documents.travelling import Signed, met, put
from models.keyring import Keyring
from tests.benchmarks import profiles
from tests.benchmarks.frame import Benchmark, Figure, Goal, Run, in_turn, paired
from tests.desk.noting_kit import VISIT, drawn
from tests.desk.reviewing_kit import trio

NEW: Final = 10
"""Documents that are new at an exchange."""
FEW: Final = 100
_AT_ONCE: Final = 500


class _Notes:
    """Notes on an agency, the smallest documents there are: one of the desk's repeated under other ids, signed anew."""

    def __init__(self, model: Signed, key: PrivateKey, made: int = 0) -> None:
        self._model, self._key, self._made = model, key, made
        (self._id,) = (line.split('"')[1] for line in model.body.decode().splitlines() if line.startswith("note = "))

    def made(self, count: int) -> list[Signed]:
        """As many that nobody has yet."""
        found = []
        for _ in range(count):
            self._made += 1
            body = self._model.body.replace(self._id.encode(), digest(str(self._made).encode())[:16].encode())
            name = f"{self._model.name.rpartition('_')[0]}_{digest(body)[:16]}.toml"
            found.append(Signed(name, body, (signatures.sign(self._key, body, "note"),)))
        return found


def _take(desk: Desk, documents: list[Signed]) -> None:
    for first in range(0, len(documents), _AT_ONCE):
        several = documents[first : first + _AT_ONCE]
        desk.do(intake.take, several, {digest(each.body) for each in several})


def _exchanged(desk: Desk, carrier: Path) -> tuple[float, int]:
    """Milliseconds of an exchange, and how many documents it sent."""
    with closing(Folder(parsed("share", str(carrier)))) as opened_:
        began = time.perf_counter()
        done = exchange.exchange(desk, "share", opened_)
        return (time.perf_counter() - began) * 1000, done.sent


def _filled(run: Run, count: int) -> tuple[Path, _Notes]:
    """A copy of a laptop with `count` notes, all of which lie in the folder that it exchanges with, and notes that are none of these."""
    folder = profiles.copied(run, profiles.kept(run, f"carried-{count}", lambda folder: _fill(folder, count)), f"sync-{count}")
    (model,) = (folder / "model").glob("*.toml")
    return folder, _Notes(met(model), Keyring(folder / "team" / "vera").person(), count)


def _fill(folder: Path, count: int) -> None:
    with trio(folder / "team") as team:
        model = drawn(team.verifier, "visit", VISIT, "11")
        put(folder / "model", model)
        notes = _Notes(model, team.verifier.ring.person())
    carrier = folder / "carrier"
    carrier.mkdir()
    with opened(folder / "team" / "lina") as desk:
        _take(desk, notes.made(count))
        _exchanged(desk, carrier)


def _ways(desk: Desk, carrier: Path, notes: _Notes, new: int) -> Callable[[], float]:
    def way() -> float:
        _take(desk, notes.made(new))
        took, sent = _exchanged(desk, carrier)
        if sent != new:
            raise ValueError(f"{sent} of {new} were sent")
        return took

    return way


def _measure(run: Run) -> Iterator[Figure]:
    many = run.sized(10_000, 1_000)
    with ExitStack() as stack:
        places = {count: _filled(run, count) for count in (FEW, many)}
        desks = {count: stack.enter_context(opened(folder / "team" / "lina")) for count, (folder, _) in places.items()}
        for new, name in ((0, "sync: nothing new"), (NEW, "sync: ten new")):
            ways = {str(count): _ways(desks[count], folder / "carrier", notes, new) for count, (folder, notes) in places.items()}
            taken = in_turn(ways, run.rounds(11, 5))
            yield paired(name, taken[str(many)], taken[str(FEW)])


BENCHMARK: Final = Benchmark(
    "sync",
    "an exchange with a folder that holds 10,000 documents (1,000 in short): with nothing new, and with ten that are",
    "the same with a folder that holds 100",
    {"sync: nothing new": Goal("at most", 1.2), "sync: ten new": Goal("at most", 1.2)},
    _measure,
)
