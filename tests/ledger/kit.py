"""What tests of the ledger share: a refusal caught, a program in a process of its own, the file itself."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.desk.desk import Desk
from models.errors import Refusal
from models.ledger import driver


def refused(act: Callable[[], object]) -> Refusal:
    """The refusal that `act` ends in."""
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value


def run(program: str, *arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """A Python program in a process of its own."""
    return subprocess.run([sys.executable, "-c", program, *map(str, arguments)], capture_output=True, text=True, timeout=60, **options)


def database(desk: Desk) -> Path:
    """The database file of a desk."""
    return desk.ledger.folder / driver.DATABASE


def verification_of(desk: Desk) -> str:
    """The id of its one verification."""
    with desk.ledger.transaction(writing=False) as connection:
        return str(connection.exec_driver_sql("SELECT id FROM verification").scalar_one())
