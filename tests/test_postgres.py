"""The server that tests make for themselves ends with them, however they end."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="the server is stopped by a shell")]

RUNNING = """
import time
from tests.postgres import server
with server() as made:
    print(made.folder, flush=True)
    time.sleep(600)
"""


def test_a_run_that_was_killed_left_its_server_running() -> None:
    run = subprocess.Popen([sys.executable, "-c", RUNNING], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    told = run.stdout.readline().strip()
    if not told:
        pytest.skip("PostgreSQL is not installed")
    folder = Path(told)
    process = Path("/proc") / (folder / "data" / "postmaster.pid").read_text().split()[0]
    run.kill()
    run.communicate()
    until = time.monotonic() + 20
    while (folder.exists() or process.exists()) and time.monotonic() < until:
        time.sleep(0.1)
    assert not folder.exists() and not process.exists()
