"""Lists of a million lines beside lists of a thousand: opening one, paging, jumping to its end, filtering, and the memory they take."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from tests.benchmarks import many, profiles
from tests.benchmarks.frame import Benchmark, Figure, Goal, Run, compared, in_turn, paired
from tests.benchmarks.processes import PROGRAM
from tests.benchmarks.window import Window

_SETTLED: Final = 0.12
"""Seconds without output after which a list stands, which may be painted in more than one piece."""
_SEEN: Final = r"\d\d\d\d-"
_RESTING: Final = 6
"""Seconds within which a program that has a copy to make begins with it."""
_IDLE: Final = 20
"""Ticks of the processor that it has in that time while it rests."""
_PATIENCE: Final = 40
FEW: Final = 1_000
_ROUNDS: Final = 25
"""How often each act is timed: more pages than that are not in the short list."""
_KEYS: Final = {"page": ("page down",), "end": ("home", "end"), "filter": ("f",), "open": ("a", "escape")}
"""The keys of each act, of which the last one is timed."""


def sizes(run: Run) -> tuple[int, ...]:
    """How many verifications there are, the fewest first."""
    return (FEW, 10_000) if run.is_quick else (FEW, 10_000, 100_000, 1_000_000)


def _opened(stack: ExitStack, run: Run, count: int) -> Window:
    made = profiles.kept(run, f"list-{count}", lambda folder: many.filled(folder, count))
    window = stack.enter_context(Window((*PROGRAM, "--data-dir", str(profiles.copied(run, made, f"list-{count}")))))
    window.until_text(_SEEN)
    window.until_quiet(2, 120)
    if not run.is_quick:
        _rest(window)
    return window


def _rest(window: Window) -> None:
    """Wait until the program rests: the copy of the day, of which it makes one of every database, is no part of its lists."""
    for _ in range(_PATIENCE):
        before = _busy(window.pid)
        last = window.now + _RESTING * 1000
        while window.now < last:
            window.pump(1)
        if _busy(window.pid) - before <= _IDLE:
            return


def _busy(pid: int) -> int:
    """Ticks of the processor that a program has had."""
    told = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return int(told[11]) + int(told[12])


def _pressed(window: Window, keys: tuple[str, ...]) -> float:
    for key in keys[:-1]:
        window.painted(key, 60, _SETTLED)
    found = window.painted(keys[-1], 60, _SETTLED)
    if found is None:
        raise TimeoutError(f"nothing was drawn after {keys}")
    return found[1]


def _timed(windows: dict[int, Window], keys: tuple[str, ...]) -> dict[str, Callable[[], float]]:
    return {str(count): partial(_pressed, window, keys) for count, window in windows.items()}


def _measure(run: Run) -> Iterator[Figure]:
    with ExitStack() as stack:
        windows = {count: _opened(stack, run, count) for count in sizes(run)}
        most = max(windows)
        for name, keys in _KEYS.items():
            taken = in_turn(_timed(windows, keys), run.rounds(_ROUNDS, 3))
            run.curves[f"list: {name}"] = {count: median(taken[str(count)]) for count in windows}
            yield paired(f"list: {name}", taken[str(most)], taken[str(FEW)])
        memory = {count: window.memory()[0] for count, window in windows.items()}
        run.curves["list: memory"] = memory
        yield compared("list: memory beyond", memory[most] - memory[FEW], 3, "MiB")


BENCHMARK: Final = Benchmark(
    "lists",
    "the start screen with 1,000,000 verifications of one's own, of which none has answers (10,000 where time is short)",
    "the same with 1,000; for the memory, 3 MiB",
    {
        **{f"list: {name}": Goal("at most", 1.1) for name in _KEYS},
        "list: memory beyond": Goal("at most", 3, "value"),
    },
    _measure,
)
