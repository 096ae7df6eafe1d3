"""A real PostgreSQL server of the tests' own: made in a folder of its own, stopped with them, and stopped or killed by them where asked."""

import os
import shlex
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

import psycopg
import pytest

ADMIN: Final = "postgres"
PASSWORD: Final = "Rahasia-4711"
_NOBODY: Final = "nobody" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
"""Who runs the server: it refuses to be run by root."""
_SAFE: Final = {"wal_level": "replica"}
_QUICK: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests that neither kill the server nor time it."""


@dataclass
class Server:
    """A running server; databases and roles are made at it as an administrator makes them."""

    folder: Path
    port: int
    settings: dict[str, str]
    _names: Iterator[int] = field(default_factory=count)

    def url(self, database: str = "postgres", role: str = ADMIN, password: str = PASSWORD) -> str:
        """What `database.url` says; a password in it is for tests alone, users have PGPASSFILE."""
        return f"postgresql+psycopg://{role}:{password}@127.0.0.1:{self.port}/{database}"

    def connected(self, database: str = "postgres", role: str = ADMIN) -> psycopg.Connection:
        """A connection of the driver alone, each statement on its own."""
        told = f"host=127.0.0.1 port={self.port} dbname={database} user={role} password={PASSWORD}"
        return psycopg.connect(told, autocommit=True)

    def run(self, statement: str, database: str = "postgres") -> None:
        """Run a statement as the administrator."""
        with self.connected(database) as connection:
            connection.execute(statement)

    def database(self, template: str = "template0") -> str:
        """The name of a new database, empty or a copy of another; texts are ordered by their bytes."""
        name = f"made{next(self._names)}_{os.getpid()}"
        # Where nothing waits for the disk, copying files takes half of what writing all pages to the log does.
        strategy = "FILE_COPY" if self.settings.get("fsync") == "off" else "WAL_LOG"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' STRATEGY {strategy}")
        return name

    def start(self) -> None:
        """Start, and wait until somebody is let in."""
        told = [f"-c{name}={value}" for name, value in self.settings.items()]
        with (self.folder / "log").open("ab") as log:
            options = f"-p{self.port} -h127.0.0.1 -k{self.folder} {' '.join(told)}"
            command = [_program("pg_ctl"), "-D", str(self.folder / "data"), "-w", "-t", "60", "-o", options, "start"]
            subprocess.run(command, check=True, stdout=log, stderr=log, user=_NOBODY, cwd=self.folder)

    def stop(self, mode: str = "fast") -> None:
        """Stop; `immediate` is a crash, after which the log is replayed."""
        command = [_program("pg_ctl"), "-D", str(self.folder / "data"), "-m", mode, "-w", "-t", "60", "stop"]
        subprocess.run(command, check=True, capture_output=True, user=_NOBODY, cwd=self.folder)

    def kill(self) -> None:
        """Kill the server as a power cut would, all its processes at once."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
        for each in (pid, *map(int, children)):
            try:
                os.kill(each, signal.SIGKILL)
            except ProcessLookupError:
                continue
        until = time.monotonic() + 10
        while any(Path(f"/proc/{each}").exists() for each in (pid, *map(int, children))) and time.monotonic() < until:
            time.sleep(0.02)
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)


@contextmanager
def server(*, is_durable: bool = False) -> Iterator[Server]:
    """A new server, its pages with checksums; one that is not durable is quicker."""
    if shutil.which(_program("initdb")) is None:
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="verifier-postgres-"))
    try:
        folder.chmod(0o755)
        secret = folder / "secret"
        secret.write_text(PASSWORD)
        if _NOBODY is not None:
            for each in (folder, secret):
                shutil.chown(each, _NOBODY)
        command = [
            _program("initdb"),
            "-D",
            str(folder / "data"),
            "-U",
            ADMIN,
            "-A",
            "scram-sha-256",
            f"--pwfile={secret}",
            "-k",
            "-E",
            "UTF8",
        ]
        command += ["--locale=C", *([] if is_durable else ["-N"])]
        subprocess.run(command, check=True, capture_output=True, user=_NOBODY, cwd=folder)
        made = Server(folder, _free(), dict(_SAFE if is_durable else _QUICK))
        with _ended_with_us(folder):
            made.start()
            yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _ended_with_us(folder: Path) -> Iterator[None]:
    """Stop the server of a folder at the end of the block, and take the folder away too where this process is killed within it."""
    stop = [_program("pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop"]
    left = f'read -r ended; [ -n "$ended" ] || {{ sleep 1; {shlex.join(stop)} >/dev/null 2>&1; rm -rf {shlex.quote(str(folder))}; }}'
    # It waits for a line from us, or for our end: a run that was killed by a timeout left its servers to the machine.
    told = subprocess.Popen(["/bin/sh", "-c", left], stdin=subprocess.PIPE, text=True, user=_NOBODY, cwd="/", start_new_session=True)
    try:
        yield
    finally:
        subprocess.run(stop, check=False, capture_output=True, user=_NOBODY, cwd=folder)
        told.communicate("ended\n")


def _program(name: str) -> str:
    """Where a program of the server is: distributions keep them off the path, each version in a folder of its own."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(kept[-1]) if kept else name


def _free() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
