"""What was said to be saved is there after the program is killed at any moment."""

import random
import signal
import subprocess
import sys

import pytest

from models.desk.desk import Desk, opened
from models.ledger import trail
from models.ledger.transaction import Transaction
from tests.desk.acts import begun, sheet_of

RECORD = """
import pathlib, sys
from models.desk import answers, reading
from models.desk.desk import opened
desk = opened(pathlib.Path(sys.argv[1]))
items = [line.item for line in desk.ask(reading.sheet, sys.argv[2]).lines]
number = int(sys.argv[3])
while True:
    number += 1
    item = items[number % len(items)]
    desk.do(answers.annotate, sys.argv[2], item.code, str(number))
    desk.do(answers.record, sys.argv[2], item.code, number % 3 * 2)
    print(item.code, number, flush=True)
"""


def level(number: int) -> int:
    """What the program answers at its step `number`."""
    return number % 3 * 2


def holds(tx: Transaction) -> None:
    trail.verify(tx.connection)


@pytest.mark.slow
def test_every_answer_said_to_be_saved_outlives_ten_kills(desk: Desk) -> None:
    verification, folder = begun(desk), desk.ledger.folder
    desk.close()
    chance, number = random.Random(7), 0
    for _ in range(10):
        said: dict[str, int] = {}
        command = [sys.executable, "-c", RECORD, str(folder), verification, str(number)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout is not None
            for _ in range(chance.randrange(1, 120)):
                item, _, text = program.stdout.readline().partition(" ")
                said[item] = int(text)
            program.send_signal(signal.SIGKILL)
            for line in program.stdout:
                item, _, text = line.partition(" ")
                if text.endswith("\n"):
                    said[item] = int(text)
        number = max(said.values()) + 1
        with opened(folder) as after:
            after.ask(holds)
            sheet = sheet_of(after, verification)
            for item, saved in said.items():
                answer = sheet.line(item).answer
                # The next note, and the next answer behind it, may stand there: committed, and the program died before saying so.
                allowed = {(saved, level(saved)), (number, level(saved)), (number, level(number))}
                assert (int(answer.note), answer.level) in allowed
            with after.ledger.transaction(writing=False) as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
                assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
