"""The frame of benchmarks: what is measured, beside which floor, towards which goal; runs in turn, and their ratios pair by pair."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final, Literal

Timed = Callable[[], float]
"""Does something once and gives what it took."""

LEAST: Final = 3
"""Fewest rounds that say anything."""
_SIGNS: Final = {"at most": "≤", "at least": "≥"}


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure is to reach: its ratio to the floor, or itself in its unit."""

    sense: Literal["at most", "at least"]
    bound: float
    of: Literal["ratio", "value"] = "ratio"

    def is_met(self, figure: "Figure") -> bool:
        """Whether a figure reaches it."""
        reached = figure.ratio if self.of == "ratio" else figure.value
        return reached <= self.bound if self.sense == "at most" else reached >= self.bound

    def told(self, unit: str) -> str:
        """The goal as a table says it."""
        bound = f"{self.bound:g}"
        return f"{_SIGNS[self.sense]} {bound} ×" if self.of == "ratio" else f"{_SIGNS[self.sense]} {bound} {unit}"


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured: medians of ours and of the floor, and their ratio pair by pair with its least and greatest."""

    name: str
    value: float
    floor: float
    ratio: float
    least: float
    greatest: float
    unit: str = "ms"
    runs: int = 1

    def renamed(self, name: str) -> "Figure":
        """The same under another name."""
        return Figure(name, self.value, self.floor, self.ratio, self.least, self.greatest, self.unit, self.runs)


@dataclass(frozen=True, slots=True)
class Run:
    """How the benchmarks are run this time."""

    folder: Path
    """Where big profiles are kept for the next time."""
    is_quick: bool = False
    peers: Path | None = None
    """A folder of environments in which other programs stand."""
    say: Callable[[str], None] = lambda _said: None
    """Told what is done now, and which sizes are smaller than they should be."""
    curves: dict[str, dict[int, float]] = field(default_factory=dict)
    """Figures by the number of rows they were measured with, by name."""

    def sized(self, whole: int, quick: int) -> int:
        """A number: `whole`, or `quick` where time is short."""
        return quick if self.is_quick else whole

    def rounds(self, whole: int, quick: int = 5) -> int:
        """How often each thing is done."""
        return self.sized(whole, quick)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A set of figures that are measured together."""

    name: str
    what: str
    """What is measured, in one sentence."""
    floor: str
    """What it is measured beside, in one sentence."""
    goals: Mapping[str, Goal | None]
    """The figures it gives, each with its goal; None where it is only told."""
    measure: Callable[[Run], Iterator[Figure]]
    is_quick: bool = True
    """Whether it is also run where time is short."""


def in_turn(ways: Mapping[str, Timed], rounds: int, warm: int = 1, seconds: float = 60) -> dict[str, list[float]]:
    """What each way took each time, run in turn A B A B, so that what disturbs one disturbs all; the first are thrown away.

    After some seconds no further round is begun, once there are three.
    """
    taken: dict[str, list[float]] = {name: [] for name in ways}
    last = time.monotonic() + seconds
    for number in range(rounds + warm):
        if number >= warm + LEAST and time.monotonic() > last:
            break
        for name, way in ways.items():
            took = way()
            if number >= warm:
                taken[name].append(took)
    return taken


def paired(name: str, ours: Sequence[float], floor: Sequence[float], unit: str = "ms") -> Figure:
    """The figure of runs that were made in turn: the median of their ratios, not the ratio of their medians."""
    ratios = [ours_ / floor_ for ours_, floor_ in zip(ours, floor, strict=True)]
    return Figure(name, median(ours), median(floor), median(ratios), min(ratios), max(ratios), unit, len(ratios))


def compared(name: str, value: float, floor: float, unit: str = "ms", runs: int = 1) -> Figure:
    """The figure of two numbers, where there are no pairs."""
    ratio = value / floor
    return Figure(name, value, floor, ratio, ratio, ratio, unit, runs)


def part(values: Sequence[float], share: float) -> float:
    """The value below which a share of all lies, such as 0.99."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with the benchmark it belongs to, and whether its goal is met; None where it has none."""

    benchmark: Benchmark
    figure: Figure

    @property
    def goal(self) -> Goal | None:
        """Its goal."""
        return self.benchmark.goals[self.figure.name]

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met."""
        return None if self.goal is None else self.goal.is_met(self.figure)


def measured(benchmark: Benchmark, run: Run) -> Iterator[Measured]:
    """The figures of a benchmark, each of which has been announced."""
    for figure in benchmark.measure(run):
        if figure.name not in benchmark.goals:
            raise KeyError(f"{benchmark.name} gives {figure.name}, for which it names no goal")
        yield Measured(benchmark, figure)
