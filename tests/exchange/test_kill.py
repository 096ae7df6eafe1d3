"""An exchange killed at any moment leaves database and carrier whole, and the next one goes on."""

import random
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from models import exchange
from models.carriers import parsed
from models.carriers.folder import Folder
from models.codes import digest
from models.desk import keeping
from models.desk.desk import opened
from models.documents import segment
from models.ledger import trail
from tests.desk.reviewing_kit import trio
from tests.exchange.histories import by_hand
from tests.exchange.kit import documents, writes

CHILD = """
import sys, pathlib
from models import exchange
from models.carriers import parsed
from models.carriers.folder import Folder
from models.desk.desk import opened
class Told(Folder):
    def get(self, path, limit):
        print(path, flush=True)
        return super().get(path, limit)
    def put(self, path, content):
        print(path, flush=True)
        super().put(path, content)
with opened(pathlib.Path(sys.argv[1])) as desk:
    exchange.exchange(desk, "stick", Told(parsed("stick", sys.argv[2])))
"""


@pytest.mark.slow
def test_an_exchange_killed_at_any_moment_goes_on_with_the_next(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    chance = random.Random(8)
    with trio(tmp_path) as team:
        vera, previous = team.verifier, ""
        expected = [writes(vera) for _ in range(8)]
        for number, note in enumerate(expected, 1):
            body = by_hand(vera, "a" * 16, number, previous, vera.desk.ask(keeping.stored, note))
            path = stick / segment.path("a" * 16, number)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
            previous = digest(body)
        own = {writes(team.lead), writes(team.lead, "12")}
        folder, clock = team.lead.desk.ledger.folder, team.lead.clock
        team.lead.desk.close()
        for _ in range(4):
            command = [sys.executable, "-c", CHILD, str(folder), str(stick)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
                assert program.stdout is not None
                for _ in range(chance.randrange(1, 5)):
                    program.stdout.readline()
                program.send_signal(signal.SIGKILL)
            with opened(folder, clock=clock) as after, after.ledger.transaction(writing=False) as connection:
                trail.verify(connection)
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        with opened(folder, clock=clock) as desk, closing(Folder(parsed("stick", str(stick)))) as carrier:
            exchange.exchange(desk, "stick", carrier)
            team.lead.desk = desk
            assert {*expected, *own} <= documents(team.lead)
            exchange.exchange(team.supervisor.desk, "stick", carrier)
            assert {*expected, *own} <= documents(team.supervisor)
