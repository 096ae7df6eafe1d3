"""What plain commands take from their start to their end, and that they load no Textual."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from tests.benchmarks import profiles
from tests.benchmarks.frame import Benchmark, Figure, Goal, Run, compared, in_turn, paired
from tests.benchmarks.processes import BARE, PROGRAM, loads, spawned

_SCREENS: Final = ("textual", "screens")


def _wall(words: Sequence[str]) -> float:
    return spawned(words).wall


def _measure(run: Run) -> Iterator[Figure]:
    profile = profiles.kept(run, "usual", profiles.usual)
    lists = ("--data-dir", str(profile), "list")
    ways = {"bare": BARE, "--version": (*PROGRAM, "--version"), "--help": (*PROGRAM, "--help"), "list": (*PROGRAM, *lists)}
    taken = in_turn({name: partial(_wall, words) for name, words in ways.items()}, run.rounds(21))
    for name in ("--version", "--help", "list"):
        yield paired(f"command: {name}", taken[name], taken["bare"])
    loaded = sum(len(loads(words, *_SCREENS)) for words in (["--version"], ["--help"], lists))
    # A count of what there should be none of, so that one more than none is twice the floor.
    yield compared("command: screens loaded", 1 + loaded, 1, "")


BENCHMARK: Final = Benchmark(
    "commands",
    "from the start of a plain command to its end",
    "Python that does nothing; no package of screens loaded",
    {
        "command: --version": Goal("at most", 2.5),
        "command: --help": Goal("at most", 2.5),
        "command: list": None,
        "command: screens loaded": Goal("at most", 1),
    },
    _measure,
)
