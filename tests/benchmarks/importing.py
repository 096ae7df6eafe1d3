"""Signed verdict files taken in by the plain command, beside the same rows put into the same tables by the driver alone."""

import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from models.ledger import driver
from tests.benchmarks import documents, profiles
from tests.benchmarks.frame import Benchmark, Figure, Goal, Run, paired
from tests.benchmarks.processes import PYTHON, environment

_IMPORTING: Final = """
import os, sys, time
from tui.cli import main
processors, profile, *folders = sys.argv[1:]
os.sched_setaffinity(0, set(list(os.sched_getaffinity(0))[:int(processors)]))
main(["--data-dir", profile, "import", "--dry-run", folders[0] + "/nothing.toml"])
began = time.perf_counter()
main(["--data-dir", profile, "import", *folders])
print("\\ntook", time.perf_counter() - began)
"""
"""Takes folders in on so many processors, and says in how many seconds once all was loaded."""
Rows = dict[str, list[tuple[Any, ...]]]


def _ours(profile: Path, folders: Sequence[Path], processors: int) -> float:
    """Seconds in which files are taken in."""
    words = [PYTHON, "-c", _IMPORTING, str(processors), str(profile), *map(str, folders)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=environment())
    return float(done.stdout.rpartition("took ")[2])


def _rows(before: Path, after: Path) -> Rows:
    """The rows that stand in one profile and not in another, by their table, without what triggers and the index for the search write."""
    with closing(driver.connect(after / driver.DATABASE, writing=True)) as connection:
        connection.execute("ATTACH DATABASE ? AS old", (str(before / driver.DATABASE),))
        asked = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search_text%'"
        names = [name for (name,) in connection.execute(asked)]
        found: Rows = {}
        for name in names:
            # Not by EXCEPT, which would sort all bodies.
            old = set(connection.execute(f'SELECT * FROM old."{name}"'))
            found[name] = [row for row in connection.execute(f'SELECT * FROM main."{name}"') if row not in old]
        return found


def _raw(profile: Path, rows: Rows) -> float:
    """Seconds in which the driver alone puts rows in, in one durable transaction."""
    with closing(driver.connect(profile / driver.DATABASE, writing=True)) as connection:
        driver.prepare(connection, profile / driver.DATABASE, writing=True)
        connection.execute("PRAGMA foreign_keys=0")
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for name, found in rows.items():
            if found:
                marks = ", ".join("?" * len(found[0]))
                connection.executemany(f'INSERT OR REPLACE INTO "{name}" VALUES ({marks})', found)
        connection.execute("COMMIT")
        return time.perf_counter() - began


def _measure(run: Run) -> Iterator[Figure]:
    count = run.sized(10_000, 1_280)
    made = profiles.kept(run, f"verdicts-{count}", lambda folder: documents.written(folder, count))
    folders = sorted((made / "files").iterdir())
    ours: dict[int, list[float]] = {1: [], 2: []}
    raw: list[float] = []
    for _ in range(run.sized(2, 1)):
        for processors, rates in ours.items():
            profile = profiles.copied(run, made / "profile", "importing")
            rates.append(count / _ours(profile, folders, processors))
        rows = _rows(made / "profile", profile)
        if len(rows["result"]) != count:
            raise ValueError(f"{len(rows['result'])} of {count} verdict files were taken in")
        raw.append(count / _raw(profiles.copied(run, made / "profile", "raw"), rows))
        shutil.rmtree(profile)
    yield paired("import: one reader", ours[1], raw, "files/s")
    yield paired("import: two readers", ours[2], raw, "files/s")


BENCHMARK: Final = Benchmark(
    "import",
    "10,000 signed verdict files of 75 kB read, checked and taken in by `verifier import`, on one processor and on two (1,280 in short)",
    "the rows that came of it, put into the same tables with their triggers by executemany alone, in one durable transaction",
    {"import: one reader": Goal("at least", 0.2), "import: two readers": Goal("at least", 0.33)},
    _measure,
)
