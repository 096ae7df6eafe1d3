"""A disk whose every flush takes longer, by a library that is loaded before all others; where there is a compiler for it."""

import shutil
import subprocess
from pathlib import Path
from typing import Final

_SOURCE: Final = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
static int after(const char *name, int file) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    int done = real(file);
    usleep(MICROSECONDS);
    return done;
}
int fsync(int file) { return after("fsync", file); }
int fdatasync(int file) { return after("fdatasync", file); }
"""


def slowed(folder: Path, milliseconds: int) -> Path | None:
    """The library that lets a flush take so much longer; None where nothing can make it."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    source, library = folder / "slow.c", folder / f"slow-{milliseconds}.so"
    source.write_text(_SOURCE.replace("MICROSECONDS", str(milliseconds * 1000)), "utf-8")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True, timeout=60)
    return library
