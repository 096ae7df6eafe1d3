"""From a key that answers an item to the answer on the disk and on the screen, in a real terminal."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Final

from tests.benchmarks import profiles, programs
from tests.benchmarks.frame import Benchmark, Figure, Goal, Run, compared, paired, part
from tests.benchmarks.processes import PROGRAM
from tests.benchmarks.slow_disk import slowed
from tests.benchmarks.window import Window

_FRAME: Final = 1000 / 60
"""Milliseconds of a frame."""
IN_A_ROW: Final = 38
"""Keys until one goes back to the first item."""
_GAP: Final = 0.03
"""Seconds between keys, which nobody presses quicker."""
_LEVELS: Final = "42"
"""Levels that every item takes, in turn, so that each key changes something."""
_SLOW: Final = 10
"""Milliseconds that a flush of the slow disk takes longer."""


class _Disk:
    """A database of its own beside that of the profile, to which one row is written and flushed."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "flush.db", isolation_level=None)
        for said in ("journal_mode=WAL", "synchronous=FULL"):
            self._connection.execute(f"PRAGMA {said}").fetchall()
        self._connection.execute("CREATE TABLE IF NOT EXISTS said (id INTEGER PRIMARY KEY, text TEXT)")

    def flushed(self) -> float:
        """Milliseconds of a commit."""
        began = time.perf_counter()
        self._connection.execute("INSERT INTO said(text) VALUES ('an answer')")
        return (time.perf_counter() - began) * 1000

    def close(self) -> None:
        """Close it."""
        self._connection.close()


def answering(folder: Path, more: dict[str, str] | None = None) -> Window:
    """The program with a sheet in front, at its first item."""
    window = Window((*PROGRAM, "--data-dir", str(folder)), more=more or {})
    window.until_text("Provinsi Jawa Barat")
    window.until_quiet(1)
    window.send("enter")
    window.until_text("REG-01", since=len(window.pieces))
    window.until_quiet(0.5)
    return window


def _bare(run: Run) -> Window:
    window = Window(programs.written(run.folder / "programs", "line", programs.LINE))
    window.until_text(programs.READY)
    window.until_quiet(0.5)
    return window


def pressed(
    ours: Window, bare: Window, count: int, disk: _Disk | None = None, *, are_alike: bool = False
) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds from each key to the end of the repaint in ours and in the bare list, and of a commit of the same disk.

    Where both `are_alike`, sheets of ours, both go back to their first items together: at its last one a sheet repaints less.
    """
    taken: tuple[list[float], list[float], list[float]] = ([], [], [])
    for number in range(-5, count):
        if number % IN_A_ROW == 0:
            for window in (ours, bare) if are_alike else (ours,):
                window.painted("home")
        found = {}
        # Who comes first finds less of theirs in the memory of the processor: each does in turn.
        for window in (ours, bare) if number % 2 else (bare, ours):
            time.sleep(_GAP)
            found[window] = window.painted(_LEVELS[number // IN_A_ROW % 2])
        of_ours, beside = found[ours], found[bare]
        if of_ours is None or beside is None:
            raise TimeoutError(f"nothing was drawn after key {number}")
        if number >= 0:
            taken[0].append(of_ours[1])
            taken[1].append(beside[1])
            if disk is not None:
                taken[2].append(disk.flushed())
    return taken


def moved(ours: Window, count: int) -> tuple[list[float], list[float]]:
    """Milliseconds from each key that answers, and from the next ones, which only move: the same is painted and nothing is kept."""
    answers, moves = [], []
    for number in range(-2, count):
        if number % IN_A_ROW == 0:
            ours.painted("home")
        taken = []
        for pressed_ in (_LEVELS[number // IN_A_ROW % 2], "down", "up"):
            time.sleep(_GAP)
            found = ours.painted(pressed_)
            if found is None:
                raise TimeoutError(f"nothing was drawn after {pressed_} at {number}")
            taken.append(found[1])
        if number >= 0:
            answers.append(taken[0])
            moves.append((taken[1] + taken[2]) / 2)
    return answers, moves


def _measure(run: Run) -> Iterator[Figure]:
    profile = profiles.copied(run, profiles.kept(run, "usual", profiles.usual), "key")
    count = run.sized(300, 40)
    with closing(_Disk(profile)) as disk, answering(profile) as ours, _bare(run) as bare:
        answered, line, flushes = pressed(ours, bare, count, disk)
        beside = moved(ours, run.sized(100, 12))
    yield paired("key: answer kept and painted", answered, line)
    yield paired("key: beside what is only painted", *beside)
    yield compared("key: 99th of 100", part(answered, 0.99), median(flushes) + _FRAME, runs=count)
    yield compared("key: flush of this disk", median(flushes), median(line), runs=count)
    library = slowed(run.folder / "programs", _SLOW)
    if library is None:
        run.say("  no compiler: the slow disk is left out")
        return
    profile = profiles.copied(run, profiles.kept(run, "usual", profiles.usual), "key-slow")
    with answering(profile, {"LD_PRELOAD": str(library)}) as ours, _bare(run) as bare:
        answered, line, _ = pressed(ours, bare, run.sized(100, 12))
    yield compared("key: on a slow disk", median(answered), median(line) + _SLOW, runs=len(answered))


BENCHMARK: Final = Benchmark(
    "key",
    "from a key that answers an item to the end of the repaint, the answer flushed; 300 keys in a terminal of 120×40",
    "a bare list of lines with Textual that repaints two of them and keeps nothing; for the 99th, a flush and a frame; beside what is"
    " only painted, our own sheet when the cursor moves on",
    {
        "key: answer kept and painted": Goal("at most", 1.3),
        "key: beside what is only painted": Goal("at most", 1.3),
        "key: 99th of 100": Goal("at most", 1),
        "key: flush of this disk": None,
        "key: on a slow disk": None,
    },
    _measure,
)
