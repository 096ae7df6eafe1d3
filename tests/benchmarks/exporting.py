"""Verdict files written by the plain command, beside tomli-w and a plain write of the same documents."""

import shutil
import time
import tomllib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import harmonic_mean
from typing import Final

import tomli_w

from tests.benchmarks import documents, many, profiles
from tests.benchmarks.frame import Benchmark, Figure, Goal, Run, paired
from tests.benchmarks.processes import PROGRAM, spawned

FEW: Final = 300
"""Verifications where time is short, and to know how many can be written in it."""
_SAMPLE: Final = 300
"""How many documents are written by tomli-w to know its rate."""


def _ours(run: Run, profile: Path, count: int) -> float:
    """Files in a second, from the start of the command to its end."""
    folder = run.folder / "copies" / "exported"
    shutil.rmtree(folder, ignore_errors=True)
    took = spawned((*PROGRAM, "--data-dir", str(profile), "export", "--to", str(folder))).wall / 1000
    for end in ("*.toml", "*.toml.sig"):
        written = sum(1 for _ in folder.glob(end))
        if written != count:
            raise ValueError(f"{written} of {count} files {end} were written")
    return count / took


def _raw(run: Run) -> float:
    """The same of tomli-w and a plain write, of some of those documents."""
    bodies = list(islice(documents.read(run.folder / "copies" / "exported"), _SAMPLE))
    read = [tomllib.loads(body.decode()) for body in bodies]
    folder = run.folder / "copies" / "raw-export"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    began = time.perf_counter()
    for number, document in enumerate(read):
        (folder / f"{number}.toml").write_bytes(tomli_w.dumps(document).encode())
    return len(read) / (time.perf_counter() - began)


def _profile(run: Run, count: int) -> Path:
    """A profile of that many verifications with a verdict."""
    made = profiles.kept(run, f"decided-{count}", lambda folder: many.filled(folder, count, is_deep=True, is_decided=True))
    return profiles.copied(run, made, "exporting")


def _measure(run: Run) -> Iterator[Figure]:
    count, ours, raw = FEW, [], []
    for _ in range(run.sized(2, 1)):
        ours.append(_ours(run, _profile(run, FEW), FEW))
        raw.append(_raw(run))
    if not run.is_quick:
        # As many as are written in a minute and a half, if all of them are not; of few, half of the time is the start.
        count = min(10_000, int(max(ours) * 2 * 90))
        run.say(f"  {count} of 10,000 are written")
        # The floor is measured before and behind, since it takes no more than a moment of this.
        before, ours = _raw(run), [_ours(run, _profile(run, count), count)]
        raw = [harmonic_mean((before, _raw(run)))]
    yield paired("export: drafts", ours, raw, "files/s")


BENCHMARK: Final = Benchmark(
    "export",
    "verdict files of 10,000 verifications, or of as many as are written in a minute and a half, frozen, signed and written by"
    " `verifier export`, its start included (300 in short)",
    "tomli-w and a plain write of the same documents, known already",
    {"export: drafts": Goal("at least", 0.8)},
    _measure,
)
