"""How much memory the program takes with a season loaded."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from models.codes import digest
from models.desk import intake
from models.desk.desk import opened
from models.ledger import driver
from tests.benchmarks import documents, profiles, programs
from tests.benchmarks.frame import Benchmark, Figure, Goal, Run, paired
from tests.benchmarks.processes import PROGRAM
from tests.benchmarks.window import Window
from tests.desk.reviewing_kit import founded

SEASON: Final = documents.OF_A_ROUND
"""Agencies, each with a verification whose way is gone to its end."""
_LOOKED: Final = "au"
"""Screens that are looked at: agencies and figures."""


def season(folder: Path, count: int) -> None:
    """The supervisor's profile with the submissions, reviews and verdicts of a season, signed by three people."""
    way = documents.gone(folder / "made")
    shutil.copytree(founded()[0] / "surya", folder, dirs_exist_ok=True)
    with opened(folder) as desk:
        for first in range(0, count, 20):
            offered = [each for number in range(first, min(first + 20, count)) for each in way.repeated(number)]
            desk.do(intake.take, offered, {digest(each.body) for each in offered})
    shutil.rmtree(folder / "made")
    with closing(driver.connect(folder / driver.DATABASE, writing=False)) as connection:
        (kept,) = connection.execute("SELECT count(*) FROM verification WHERE state = 'issued'").fetchone()
    if kept != count:
        raise ValueError(f"{kept} of {count} verifications are issued")


def _ours(profile: Path) -> float:
    with Window((*PROGRAM, "--data-dir", str(profile))) as window:
        window.until_text("Surya")
        window.until_quiet(1)
        for screen in _LOOKED:
            window.painted(screen, 10, 0.3)
            window.painted("escape", 10, 0.3)
        window.until_quiet(1)
        return window.memory()[0]


def _hello(words: tuple[str, ...]) -> float:
    with Window(words) as window:
        window.until_text(programs.READY)
        window.until_quiet(0.3)
        return window.memory()[0]


def _measure(run: Run) -> Iterator[Figure]:
    count = run.sized(SEASON, 40)
    profile = profiles.copied(run, profiles.kept(run, f"season-{count}", lambda folder: season(folder, count)), "memory")
    bare = programs.written(run.folder / "programs", "hello-model", programs.WITH_MODEL)
    rounds = range(run.rounds(5, 1))
    ours, floor = [], []
    for _ in rounds:
        ours.append(_ours(profile))
        floor.append(_hello(bare))
    yield paired("memory: a season loaded", ours, floor, "MiB")


BENCHMARK: Final = Benchmark(
    "memory",
    "memory of the program with the signed documents of 640 agencies, its agencies and figures looked at (40 agencies in short)",
    "the smallest program with Textual, SQLModel loaded",
    {"memory: a season loaded": Goal("at most", 1.3)},
    _measure,
)
