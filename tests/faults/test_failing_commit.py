"""A disk that fails in the middle of a commit: what was said to be saved is there, the chain holds, and work goes on without a restart."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.desk.desk import Desk, opened
from tests.conftest import ROOT
from tests.desk.acts import LEVELS, begun, sheet_of
from tests.faults.failing import shim

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="the library put before the system's is Linux's")]

FAILING = """
import ctypes, errno, pathlib, sys
from models.desk import answers, reading
from models.desk.desk import opened
from models.errors import Refusal
from models.ledger import trail
library = ctypes.CDLL(None)
verification, refused, said = sys.argv[2], 0, ""
with opened(pathlib.Path(sys.argv[1])) as desk:
    def note():
        return desk.ask(reading.sheet, verification).line("REG-01").answer.note
    for kind in ("write", "fsync"):
        for at in range(1, 60):
            text = f"{kind} {at} " + "x" * 9_000
            library.fail_at(kind.encode(), at, errno.EIO)
            try:
                desk.do(answers.annotate, verification, "REG-01", text)
                said = text
            except Refusal as refusal:
                refused += 1
                failed = library.has_failed()
                assert refusal.is_of_disk, refusal.code
                library.fail_at(b"", 0, 0)
                assert note() in (said, text), "neither what was there nor what was to be"
                assert desk.ledger._engine.pool.checkedout() == 0
                desk.do(answers.annotate, verification, "REG-01", text)
                said = text
            else:
                failed = library.has_failed()
                library.fail_at(b"", 0, 0)
            assert note() == said
            if not failed:
                break
        else:
            raise AssertionError("it is called without end")
    with desk.ledger.transaction(writing=False) as connection:
        trail.verify(connection)
print(refused)
"""


def test_whichever_write_or_flush_of_a_commit_fails_the_next_goes_well(desk: Desk, tmp_path: Path) -> None:
    folder, verification = desk.ledger.folder, begun(desk)
    desk.close()
    environment = {**os.environ, "LD_PRELOAD": str(shim(tmp_path)), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", FAILING, folder, verification], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 5
    with opened(folder) as again:
        assert sheet_of(again, verification).line(LEVELS).answer.note.startswith("fsync")
