"""How soon the program can be seen, how soon it answers a key, and how much memory it has then."""

from collections.abc import Iterator, Mapping
from typing import Final

from tests.benchmarks import profiles, programs
from tests.benchmarks.frame import Benchmark, Figure, Goal, Run, paired
from tests.benchmarks.processes import PROGRAM
from tests.benchmarks.window import Window

_SEEN: Final = "Provinsi Jawa Barat"
"""What stands in the second line of the start screen of the profile."""
_MOVED: Final = rf"› *\S+ +{_SEEN}"
"""The same with the cursor on it."""


def _hello(words: tuple[str, ...]) -> Mapping[str, float]:
    with Window(words) as window:
        shown = window.until_text(programs.READY)
        mark = len(window.pieces)
        window.send("x")
        live = window.until_text("pressed", since=mark)
        window.until_quiet(0.4)
        return {"seen": shown, "live": live, "rss": window.memory()[0]}


def _ours(words: tuple[str, ...]) -> Mapping[str, float]:
    """When its picture can be read; when a key that was pressed at once has been answered; its memory once all is loaded."""
    with Window(words) as window:
        seen = window.until_text(_SEEN)
        mark = len(window.pieces)
        window.send("down")
        live = window.until_text(_MOVED, since=mark)
        window.until_quiet(0.6)
        return {"seen": seen, "live": live, "rss": window.memory()[0]}


def _measure(run: Run) -> Iterator[Figure]:
    profile = profiles.copied(run, profiles.kept(run, "usual", profiles.usual), "start")
    hello = programs.written(run.folder / "programs", "hello", programs.HELLO)
    ours = (*PROGRAM, "--data-dir", str(profile))
    taken: dict[str, list[Mapping[str, float]]] = {"hello": [], "ours": []}
    for number in range(run.rounds(15, 3) + 1):
        for name, found in (("hello", _hello(hello)), ("ours", _ours(ours))):
            if number:
                taken[name].append(found)

    def figure(name: str, ours: str, floor: str, unit: str = "ms") -> Figure:
        return paired(name, [each[ours] for each in taken["ours"]], [each[floor] for each in taken["hello"]], unit)

    yield figure("start: picture", "seen", "seen")
    yield figure("start: answers a key", "live", "live")
    yield figure("start: memory", "rss", "rss", "MiB")


BENCHMARK: Final = Benchmark(
    "start",
    "from the start of the process to the picture and to the first key that is answered, in a terminal of 120×40",
    "the smallest program with Textual, started in turn with ours",
    {"start: picture": Goal("at most", 0.15), "start: answers a key": Goal("at most", 1.10), "start: memory": None},
    _measure,
)
