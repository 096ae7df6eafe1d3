"""All benchmarks, in the order in which they are shown."""

from typing import Final

from tests.benchmarks import commands, counting, exporting, importing, key, lists, long, memory, peers, searching, start, syncing
from tests.benchmarks.frame import Benchmark

_MODULES: Final = (start, memory, commands, key, long, lists, counting, searching, importing, exporting, syncing, peers)
BENCHMARKS: Final[tuple[Benchmark, ...]] = tuple(module.BENCHMARK for module in _MODULES)
