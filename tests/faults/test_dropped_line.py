"""The line over which somebody works breaks: the program on the server keeps what was typed and lets the next one in."""

import getpass
import os
import pty
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.desk import drafts, people, verifications
from models.desk.desk import opened
from tests.carriers.servers import Place, openssh, program
from tests.conftest import ROOT
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")]


@pytest.fixture
def server() -> Iterator[Place]:
    with openssh() as place:
        yield place


class Far(Terminal):
    """A terminal with a client in it, and the program at the other end of the line."""

    def __init__(self, folder: Path, server: Place) -> None:
        assert server.folder is not None
        self._key = server.folder.parent / "key"
        (self._port,) = re.findall(r"@127\.0\.0\.1:(\d+)", server.text)
        super().__init__(folder)

    def _begin(self, arguments: list[str], size: tuple[int, int]) -> tuple[int, int]:
        unknown = ("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR")
        there = f"cd {ROOT} && TERM=xterm-256color exec {sys.executable} -m tui.cli {' '.join(arguments)}"
        command = [program("ssh"), "-tt", "-p", self._port, "-i", str(self._key), *unknown, f"{getpass.getuser()}@127.0.0.1", there]
        pid, descriptor = pty.fork()
        if pid == 0:
            os.execv(command[0], command)
        return pid, descriptor


def _is_running(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_dropped_line_keeps_what_is_being_typed(folder: Path, server: Place) -> None:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        verification = desk.do(verifications.begin, "94.07")
    terminal = Far(folder, server)
    terminal.sees("Kabupaten Intan Jaya")
    terminal.type("\r")
    terminal.sees("butir terjawab")
    terminal.type("nbaru dua kata")
    terminal.sees("baru dua kata")
    (pid,) = re.findall(r"PID (\d+)", (folder / "verifier.holder").read_text())
    begin = time.monotonic()
    terminal.kill()
    while _is_running(pid) and time.monotonic() - begin < 10:
        time.sleep(0.01)
    assert time.monotonic() - begin < 2
    log = folder / "verifier.db-wal"
    assert not log.exists() or log.stat().st_size == 0
    with opened(folder) as desk:
        assert desk.ask(drafts.recall, f"{verification}/note/REG-01") == {"text": "baru dua kata"}
