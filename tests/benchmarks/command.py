"""The command line of the benchmarks."""

import argparse
import os
import tempfile
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from hatch_build import compile_catalogues, draw_help
from tests.benchmarks import table, written
from tests.benchmarks.every import BENCHMARKS
from tests.benchmarks.frame import Benchmark, Measured, Run, measured
from tests.conftest import ROOT

Write = Callable[[Sequence[Measured], Run], None]


def main(words: Sequence[str]) -> int:
    """Measure what is asked for and show it; 1 where a goal is missed, 2 where a name is unknown."""
    asked = _asked(words)
    # Where the output goes into a file, no line is broken.
    console = Console(width=None if os.isatty(1) else 160)
    if asked.list:
        for each in BENCHMARKS:
            console.print(f"{each.name:10} {each.what}", markup=False, highlight=False)
        return 0
    wanted = chosen(asked.names, is_quick=asked.quick)
    if wanted is None:
        console.print(f"known are {', '.join(each.name for each in BENCHMARKS)}", markup=False)
        return 2
    compile_catalogues(ROOT)
    draw_help(ROOT)
    run = Run(asked.folder, asked.quick, asked.peers, lambda said: Console(stderr=True).print(said, style="dim", markup=False))
    found, failed = _all(wanted, run, written.write if asked.write else None)
    table.shown(console, found)
    missed = [each.figure.name for each in found if each.is_met is False]
    for said, names in (("missed", missed), ("not measured", failed)):
        if names:
            console.print(f"{said}: {', '.join(names)}", markup=False, highlight=False)
    return 1 if missed or failed else 0


def chosen(names: Sequence[str], *, is_quick: bool) -> list[Benchmark] | None:
    """The benchmarks of these names, all where none is given, only the quick ones where time is short; None where a name is unknown."""
    known = {each.name: each for each in BENCHMARKS}
    if not known.keys() >= set(names):
        return None
    return [known[name] for name in names] or [each for each in BENCHMARKS if each.is_quick or not is_quick]


def _all(
    wanted: Sequence[Benchmark], run: Run, write: Callable[[Sequence[Measured], Run], None] | None
) -> tuple[list[Measured], list[str]]:
    """Every figure, and the benchmarks that stumbled over something: that is said, and the others are measured all the same.

    Where they are to be written, they are after each benchmark.
    """
    found: list[Measured] = []
    failed: list[str] = []
    for benchmark in wanted:
        run.say(f"{benchmark.name}: {benchmark.what}")
        try:
            for each in measured(benchmark, run):
                found.append(each)
                run.say(f"  {' · '.join(filter(None, table.row(each)))}")
            if write is not None:
                write(found, run)
        except Exception:
            failed.append(benchmark.name)
            run.say(traceback.format_exc())
    return found, failed


def _asked(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="What the program takes, beside the least it could.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="which benchmarks; all where none is named")
    parser.add_argument("--quick", action="store_true", help="smaller sizes and fewer rounds, in under two minutes")
    parser.add_argument("--list", action="store_true", help="say what there is to measure")
    parser.add_argument("--write", action="store_true", help="write the table and the curves into docs/performance.md")
    known = os.environ.get("VERIFIER_PEERS")
    parser.add_argument("--peers", type=Path, default=Path(known) if known else None, help="folder of environments with other programs")
    kept = Path(tempfile.gettempdir()) / "verifier-benchmarks"
    parser.add_argument("--folder", type=Path, default=kept, help="where big profiles are kept for the next time")
    return parser.parse_args(words)
