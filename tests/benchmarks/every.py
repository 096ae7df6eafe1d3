"""All benchmarks, in the order in which they are shown."""

from typing import Final

from tests.benchmarks import commands, key, lists, start
from tests.benchmarks.frame import Benchmark

BENCHMARKS: Final[tuple[Benchmark, ...]] = (start.BENCHMARK, commands.BENCHMARK, key.BENCHMARK, lists.BENCHMARK)
