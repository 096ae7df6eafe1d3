"""The national figures of a hundred thousand issued verifications, as the screen of figures asks for them."""

import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from statistics import median
from typing import Any, Final

from models.desk import figures, recaps
from models.desk.desk import Desk, opened
from models.ledger import driver
from tests.benchmarks import counted, profiles
from tests.benchmarks.frame import Benchmark, Figure, Goal, Run, in_turn, paired

_LIMIT: Final = 150
"""Milliseconds."""


def _asked(desk: Desk) -> float:
    """Milliseconds until all figures are known."""
    began = time.perf_counter()
    found, _ = desk.ask(recaps.told)
    desk.ask(figures.checklists, found)
    return (time.perf_counter() - began) * 1000


def _read(connection: Any) -> float:
    """Milliseconds until all rows of the results are read by the driver."""
    began = time.perf_counter()
    connection.execute("SELECT * FROM result").fetchall()
    return (time.perf_counter() - began) * 1000


def _measure(run: Run) -> Iterator[Figure]:
    sizes = (1_000, 10_000) if run.is_quick else (1_000, 10_000, 100_000)
    curve = run.curves.setdefault("figures", {})
    for count in sizes:
        profile = profiles.kept(run, f"issued-{count}", partial(counted.issued, count=count))
        with opened(profile, writing=False) as desk, closing(driver.connect(profile / driver.DATABASE, writing=False)) as connection:
            ways = {"ours": partial(_asked, desk), "read": partial(_read, connection)}
            taken = in_turn(ways, run.rounds(7, 3), seconds=30)
        curve[count] = median(taken["ours"])
    yield paired(f"figures: {sizes[-1] // 1000} thousand", taken["ours"], taken["read"])


BENCHMARK: Final = Benchmark(
    "figures",
    "all figures of 100,000 issued verifications asked of the desk (10,000 in short)",
    "all rows of the results read by the driver",
    dict.fromkeys(("figures: 100 thousand", "figures: 10 thousand"), Goal("at most", _LIMIT, "value")),
    _measure,
)
