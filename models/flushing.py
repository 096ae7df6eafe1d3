"""Whether a disk keeps what it was told to keep: as far as that can be measured, by how long it takes.

A program can see whether flushing takes time, and how the disk is mounted. It cannot see whether the disk itself tells the truth.
"""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from models.disks import Disk, Kind
from models.landing import sync

FILE: Final = ".verifier-flush.part"
_TIMES: Final = 24
_PAGE: Final = b"\xa5" * 4096
_LEAST_RATIO: Final = 2
"""A write that is flushed takes at least so many times as long as one that is not; on the quickest disks it is ten times."""
_NO_BARRIER: Final = frozenset({"nobarrier", "barrier=0", "volatile"})
"""How file systems are told not to wait for the disk, and overlays not to sync at all."""


@dataclass(frozen=True, slots=True)
class Flushing:
    """How long a write of one page takes, in microseconds."""

    flushed: int
    unflushed: int

    @property
    def is_flushed(self) -> bool:
        """Whether waiting for the disk takes time at all."""
        return self.flushed >= _LEAST_RATIO * self.unflushed


def no_barrier(disk: Disk) -> str:
    """The option by which a disk is mounted so that nothing waits for it, empty where there is none."""
    return next(iter(sorted(disk.options & _NO_BARRIER)), "")


def is_memory(disk: Disk) -> bool:
    """Whether nothing that is written there outlives a power cut anyway."""
    return disk.kind is Kind.MEMORY


def measured(folder: Path) -> Flushing:
    """How long writing takes in `folder`, in a file that is gone afterwards; OSError where it cannot be written."""
    path = folder / FILE
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        times: dict[bool, list[float]] = {False: [], True: []}
        for number in range(_TIMES):
            for is_flushed in (False, True):
                started = time.perf_counter()
                os.lseek(descriptor, number * len(_PAGE), os.SEEK_SET)
                os.write(descriptor, _PAGE)
                if is_flushed:
                    sync(descriptor)
                times[is_flushed].append(time.perf_counter() - started)
    finally:
        os.close(descriptor)
        with suppress(OSError):
            path.unlink()
    return Flushing(*(round(median(times[is_flushed]) * 1_000_000) for is_flushed in (True, False)))
