"""A checklist of two thousand items beside the shipped one of 52: how soon an answer is kept and painted."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from models.moments import now
from tests.benchmarks import key, profiles
from tests.benchmarks.frame import Benchmark, Figure, Goal, Run, paired
from tests.large import ITEMS, TIMES, begun_long


def _made(folder: Path) -> None:
    begun_long(folder, now, TIMES)


def _usual(folder: Path) -> None:
    begun_long(folder, now, 1)


def _measure(run: Run) -> Iterator[Figure]:
    long, short = (
        profiles.copied(run, profiles.kept(run, name, make), f"items-{name}") for name, make in (("long", _made), ("short", _usual))
    )
    taken, usual = list[float](), list[float]()
    # One start may lie better in memory than another by more than is looked for here.
    for _ in range(run.rounds(3, 1)):
        with key.answering(long) as ours, key.answering(short) as beside:
            of_long, of_short, _flushes = key.pressed(ours, beside, run.sized(2 * key.IN_A_ROW, 40), are_alike=True)
        taken += of_long
        usual += of_short
    yield paired("long: answer kept and painted", taken, usual)


BENCHMARK: Final = Benchmark(
    "long",
    f"from a key that answers to the end of the repaint, with a checklist of {ITEMS:,} items",
    "the same with its 52 items",
    {"long: answer kept and painted": Goal("at most", 1.2)},
    _measure,
)
