"""A disk that fails at one call: those of Python, and those of SQLite through a library before the system's."""

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

CALLS: Final = ("open", "write", "fsync", "replace", "mkdir", "close", "chmod")
"""What is failed, by the names in `os`; a write is that of a file object."""
SHIM: Final = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>
static char kind[16]; static int left, error, seen;
void fail_at(const char *name, int k, int code) { strncpy(kind, name, 15); left = k; error = code; seen = 0; }
int has_failed(void) { return seen; }
static int due(const char *name, int fd) {
    char link[64], path[512]; ssize_t n;
    if (left <= 0 || strcmp(kind, name)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    n = readlink(link, path, sizeof path - 1);
    if (n < 0) return 0;
    path[n] = 0;
    if (!strstr(path, "verifier.db") || --left) return 0;
    seen = 1; errno = error; return 1;
}
#define REAL(type, name) static type real; if (!real) real = (type) dlsym(RTLD_NEXT, name)
typedef ssize_t (*wr)(int, const void *, size_t);
typedef ssize_t (*pwr)(int, const void *, size_t, off_t);
typedef int (*sy)(int);
ssize_t write(int f, const void *b, size_t n) { REAL(wr, "write"); return due("write", f) ? -1 : real(f, b, n); }
ssize_t pwrite(int f, const void *b, size_t n, off_t o) { REAL(pwr, "pwrite"); return due("write", f) ? -1 : real(f, b, n, o); }
ssize_t pwrite64(int f, const void *b, size_t n, off_t o) { REAL(pwr, "pwrite64"); return due("write", f) ? -1 : real(f, b, n, o); }
int fsync(int f) { REAL(sy, "fsync"); return due("fsync", f) ? -1 : real(f); }
int fdatasync(int f) { REAL(sy, "fdatasync"); return due("fsync", f) ? -1 : real(f); }
"""
"""Fails call number k of a kind on a file of the database."""


class Failure:
    """One call that fails: its kind, its number and its error."""

    def __init__(self, kind: str, at: int, error: int) -> None:
        self._kind, self._left, self._error = kind, at, error
        self.happened = False

    def due(self, kind: str) -> None:
        """Fail where it is time to."""
        if kind == self._kind and not self.happened:
            self._left -= 1
            if self._left == 0:
                self.happened = True
                raise OSError(self._error, os.strerror(self._error))


class _File:
    """A file object whose writes may fail."""

    def __init__(self, file: Any, failure: Failure) -> None:
        self._file, self._failure = file, failure

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> "_File":
        self._file.__enter__()
        return self

    def __exit__(self, *told: Any) -> None:
        self._file.__exit__(*told)

    def write(self, content: Any) -> int:
        self._failure.due("write")
        return int(self._file.write(content))


@contextmanager
def failing(kind: str, at: int, error: int) -> Iterator[Failure]:
    """In the block call number `at` of a kind fails, of those that make, write, name or sync a file."""
    failure = Failure(kind, at, error)
    with pytest.MonkeyPatch.context() as patch:
        for name in (name for name in CALLS if name != "write"):
            patch.setattr(os, name, _before(getattr(os, name), name, failure))
        patch.setattr(os, "fdopen", _wrapped(os.fdopen, failure))
        patch.setattr(io, "open", _wrapped(io.open, failure))
        yield failure


def _before(real: Any, name: str, failure: Failure) -> Any:
    def call(*args: Any, **named: Any) -> Any:
        failure.due(name)
        return real(*args, **named)

    return call


def _wrapped(real: Any, failure: Failure) -> Any:
    def call(file: Any, mode: str = "r", *args: Any, **named: Any) -> Any:
        opened = real(file, mode, *args, **named)
        return _File(opened, failure) if set(mode) & set("wax+") else opened

    return call


def shim(folder: Path) -> Path:
    """The library that fails calls of SQLite, made by the compiler of this machine."""
    source, made = folder / "shim.c", folder / "shim.so"
    source.write_text(SHIM)
    compiler = shutil.which("cc") or shutil.which("gcc")
    assert compiler is not None, "a C compiler is needed: `.ci/run` installs one"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", made, source, "-ldl"], check=True)
    return made
